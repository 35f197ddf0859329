"""Lines of a chat that WhatsApp has exported as plain text (https://faq.whatsapp.com/1180414079177245).

`14/07/2026, 09:12 - Ada: no refund` on Android, `[14.07.26, 09:12:33] Ada: no refund` on iPhones, with the phone's own
order of day and month. A message goes on until the next line that begins so.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# 14/07/2026 à 09:12, 14. 7. 2026 9:12, 14.7.2026 klo 9.12, 14.07.2026 kl. 09.12
_MINUTE = r"\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4},?\s(?:(?:à|klo|kl\.)\s)?\d{1,2}[:.]\d\d"
_HALF_DAY = r"(?:\s?[ap]\.?\s?m\.?)?"
# Seconds before a dash are a program's log and no chat.
_START = re.compile(
    rf"[\u200e\u200f\ufeff]*(?:\[({_MINUTE}(?:[:.]\d\d)?{_HALF_DAY})\]|({_MINUTE}{_HALF_DAY})\s[-\u2013])\s", re.I
)
_LONGEST_NAME = 100  # characters
_MARK = "\u200e"
"""What WhatsApp writes before words of its own, if not always on Android."""
_MARKED = re.compile(rf"{_MARK}<[^<>\n]{{1,200}}>")
# Whatever the phone's language, WhatsApp names pictures and sounds so. Documents keep their names.
_FILE = re.compile(
    rf"\A{_MARK}?(?:<[^<>\n]{{1,100}}>|(?:IMG|VID|PTT|AUD|STK|DOC)-\d{{8}}-WA\d{{4,6}}\.\w{{2,5}} \([^()\n]{{3,40}}\)"
    r"|[^\n]{1,200}\.\w{2,5} \((?:file attached|Datei angehängt|archivo adjunto|fichier joint|file allegato"
    r"|(?:arquivo|ficheiro) anexado|bestand bijgevoegd)\))[^\S\n]*(?:\n|\Z)"
)
"""What stands for a file; the words that were sent with it come below."""
_NOTICES = frozenset(
    (
        *("this message was deleted", "you deleted this message", "missed voice call", "missed video call"),
        *("diese nachricht wurde gelöscht", "du hast diese nachricht gelöscht"),
        *("verpasster sprachanruf", "verpasster videoanruf"),
        *("se eliminó este mensaje", "este mensaje fue eliminado", "eliminaste este mensaje"),
        *("llamada perdida", "videollamada perdida"),
        *("ce message a été supprimé", "vous avez supprimé ce message", "appel vocal manqué", "appel vidéo manqué"),
        *("questo messaggio è stato eliminato", "hai eliminato questo messaggio"),
        *("chiamata vocale persa", "videochiamata persa"),
        *("essa mensagem foi apagada", "esta mensagem foi apagada", "você apagou esta mensagem", "mensagem apagada"),
        *("chamada de voz perdida", "chamada de vídeo perdida", "ligação de voz perdida"),
        *("dit bericht is verwijderd", "je hebt dit bericht verwijderd", "gemiste spraakoproep"),
        *("gemiste video-oproep", "null"),
    )
)
"""What stands in place of a message that was taken back or could be seen once, or tells of a call."""


class Line(NamedTuple):
    """A message with the number of its first line; its author is empty where WhatsApp itself tells of something."""

    number: int
    time: str
    author: str
    text: str


def begins_chat(text: str) -> bool:
    """Tell a chat by its first line."""
    return _START.match(text.lstrip("\r\n ")) is not None


def read_messages(lines: Iterable[str]) -> Iterator[Line]:
    """Put lines together to messages."""
    begun: tuple[int, str, list[str]] | None = None
    for number, line in enumerate(lines, 1):
        if start := _START.match(line):
            if begun:
                yield _split(*begun)
            begun = number, (start[1] or start[2]).replace("\u202f", " ").replace("kl. ", ""), [line[start.end() :]]
        elif begun:
            begun[2].append(line)
    if begun:
        yield _split(*begun)


def _split(number: int, time: str, lines: list[str]) -> Line:
    author, colon, text = "".join(lines).strip().partition(": ")
    if not colon or len(author) > _LONGEST_NAME or "\n" in author:
        return Line(number, time, "", author)
    return Line(number, time, author.strip("\u200e\u202a\u202c "), _take_words(text))


def _take_words(written: str) -> str:
    """Leave out of a message what WhatsApp itself writes: of a file, of an edit, or in place of what is not there."""
    text = _MARKED.sub("", _FILE.sub("", written)).strip()
    return "" if text.startswith(_MARK) or text.rstrip(".").casefold() in _NOTICES else text
