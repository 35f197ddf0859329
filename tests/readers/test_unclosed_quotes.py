"""A quote that is never closed costs the line that it stands in, whatever the other lines hold."""

from hypothesis import example, given
from hypothesis import strategies as st
from tests.readers.tables import open_bytes

from mentiontriage.model import Note, Skipped
from mentiontriage.readers._csv import read_rows

PLAIN = [[f"p{n}", "anna", "my bag is lost", "4"] for n in range(8)]
# A quoted cell that begins with a separator or a line's end would end the open quote as its own
# end does: that nobody can tell apart.
cells = st.text(st.sampled_from("ab ,\n;"), min_size=1, max_size=8).filter(lambda cell: cell[0] not in ",\n")
rows = st.lists(st.tuples(cells, cells, cells, st.booleans()), min_size=2, max_size=8)
Rows = list[tuple[str, str, str, bool]]


def write_cell(cell: str, *, quoted: bool) -> str:
    needed = quoted or any(c in cell for c in ',\n"')
    return '"' + cell.replace('"', '""') + '"' if needed else cell


@given(rows, st.integers(0, 8), st.integers(0, 2))
@example([("  aa,a,\n", ";", ";", False), (";", ";", ";", False)], 0, 0)
def test_every_other_line_is_read_as_it_was_written(table: Rows, at: int, column: int) -> None:
    lines = [",".join(row) + "\n" for row in PLAIN]
    lines += [
        f"{n}," + ",".join(write_cell(cell, quoted=quoted) for cell in row) + "\n"
        for n, (*row, quoted) in enumerate(table)
    ]
    torn = ["torn", "no bag", "fine", "0"]
    torn[column + 1] = '"' + torn[column + 1]
    place = len(PLAIN) + min(at, len(table))
    lines.insert(place, ",".join(torn) + "\n")
    found = list(read_rows(open_bytes(("id,author,text,likes\n" + "".join(lines)).encode())))
    read = [row[1] for row in found if not isinstance(row, Skipped | Note)]
    assert read == [*PLAIN, *([str(n), *row] for n, (*row, _) in enumerate(table))]
    assert [row.where for row in found if isinstance(row, Skipped)]
