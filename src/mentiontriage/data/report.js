"use strict";
// Sorts and filters the queue. The page is whole without it: it only moves and hides rows that are there.
(() => {
  const table = document.getElementById("queue");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const search = document.getElementById("search");
  const lane = document.getElementById("lane");
  const source = document.getElementById("source");
  const overdue = document.getElementById("overdue");
  const told = document.getElementById("told");
  const all = told.textContent;
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const fits =
        words.every((word) => texts.get(row).includes(word)) &&
        (!lane.value || row.dataset.lane === lane.value) &&
        (!source.value || row.dataset.source === source.value) &&
        (!overdue.checked || row.dataset.late === "1");
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    told.textContent = shown === rows.length ? all : `${shown} of ${rows.length} rows shown`;
  };

  const value = (row, place) => {
    const raw = row.cells[place].dataset.value;
    return raw === undefined ? row.cells[place].textContent : raw === "" ? -Infinity : Number(raw);
  };
  const sort = (heading) => {
    const place = heading.cellIndex;
    const falling = heading.getAttribute("aria-sort") !== "descending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const ordered = rows.slice().sort((one, two) => {
      const first = value(one, place);
      const second = value(two, place);
      const rise = typeof first === "string" ? first.localeCompare(second) : first - second;
      return (falling ? -rise : rise) || Number(one.dataset.rank) - Number(two.dataset.rank);
    });
    body.append(...ordered);
  };

  for (const heading of table.tHead.rows[0].cells) {
    const button = heading.querySelector("button");
    if (button) button.addEventListener("click", () => sort(heading));
  }
  for (const control of [search, lane, source, overdue]) control.addEventListener("input", filter);
  document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("filters").hidden = false;
  filter();
})();
