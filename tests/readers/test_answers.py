"""Which rows of a table count as answered: by a ticket's status, or by what we wrote below a review."""

from zoneinfo import ZoneInfo

import pytest
from tests.readers.tables import mentions, notes, read_text, skipped

from mentiontriage.readers import TimeStyle


def tickets(*status: str, date: bool = True, name: str = "Status") -> str:
    rows = "".join(f"{f'2026-07-1{n}' if date else ''},a{n},no refund {n},{word}\n" for n, word in enumerate(status))
    return f"Date,Author,Text,{name}\n{rows}"


@pytest.mark.parametrize("solved", ["Solved", "closed", "Resolved", "done", "erledigt", "Gelöst", "fermé", "resuelto"])
@pytest.mark.parametrize("name", ["Status", "Ticket Status", "Statut", "Estado"])
def test_what_a_table_calls_solved_is_answered_and_that_is_told(solved: str, name: str) -> None:
    items = read_text(tickets("open", solved, "In Progress", name=name))
    assert [mention.is_answered for mention in mentions(items)] == [False, True, False]
    assert notes(items) == [
        f"rows that {name!r} calls solved or the customer's turn: 1; they count as answered (--answered ranks them too)"
    ]


def test_what_is_solved_is_so_without_a_time_too() -> None:
    assert [m.is_answered for m in mentions(read_text(tickets("open", "closed", date=False)))] == [False, True]


def test_a_status_that_says_anything_else_tells_nothing() -> None:
    items = read_text(tickets("open", "closed", "out for a walk"))
    assert [mention.is_answered for mention in mentions(items)] == [False, False, False]
    assert not notes(items)


@pytest.mark.parametrize("solved", ["closed", "Done", "erledigt"])
def test_the_map_tells_which_column_is_the_status(solved: str) -> None:
    items = read_text(tickets(solved, "waits", name="How it stands"), {"status": "how it stands"})
    assert [mention.is_answered for mention in mentions(items)] == [True, False]
    assert not skipped(items)


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("Response ID,Date Submitted,Status,Feedback", ("Complete", "Complete", "Partial")),
        ("Response ID,Date Submitted,Status,Feedback", ("Complete", "Complete", "Complete")),
        ("Response ID,Date Submitted,Status,Feedback", ("Complete", "In progress", "Complete")),
        ("Response ID,Agent,Status,Feedback", ("Complete", "Open", "Complete")),
        ("Order ID,Date,Status,Review", ("Completed", "Cancelled", "Completed")),
        ("Order ID,Date,Status,Review", ("Completed", "Pending", "Completed")),
        ("Id,Date,Status,Text", ("closed", "closed", "closed")),
    ],
)
def test_the_status_of_a_survey_or_an_order_answers_nobody(header: str, status: tuple[str, ...]) -> None:
    rows = "".join(f"{n},2026-07-1{n} 10:00,{word},still no refund {n}\n" for n, word in enumerate(status))
    items = read_text(f"{header}\n{rows}")
    assert [mention.is_answered for mention in mentions(items)] == [False] * 3


def test_what_is_completed_in_a_table_of_tickets_is_answered() -> None:
    items = read_text("Ticket ID,Date,Status,Text\n1,2026-07-14,Completed,no refund\n2,2026-07-14,Pending,no refund!\n")
    assert [mention.is_answered for mention in mentions(items)] == [True, False]


def test_a_help_desks_own_words_beside_the_usual_ones_keep_nothing_from_being_solved() -> None:
    words = ("Closed", "Waiting for the warehouse", "Open")
    rows = "".join(f"{n},2026-07-1{n},{word},no refund {n}\n" for n, word in enumerate(words))
    items = read_text(f"Ticket ID,Date,Status,Text\n{rows}")
    assert [mention.is_answered for mention in mentions(items)] == [True, False, False]
    assert notes(items) == [
        "rows that 'Status' calls solved or the customer's turn: 1; they count as answered (--answered ranks them too)"
    ]


REVIEWS = (
    "Date,Author,Rating,Review,{}\n2026-07-14 10:00,Ann Lee,1,no refund,{}\n2026-07-15 10:00,Bob May,2,it broke,{}\n"
)


@pytest.mark.parametrize(
    "name",
    [
        *("Reply", "Owner Response", "Vendor response", "Response", "Antwort des Inhabers", "Réponse"),
        *("owner_answer", "responseFromOwnerText", "ownerResponse/text"),
    ],
)
def test_what_we_wrote_below_a_review_answers_it_and_that_is_told(name: str) -> None:
    items = read_text(REVIEWS.format(name, "we are sorry", ""))
    assert [mention.is_answered for mention in mentions(items)] == [True, False]
    assert notes(items) == [f"rows with an answer in {name!r}: 1; they count as answered (--answered ranks them too)"]


BOOKED = (
    "Review date,Guest name,Review title,Positive review,Negative review,Review score,Property reply\n"
    "2026-07-14 12:40,Ada,,The staff was kind,The room was loud,8.0,We are sorry for it and have mended it\n"
    "2026-07-15 12:40,Bo,,Nothing at all,The room was dirty,4.0,{}\n"
)


@pytest.mark.parametrize("name", ["Property reply", "Reply"])
def test_a_review_whose_score_is_of_10_may_have_been_answered_too(name: str) -> None:
    items = read_text(BOOKED.replace("Property reply", name).format(""))
    assert [(post.is_answered, post.rating) for post in mentions(items)] == [(True, None), (False, None)]


def test_where_every_score_of_10_has_a_response_it_is_what_people_said() -> None:
    items = read_text(BOOKED.replace("Property reply", "Response").format("You should clean the rooms more often"))
    assert [post.is_answered for post in mentions(items)] == [False, False]


def test_a_reviews_text_is_its_content_and_not_the_comment_below_it() -> None:
    table = (
        "Review ID,Review Title,Review Content,Review Score,Date,Comment\n"
        "7,Just ok,The zip stuck on day two.,3,2026-07-14,Reach us for a new one!\n8,,It broke at once,1,2026-07-15,\n"
    )
    assert [post.text for post in mentions(read_text(table))] == [
        "Just ok\nThe zip stuck on day two.",
        "It broke at once",
    ]
    other = "Review Content,Comment,Rating,Date\n,It broke at once,1,2026-07-15\n"
    assert [post.text for post in mentions(read_text(other))] == ["It broke at once"]


@pytest.mark.parametrize(
    "name", ["Response Date", "Antwortdatum", "Replied on", "owner_answer_timestamp", "responseFromOwnerDate"]
)
def test_when_we_wrote_below_a_review_is_known_by_many_names(name: str) -> None:
    items = read_text(REVIEWS.format(name, "2026-07-16 12:00", ""))
    assert [mention.is_answered for mention in mentions(items)] == [True, False]


def test_an_answer_whose_date_is_of_another_form_than_the_reviews_is_one_all_the_same() -> None:
    items = read_text(REVIEWS.format("Response date", "07/16/2026", ""))
    assert [mention.is_answered for mention in mentions(items)] == [True, False]


def test_where_no_date_tells_when_an_answer_was_written_its_words_tell_that_there_is_one() -> None:
    told = REVIEWS.format("Response date,Response", "2026-07-16,we are sorry for it", ",")
    told += "2026-07-17 10:00,Cy Low,1,no word,3 days ago,we have sent the money\n2026-07-18 10:00,Di Orr,1,no,soon,\n"
    items = read_text(told + "2026-07-19 10:00,Ed Poe,1,late,2026-07-20,we are so sorry\n")
    assert [mention.is_answered for mention in mentions(items)] == [True, False, True, False, True]


def test_an_answer_of_the_same_day_comes_after_the_review_where_no_hour_is_told() -> None:
    items = read_text(REVIEWS.format("Reply date", "2026-07-14", "2026-07-14"))
    assert [mention.is_answered for mention in mentions(items)] == [True, False]


@pytest.mark.parametrize(("day", "hour"), [("2026-10-25", 0), ("2026-10-25", 23), ("2026-03-29", 23)])
def test_a_day_is_one_by_the_exports_clocks_and_may_have_25_hours(day: str, hour: int) -> None:
    table = f"Date,Author,Rating,Review,Reply date\n{day} {hour:02}:30,ada,1,no refund,{day}\n"
    (mention,) = mentions(read_text(table, times=TimeStyle(None, ZoneInfo("Europe/Berlin"))))
    assert mention.is_answered


def test_a_dash_is_no_answer_and_a_response_in_every_row_is_a_surveys() -> None:
    items = read_text(REVIEWS.format("Owner response", "we are sorry", "-"))
    assert [mention.is_answered for mention in mentions(items)] == [True, False]
    items = read_text(REVIEWS.format("Response", "the delivery", "the price"))
    assert [mention.is_answered for mention in mentions(items)] == [False, False]
    items = read_text(REVIEWS.format("Response date", "2026-07-16", "2026-07-17"))
    assert [mention.is_answered for mention in mentions(items)] == [False, False]


@pytest.mark.parametrize("name", ["Reply", "Response", "Owner response"])
@pytest.mark.parametrize(
    "cells",
    [
        ("Published", "Pending"),
        ("Not replied", "Replied"),
        ("yes", "no"),
        ("Awaiting reply", "Reply sent"),
        ("NaN", "[]"),
        ("2026-07-16 12:00", "n/a"),
    ],
)
def test_a_word_about_an_answer_is_none(name: str, cells: tuple[str, str]) -> None:
    items = read_text(REVIEWS.format(name, *cells) + "2026-07-16 10:00,Cy Low,1,still no refund,\n")
    assert [mention.is_answered for mention in mentions(items)] == [False, False, False]
    assert not notes(items)


@pytest.mark.parametrize(
    "cell", ["No", "No reply yet", "not replied", "n. a.", "keine", "Noch keine Antwort", "[]", "NaN"]
)
def test_what_says_beside_answers_that_there_is_none_is_none(cell: str) -> None:
    items = read_text(REVIEWS.format("Owner response", "we are sorry and here is your money", cell))
    assert [mention.is_answered for mention in mentions(items)] == [True, False]
    items = read_text(REVIEWS.format("Owner response", "No reason to worry as your money is on its way", cell))
    assert [mention.is_answered for mention in mentions(items)] == [True, False]


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ("返金が遅れ、申し訳ございません。手続きは完了いたしました。", "未返信"),
        ("非常抱歉，您的退款已经在今天处理完毕，请查收。", "未回复"),
        ("ขออภัยเป็นอย่างสูงเราได้คืนเงินให้คุณแล้ว", "ยังไม่ตอบ"),
    ],
)
def test_an_answer_in_a_script_without_blanks_is_told_from_a_word_about_it(answer: str, word: str) -> None:
    items = read_text(REVIEWS.format("Owner response", answer, word))
    assert [mention.is_answered for mention in mentions(items)] == [True, False]


@pytest.mark.parametrize(("name", "said"), [("Response date", "2026-07-16"), ("Response", "you should train them")])
def test_whom_a_survey_was_sent_without_an_answer_makes_no_answers_of_ours(name: str, said: str) -> None:
    items = read_text(REVIEWS.format(name, said, said) + "2026-07-16 10:00,Cy Low,,,\n")
    assert [mention.is_answered for mention in mentions(items)] == [False, False]


def test_the_response_of_a_table_that_calls_itself_a_survey_is_none_of_ours() -> None:
    table = REVIEWS.format("Response", "you should train your drivers", "")
    for name in ("Respondent", "Question"):
        found = mentions(read_text(table.replace("Author", name)))
        assert [mention.is_answered for mention in found] == [False, False]


@pytest.mark.parametrize(
    "header",
    ["Date,Status,User Agent,Feedback", "Response ID,Status,Agent,Feedback", "Date,Status,Agent,Feedback"],
)
def test_a_survey_is_no_table_of_tickets_because_it_names_an_agent(header: str) -> None:
    rows = "".join(f"2026-07-1{n},Complete,Mozilla,still no refund {n}\n" for n in (4, 5))
    assert [mention.is_answered for mention in mentions(read_text(f"{header}\n{rows}"))] == [False, False]


def test_a_response_that_is_not_to_a_review_is_no_answer_of_ours() -> None:
    text = "Date,Author,Response,Text,Response date\n2026-07-14,ada,I agree,no refund,2026-07-15\n"
    assert [mention.is_answered for mention in mentions(read_text(text))] == [False]


def test_the_map_tells_the_status_in_an_export_of_a_known_tool_too() -> None:
    header = "Query Id,Query Name,Date,Title,Snippet,Url,Full Text,Author,How it stands"
    rows = "".join(f"1,acme,2026-07-1{n},,,,no refund {n},a{n},{word}\n" for n, word in enumerate(("closed", "open")))
    items = read_text(f"{header}\n{rows}", {"status": "How it stands"})
    assert [mention.is_answered for mention in mentions(items)] == [True, False]


def test_freshdesks_numbers_are_statuses_and_anybody_elses_are_numbers() -> None:
    rows = "".join(f"{n},7,2026-07-1{n} 10:00,{n},no refund {n}\n" for n in range(2, 7))
    freshdesk = read_text(f"id,requester_id,fr_due_by,status,description_text\n{rows}", {"text": "description_text"})
    assert [mention.is_answered for mention in mentions(freshdesk)] == [False, False, True, True, False]
    other = read_text(f"id,requester_id,due_by,status,description_text\n{rows}", {"text": "description_text"})
    assert not any(mention.is_answered for mention in mentions(other))
