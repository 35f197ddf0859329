"""The report in a browser: it sorts, filters, is used by keyboard; hostile posts do nothing; it asks for nothing."""

import base64
import hashlib
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from tests.browser import ENTER, Page, browse, witness
from tests.formats.hostile import load_format, queues, texts
from tests.formats.queues import NOW, make_factors, make_hard_queue, make_morning, make_score
from tests.formats.test_page import Elements

from mentiontriage.formats import View
from mentiontriage.formats._report import write_report
from mentiontriage.model import Author, Mention, Queue, QueueItem
from mentiontriage.stats import Day, Line, Statistics

FACTORS = make_factors(0.9, 1.5, 2.0, 20.0)
DAYS = tuple(Day(NOW.date() - timedelta(days=ago), 3 * ago, ago) for ago in (2, 1, 0))
LINE = Line("under 100", 12, 9, 3, 7200.0, None, 8000.0, 9000.0, 0.5)
FIGURES = Statistics(NOW - timedelta(days=2), NOW, 1, 2, DAYS, (LINE,), (LINE,), (LINE,), (LINE,))
OURS = {
    *("html", "head", "meta", "title", "style", "body", "main", "script", "a", "h1", "h2", "p", "ul", "li", "strong"),
    *("form", "label", "input", "select", "option", "div", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("button", "span", "br", "details", "summary", "svg", "g", "rect"),
}
ATTACKS = (
    "<script>window.hacked=1</script>",
    "<img src=x onerror='window.hacked=1'><img src='http://evil.example/pixel.png'>",
    '"><svg onload="window.hacked=1"><link rel=stylesheet href="http://evil.example/a.css">',
    "</style></script><script src='http://evil.example/a.js'></script>",
    "<iframe src='http://evil.example/frame'></iframe><base href='http://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>",
)


def check(page: str) -> None:
    elements = Elements(page)
    assert elements.names <= OURS
    assert page.count("<script>") == page.count("<style>") == 1
    assert "style" not in elements.attributes
    assert not any(name.startswith("on") for name in elements.attributes)
    assert all(link.startswith(("https://", "http://", "#")) for link in elements.links)


def test_the_policy_names_the_one_style_and_the_one_script() -> None:
    page = write_report(make_morning(), FIGURES)
    for name in ("style", "script"):
        content = re.search(f"<{name}>(.*?)</{name}>", page, re.DOTALL)
        assert content is not None
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in page
    assert "unsafe" not in page
    assert "default-src 'none'" in page


def test_hard_situations_hold_only_what_is_ours() -> None:
    check(write_report(make_hard_queue(), FIGURES))


@given(queues(), texts)
@settings(max_examples=50)
def test_any_texts_hold_only_what_is_ours(queue: Queue, name: str) -> None:
    line = Line(name, 1, 0, 1, None, None, 60.0, 60.0, None)
    check(write_report(queue, Statistics(NOW, NOW, 0, 0, DAYS, (line,), (line,), (line,), (line,))))


def test_a_page_that_holds_all_rows_speaks_of_no_others() -> None:
    queue = make_morning()
    for rows in (None, len(queue.items)):
        assert "not on this page" not in write_report(replace(queue, rows=rows), FIGURES)
    assert "1 more is not on this page" in write_report(replace(queue, rows=len(queue.items) + 1), FIGURES)


def test_a_post_without_an_address_is_not_said_to_open() -> None:
    mention = Mention("7", "trustpilot", "still waiting", Author("ada"))
    item = QueueItem(1, mention, make_score(*make_factors(0.9, 1.5, 2.0, 20.0)))
    page = write_report(Queue(NOW, "Acme", 1, (), None, (item,)), FIGURES)
    assert "Open on" not in page
    assert "on trustpilot · id 7" in page


@pytest.mark.parametrize("form", ["html", "report"])
def test_a_post_says_its_language_where_that_is_known(form: str) -> None:
    queue = make_morning()
    page = write_report(queue, FIGURES) if form == "report" else load_format("html").render(queue, View())
    assert Elements(page).languages == ["en", "en", "en", "en", "ja", ""]


def test_the_fold_says_what_is_in_it() -> None:
    assert "<summary>How 54.0 comes about</summary>" in write_report(attack(), FIGURES)


def attack() -> Queue:
    items = tuple(
        QueueItem(
            rank,
            Mention(str(rank), text, text, Author(text, text, rank * 1000), url=text),
            make_score(*make_factors(0.9, 1.5, 2.0, 20.0 / rank), waited=timedelta(hours=9 - rank), words=(text,)),
        )
        for rank, text in enumerate(ATTACKS, 1)
    )
    return Queue(NOW, ATTACKS[0], len(items), (), {"complaint": len(items)}, items)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("browser")
    (folder / "report.html").write_text(write_report(attack(), FIGURES))
    with browse(folder / "profile") as page:
        page.open(folder / "report.html")
        yield page


def list_ranks(page: Page) -> list[int]:
    script = "return [...document.querySelectorAll('#queue tbody tr')].filter(r => !r.hidden).map(r => +r.dataset.rank)"
    return [int(rank) for rank in page.run(script)]


def test_a_heading_sorts_up_and_down_by_mouse_and_keyboard(page: Page) -> None:
    page.click("#queue th:nth-child(4) button")
    assert list_ranks(page) == [6, 5, 4, 3, 2, 1]
    assert page.run("return document.querySelector('#queue th:nth-child(4)').ariaSort") == "descending"
    page.type("#queue th:nth-child(4) button", ENTER)
    assert list_ranks(page) == [1, 2, 3, 4, 5, 6]
    assert page.run("return document.querySelectorAll('#queue th[aria-sort]').length") == 1


def test_the_search_hides_what_does_not_fit_and_says_how_many_are_left(page: Page) -> None:
    page.type("#search", "iframe")
    assert list_ranks(page) == [5]
    assert page.run("return document.getElementById('told').textContent") == "1 of 6 rows shown"
    page.type("#search", "\ue003" * 6)
    page.click("#overdue")
    assert list_ranks(page) == [1, 2, 3, 4]
    page.click("#overdue")
    assert len(list_ranks(page)) == 6
    assert page.run("return document.getElementById('told').textContent") == "6 rows"


def test_everything_that_can_be_used_has_a_name(page: Page) -> None:
    script = """return [...document.querySelectorAll('a,button,input,select,svg[role],[role=region]')].filter(e =>
        !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.textContent.trim()
          || (e.labels && e.labels.length))).length"""
    assert page.run(script) == 0
    assert page.run("return [...document.querySelectorAll('table')].every(t => t.tHead)") is True


def test_hostile_posts_do_nothing_and_the_page_complains_of_nothing(page: Page) -> None:
    assert page.run("return window.hacked === undefined") is True
    assert page.run("return document.scripts.length") == 1
    assert page.list_errors() == []


@pytest.mark.parametrize("name", ["report", "html"])
def test_the_page_asks_for_nothing(tmp_path: Path, name: str) -> None:
    shown = write_report(attack(), FIGURES) if name == "report" else load_format("html").render(attack(), View())
    good, bad = tmp_path / "page.html", tmp_path / "bad.html"
    good.write_text(shown)
    bad.write_text("<img src='http://evil.example/control.png'>")
    with witness() as server, browse(tmp_path / "profile", resolve_to=server.server_address[1]) as page:
        page.open(good)
        page.run("for (const fold of document.querySelectorAll('details')) fold.open = true")
        assert page.run("return window.hacked === undefined") is True
        assert [seen for seen in server.seen if "evil" in seen] == []
        page.open(bad)  # a page that does ask is seen, so that the test above could fail
        page.run("return 1")
        assert [seen for seen in server.seen if "evil" in seen] == ["evil.example/control.png"]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_nothing_is_wider_than_the_window_and_text_stands_out_from_its_ground(
    tmp_path: Path, width: int, *, dark: bool
) -> None:
    (tmp_path / "page.html").write_text(load_format("html").render(make_hard_queue(), View()))
    (tmp_path / "report.html").write_text(write_report(make_hard_queue(), FIGURES))
    with browse(tmp_path / "profile", dark=dark, width=width) as page:
        for name in ("page.html", "report.html"):
            page.open(tmp_path / name)
            assert page.run(_TOO_WIDE) == [], name
            assert page.run(_CONTRAST) == [], name


def test_a_name_that_there_is_room_for_stays_in_one_line(tmp_path: Path) -> None:
    items = tuple(
        QueueItem(
            rank,
            Mention(name, "reddit", "still waiting " * 20, Author(name)),
            make_score(*FACTORS),
        )
        for rank, name in enumerate(("throwaway_dryer22", "x" * 300), 1)
    )
    (tmp_path / "report.html").write_text(write_report(Queue(NOW, "Acme", 2, (), None, items), FIGURES))
    with browse(tmp_path / "profile", width=1200) as page:
        page.open(tmp_path / "report.html")
        short, long = page.run("return [...document.querySelectorAll('.who div')].map(e => e.clientHeight)")
        assert short < 30
        assert long > 100
        assert page.run("return document.querySelector('.scroll').scrollWidth <= window.innerWidth") is True


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_a_source_of_any_length_pushes_no_post_out_of_sight(tmp_path: Path, width: int) -> None:
    items = tuple(
        QueueItem(rank, Mention(str(rank), source, "still waiting " * 20, Author("ada")), make_score(*FACTORS))
        for rank, source in enumerate(("x", "the-longest-name-of-a-newspaper." * 9 + "example"), 1)
    )
    (tmp_path / "report.html").write_text(write_report(Queue(NOW, "Acme", 2, (), None, items), FIGURES))
    with browse(tmp_path / "profile", width=width) as page:
        page.open(tmp_path / "report.html")
        assert page.run("const e = document.querySelector('.scroll'); return e.scrollWidth <= e.clientWidth") is True


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_on_paper_rows_stand_below_each_other_without_what_needs_a_mouse(tmp_path: Path, width: int) -> None:
    (tmp_path / "report.html").write_text(write_report(make_morning(), FIGURES))
    shown = """return ['#filters', '.sorting', '#queue thead', '#queue tr', '#queue td.post']
        .map(of => getComputedStyle(document.querySelector(of)).display)"""
    with browse(tmp_path / "profile", width=width) as page:
        page.open(tmp_path / "report.html")
        page.call("goog/cdp/execute", cmd="Emulation.setEmulatedMedia", params={"media": "print"})
        assert page.run(shown) == ["none", "none", "none", "block", "block"]  # a grid's rows overlap where a page ends


@pytest.mark.parametrize("width", [768, 1100, 1200])
def test_where_there_is_little_room_a_post_stands_below_its_figures_and_is_seen_whole(
    tmp_path: Path, width: int
) -> None:
    (tmp_path / "report.html").write_text(write_report(make_morning(), FIGURES))
    with browse(tmp_path / "profile", width=width) as page:
        page.open(tmp_path / "report.html")
        assert page.run("const e = document.querySelector('.scroll'); return e.scrollWidth <= e.clientWidth") is True
        share = "return document.querySelector('.post').clientWidth / document.querySelector('#queue').clientWidth"
        assert page.run(share) > 0.6
        ends = """return [...document.querySelectorAll('#queue tbody tr, #queue thead tr')]
            .map(row => Math.round(row.querySelector('.number:nth-child(2)').getBoundingClientRect().right))"""
        assert len(set(page.run(ends))) == 1  # columns stand below each other


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_what_a_filter_hides_is_not_seen_on_a_screen_of_any_width(tmp_path: Path, width: int) -> None:
    (tmp_path / "report.html").write_text(write_report(make_morning(), FIGURES))
    seen = "return [...document.querySelectorAll('#queue tbody tr')].filter(row => row.offsetHeight).length"
    with browse(tmp_path / "profile", width=width) as page:
        page.open(tmp_path / "report.html")
        before = page.run(seen)
        page.type("#search", "nothing like that")
        assert (before > 0, page.run(seen)) == (True, 0)


_TOO_WIDE = """
return document.documentElement.scrollWidth <= window.innerWidth ? [] : [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > window.innerWidth && !e.closest('.scroll'))
  .map(e => `${e.tagName}.${e.className} ${e.textContent.slice(0, 40)}`);
"""
# WCAG 2.2, 1.4.3: at least 4.5 to 1 between text and what is behind it.
_CONTRAST = """
const light = (c) => {
  const shares = c.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255);
  const [r, g, b] = shares.map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
  return .2126 * r + .7152 * g + .0722 * b;
};
const ground = (e) => {
  for (; e; e = e.parentElement) {
    const c = getComputedStyle(e).backgroundColor;
    if (!c.startsWith('rgba') || !c.endsWith(', 0)')) return c;
  }
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'rgb(18,18,18)' : 'rgb(255,255,255)';
};
const weak = new Set();
for (const e of document.querySelectorAll('main *, body div *')) {
  if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || e.closest('svg,option')) continue;
  const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
  if ((a + .05) / (b + .05) < 4.5) weak.add(`${e.tagName}.${e.className} ${getComputedStyle(e).color} on ${ground(e)}`);
}
return [...weak];
"""
