"""What the columns of a table of no known vendor mean, by names in many words and languages and by their values."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.readers.tables import mentions, notes, open_bytes, read_text, skipped

from mentiontriage.errors import ShapeError
from mentiontriage.model import Author, Engagement, Note
from mentiontriage.readers import TimeStyle, choose_reader

MOMENT = datetime(2026, 7, 14, 14, 5, tzinfo=UTC)


def read_times(header: str, *cells: str) -> list[datetime | None]:
    rows = "".join(f"ada,{cell},no refund\n" for cell in cells)
    return [mention.posted_at for mention in mentions(read_text(f"Author,{header},Text\n{rows}"))]


def columns_of(text: str) -> dict[str, str]:
    export = open_bytes(text.encode())
    reader, _ = choose_reader(export)
    assert reader.columns is not None
    return {field: names[0] for field, names in reader.columns(export).items()}


@pytest.mark.parametrize(
    "header",
    [
        *("Date (UTC)", "Timestamp (ET)", "created_at (UTC)", "Date [UTC]", "created_at_utc", "Message Date"),
        *("Comment date", "Published Date", "Received", "Received at", "Sent", "Submitted", "Date of review", "Opened"),
        *(
            "Conversation started at (Etc/UTC)",
            "ts",
            "Ticket created - Timestamp",
            "Date submitted",
            "Conversation created at",
            "When",
            "Created on",
        ),
        *("Erstellt am", "Erstellungsdatum", "Eingegangen am", "Date de création", "Créé le", "Fecha de creación"),
        *("Data di creazione", "Data de criação", "Aangemaakt op", "Data"),
    ],
)
def test_a_posts_date_is_known_by_many_names(header: str) -> None:
    assert read_times(header, "2026-07-14 14:05") == [MOMENT]


@pytest.mark.parametrize(
    "header", ["Date of Purchase", "Birthday", "Updated at", "Due date", "Date (last update)", "Exported", "Last reply"]
)
def test_a_date_of_something_else_is_not_the_posts(header: str) -> None:
    items = read_text(f"Author,{header},Text\nada,2026-07-14 14:05,no refund\nbob,2026-07-15 14:05,it broke\n")
    assert [mention.posted_at for mention in mentions(items)] == [None, None]
    assert not notes(items)


def test_of_several_dates_the_posts_own_is_taken() -> None:
    text = "Date of purchase,Sent,Updated,Author,Text\n2026-01-01,2026-07-14 14:05,2026-09-09,ada,no refund\n"
    assert mentions(read_text(text))[0].posted_at == MOMENT


@pytest.mark.parametrize("cell", ["yes", "3"])
def test_what_is_no_time_is_not_taken_for_one_because_of_its_name(cell: str) -> None:
    assert "created_at" not in columns_of(f"Author,Sent,Text\nada,{cell},no refund\n")


def test_a_column_that_looks_like_times_is_told_unasked_where_none_is_known() -> None:
    text = "Author,On the day,Text\nada,2026-07-14 14:05,no refund\nbob,2026-07-15 14:05,it broke\n"
    told = [item for item in read_text(text) if isinstance(item, Note)]
    said = "no post has a time; 'On the day' looks like one: --map 'date=On the day'"
    assert told == [Note("posts.csv", said, is_pressing=True)]
    assert mentions(read_text(text, {"date": "On the day"}))[0].posted_at == MOMENT
    assert not notes(read_text(text, {"date": "On the day"}))


def test_a_column_of_times_is_told_so_that_it_can_be_given_and_no_persons_own_is() -> None:
    text = 'Author,User since,"When, about",Text\nada,2009-01-01,2026-07-14 14:05,no refund\n'
    assert notes(read_text(text)) == ["no post has a time; 'When, about' looks like one: --map 'date=When about'"]
    assert mentions(read_text(text, {"date": "When about"}))[0].posted_at == MOMENT


@pytest.mark.parametrize(
    ("names", "date", "time"),
    [
        ("Date,Time", "2026-07-14", "14:05"),
        ("Date,Time", "2026-07-14", "2:05 PM"),
        ("Date,Time", "07/14/2026", "2:05:00 PM"),
        ("Date,Time", "2026-07-14", "14h05"),
        ("Datum,Uhrzeit", "14.07.2026", "14:05 Uhr"),
        ("Date,Heure", "14/07/2026", "14:05"),
        ("Fecha,Hora", "14 de julio de 2026", "14:05"),
        ("Data,Ora", "14/07/2026", "14:05"),
        ("Data,Hora", "14/07/2026", "14:05"),
        ("Datum,Tijd", "14 juli 2026", "14:05"),
        ("Date,Time", "2026-07-14", "0.586805555555556"),
        ("Date,Time", "2026-07-14", "1899-12-31 14:05:00"),
        ("Date,Time", "2026-07-14", "1899-12-30T14:05:00"),
        ("Date,Time", "46217", "14:05:00"),
        ("Date,Time", "46217", "0.586805555555556"),
    ],
)
def test_date_and_time_in_two_columns_are_one_time(names: str, date: str, time: str) -> None:
    assert read_times(names, f"{date},{time}") == [MOMENT]


@pytest.mark.parametrize("time", ["", "n/a", "120", "afternoon"])
def test_what_is_no_time_of_day_leaves_the_day(time: str) -> None:
    assert read_times("Date,Time", f"2026-07-14,{time}", "2026-07-14,14:05") == [
        datetime(2026, 7, 14, tzinfo=UTC),
        MOMENT,
    ]


def test_midnight_is_a_time_of_day_and_a_time_that_has_one_gets_no_other() -> None:
    midnight = datetime(2026, 7, 14, tzinfo=UTC)
    assert read_times("Date,Time", "2026-07-14,1899-12-30", "2026-07-14 14:05,09:00") == [midnight, MOMENT]


def test_a_time_alone_is_the_whole_time_and_a_duration_is_none() -> None:
    assert read_times("Time", "2026-07-14 14:05") == [MOMENT]
    assert "time" not in columns_of("Author,Date,Time,Text\nada,2026-07-14,35,no refund\n")


def test_the_map_tells_the_time_of_day_beside_the_date() -> None:
    text = "Tag;Stunde;Text;Author\n14.07.2026;14:05;no refund;ada\n"
    assert mentions(read_text(text, {"date": "Tag", "time": "Stunde"}))[0].posted_at == MOMENT
    text = "Stunde;Text;Author\n2026-07-14 14:05;no refund;ada\n"
    assert mentions(read_text(text, {"time": "Stunde"}))[0].posted_at == MOMENT


def test_a_german_table_is_understood_as_a_whole() -> None:
    header = "Datum;Uhrzeit;Autor;Kommentar;Quelle;Follower;Gefällt mir;Kommentare;Sprache;Bewertung"
    (mention,) = mentions(read_text(f"{header}\n14.07.2026;14:05;ada;kein Geld zurück;Instagram;1.200;3;7;de;2\n"))
    assert mention.posted_at == MOMENT
    assert (mention.source, mention.lang, mention.rating, mention.text) == ("instagram", "de", 2.0, "kein Geld zurück")
    assert mention.author == Author("ada", followers=1200)
    assert mention.engagement == Engagement(replies=7, likes=3)


def test_a_column_that_is_empty_gives_way_to_the_next_one_that_may_hold_the_same() -> None:
    header = "tweet_id,id,Message,Comment,Created at,Date,Author,Username"
    (mention,) = mentions(read_text(f"{header}\n1857000000000000001,,,no refund,,2026-07-14 14:05,,ada\n"))
    assert (mention.id, mention.text, mention.posted_at) == ("1857000000000000001", "no refund", MOMENT)
    assert mention.author.handle == "ada"
    rare = "Text,In reply to,Parent id\nno refund,,7\n"
    assert mentions(read_text(rare))[0].in_reply_to is None  # what rows answer is told in few of them


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Date,Heure,Auteur,Commentaire,Réseau,Abonnés,Langue", ("text", "source", "followers", "lang")),
        ("Fecha,Hora,Autor,Mensaje,Red,Seguidores,Idioma", ("text", "source", "followers", "lang")),
        ("Data,Ora,Autore,Testo,Fonte,Follower,Lingua", ("text", "source", "followers", "lang")),
        ("Data,Hora,Autor,Mensagem,Rede,Seguidores,Idioma", ("text", "source", "followers", "lang")),
        ("Datum,Tijd,Gebruiker,Bericht,Bron,Volgers,Taal", ("text", "source", "followers", "lang")),
    ],
)
def test_tables_in_other_languages_are_understood(header: str, fields: tuple[str, ...]) -> None:
    found = columns_of(f"{header}\n14/07/2026,14:05,ada,no refund,X,1200,en\n15/07/2026,14:05,bob,it broke,X,12,en\n")
    assert [found[field] for field in fields] == header.split(",")[3:]
    assert {"created_at", "time", "handle"} <= found.keys()


@pytest.mark.parametrize(
    "table",
    [
        "Autore,Testo,Data\nanna,non funziona,14/07/2026\n",
        "Utente;Recensione;Stelle\nanna;non funziona;1\n",
        "Nutzername,Bewertungstext,Sterne\nann,kaputt,1\n",
        "Naam;Klacht;Aangemaakt op\nanna;geen geld terug;14-07-2026\n",
    ],
)
def test_a_table_of_one_row_in_another_language_has_a_header(table: str) -> None:
    assert len(mentions(read_text(table))) == 1


def test_letters_with_accents_of_their_own_are_the_same_names() -> None:
    found = columns_of("Auteur,Commentaire,Re\u0301seau,Abonne\u0301s\nada,no refund,X,12\n")
    assert len({"source", "followers"} & found.keys()) == 2


@pytest.mark.parametrize(
    "name",
    [
        *("Comments", "Message Content", "Customer message", "Complaint", "Feedback", "Review", "Inhalt", "Beitrag"),
        *("Nachricht", "Avis", "Texto", "Commentaire", "Bewertung", "Comentario"),
    ],
)
def test_what_people_wrote_is_known_by_many_names(name: str) -> None:
    (mention,) = mentions(read_text(f"Date,Author,{name}\n2026-07-14 14:05,ada,still no refund\n"))
    assert mention.text == "still no refund"


def test_a_word_that_is_a_text_in_one_table_is_a_number_in_another() -> None:
    assert columns_of("Date,Title,Likes,Comments\n2026-07-14,Our sale,3,4\n")["replies"] == "Comments"
    assert columns_of("Date,Text,Bewertung\n2026-07-14,no refund,2\n")["rating"] == "Bewertung"
    assert columns_of("Date,Review,Comment\n2026-07-14,4,no refund\n")["text"] == "Comment"
    found = columns_of("Date,Bewertung,Sterne\n2026-07-14,alles kaputt,1\n")
    assert (found["text"], found["rating"]) == ("Bewertung", "Sterne")


def test_numbers_of_comments_alone_make_no_table_of_posts() -> None:
    with pytest.raises(ShapeError):
        choose_reader(open_bytes(b"Date,Page,Likes,Comments\n2026-07-14,Home,3,4\n2026-07-15,Shop,3,4\n"))


def test_a_table_of_tickets_is_understood() -> None:
    header = "Id,Ticket Subject,Ticket Description,Customer Name,Date of Purchase,First Response Time,Ticket Status"
    items = read_text(f"{header}\n1,Refund,I want my money back,Ann Lee,2021-03-22,2023-06-01 12:15:36,Open\n")
    (mention,) = mentions(items)
    assert (mention.text, mention.author.name) == ("Refund\nI want my money back", "Ann Lee")
    assert mention.posted_at is None


def tickets(*status: str, date: bool = True, name: str = "Status") -> str:
    rows = "".join(f"{f'2026-07-1{n}' if date else ''},a{n},no refund {n},{word}\n" for n, word in enumerate(status))
    return f"Date,Author,Text,{name}\n{rows}"


@pytest.mark.parametrize("solved", ["Solved", "closed", "Resolved", "done", "erledigt", "Gelöst", "fermé", "resuelto"])
@pytest.mark.parametrize("name", ["Status", "Ticket Status", "Statut", "Estado"])
def test_what_a_table_calls_solved_is_answered_and_that_is_told(solved: str, name: str) -> None:
    items = read_text(tickets("open", solved, "In Progress", name=name))
    assert [mention.is_answered for mention in mentions(items)] == [False, True, False]
    assert notes(items) == [f"rows that {name!r} calls solved: 1; they count as answered (--answered ranks them too)"]


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
    assert notes(items) == ["rows that 'Status' calls solved: 1; they count as answered (--answered ranks them too)"]


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


@pytest.mark.parametrize(
    ("name", "cells", "source"),
    [
        ("Store", ("App Store", "Google Play"), "app-store"),
        ("Store", ("Berlin", "Hamburg"), "unknown"),
        ("Via", ("Twitter", "Mail"), "x"),
        ("Case Origin", ("Email", "Phone"), "email"),
    ],
)
def test_a_word_for_where_it_came_from_is_the_network_where_it_names_one(
    name: str, cells: list[str], source: str
) -> None:
    items = read_text(f"Date,Author,{name},Text\n" + "".join(f"2026-07-14,ada,{cell},no refund\n" for cell in cells))
    assert mentions(items)[0].source == source


def test_a_surveys_score_is_no_number_of_likes() -> None:
    text = "Response ID,Score,Comment,Person Name,Created at\n55000,2,still no refund,Ann Lee,2026-07-14 10:00\n"
    (mention,) = mentions(read_text(text))
    assert (mention.engagement.likes, mention.author.name) == (None, "Ann Lee")


def test_a_client_who_stands_in_every_row_wrote_none_of_them() -> None:
    for header in ("Client,Date,Text", "Customer,Date,Text"):
        items = read_text(f"{header}\nAcme,2026-07-14,no refund\nAcme,2026-07-15,still no refund\n")
        assert [mention.author for mention in mentions(items)] == [Author(), Author()]
    items = read_text("Client,Author,Date,Text\nAcme,ada,2026-07-14,no refund\nGlobex,bob,2026-07-14,no refund\n")
    assert [(m.author.handle, m.author.name) for m in mentions(items)] == [("ada", None), ("bob", None)]


def test_points_are_no_stars() -> None:
    items = read_text("id,author,subreddit,score,created_utc,body\n1,ada,acme,1,1784019900,it is out today\n")
    assert [(m.rating, m.engagement.likes) for m in mentions(items)] == [(None, 1)]


@pytest.mark.parametrize(("author", "url"), [("anon", "https://x.com/anon/status/1800000000000000001"), ("@guest", "")])
def test_a_handle_that_its_link_or_its_sign_proves_is_somebodys(author: str, url: str) -> None:
    (mention,) = mentions(read_text(f"url,author,date,text\n{url},{author},2026-07-14,still no refund\n"))
    assert mention.author.handle == author.removeprefix("@")


def test_freshdesks_numbers_are_statuses_and_anybody_elses_are_numbers() -> None:
    rows = "".join(f"{n},7,2026-07-1{n} 10:00,{n},no refund {n}\n" for n in range(2, 7))
    freshdesk = read_text(f"id,requester_id,fr_due_by,status,description_text\n{rows}", {"text": "description_text"})
    assert [mention.is_answered for mention in mentions(freshdesk)] == [False, False, True, True, False]
    other = read_text(f"id,requester_id,due_by,status,description_text\n{rows}", {"text": "description_text"})
    assert not any(mention.is_answered for mention in mentions(other))


def test_a_column_of_japanese_dates_is_seen_to_hold_times() -> None:
    items = read_text("Text,日時\nno refund,2026年7月14日 14:05\n")
    assert notes(items) == ["no post has a time; '日時' looks like one: --map 'date=日時'"]
