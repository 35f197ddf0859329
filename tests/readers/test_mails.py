"""What a mail quotes is not what whoever wrote it says now, and nothing that they say is lost."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.reading import mentions_in, read_text

from mentiontriage.readers._mails import LEFT_OUT, read_mail
from mentiontriage.text import plain_text

OWN = "I still have no refund for order 12."
THEIRS = "We are so sorry that this terrible thing happened."

ABOVE = [
    "On Tue, Jul 14, 2026 at 10:02 AM Velora Care <care@velora.example> wrote:",
    "On Jul 14, 2026, at 10:02, Velora Care <care@velora.example> wrote:",
    "On 14/07/2026 10:02, Velora Care wrote:",
    "Am Di., 14. Juli 2026 um 10:02 Uhr schrieb Velora Care <care@velora.example>:",
    "Am 14.07.26 um 10:02 schrieb Velora Care:",
    "Velora Care <care@velora.example> schrieb am Di., 14. Juli 2026, 10:02:",
    "Le mar. 14 juil. 2026 à 10:02, Velora Care <care@velora.example> a écrit :",
    "El mar, 14 jul 2026 a las 10:02, Velora Care (<care@velora.example>) escribió:",
    "Il giorno mar 14 lug 2026 alle ore 10:02 Velora Care <care@velora.example> ha scritto:",
    "Em ter., 14 de jul. de 2026 às 10:02, Velora Care <care@velora.example> escreveu:",
    "No dia 14/07/2026, às 10:02, Velora Care <care@velora.example> escreveu:",
    "Op di 14 jul 2026 om 10:02 schreef Velora Care <care@velora.example>:",
    "Op 14 jul. 2026 om 10:02 heeft Velora Care <care@velora.example> het volgende geschreven:",
    "On Tue, Jul 14, 2026 at 10:02 AM Velora Care\n<care@velora.example> wrote:",
    "-----Original Message-----",
    "-----Ursprüngliche Nachricht-----\nVon: Velora Care\nGesendet: Dienstag, 14. Juli 2026 10:02",
    "----- Message d'origine -----",
    "From: Velora Care <care@velora.example>\nSent: Tuesday, July 14, 2026 10:02 AM\nTo: Ada\nSubject: Your order",
    "*From:* Velora Care\n*Date:* Tuesday, July 14, 2026\n*To:* Ada\n*Subject:* Your order",
    "________________________________\nVon: Velora Care\nGesendet: Dienstag, 14. Juli 2026\nAn: Ada\nBetreff: Order 12",
    "De : Velora Care\nEnvoyé : mardi 14 juillet 2026 10:02\nÀ : Ada\nObjet : Order 12",
    "De: Velora Care\nEnviado el: martes, 14 de julio de 2026 10:02\nPara: Ada\nAsunto: Order 12",
    "Da: Velora Care\nInviato: martedì 14 luglio 2026 10:02\nA: Ada\nOggetto: Order 12",
    "De: Velora Care\nEnviada em: terça-feira, 14 de julho de 2026 10:02\nPara: Ada\nAssunto: Order 12",
    "Van: Velora Care\nVerzonden: dinsdag 14 juli 2026 10:02\nAan: Ada\nOnderwerp: Order 12",
    "##- Please type your reply above this line -##",
]


@pytest.mark.parametrize("above", ABOVE)
def test_what_stands_below_the_mails_own_words_is_left_out(above: str) -> None:
    told = read_mail(f"{OWN}\n\n{above}\n\n{THEIRS}\nYours\nVelora")
    assert told.replace("_", "").split() == [*OWN.split(), LEFT_OUT]


@pytest.mark.parametrize("above", ABOVE[:14])
def test_what_is_marked_is_left_out_wherever_the_mails_own_words_stand(above: str) -> None:
    quoted = f"{above}\n> {THEIRS}\n>\n> Yours\n\n> Velora"
    assert read_mail(f"{quoted}\n\n{OWN}") == f"{LEFT_OUT}\n\n{OWN}"
    assert read_mail(f"Hello,\n{quoted}\n{OWN}\n> and more\n> of it\nGood bye") == (
        f"Hello,\n{LEFT_OUT}\n{OWN}\n{LEFT_OUT}\nGood bye"
    )


@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize(
    "begun", ["", "Hello,\n", "Please see my answers to you below:\n", "Meine Antwort steht unten.\n"]
)
def test_where_nothing_shows_where_a_quotation_ends_what_may_be_written_below_stays(begun: str, above: str) -> None:
    mail = f"{begun}{above}\n{THEIRS}\n{OWN}"
    assert read_mail(mail) == mail


@pytest.mark.parametrize(
    "mail",
    [
        f"{OWN}\n---------- Forwarded message ---------\n{ABOVE[17]}\n{THEIRS}",
        f"{OWN}\nBegin forwarded message:\n\n{ABOVE[17]}\n{THEIRS}",
        f"{OWN}\n-------- Weitergeleitete Nachricht --------\n{ABOVE[19]}\n{THEIRS}",
    ],
)
def test_what_is_forwarded_stays(mail: str) -> None:
    assert read_mail(mail) == mail


@pytest.mark.parametrize("title", ["Fwd: Your order", "FW: Your order", "WG: Bestellung", "TR : commande"])
def test_a_mail_whose_title_says_that_it_is_forwarded_stays_whole(title: str) -> None:
    mail = f"{OWN}\n{ABOVE[17]}\n{THEIRS}"
    assert read_mail(mail, title) == mail
    assert read_mail(mail, f"Re: {title}") == f"{OWN}\n{LEFT_OUT}"


@pytest.mark.parametrize(
    "mail",
    [
        f"> {THEIRS}\n> {OWN}",
        f"Any news?\n{ABOVE[0]}\n> {OWN}\n> It broke.",
        f"Please read what I wrote to you below.\n\n{ABOVE[0]}\n> {OWN}\n> It broke.",
        f"{ABOVE[0]}\n> {THEIRS}",
        "On 3 July Cleo wrote:\nwe refund you. Nothing came.",
        "I am very angry with you.\nOn 3 July 2026 your agent wrote:\nwe refund you\nNothing came, where is it?",
        "I paid\n> 100 euros for that\nand it broke",
        "Please send it to\nFrom: Berlin\nTo: Paris\nand be quick",
        "It broke, and so:\nOn 14/07/2026 at 10:02 I called you, nobody picked up. As I wrote: it broke",
        "I called at 10:02\n-- \n",
        "",
    ],
)
def test_what_may_be_somebodys_own_words_stays(mail: str) -> None:
    assert read_mail(mail) == plain_text(mail)


def test_a_signature_goes_if_a_line_marks_it_and_a_long_one_is_none() -> None:
    assert read_mail(f"{OWN}\n-- \nAda Moss\nMoss Ltd, 12 High Street") == OWN
    assert read_mail(f"{OWN}\n--\nAda Moss") == f"{OWN}\n--\nAda Moss"
    long = f"{OWN}\n-- \n" + "\n".join(f"and {number}" for number in range(20))
    assert read_mail(long) == long
    assert read_mail(f"-- \n{OWN}") == f"-- \n{OWN}"


def test_what_html_quotes_is_quoted() -> None:
    inner = f"<blockquote type='cite'>{THEIRS}<blockquote>x</blockquote></blockquote>"
    quoted = f"<div>{ABOVE[1].replace('<', '&lt;')}</div>{inner}"
    assert read_mail(f"<p>{OWN}</p>{quoted}") == f"{OWN}\n{LEFT_OUT}"
    assert read_mail(f"{quoted}<p>{OWN}</p>") == f"{LEFT_OUT}\n{OWN}"
    outlook = "<b>From:</b> Velora<br><b>Sent:</b> Tuesday<br><b>To:</b> Ada<br><b>Subject:</b> x<br>"
    assert read_mail(f"<p>{OWN}</p><div>{outlook}</div><p>{THEIRS}</p>") == f"{OWN}\n{LEFT_OUT}"
    assert read_mail(f"<p>{OWN}</p><blockquote>{THEIRS}") == f"{OWN}\n{THEIRS}"


@given(
    st.lists(
        st.sampled_from([*"\n".join(ABOVE).splitlines(), OWN, f"> {OWN}", "", "-- ", "> ", "Begin forwarded message:"])
    )
)
def test_whatever_a_mail_holds_it_is_not_left_empty_and_nothing_is_made_up(lines: list[str]) -> None:
    mail = "\n".join(lines)
    told = read_mail(mail)
    assert bool(told) == bool(plain_text(mail))
    assert set(told.split()) <= {*mail.split(), LEFT_OUT}


MAIL = f"{OWN}\n\n{ABOVE[0]}\n> {THEIRS}"


def read_all(written: str) -> list[str]:
    return [one.text for one in mentions_in(read_text(written)[1])]


def tell(names: dict[str, object]) -> list[str]:
    """Read the same row as a table, and as JSON."""
    told = {"created": "2026-07-14T09:00:00Z", **names}
    table = io.StringIO()
    writer = csv.DictWriter(table, told)
    writer.writeheader()
    writer.writerow(told)
    texts = [*read_all(table.getvalue()), *read_all(json.dumps([told]))]
    assert len(texts) == 2
    return texts


def test_tickets_in_tables_and_in_json_are_read_without_what_they_quote() -> None:
    about: dict[str, object] = {"ticket_id": 7, "subject": "Refund", "message": MAIL}
    assert tell(about) == [f"Refund\n{OWN}\n\n{LEFT_OUT}"] * 2
    assert tell(about | {"channel": "Email"}) == [f"Refund\n{OWN}\n\n{LEFT_OUT}"] * 2
    assert tell(about | {"subject": "Fwd: Refund"}) == [f"Fwd: Refund\n{MAIL}"] * 2


@pytest.mark.parametrize(
    "about",
    [
        {"ticket_id": 7, "subject": "Refund", "channel": "Twitter"},
        {"ticket_id": 7, "subject": "Refund", "channel": "Facebook"},
        {"id": 7, "author": "ada", "conversation_id": 9},
        {"id": 7, "author": "ada", "likes": 3},
    ],
)
def test_no_post_is_taken_for_a_mail(about: dict[str, object]) -> None:
    assert all(text.endswith(MAIL) for text in tell(about | {"message": MAIL}))


def test_what_a_mail_says_of_markup_stays_as_it_is_written() -> None:
    told: dict[str, object] = {"ticket_id": 7, "subject": "Refund", "message": "<p>I typed &lt;b&gt; &amp;amp; so</p>"}
    assert tell(told) == ["Refund\nI typed <b> &amp; so"] * 2


def test_messages_that_a_ticket_holds_are_read_so_too() -> None:
    at = "2026-07-14T09:00:00Z"
    comment = {"id": 2, "author_id": 1, "audit_id": 3, "public": True, "body": MAIL, "created_at": at}
    ticket = {"id": 1, "subject": "Refund", "description": "where is it?", "requester_id": 1, "comments": [comment]}
    assert read_all(json.dumps(ticket)) == ["Refund\nwhere is it?", f"{OWN}\n\n{LEFT_OUT}"]


def test_what_a_ticket_begins_with_is_one_post_though_it_quotes_somebody() -> None:
    at = "2026-07-14T09:00:00Z"
    comment = {"id": 2, "author_id": 1, "audit_id": 3, "public": True, "body": MAIL, "created_at": at}
    ticket = {"id": 1, "subject": "Fwd: Refund", "description": MAIL, "requester_id": 1, "created_at": at}
    assert read_all(json.dumps(ticket | {"comments": [comment]})) == [f"Fwd: Refund\n{MAIL}"]
