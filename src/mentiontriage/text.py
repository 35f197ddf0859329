"""Turn what networks and exports write into plain values: text without markup, ids, counts."""

import hashlib
import html
import math
import re
from datetime import datetime
from functools import lru_cache
from typing import Any
from unicodedata import normalize

from mentiontriage.model import LARGEST_COUNT

CUT_MARKS = ".… "
"""What stands where an export has cut a text short."""

_BLOCKS = frozenset({"p", "br", "div", "li", "tr", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr"})
_SILENT = frozenset({"script", "style"})
# A tag that posts really hold, and not "<3" or "a < b": only then is a post taken for HTML.
# No pattern here passes over a "<", and a tag's name is never given back (*+), as what follows it would take its
# letters too: so the work stays linear in a hostile post's length.
_KNOWN_TAG = re.compile(
    r"</?(?:p|br|a|b|i|u|em|strong|span|div|li|ul|ol|pre|code|blockquote|img|h[1-6]|script|style|s|del"
    r"|sub|sup|small|table|tr|td|th|hr|font|iframe|svg|video|audio|q|cite|abbr)\b[^<>]*>",
    re.I,
)
_TAG = re.compile(r"""<(/?)([a-z][a-z0-9:-]*+)(?:[^<>"']|"[^"<]*"|'[^'<]*')*>|<!--[^<>]*-->""", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.I)
# 1,234 and 1 234 567, but not 0.125; with a decimal mark, another than groups the digits: 12,345.00 and 1.234,5.
_GROUPED = re.compile(r"([1-9]\d{0,2}(?:([,.' ])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d+))?")
_PLAIN = re.compile(r"(\d+)(?:[.,](\d+))?")
_SHORTENED = re.compile(r"(\d+)(?:[.,](\d+))?\s*(?:(k|tsd)|m|mio)\.?", re.I)
_AS_TYPED = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'"})
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
AT_SIGNS = "@\uff20\ufe6b"
"""The `@` with its full-width and its small form, as a class of a pattern."""
BEFORE_EMAIL = rf"(?<![\w.+%'{AT_SIGNS}-])[\w.+%'-]{{1,64}}"
AFTER_EMAIL = r"[\w-]{1,63}(?:\.[\w-]{1,63})+"
EMAIL = re.compile(f"{BEFORE_EMAIL}[{AT_SIGNS}]{AFTER_EMAIL}")
"""An e-mail address. `@anna@social.example` is a handle; so nothing that comes after an `@` is an address.

A match can only begin where a run of its letters begins: that keeps a search linear in a hostile text.
"""
_UNTITLED = frozenset(
    (
        *("(no subject)", "(no title)", "(no summary)", "(untitled)", "(kein betreff)", "(ohne betreff)"),
        *("(sans objet)", "(aucun objet)", "(sin asunto)", "(nessun oggetto)", "(senza oggetto)", "(sem assunto)"),
        *("(geen onderwerp)",),
    )
)
"""What mail programs and help desks write where a message has no title."""
_RETWEET = re.compile(r"RT @(\w{1,50}):?\s+(.*)", re.S)


def plain_text(value: Any) -> str:
    """Make a post's text plain: markup becomes text, entities become characters.

    Anything that is no string is no text and becomes the empty string.
    """
    if not isinstance(value, str):
        return ""
    if "<" in value and _KNOWN_TAG.search(value):
        return _strip_markup(value)
    if "&" in value:
        return _decode_entities(value).strip()
    return value.strip()


def escape_text(text: str) -> str:
    """Write a plain text so that `plain_text` gives it back; nearly all stay as they are."""
    return text if plain_text(text) == text else text.replace("&", "&amp;").replace("<", "&lt;")


def _decode_entities(value: str) -> str:
    """Decode entities that end in a semicolon; without one, `&copy=1` is a link's parameter."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), value)


def _strip_markup(value: str) -> str:
    parts: list[str] = []
    at, silent = 0, ""
    tags = list(_TAG.finditer(value))
    closed = {tag[2].lower(): tag.start() for tag in tags if tag[1]}
    for tag in tags:
        if not silent:
            parts.append(value[at : tag.start()])
        at = tag.end()
        name = (tag[2] or "").lower()
        if silent:
            silent = "" if tag[1] and name == silent else silent
        elif name in _SILENT and not tag[1] and closed.get(name, 0) >= at:  # else a post that writes of a script
            silent = name
        elif name in _BLOCKS:
            parts.append("\n")
    parts.append(value[at:])
    lines = (" ".join(line.split()) for line in _decode_entities("".join(parts)).split("\n"))
    return "\n".join(line for line in lines if line)


def join_title(title: str, text: str) -> str:
    """Put a title before the text, unless the text begins with it anyway or it says that there is none."""
    if not title or text.startswith(title) or (title[0] == "(" and title.casefold() in _UNTITLED):
        return text
    return f"{title}\n{text}" if text else title


def join_runs(value: Any) -> Any:
    """Join a text that is given in runs, some of them with a style or a link of their own (Telegram, Slack).

    They are strings, and objects with a `text`. Anything else stays as it is.
    """
    if not isinstance(value, list):
        return value
    runs = [run.get("text") if isinstance(run, dict) else run for run in value]
    return "".join(map(str, runs)) if all(isinstance(run, str) for run in runs) else value


def is_beginning(text: str, whole: str) -> bool:
    """Tell whether a text is no more than the beginning of another, as exports cut them short."""
    return whole.startswith(text.rstrip(CUT_MARKS))


def split_retweet(text: str) -> tuple[str, str] | None:
    """Take "RT @handle: text" apart into handle and text; None where a text is no such thing."""
    if not text.startswith("RT @"):
        return None
    found = _RETWEET.match(text)
    return (found[1], found[2]) if found else None


def read_count(value: Any) -> int | None:
    """Read a count as exports write it (12, "1,234", "1.234,0", "12.4k", "1,2 Mio.", 12.0); None where it is none.

    A negative count is unknown: networks use -1 for "not shown".
    """
    if type(value) is int:
        return value if 0 <= value <= LARGEST_COUNT else None
    if isinstance(value, float):
        return _whole(value)
    return _parse_count(value.strip()) if isinstance(value, str) else None


def _parse_count(digits: str) -> int | None:
    amount = _read_marked(digits)
    if amount is not None:
        return _whole(amount)
    try:
        return _whole(float(digits))
    except ValueError:
        return None


def read_amount(digits: str) -> float | None:
    """Read an amount as people write it: "1,234.50", "1.234,5", "12k", "1,2 Mio."; None for all else.

    A lone mark with three digits behind it parts thousands, but for "0.125" and "1234.567".
    """
    amount = _read_marked(digits)
    if amount is None and (match := _PLAIN.fullmatch(digits)):
        return float(f"{match[1]}.{match[2] or 0}")
    return amount


def _read_marked(digits: str) -> float | None:
    """Read digits that stand in groups, or are shortened to thousands or millions."""
    if not digits.isascii():
        digits = digits.translate(_AS_TYPED)
    if match := _GROUPED.fullmatch(digits):
        whole = "".join(c for c in match[1] if c.isdigit())
        return float(f"{whole}.{match[3] or 0}")
    if match := _SHORTENED.fullmatch(digits):
        # Not multiplied as a float, of which 1.1 million might become 1100000.0000000001.
        return float(f"{match[1]}.{match[2] or 0}e{3 if match[3] else 6}")
    return None


def _whole(number: float) -> int | None:
    return round(number) if math.isfinite(number) and 0 <= number <= LARGEST_COUNT else None


def add_counts(first: Any, second: Any) -> int | None:
    """Add two counts of which either may be unknown; unknown where both are."""
    one, other = read_count(first), read_count(second)
    return one if other is None else other + (one or 0)


def read_rating(value: Any) -> float | None:
    """Read stars that are a number; anything outside 1 to 5 is another scale and unknown."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 1 <= value <= 5 else None


def read_name(value: Any) -> str | None:
    """Read a name, id or language as a string; None where there is none.

    Numbers are written out, since many networks give ids as numbers. Data frames make 12.0 of one where others lack it;
    past 2^53 that is another number.
    """
    if isinstance(value, str):
        return value.strip() or None
    if type(value) is int:
        return str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < LARGEST_COUNT:
        return str(int(value))
    return None


@lru_cache(maxsize=4096)  # names of columns and networks: few, and asked for with every row
def normalise_name(name: str) -> str:
    """Reduce a name to what is compared: letters and digits, without case."""
    return "".join(c for c in name.casefold() if c.isalnum())


def read_handle(value: Any) -> str | None:
    """Read a handle without the `@`, `u/` or `/u/` that some exports write before it."""
    name = read_name(value)
    if name is None or name[0] not in "@u/":
        return name
    return name.removeprefix("@").removeprefix("/").removeprefix("u/").strip() or None


def fold_handle(handle: str) -> str:
    """Write a handle, as somebody typed it, in the one way in which handles are compared; "" where it is none.

    No `@` or `u/` before it, no white space around it, no letters that only look alike (NFKC), no case.
    """
    return (read_handle(normalize("NFKC", handle)) or "").lstrip("@").casefold()


def fold_read_handle(handle: str) -> str:
    """Write a handle that a reader has read as `fold_handle` does; in ASCII only its case is left to fold."""
    return handle.casefold() if handle.isascii() else fold_handle(handle)


@lru_cache(maxsize=16)  # asked of every post, with the few accounts of a run
def fold_handles(handles: tuple[str, ...]) -> frozenset[str]:
    """Fold handles, to look up another one that a reader has read (`fold_read_handle`)."""
    return frozenset(map(fold_handle, handles)) - {""}


def believe_views(views: int | None, *done: int | None) -> int | None:
    """Believe that nobody saw a post only if nobody did anything with it: `done` counts likes, replies and the like.

    A 0 stands where no views are known: of photos (CrowdTangle), and of posts on X that are older than its count.
    """
    return views or (None if any(done) else views)


def read_flag(value: Any) -> bool | None:
    """Read a yes or no as JSON and spreadsheets write it; None where it is neither."""
    if value is None or isinstance(value, bool):
        return value
    return _FLAGS.get(str(value).strip().lower()) if isinstance(value, str | int) else None


ADDRESSED = frozenset({"mastodon", "lemmy"})
"""The networks on which a handle with its server looks like an e-mail address."""
_SHORTEST_LOCAL_ID = 16
JOINED = "~"
"""Stands between an id as an export gives it and what is added to make it that of one post alone (see `apart`)."""


def tells_post(local_id: str) -> bool:
    """Tell whether a server's own id can name a post: a short one, counted from 1, may be another server's too."""
    return len(local_id) >= _SHORTEST_LOCAL_ID


RETWEETED = "rt:"
"""What the id of a post begins with that is known only by a retweet's text."""
WITHIN = "within:"
"""What the name of a post begins with that only one export has for it."""


def names_everywhere(ident: str) -> bool:
    """Tell what names one post wherever it stands (an address, what retweets quote) from a server's own number."""
    return "://" in ident or ident.startswith((RETWEETED, WITHIN))


def make_id(author: str | None, posted_at: datetime | None, text: str) -> str:
    """Make a stable id for a post that has none, from what there is of it.

    The same author, time and text always give the same id, on every machine and in every run.
    """
    stamp = posted_at.isoformat() if posted_at else ""
    return digest("\x1f".join((author or "", stamp, text)))


def digest(text: str) -> str:
    """Make 16 digits of a text, the same on every machine; no two texts are likely to share them."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def make_retweet_id(handle: str, text: str) -> str:
    """Make the id of a post that is known only by a retweet's text, so that all its retweets meet.

    Retweets cut the text at 140 characters, so only its first 100 count.
    """
    return RETWEETED + make_id(handle.lower(), None, text[:100])


def split_link(link: str) -> tuple[str, str]:
    """Take a link apart into its host (with port, in small letters) and its path."""
    rest = link.partition("://")[2]
    cut = min((at for mark in "?#" if (at := rest.find(mark)) >= 0), default=len(rest))
    host, slash, path = rest[:cut].partition("/")
    return host.rpartition("@")[2].lower(), slash + path


def join_surrogates(text: str) -> str:
    """Join the halves of characters that were taken apart; a half without its other becomes U+FFFD.

    Real exports hold them, as JSON escapes and as cut texts, and UTF-8 cannot write them.
    """
    try:
        text.encode()  # far quicker than looking for one
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def mend_surrogates(value: Any) -> Any:
    """Do as `join_surrogates` does with every string in a plain value, keys too."""
    if isinstance(value, str):
        return join_surrogates(value)
    if isinstance(value, dict):
        return {mend_surrogates(key): mend_surrogates(one) for key, one in value.items()}
    return [mend_surrogates(one) for one in value] if isinstance(value, list | tuple) else value
