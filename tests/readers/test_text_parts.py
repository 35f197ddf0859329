"""Texts that a table parts over several columns, and what is read where no column is called a text."""

import pytest
from tests.readers.tables import mentions, open_bytes, read_text

from mentiontriage.errors import ShapeError
from mentiontriage.inspection import inspect_export
from mentiontriage.model import Note
from mentiontriage.readers import choose_reader


@pytest.mark.parametrize(
    ("good", "bad"), [("Pros", "Cons"), ("Positive review", "Negative review"), ("Vorteile", "Nachteile")]
)
def test_what_a_reviewer_likes_and_what_not_is_one_text(good: str, bad: str) -> None:
    table = f"Date,Reviewer,Title,{good},{bad}\n2026-07-14,Ann Lee,Decent,clean interface,it loses my data\n"
    assert mentions(read_text(table))[0].text == "Decent\nclean interface\nit loses my data"
    assert inspect_export(open_bytes(table.encode())).used["text"] == (good, bad)


def test_a_text_beside_both_sides_begins_the_whole_and_empty_sides_leave_no_gap() -> None:
    table = "Date,Reviewer,Overall comments,Pros,Cons\n2026-07-14,Ann Lee,no,,it loses my data\n"
    table += "2026-07-15,Bob May,fine so far,easy to learn,\n"
    assert [m.text for m in mentions(read_text(table))] == ["no\nit loses my data", "fine so far\neasy to learn"]


def test_one_side_alone_is_no_text_and_numbers_are_no_sides() -> None:
    with pytest.raises(ShapeError):
        choose_reader(open_bytes(b"Date,Author,Pros\n2026-07-14,ada,it is easy\n2026-07-15,bob,it is cheap\n"))
    table = "Date,Author,Text,Positive,Negative\n2026-07-14,ada,no refund,0.1,0.9\n"
    assert mentions(read_text(table))[0].text == "no refund"


def test_the_map_takes_one_side_alone() -> None:
    table = "Date,Reviewer,Pros,Cons\n2026-07-14,Ann Lee,clean interface,it loses my data\n"
    assert mentions(read_text(table, {"text": "Cons"}))[0].text == "it loses my data"


FORM = (
    "Timestamp,How often do you visit us?,What went wrong?,Anything else?\n"
    "2026-07-14 10:00,about once a week,the parcel came damaged,please call me back\n"
    "2026-07-15 10:00,about once a week,nobody answered my mail,\n"
    "2026-07-16 10:00,about once a week,I was charged twice,I want my money back\n"
)


def test_the_open_questions_of_a_form_are_its_text_and_those_with_a_list_are_not() -> None:
    assert [m.text for m in mentions(read_text(FORM))] == [
        "the parcel came damaged\nplease call me back",
        "nobody answered my mail",
        "I was charged twice\nI want my money back",
    ]


def test_a_column_of_comments_beside_open_questions_is_a_part_of_the_text_and_not_all_of_it() -> None:
    assert [m.text for m in mentions(read_text(FORM.replace("Anything else?", "Comments")))] == [
        "the parcel came damaged\nplease call me back",
        "nobody answered my mail",
        "I was charged twice\nI want my money back",
    ]


def test_beside_a_tickets_text_a_question_is_none_of_it() -> None:
    table = "Ticket ID,Created at,Message,What did we find out?\n71,2026-07-14,my parcel is lost,the courier has it\n"
    assert [m.text for m in mentions(read_text(table))] == ["my parcel is lost"]


def test_a_table_of_questions_without_any_sign_of_posts_is_none() -> None:
    with pytest.raises(ShapeError):
        choose_reader(
            open_bytes(b"Topic,What is it?,Where is it?\na,a thing to sit on,in the living room\nb,b c d,e f g")
        )


def test_a_survey_of_a_known_tool_needs_no_question_mark() -> None:
    header = "Respondent ID,Collector ID,Start Date,How satisfied are you?,Please tell us more"
    rows = "1,9,07/14/2026 10:00,Dissatisfied,the parcel came damaged\n2,9,07/14/2026 11:00,Satisfied,all is well\n"
    assert [m.text for m in mentions(read_text(f"{header}\n{rows}"))] == ["the parcel came damaged", "all is well"]


def test_that_posts_are_read_by_their_titles_alone_is_told_where_a_column_holds_more() -> None:
    table = "Ticket,Subject,Created,What they said\n1,Help,2026-07-14 10:00,the parcel came damaged again\n"
    table += "2,Question,2026-07-15 10:00,nobody answered my last three mails\n"
    told = [item for item in read_text(table) if isinstance(item, Note)]
    said = "each post is read by 'Subject' alone; 'What they said' holds more: --map 'text=What they said'"
    assert told == [Note("posts.csv", said, is_pressing=True)]
    assert not [item for item in read_text(table, {"text": "What they said"}) if isinstance(item, Note)]
