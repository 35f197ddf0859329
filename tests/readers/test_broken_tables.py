"""Tables that programs and people have broken: what can be kept is kept, and the rest is said."""

import pytest
from tests.growth import measure_growth
from tests.readers.tables import given_ids, mentions, notes, open_bytes, read_bytes, read_text, skipped

from mentiontriage.readers import _dialect
from mentiontriage.readers._csv import read_rows

HEADER = "id,author,text,date,likes\n"


def test_nul_bytes_are_dropped_and_counted() -> None:
    items = read_bytes(b"id,text\n1,l\x00o\x00s\x00t\x00 my bag\n" + b"\x00" * 100_000)
    assert [m.text for m in mentions(items)] == ["lost my bag"]
    assert notes(items) == ["NUL bytes: 100,004; they stand for no character and were left out"]


def test_a_bare_carriage_return_inside_a_field_is_kept_and_ends_no_row() -> None:
    rows = list(read_rows(open_bytes(b"id,text,likes\n1,no answer\ryet,3\n2,fine,4\n")))
    assert rows == [(2, ["1", "no answer\ryet", "3"]), (3, ["2", "fine", "4"])]


def test_bytes_that_are_no_utf8_are_read_as_windows_1252_and_said() -> None:
    items = read_bytes("id,text\n1,caf\u00e9 ".encode() + "caf\u00e9\n".encode("cp1252"))
    assert mentions(items)[0].text == "caf\u00e9 caf\u00e9"
    assert any("Windows-1252" in note for note in notes(items))


def test_a_comma_outside_quotes_is_put_back_where_only_one_cell_can_have_been_torn() -> None:
    text = HEADER + "1,anna,no bag,2026-01-02,3\n2,ben,no bag, no answer,2026-01-03,4\n"
    items = read_text(text)
    assert [(m.text, m.engagement.likes) for m in mentions(items)] == [("no bag", 3), ("no bag, no answer", 4)]
    assert any("outside quotes" in note for note in notes(items))


def test_a_torn_cell_gets_back_the_separator_that_tore_it() -> None:
    text = HEADER.replace(",", ";") + "1;anna;no bag;2026-01-02;3\n2;ben;still broken; nobody answers;2026-01-03;4\n"
    assert [m.text for m in mentions(read_text(text))] == ["no bag", "still broken; nobody answers"]


def test_a_row_that_could_be_put_together_in_two_ways_is_left_out_and_said() -> None:
    text = "id,title,text,likes\n1,old bag,it is lost,3\n2,one,two,three is lost,4\n3,my bag,is back,5\n"
    items = read_text(text)
    assert given_ids(items) == ["1", "3"]
    assert [s.where for s in skipped(items)] == ["posts.csv:3"]


def test_a_row_that_ends_early_is_kept_and_said() -> None:
    items = read_text(HEADER + "1,anna,no bag\n")
    assert mentions(items)[0].text == "no bag"
    assert any("end early" in note for note in notes(items))


def test_empty_cells_past_the_header_are_no_damage() -> None:
    items = read_text(HEADER + "1,anna,no bag,2026-01-02,3,,\n")
    assert len(mentions(items)) == 1
    assert not notes(items)


def test_a_row_with_endless_empty_cells_is_read_as_fast_as_it_is_long() -> None:
    def make_text(cells: int) -> str:
        return HEADER + "1,anna,no bag,2026-01-02,3" + "," * cells + "\n"

    assert len(mentions(read_text(make_text(1_000)))) == 1
    assert measure_growth(read_text, make_text, 20_000, 10) < 40  # quadratic work: 100


GOOD = "id,text,author,date\n1,no bag here,ada,2026-07-01\n"


TORN = ["hello\nstill waiting for you", "hello\n\nstill waiting\nfor you", "hello\nstill\nwaiting\nfor\nyou"]


@pytest.mark.parametrize(("above", "lines"), [*((GOOD, lines) for lines in TORN), ("id,text,author,date\n", TORN[0])])
def test_a_text_that_line_ends_outside_quotes_have_torn_is_put_together(above: str, lines: str) -> None:
    items = read_text(f"{above}2,{lines},bob,2026-07-02\n")
    torn = mentions(items)[-1]
    assert torn.text == lines.replace("\n\n", "\n")
    assert (torn.author.handle, torn.posted_at is not None) == ("bob", True)
    assert given_ids(items)[-1] == "2"
    assert not skipped(items)
    assert notes(items) == ["rows with a line's end outside quotes: 1; the torn cell was put together"]


@pytest.mark.parametrize("row", ["3,fine again", "3,fine again,cy", "3,fine again,Cy Miller"])
def test_what_was_torn_off_is_not_put_to_a_row_that_does_not_lack_it(row: str) -> None:
    items = read_text(
        f"{GOOD}{row}\n4,hello there,dora\nstill waiting for you,bob,2026-07-02\n5,bye now,ed,2026-07-05\n"
    )
    assert given_ids(items) == ["1", "3", "4", "5"]
    (left,) = skipped(items)
    assert left.where == "posts.csv:5"
    assert left.reason.startswith("3 of 4 cells, and not what stands under these names")


@pytest.mark.parametrize("row", ["p3,Cy Miller,what now", "p3,cy,what now,2026-07-03", "p3,cy,what now,soon,n/a"])
def test_a_row_that_ends_early_is_kept_though_a_cell_of_it_looks_odd(row: str) -> None:
    header = "id,author,text,date,likes,views\n"
    items = read_text(f"{header}p1,ada,no bag here,2026-07-01,3,40\n{row}\np4,dora,hello there,2026-07-04,5,60\n")
    assert given_ids(items) == ["p1", "p3", "p4"]
    assert not skipped(items)


def test_a_hundred_lines_of_something_else_below_a_row_that_ends_early_are_no_text_of_it() -> None:
    items = read_text(GOOD + "2,hello\n" + "and on\n" * 200 + "3,fine again,cy,2026-07-03\n")
    assert [mention.text for mention in mentions(items)] == ["no bag here", "hello", "fine again"]
    assert len(skipped(items)) == 200


def test_a_quote_that_is_never_closed_costs_its_line_and_not_the_rest() -> None:
    lines = [f"{n},anna,bag {n} is lost,2026-01-02,0\n" for n in range(1, 6)]
    lines[1] = '2,anna,"bag 2 is lost,2026-01-02,0\n'
    items = read_text(HEADER + "".join(lines))
    assert given_ids(items) == ["1", "3", "4", "5"]
    assert [s.where for s in skipped(items)] == ["posts.csv:3"]
    assert "never closed" in skipped(items)[0].reason


def test_an_unclosed_quote_stops_at_the_next_quote_and_still_costs_its_line_only() -> None:
    lines = [f'{n},anna,"bag {n}, is lost",2026-01-02,0\n' for n in range(1, 6)]
    lines[1] = '2,anna,"bag 2 is lost,2026-01-02,0\n'
    items = read_text(HEADER + "".join(lines))
    assert given_ids(items) == ["1", "3", "4", "5"]


def test_thousands_of_unclosed_quotes_cost_their_lines_only() -> None:
    lines = [f'{n},ada,"hello there {n},2026-07-01,0\n' for n in range(3_000)]
    items = read_text(HEADER + "".join(lines) + "3000,ben,no bag,2026-07-02,1\n")
    assert given_ids(items) == ["3000"]
    assert len(skipped(items)) == 3_000


@pytest.mark.parametrize("end", ["", '"\n'], ids=["open to the end", "closed once"])
def test_lines_whose_outer_quotes_were_stripped_are_read_once_and_not_once_for_every_line(end: str) -> None:
    def make_text(lines: int) -> str:
        return "date,text,author\n2026-07-01,hi there,bob\n" + '2026-07-01","hello there 7","ada\n' * lines + end

    items = read_text(make_text(500) + "2026-07-02,no bag,ben\n")
    assert [mention.text for mention in mentions(items)] == ["hi there", "no bag"]
    assert len(skipped(items)) == 500 + bool(end)
    assert measure_growth(read_text, make_text, 1_000, 10) < 40  # quadratic work: 100


def test_a_cell_beyond_the_limit_of_the_csv_module_costs_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_dialect, "_LARGEST_FIELD", 200_000)
    items = read_text(f"{HEADER}1,anna,no bag,2026-01-02,3\n2,ben,{'x' * 200_001},,\n3,cy,no answer,2026-01-02,3\n")
    assert given_ids(items) == ["1", "3"]
    assert [(s.where, s.reason) for s in skipped(items)] == [("posts.csv:3", "a cell that is longer than can be read")]


def test_a_field_of_five_megabytes_is_a_field() -> None:
    long = "no answer, " * 500_000
    (mention,) = mentions(read_text(f'{HEADER}1,anna,"{long}",2026-01-02,3\n'))
    assert mention.text == long.strip()


def test_a_field_of_ten_thousand_lines_is_a_field() -> None:
    long = "still waiting\n" * 10_000
    found = mentions(read_text(f'{HEADER}1,anna,"{long}",2026-01-02,3\n2,ben,hello,2026-01-02,1\n'))
    assert [len(m.text) for m in found] == [len(long) - 1, 5]


def test_quotes_inside_a_field_that_nobody_doubled_stay_in_the_text() -> None:
    (mention,) = mentions(read_text(HEADER + '1,anna,they call it "service" here,2026-01-02,3\n'))
    assert mention.text == 'they call it "service" here'


def test_the_hint_that_excel_writes_for_itself_is_followed() -> None:
    items = read_text("sep=;\r\nid;text;likes\r\n1;a, b, c;3\r\n2;;\r\n")
    (mention,) = mentions(items)
    assert (mention.text, mention.engagement.likes) == ("a, b, c", 3)
    assert not notes(items)
    assert [row.where for row in skipped(items)] == ["posts.csv:4"]


@pytest.mark.parametrize(
    "again",
    [HEADER, "ID,Author,Text,Date,Likes\n", "\ufeff" + HEADER, '\ufeff"id","author","text","date","likes"\n'],
    ids=["the same", "in capitals", "with its file's mark", "with the mark before a quote"],
)
def test_a_header_that_comes_again_is_no_post_and_said(again: str) -> None:
    items = read_text(HEADER + "1,anna,x y,,\n" + again + "2,ben,y z,,\n")
    assert [m.text for m in mentions(items)] == ["x y", "y z"]
    assert not skipped(items)
    assert [note.partition(";")[0] for note in notes(items)] == ["rows that are the header again: 1"]


def test_a_header_in_another_order_orders_the_rows_below_it_until_the_next() -> None:
    text = HEADER + "1,anna,no bag,2026-01-02,3\n" + "likes,text,id,date,author\n4,no answer,2,2026-01-03,ben\n"
    items = read_text(text + "5,no refund, still,3,2026-01-04,cy\n" + HEADER + "4,dora,fine,2026-01-05,6\n")
    told = [(m.author.handle, m.text, m.engagement.likes) for m in mentions(items)]
    assert told == [
        ("anna", "no bag", 3),
        ("ben", "no answer", 4),
        ("cy", "no refund, still", 5),
        ("dora", "fine", 6),
    ]


def test_a_post_that_is_the_name_of_a_column_is_a_post() -> None:
    assert [m.text for m in mentions(read_text("text,author\nText,anna\nauthor,\n"))] == ["Text", "author"]


FOOTERS = ["Total", "Total: 2 rows", "GRAND TOTAL 1,204", "Total mentions: 2", "Generated by Acme on 2026-07-15"]


@pytest.mark.parametrize("footer", FOOTERS)
def test_totals_and_footers_are_left_out_and_said(footer: str) -> None:
    items = read_text(f"text|author|date\nno bag|anna|2026-07-14\n||\n{footer}||\n")
    assert [m.text for m in mentions(items)] == ["no bag"]
    (left,) = skipped(items)
    assert (left.where, left.reason) == ("posts.csv:4", "it is a total or a footer of the table, and no post")


@pytest.mark.parametrize(
    "row",
    ["Total|anna|", "Total||2026-07-14", "Total disaster, never again||", "Total chaos, 3 days without a bag||"],
)
def test_a_post_about_a_total_disaster_is_a_post(row: str) -> None:
    items = read_text(f"text|author|date\nno bag|anna|2026-07-14\n{row}\n")
    assert len(mentions(items)) == 2


def test_where_no_row_tells_its_author_or_time_a_total_may_be_a_post() -> None:
    assert [m.text for m in mentions(read_text("text\nno bag, again\nTotal\n"))] == ["no bag, again", "Total"]


def test_a_column_of_texts_alone_is_a_table() -> None:
    assert [m.text for m in mentions(read_text("text\nbag lost, again\nfine\n"))] == ["bag lost, again", "fine"]


def test_prose_is_no_table() -> None:
    prose = "Dear team,\nwe were in London, and it rained.\nSo, what now? Nothing.\n"
    assert open_bytes(prose.encode()).sample.kind == "other"


def test_the_apostrophe_that_defuses_a_formula_is_no_part_of_the_text() -> None:
    items = read_text("id,text,ours\n1,'@velora no bag,no\n2,'tis lost,no\n3,'=1+1 is two,yes\n")
    assert [m.text for m in mentions(items)] == ["@velora no bag", "'tis lost", "=1+1 is two"]
    assert [m.ours for m in mentions(items)] == [False, False, True]
