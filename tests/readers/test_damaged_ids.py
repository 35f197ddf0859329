"""Ids that a spreadsheet has rounded are never used, and that is said once."""

from pathlib import Path

import pytest
from tests.readers.reading import read_file
from tests.readers.tables import mentions, notes, read_text

from mentiontriage.model import Note

EXPORTS = Path(__file__).parents[3] / "shared" / "data" / "exports"


@pytest.mark.parametrize("damaged", ["5.70306E+17", "1,72517E+18", "5.7e17", "570306133677760513.0"])
def test_a_damaged_id_never_tells_posts_apart(damaged: str) -> None:
    items = read_text(f'id,author,text\n"{damaged}",anna,no bag\n"{damaged}",ben,no answer\n')
    assert len({m.id for m in mentions(items)}) == 2
    assert notes(items) == ["ids damaged by a spreadsheet: 2; told apart by author, time and text (2) instead"]


def test_the_link_tells_a_post_whose_id_is_damaged() -> None:
    items = read_text("id,url,text\n1.8E+18,https://twitter.com/anna/status/1800000000000000009,no bag\n")
    assert [(m.source, m.id) for m in mentions(items)] == [("x", "1800000000000000009")]
    assert notes(items) == ["ids damaged by a spreadsheet: 1; told apart by their link (1) instead"]


def test_a_whole_column_of_ids_that_end_in_zeros_was_rounded() -> None:
    rows = "".join(f"57030{n}133677760000,anna,text {n}\n" for n in range(4))
    items = read_text("id,author,text\n" + rows)
    assert [m.id.endswith("0000") for m in mentions(items)] == [False] * 4
    assert notes(items)


def test_numbers_of_thousands_of_digits_cost_no_other_row() -> None:
    rows = "".join(f"{'9' * 5000}{n},no bag {n},{'9' * 5000}\n" for n in range(4))
    found = mentions(read_text("id,text,likes\n" + rows))
    assert [(m.text, m.engagement.likes) for m in found] == [(f"no bag {n}", None) for n in range(4)]


def test_one_id_that_ends_in_zeros_among_others_is_an_id() -> None:
    items = read_text("id,author,text\n570301133677760000,a,x y\n570301133677760513,b,y z\n570301133677761001,c,z\n")
    assert mentions(items)[0].id == "570301133677760000"
    assert not notes(items)


@pytest.mark.skipif(not EXPORTS.is_dir(), reason="there are no collected exports beside the project")
def test_the_labelled_airline_set_is_the_same_clean_and_damaged_but_for_its_ids() -> None:
    clean = read_file(EXPORTS / "airline-clean.csv")[1]
    damaged = read_file(EXPORTS / "airline-excel-damaged.csv")[1]
    pairs = list(zip(mentions(clean), mentions(damaged), strict=True))
    assert len(pairs) > 14_600
    assert len({one.id for one, _ in pairs}) == len({other.id for _, other in pairs})
    for one, other in pairs:
        assert (other.engagement, other.source) == (one.engagement, one.source)
        # One author is called 09202010, which is a number to a spreadsheet.
        assert (other.author.name or "").lstrip("0") == (one.author.name or "").lstrip("0")
        assert other.text == one.text
        assert one.posted_at is not None
        assert other.posted_at is not None
        # The spreadsheet has dropped the zone (-0800), the seconds, and what its encoding lacked.
        assert (one.posted_at - other.posted_at).total_seconds() // 60 == 8 * 60
    said = [item.text for item in damaged if isinstance(item, Note)]
    assert any("ids damaged by a spreadsheet: 14640" in text for text in said)
    assert any("day/month/year" in text for text in said)
    assert not any(isinstance(item, Note) for item in clean)
