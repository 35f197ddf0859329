"""Turn what networks and exports write into plain texts: without markup, entities, or halves of characters."""

import html
import re
from functools import lru_cache
from typing import Any

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
    """Make a post's text plain: markup becomes text, entities become characters, and lines end in LF.

    Anything that is no string is no text and becomes the empty string.
    """
    if not isinstance(value, str):
        return ""
    # A line ends as the program has it that wrote the export.
    text = value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
    if "<" in text and _KNOWN_TAG.search(text):
        return _strip_markup(text)
    if "&" in text:
        return _decode_entities(text).strip()
    return text.strip()


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


def read_flag(value: Any) -> bool | None:
    """Read a yes or no as JSON and spreadsheets write it; None where it is neither."""
    if value is None or isinstance(value, bool):
        return value
    return _FLAGS.get(str(value).strip().lower()) if isinstance(value, str | int) else None


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
