"""Turn what networks and exports write into plain values: text without markup, ids, counts."""

import hashlib
import html
import math
import re
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

_BLOCKS = frozenset({"p", "br", "div", "li", "tr", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre"})
_SILENT = frozenset({"script", "style"})
# A tag, and not "<3" or "a < b": only then is a post taken for HTML.
_TAG = re.compile(r"</?(?:p|br|a|b|i|u|em|strong|span|div|li|ul|ol|pre|code|blockquote|img|h[1-6]|script|style|s|del"
                  r"|sub|sup|small|table|tr|td|th|hr|font|iframe|svg|video|audio|q|cite|abbr)\b[^>]*>", re.I)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]+);", re.I)


def plain_text(value: Any) -> str:
    """Make a post's text plain: markup becomes text, entities become characters.

    Anything that is no string is no text and becomes the empty string.
    """
    if not isinstance(value, str):
        return ""
    if "<" in value and _TAG.search(value):
        return _strip_markup(value)
    if "&" in value and _ENTITY.search(value):
        return html.unescape(value).strip()
    return value.strip()


class _TextOnly(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        if tag == "p":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def _strip_markup(value: str) -> str:
    parser = _TextOnly()
    parser.feed(value)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def read_count(value: Any) -> int | None:
    """Read a count as exports write it (12, "12", "1,234", "1.234", 12.0); None where it is none.

    A negative count is unknown: networks use -1 for "not shown".
    """
    if type(value) is int:
        return value if value >= 0 else None
    if isinstance(value, float):
        return int(value) if math.isfinite(value) and value >= 0 else None
    if not isinstance(value, str):
        return None
    digits = value.strip()
    if not digits.isascii():
        digits = digits.replace("\u00a0", "").replace("\u202f", "")
    if _GROUPED.fullmatch(digits):
        digits = re.sub(r"[,.' ]", "", digits)
    try:
        number = float(digits)
    except ValueError:
        return None
    return int(number) if math.isfinite(number) and number >= 0 else None


_GROUPED = re.compile(r"\d{1,3}(?:([,.' ])\d{3})(?:\1\d{3})*")


def read_name(value: Any) -> str | None:
    """Read a name, id or language as a string; None where there is none.

    Numbers are written out, since many networks give ids as numbers.
    """
    if isinstance(value, str):
        return value.strip() or None
    if type(value) is int:
        return str(value)
    return None


def read_handle(value: Any) -> str | None:
    """Read a handle without the `@` or `u/` that some exports write before it."""
    name = read_name(value)
    if name is None:
        return None
    return name.removeprefix("@").removeprefix("u/").strip() or None


def read_flag(value: Any) -> bool | None:
    """Read a yes or no as JSON and spreadsheets write it; None where it is neither."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(value.strip().lower())
    return None


def make_id(author: str | None, posted_at: datetime | None, text: str) -> str:
    """Make a stable id for a post that has none, from what there is of it.

    The same author, time and text always give the same id, on every machine and in every run.
    """
    stamp = posted_at.isoformat() if posted_at else ""
    joined = "\x1f".join((author or "", stamp, text))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]
