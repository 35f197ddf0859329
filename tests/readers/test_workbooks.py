"""Workbooks read as tables do; the library for them is an extra."""

import io
import sys
import zipfile
from datetime import UTC, datetime

import pytest
from tests.readers.reading import read_bytes
from tests.readers.tables import mentions, notes, open_bytes, skipped
from tests.readers.workbooks import Cell, ExcelDate, OdsRow, write_ods, write_workbook

from mentiontriage.errors import InputError
from mentiontriage.model import Note

NOON = ExcelDate(46217.5)  # 2026-07-14 12:00

BRAND24 = ["", "ID", "Date", "Hrs", "Title", "Content", "Source", "Domain", "Category", "Sentiment", "Tags"]
COMMENTS = ["Name (click to view profile)", "Profile ID", "Date", "Likes", "Comment", "(view source)"]
YOUSCAN = ["Date", "Time", "Author", "Text snippet", "URL", "Source", "Sentiment"]


def test_a_workbook_without_the_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(InputError, match=r"pip install 'mentiontriage\[xlsx\]'"):
        open_bytes(write_workbook({"Sheet": [["text"], ["no bag"]]}))


def test_an_archive_that_is_no_workbook_is_told_from_one() -> None:
    with pytest.raises(InputError, match="zip archive: unpack it"):
        open_bytes(b"PK\x03\x04 data/tweets.js")


@pytest.mark.parametrize(("part", "kind"), [("word/document.xml", "Word document"), ("ppt/a.xml", "PowerPoint")])
def test_a_document_that_is_no_workbook_is_told_as_what_it_is(part: str, kind: str) -> None:
    pytest.importorskip("python_calamine")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, "<document/>")
    with pytest.raises(InputError, match=f"posts.csv is a {kind}.*save what it holds as CSV"):
        open_bytes(packed.getvalue())


def test_the_rows_of_a_sheet_that_is_not_read_are_told_without_its_header() -> None:
    pytest.importorskip("python_calamine")
    shops = [[], ["City", "Source"], ["Bonn", "a list"]]
    book = write_workbook({"Mentions": [["text", "author"], ["no bag", "ada"]], "Shops": shops})
    (told,) = notes(read_bytes(book)[1])
    assert told.endswith("rows in it: 1")


def test_a_sheet_of_posts_that_is_not_read_is_told_to_everybody() -> None:
    pytest.importorskip("python_calamine")
    posts = [["text", "author", "date"], ["no bag", "ada", "2026-07-14"]]
    facebook = [["Comment", "Date", "Name"], ["no refund", "2026-07-14", "Ben"]]
    totals = [["Source", "Mentions", "Reach"], ["X", "2", "900"]]
    book = write_workbook({"Mentions": posts, "Facebook": facebook, "Totals": totals})
    told = [item for item in read_bytes(book)[1] if isinstance(item, Note)]
    assert [note.is_pressing for note in told] == [True, False]
    assert told[0].text.endswith("rows in it: 1; if they are posts, save it as a file by itself")


def test_a_workbook_that_is_cut_short_is_an_input_error() -> None:
    pytest.importorskip("python_calamine")
    with pytest.raises(InputError, match="damaged"):
        open_bytes(write_workbook({"Sheet": [["text"], ["no bag"]]})[:-300])


def test_the_sheet_of_posts_is_found_among_others() -> None:
    pytest.importorskip("python_calamine")
    book = write_workbook(
        {
            "Summary": [["Velora in July"], ["Mentions", 2]],
            "Mentions": [
                [],
                BRAND24,
                [
                    "",
                    1,
                    "2026-07-14",
                    "09:05",
                    "",
                    "no bag",
                    "https://x.com/anna/status/1",
                    "x.com",
                    "X",
                    -1,
                ],
                ["", 2, NOON, "", "Lounge", "Soup again", "https://blog.example/soup", "blog.example", "Blogs", 0],
            ],
        }
    )
    name, items = read_bytes(book)
    first, second = mentions(items)
    assert name == "brand24"
    assert (first.source, first.id, first.vendor_sentiment) == ("x", "1", "negative")
    assert first.posted_at == datetime(2026, 7, 14, 9, 5, tzinfo=UTC)
    assert second.posted_at == datetime(2026, 7, 14, 12, tzinfo=UTC)
    reason = "its columns are not those of sheet 'Mentions'; rows in it: 2"
    assert notes(items) == [f"sheet 'Summary' is not read: {reason}"]


def test_six_rows_above_the_header_are_no_posts_and_row_numbers_are_the_sheets() -> None:
    pytest.importorskip("python_calamine")
    above: list[list[Cell]] = [
        ["exportcomments.com"],
        ["Post", "https://www.facebook.com/velora/posts/1"],
        ["Comments", 2],
        [],
        [],
        [],
    ]
    rows: list[list[Cell]] = [["Marta", 1e14, NOON, 3, "My bag!!", "view source"], ["Pia", 2, NOON, 0, "", ""]]
    name, items = read_bytes(write_workbook({"Comments": [*above, COMMENTS, *rows]}))
    (mention,) = mentions(items)
    assert name == "exportcomments"
    assert (mention.author.name, mention.engagement.likes) == ("Marta", 3)
    assert [s.where for s in skipped(items)] == ["export:9"]


def test_an_id_that_the_sheet_holds_as_a_number_is_damaged() -> None:
    pytest.importorskip("python_calamine")
    rows: list[list[Cell]] = [
        [5.70306133677760513e17, "anna", "no bag"],
        [5.70306133677760513e17, "ben", "no answer"],
        [12, "cy", "ok"],
    ]
    _, items = read_bytes(write_workbook({"Sheet1": [["id", "author", "text"], *rows]}))
    found = mentions(items)
    assert len({m.id for m in found}) == 3
    assert found[2].id.startswith("12~")
    assert "ids damaged by a spreadsheet: 2" in notes(items)[0]


def test_date_and_time_of_a_sheet_are_joined() -> None:
    pytest.importorskip("python_calamine")
    row: list[Cell] = [ExcelDate(46217.0), "09:05", "anna", "no bag", "", "forum.example", "Negative"]
    name, items = read_bytes(write_workbook({"Data": [["YouScan export"], YOUSCAN, row]}))
    assert name == "youscan"
    assert mentions(items)[0].posted_at == datetime(2026, 7, 14, 9, 5, tzinfo=UTC)


PLAIN: list[Cell] = ["text", "author", "date"]


def test_every_sheet_with_the_same_columns_is_read() -> None:
    pytest.importorskip("python_calamine")
    book = write_workbook(
        {
            "January": [PLAIN, ["no bag", "anna", NOON]],
            "February": [["Velora"], [], ["Author", "Text", "Date"], ["ben", "no answer", NOON], ["cy", "", NOON]],
            "March": [PLAIN],
            "April": [PLAIN, ["no refund", "dora", NOON]],
            "Chart": [["Mentions", "Reach"], [3, 900]],
            "Empty": [],
        }
    )
    _, items = read_bytes(book)
    found = [(m.text, m.author.handle, m.posted_at) for m in mentions(items)]
    noon = datetime(2026, 7, 14, 12, tzinfo=UTC)
    assert found == [("no bag", "anna", noon), ("no answer", "ben", noon), ("no refund", "dora", noon)]
    assert [s.where for s in skipped(items)] == ["export:February:5"]
    assert notes(items) == [
        "sheet 'Chart' is not read: its columns are not those of sheet 'January'; rows in it: 1",
        "sheets with the same columns, read one after the other: 'January', 'February', 'March', 'April'",
    ]


def test_every_sheet_of_an_opendocument_file_is_read() -> None:
    pytest.importorskip("python_calamine")
    header = OdsRow([("text", 1), ("author", 1)])
    sheets = [[header, OdsRow([(text, 1), ("anna", 1)])] for text in ("no bag", "no answer")]
    _, items = read_bytes(write_ods(sheets))
    assert [m.text for m in mentions(items)] == ["no bag", "no answer"]


def test_totals_below_the_posts_of_a_sheet_are_left_out_and_said() -> None:
    pytest.importorskip("python_calamine")
    rows: list[list[Cell]] = [["no bag", "anna", NOON], ["Total", "", "", 1200.0], ["Grand total: 2 posts"]]
    _, items = read_bytes(write_workbook({"Sheet1": [[*PLAIN, "followers"], *rows]}))
    assert [m.text for m in mentions(items)] == ["no bag"]
    assert [s.where for s in skipped(items)] == ["export:3", "export:4"]


def test_a_date_that_lost_its_format_is_read_all_the_same() -> None:
    pytest.importorskip("python_calamine")
    _, items = read_bytes(write_workbook({"Sheet1": [PLAIN, ["no bag", "anna", 46217.5], ["no tag", "ben", 46217]]}))
    assert [m.posted_at for m in mentions(items)] == [
        datetime(2026, 7, 14, 12, tzinfo=UTC),
        datetime(2026, 7, 14, tzinfo=UTC),
    ]


def test_a_count_with_a_fraction_is_no_thousand() -> None:
    pytest.importorskip("python_calamine")
    _, items = read_bytes(write_workbook({"Sheet1": [[*PLAIN, "likes"], ["no bag", "anna", NOON, 1.234]]}))
    assert [m.engagement.likes for m in mentions(items)] == [1]
