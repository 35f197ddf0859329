"""What the columns of a table of no known vendor mean, by names in many words and languages and by their values."""

from datetime import UTC, datetime

import pytest
from tests.readers.reading import mentions_in
from tests.readers.reading import read_text as read_json
from tests.readers.tables import mentions, notes, open_bytes, read_text

from mentiontriage.errors import ShapeError
from mentiontriage.model import Author, Engagement, Note
from mentiontriage.readers import choose_reader

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
        *("Date (UTC)", "created_at (UTC)", "Date [UTC]", "created_at_utc", "Message Date"),
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
        *("Customer Complaint", "Consumer complaint narrative"),
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


def test_a_column_of_japanese_dates_is_seen_to_hold_times() -> None:
    items = read_text("Text,日時\nno refund,2026年7月14日 14:05\n")
    assert notes(items) == ["no post has a time; '日時' looks like one: --map 'date=日時'"]


def test_whether_a_review_is_published_is_no_time() -> None:
    for flag in ("No", "TRUE", "0"):
        (mention,) = mentions(read_text(f"Published,Sent,Rating,Comment\n{flag},2026-07-14 14:05,1,it broke\n"))
        assert mention.posted_at == MOMENT


def test_a_time_that_leaves_nothing_open_wins_over_a_day_and_month_that_do() -> None:
    header = "review_id,author_title,author_id,review_text,review_rating,review_timestamp,review_datetime_utc\n"
    row = "Ch1,Ada Byron,103456789012345678901,it broke,1,1783173900,07/04/2026 14:05:00\n"
    (mention,) = mentions(read_text(header + row))
    assert mention.posted_at == datetime(2026, 7, 4, 14, 5, tzinfo=UTC)
    assert mention.author == Author(None, "Ada Byron")  # and no number for a handle


def test_that_nobody_saw_what_somebody_liked_is_not_known_of_any_post() -> None:
    header = "Followers at Posting,Post Created,Likes,Comments,Views,URL,Title,Description\n"
    link = "https://www.instagram.com/p/Cxyz12{}/"
    rows = f"950,2026-07-14,7,3,0,{link.format(1)},,it broke\n950,2026-07-14,0,0,0,{link.format(2)},,it leaks\n"
    liked, other = mentions(read_text(header + rows))
    assert (liked.engagement, other.engagement) == (Engagement(3, None, 7), Engagement(0, None, 0, 0))
    (in_json,) = mentions_in(read_json('{"text": "it broke", "likes": 7, "views": 0, "author": "ada"}')[1])
    assert in_json.engagement == Engagement(likes=7)
