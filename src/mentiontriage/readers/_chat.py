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
"""What WhatsApp writes before words of its own."""


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
    is_own = text.startswith(_MARK) or (text.startswith("<") and text.endswith(">") and "\n" not in text)
    return Line(number, time, author.strip("\u200e\u202a\u202c "), "" if is_own else text.strip())
