"""Make hostile text harmless to look at, without making it unreadable.

What could act where it is shown, or hide what it says, goes: terminal control codes, characters
that turn the direction of text round ("Trojan Source", CVE-2021-42574), and the invisible ones.
Control codes are not dropped but shown (ESC as ␛), so that the reader sees that there were some.
"""

import re
import unicodedata

from mentiontriage.text import join_surrogates

# Python's own splitting also takes NEL, LS, PS, VT and FF for line ends, as terminals and editors may.
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# General category Cf of Unicode 17, without ZWNJ and ZWJ, which are judged by their neighbours.
FORMAT_CHARACTERS = (
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f"
)
_BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\uffa0\ufff0-\ufff8\U00016fe4\U0001d159"
# Without U+FE0F, which makes an emoji of a sign; with all of a plane of which nothing is ever to be shown.
_VARIATION_SELECTORS = "\ufe00-\ufe0e\U000e0000-\U000e0fff"
_BLANK_BRAILLE = "\u2800"
_INVISIBLE = re.compile(f"[{FORMAT_CHARACTERS}{_BLANK_LETTERS}{_VARIATION_SELECTORS}]+")
# A joiner means something between two letters or pictures beyond Latin, Greek and Cyrillic: in Persian,
# in Hindi, in a family of emoji.
_JOINED = "[\u0590-\u200b\u2010-\U0001faff]"
_STRAY_JOINER = re.compile(f"(?<!{_JOINED})[\u200c\u200d]+|[\u200c\u200d]+(?!{_JOINED}|[\u200c\u200d])")
_STRAY_SELECTOR = re.compile("(?<![\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff])\ufe0f+")
# Where marks may be piled up: they are no letters, and stand beyond Latin.
_MAYBE_PILED = re.compile(r"[^\w\s\x00-\u02ff]{5,}")
_MARKS = frozenset({"Mn", "Me"})
_JOINERS = "\u200c\u200d"
_MOST_MARKS = 4  # on one letter; that serves every language, and forty paint over the lines above and below
_UNKNOWN = "\ufffd"
_SHOWN = (
    {code: 0x2400 + code for code in range(0x20) if code != 0x0A}
    | {0x7F: 0x2421}
    | dict.fromkeys(range(0x80, 0xA0), _UNKNOWN)
)  # fmt: skip
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
# No characters at all, by the standard.
_PLANE_ENDS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NO_CHARACTER = re.compile(f"[\ufdd0-\ufdef{_PLANE_ENDS}]")


def clean_block(text: str) -> str:
    """Return text that is safe to show on several lines: line feeds are the only control characters left.

    Control codes become visible signs, tabs a space, halves of characters U+FFFD; characters that
    are invisible or change the direction of text go.
    """
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    if _CONTROL.search(text):
        text = text.translate(_SHOWN)
    return text if text.isascii() else _drop_invisible(text)


def clean_line(text: str) -> str:
    """Return text that is safe to show on one line: as `clean_block`, any run of blanks being one space."""
    return " ".join(clean_block(text).split())


def _drop_invisible(text: str) -> str:
    text = text.replace(_BLANK_BRAILLE, " ")
    text = _INVISIBLE.sub("", _NO_CHARACTER.sub(_UNKNOWN, join_surrogates(text)))
    text = _MAYBE_PILED.sub(lambda match: _drop_piled(match[0]), text)
    return _STRAY_SELECTOR.sub("", _STRAY_JOINER.sub("", text))


def _drop_piled(signs: str) -> str:
    """Leave each letter as many marks as languages need; joiners between them part no pile."""
    kept: list[str] = []
    piled, joiners = 0, ""
    for sign in signs:
        if sign in _JOINERS:
            joiners += sign
            continue
        piled = piled + 1 if unicodedata.category(sign) in _MARKS else 0
        if piled <= _MOST_MARKS:
            kept += (joiners, sign)
        joiners = ""
    return "".join((*kept, joiners))
