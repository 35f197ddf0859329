"""What `triage inspect` has to say of an export, known or unknown."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.readers.reading import FIXTURES
from tests.readers.tables import open_bytes

from mentiontriage.inspection import Inspection, inspect_export
from mentiontriage.readers._open import open_export

COLLECTED = Path(__file__).parents[2] / "shared" / "data" / "exports"


def inspect_file(path: Path) -> Inspection:
    return inspect_export(open_export(path.name, lambda: path.open("rb"), {}))


def inspect_text(text: str) -> Inspection:
    return inspect_export(open_bytes(text.encode()))


def test_a_vendors_export_names_its_reader_and_its_columns() -> None:
    found = inspect_file(FIXTURES / "brandwatch" / "2026.csv")
    assert found.reader == "brandwatch"
    assert found.reason is not None
    assert "Query Name" in found.reason
    assert found.used["handle"] == ("Author",)
    assert found.used["followers"][0] == "X Followers"
    assert "Impressions" in found.ignored
    assert not set(found.ignored) & {column for columns in found.used.values() for column in columns}


def test_the_columns_that_tell_rows_apart_are_named_as_used() -> None:
    found = inspect_file(FIXTURES / "hootsuite" / "good.csv")
    assert (found.used["ours"], found.used["conversation"]) == (("Direction",), ("Conversation ID",))
    assert not {"Direction", "Conversation ID"} & set(found.ignored)
    assert "Device" in inspect_file(FIXTURES / "google_play" / "good.csv").used["identity"]


def test_it_counts_mentions_reposts_times_and_followers() -> None:
    found = inspect_file(FIXTURES / "brandwatch" / "2026.csv")
    assert (found.rows, found.mentions, found.reposts) == (4, 3, 1)
    assert (found.first, found.last) == (
        datetime(2026, 11, 18, 7, tzinfo=UTC),
        datetime(2026, 11, 19, 8, 15, tzinfo=UTC),
    )
    assert found.followers_known == pytest.approx(1 / 3)
    assert found.sources == {"x": 1, "reddit": 1, "news.example": 1}
    assert found.languages == {"en": 3}
    assert len(found.samples) == 3


def test_what_was_left_out_is_counted_by_reason() -> None:
    found = inspect_file(FIXTURES / "brandwatch" / "broken.csv")
    assert found.skipped == {"it has no text": 1}
    assert found.damaged_ids == 1
    assert found.without_time == 1


def test_copies_are_counted_and_stars_alone_are_told() -> None:
    found = inspect_text("id,author,text,stars\n1,anna,no bag,1\n1,anna,no bag,1\n2,ben,,2\n")
    assert (found.mentions, found.duplicates, found.without_text) == (3, 1, 1)


def test_an_unknown_table_gets_its_columns_and_a_map_to_try() -> None:
    found = inspect_text(
        "wer;was;wann;wo\nanna;der Koffer ist immer noch weg;2026-07-14 09:05;https://forum.example/1\n"
        "ben;seit vier Tagen keine Antwort;2026-07-14 10:05;https://forum.example/2\n"
    )
    assert found.reader is None
    assert found.header == ("wer", "was", "wann", "wo")
    assert found.proposed_map == "text=was,url=wo,date=wann,author=wer"


def test_the_proposed_map_reads_the_table_that_it_was_proposed_for() -> None:
    text = "wer;was;wann\nanna;der Koffer ist immer noch weg;2026-07-14 09:05\nben;keine Antwort bisher;2026-07-15\n"
    proposed = inspect_text(text).proposed_map
    assert proposed is not None
    columns = dict(pair.split("=") for pair in proposed.split(","))
    (first, _) = inspect_export(open_bytes(text.encode(), columns)).samples
    assert (first.text, first.author.handle) == ("der Koffer ist immer noch weg", "anna")
    assert first.posted_at == datetime(2026, 7, 14, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "date", ["July 14, 2026 at 2:05 PM", "Dienstag, 14. Juli 2026 um 14:05", "14 de julio de 2026"]
)
def test_a_date_in_many_words_is_not_proposed_as_the_text(date: str) -> None:
    found = inspect_text(f"Wann|Wer|Was\n{date}|anna|der Koffer ist weg\n{date}|ben|alles gut soweit\n")
    assert found.proposed_map == "text=Was,date=Wann,author=Wer"


def test_what_a_form_asks_is_proposed_as_it_can_be_given() -> None:
    found = inspect_text(
        '#,What\'s your name?,Rate us,"What could we do better, and why?",Start Date (UTC),Network ID\n'
        "abc1,Anna Berg,1,the kettle leaks and nobody answers,2026-07-14 09:00:00,n1\n"
        "abc2,Carl Day,2,no refund after three weeks,2026-07-14 10:00:00,n2\n"
    )
    assert found.proposed_map == ("text=What could we do better and why?,date=Start Date (UTC),author=Whats your name?")


def test_neither_a_number_nor_a_time_nor_a_yes_is_proposed_as_the_author() -> None:
    found = inspect_text(
        "Respondent ID,Start Date,Agreed,First Name,Please tell us more\n"
        "a1,07/14/2026 09:05:12 AM,yes,Anna,the kettle leaks and nobody answers\n"
        "a2,07/15/2026 09:05:12 AM,no,Carl,no refund after three weeks\n"
    )
    assert found.proposed_map == "text=Please tell us more,date=Start Date,author=First Name"


def test_columns_named_after_the_same_thing_as_the_text_are_proposed_first() -> None:
    found = inspect_text(
        "key,dateAdded,imageURLs,reviews.date,reviews.words,reviews.sourceURLs,reviews.title,reviews.username\n"
        "AVq,2017-03-06,http://i.example/1,2017-01-13,it stopped after two days,http://s.example/1,Broken,Bea\n"
        "AVr,2017-03-06,http://i.example/1,2017-01-12,great for my kids,http://s.example/2,Great,Truman\n"
    )
    assert found.proposed_map == ("text=reviews.words,url=reviews.sourceURLs,date=reviews.date,author=reviews.username")


def test_a_table_without_texts_gets_no_map() -> None:
    found = inspect_text("sku,price,stock\nA-1,12.50,4\nA-2,13.50,5\n")
    assert (found.reader, found.proposed_map) == (None, None)


def test_json_names_its_fields_too() -> None:
    found = inspect_text('[{"quack": "the bag is still not here", "plumage": "grey"}]')
    assert found.header == ("quack", "plumage")
    assert found.proposed_map is not None
    assert found.proposed_map.startswith("text=quack")


def test_json_names_what_it_reads_inside_objects_and_what_tells_which_way_messages_went() -> None:
    sender = '"sender": {"name": "Ada", "type": "contact"}, "tags": []'
    found = inspect_text(f'[{{"text": "no bag", "incoming": true, "private": false, "ticket_id": 5, {sender}}}]')
    assert (found.used["name"], found.used["conversation"]) == (("sender.name",), ("ticket_id",))
    assert (found.used["ours"], found.used["automatic"]) == (("incoming",), ("private", "sender.type"))
    assert found.ignored == ("tags",)


def test_of_a_page_of_posts_nothing_is_called_ignored_that_stands_around_them() -> None:
    found = inspect_text('{"next": null, "results": [{"text": "no bag", "author": "ada", "comments": []}]}')
    assert (found.used["text"], found.used["messages"], found.ignored) == (("text",), ("comments",), ())


@pytest.mark.skipif(not COLLECTED.is_dir(), reason="there are no collected exports beside the project")
def test_every_collected_export_is_recognised_and_loses_nothing() -> None:
    rows = {path.name: inspect_file(path) for path in sorted(COLLECTED.glob("*.csv"))}
    assert {name: (found.reader, found.rows) for name, found in rows.items()} == {
        "airline-clean.csv": ("flat-csv", 14640),
        "airline-excel-damaged.csv": ("flat-csv", 14640),
        "meltwater-2025-synthetic.csv": ("meltwater", 25),
        "twcs-sample.csv": ("support-set", 93),
        "twcs-spotify-ragged.csv": ("support-set", 15096),
        "vaccine-tweets-followers.csv": ("flat-csv", 3813),
    }
    assert not any(found.skipped for found in rows.values())
    assert rows["airline-excel-damaged.csv"].damaged_ids == 14640
    assert rows["vaccine-tweets-followers.csv"].followers_known == 1.0
