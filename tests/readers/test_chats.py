"""Chats as WhatsApp exports them."""

import gzip
import io

import pytest
from msgspec.structs import replace
from tests.readers.reading import mentions_in, read_bytes, read_text

from mentiontriage.accounts import is_ours
from mentiontriage.errors import ShapeError
from mentiontriage.handles import fold_handles
from mentiontriage.model import Note, Skipped
from mentiontriage.readers._open import open_export
from mentiontriage.readers.whatsapp import READER


@pytest.mark.parametrize(
    "stamp",
    [
        "14/11/2026, 09:13 - ",
        "14/11/2026 09:13 - ",
        "14.11.26, 09:13 - ",
        "11/14/26, 9:13 AM - ",
        "11/14/26, 9:13\u202fam - ",
        "2026-11-14, 09:13 - ",
        "14/11/2026 à 09:13 - ",
        "14. 11. 2026 9:13 - ",
        "14.11.2026 klo 9.13 - ",
        "14.11.2026 kl. 09.13 - ",
        "[14.11.26, 09:13:00] ",
        "\u200e[11/14/26, 9:13:00\u202fAM] ",
    ],
)
def test_a_chat_is_read_however_the_phone_writes_its_times(stamp: str) -> None:
    name, items = read_text(f"{stamp}Ada Moss: no refund: why?\nI wait\n{stamp}Bob: me too\n")
    assert name == "whatsapp"
    first, second = mentions_in(items)
    assert (first.author.name, first.text) == ("Ada Moss", "no refund: why?\nI wait")
    assert first.posted_at == second.posted_at
    assert first.posted_at is not None
    assert first.posted_at.isoformat() == "2026-11-14T09:13:00+00:00"


def test_the_log_of_a_program_is_no_chat() -> None:
    with pytest.raises(ShapeError):
        read_text("2026-11-14 09:13:00 - ERROR Server: it failed\n2026-11-14 09:13:01 - INFO Server: it is back\n")


def test_every_message_and_notice_is_told_of() -> None:
    lines = [
        "Ada joined using a link",
        "Ada: <Media omitted>",
        "Ada: \u200eimage omitted",
        "Ada: <3 you",
        "Ada: no refund",
    ]
    chat = "".join(f"14/11/2026, 09:13 - {line}\n" for line in lines)
    items = read_text(chat)[1]
    assert [mention.text for mention in mentions_in(items)] == ["<3 you", "no refund"]
    assert len([item for item in items if isinstance(item, Skipped)]) == 3


def test_a_phone_number_is_kept_of_nobody_and_a_packed_chat_is_read() -> None:
    chat = b"14/11/2026, 09:13 - +49 170 1234567: no refund\n14/11/2026, 09:13 - +49 170 7654321: no refund\n"
    found = mentions_in(read_bytes(gzip.compress(chat))[1])
    assert len({mention.id for mention in found}) == 2
    assert all(mention.author.name is None for mention in found)


def test_in_a_chat_we_are_known_by_our_name() -> None:
    first, second = mentions_in(
        read_text("[14.11.26, 09:13:00] Ada: no refund\n[14.11.26, 09:14:00] Acme Care: sorry\n")[1]
    )
    own = fold_handles(("Acme Care",))
    assert (is_ours(first, own), is_ours(second, own)) == (False, True)


def read_chat(*lines: str, own: str = "Acme Care") -> tuple[list[str], list[str]]:
    """Read a chat of 14 November; gives the texts that count as answered, and the notes."""
    chat = "".join(f"14/11/2026, {line}\n" for line in lines)
    export = open_export("chat", lambda: io.BytesIO(chat.encode()), {})
    items = list(READER.read(replace(export, own=fold_handles((own,)))))
    answered = [mention.text for mention in mentions_in(items) if mention.is_answered]
    return answered, [item.text for item in items if isinstance(item, Note)][:-1]  # the last is on day and month


ASKED = ("09:00 - Ada: no refund", "09:01 - Ada: hello?")


def test_what_one_of_us_writes_answers_what_the_person_wrote_before() -> None:
    chat = (*ASKED, "09:30 - Acme Care: which order?", "09:40 - Ada: number 12", "09:41 - Ada: and now?")
    assert read_chat(*chat) == (["no refund", "hello?"], [])
    assert read_chat(*chat, "10:40 - ACME Care: it is on its way") == (
        ["no refund", "hello?", "number 12", "and now?"],
        [],
    )


def test_a_machines_greeting_and_what_we_write_again_answer_nothing() -> None:
    away = "Acme Care: We are closed and answer on Monday"
    chat = (*ASKED, f"09:02 - {away}", "09:20 - Ada: still no refund", f"09:30 - {away}")
    assert read_chat(*chat) == ([], [])
    assert read_chat(*chat, "09:40 - Acme Care: which order?") == (["no refund", "hello?", "still no refund"], [])


@pytest.mark.parametrize(
    "notice",
    [
        *("<Media omitted>", "IMG-20261114-WA0001.jpg (file attached)", "\u200ePTT-20261114-WA0001.opus (fil bifogad)"),
        *("Unsere Bedingungen.pdf (Datei angehängt)", "\u200e<attached: 7-PHOTO.jpg>", "\u200eimage omitted"),
        *("You deleted this message", "Du hast diese Nachricht gelöscht.", "Missed voice call", "null"),
    ],
)
def test_a_picture_of_ours_and_what_we_took_back_answer_nothing(notice: str) -> None:
    assert read_chat(*ASKED, f"09:30 - Acme Care: {notice}") == ([], [])


@pytest.mark.parametrize(
    "written",
    [
        *("IMG-20261114-WA0001.jpg (file attached)\nit leaks", "\u200eVID-20261114-WA0001.mp4 (fil bifogad)\nit leaks"),
        *(
            "<Media omitted>\nit leaks",
            "it leaks \u200e<attached: 7-PHOTO.jpg>",
            "it leaks \u200e<This message was edited>",
        ),
    ],
)
def test_the_words_that_come_with_a_file_are_read_without_it(written: str) -> None:
    (mention,) = mentions_in(read_text(f"14/11/2026, 09:13 - Ada: {written}\n")[1])
    assert mention.text == "it leaks"


def test_words_that_only_look_like_a_notice_are_read() -> None:
    for written in ("why is it <b>broken</b>", "this message was deleted by your bot", "see it.pdf (page 2)"):
        (mention,) = mentions_in(read_text(f"14/11/2026, 09:13 - Ada: {written}\n")[1])
        assert mention.text == written


def test_in_a_group_whom_we_answer_is_not_told() -> None:
    answered, (note,) = read_chat(*ASKED, "09:10 - Bob: me too", "09:30 - Acme Care: which order?")
    assert answered == []
    assert note.startswith("several people write to us in this chat")


def test_where_no_name_is_ours_that_is_told() -> None:
    chat = (*ASKED, "09:30 - Acme Care: which order?")
    answered, (note,) = read_chat(*chat, own="acme")
    assert answered == []
    assert "--handle" in note
    assert read_chat(*ASKED, own="acme") == ([], [])  # there one person waits, as far as the chat goes


def test_a_message_of_many_lines_is_read_in_one_go() -> None:
    chat = "14/11/2026, 09:13 - Ada: no refund\n" + "still\n" * 200_000
    (mention,) = mentions_in(read_text(chat)[1])
    assert mention.text.count("still") == 200_000


CHAT = "14/11/2026, 09:13 - Zo\u00eb: kein Geld zur\u00fcck\nich warte\n14/11/2026, 09:14 - Bob: me too\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_chat_that_an_editor_has_saved_anew_is_read_as_before(encoding: str, line_end: str) -> None:
    _, items = read_bytes(CHAT.replace("\n", line_end).encode(encoding))
    said = [(mention.author.name, mention.text) for mention in mentions_in(items)]
    assert said == [("Zo\u00eb", "kein Geld zur\u00fcck\nich warte"), ("Bob", "me too")]
    told = any(isinstance(item, Note) and "Windows-1252" in item.text for item in items)
    assert told is (encoding == "cp1252")
