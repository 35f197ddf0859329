"""A table for GitHub and chats that know Markdown; a post in it neither links, pings, embeds nor breaks out.

GitHub looks for `@name`, `#12` and bare links after Markdown's own escapes are gone (cmark-gfm issue 181), so
a backslash does not stop them; a code span does. All else that means something is escaped.
"""

import re

from mentiontriage.formats import Format, View
from mentiontriage.formats._amounts import UNKNOWN, format_reach, format_wait
from mentiontriage.formats._clean import clean_line
from mentiontriage.formats._excerpt import NO_TEXT, cut_text, shorten
from mentiontriage.formats._handling import list_news, list_state
from mentiontriage.formats._incidents import list_incidents
from mentiontriage.formats._people import show_name
from mentiontriage.formats._summary import is_overdue, list_facts, list_signs, say_empty, say_title
from mentiontriage.model import Queue, QueueItem

_LONGEST_TEXT = 500  # characters: a row should not fill the page
_INERT = r"[^\s`|\\<>]"
# What would link, ping or become a picture: addresses, handles, references to issues, emoji names. Each part is
# looked for from one place of a word, or not far (a scheme has at most 32 characters), so that a word without end
# takes no longer than its length.
_LIVELY = re.compile(
    rf"(?:(?<!{_INERT}){_INERT}*@{_INERT}*|[a-z][a-z0-9+.-]{{0,31}}:/{_INERT}*|(?:mailto|xmpp):{_INERT}*|www\.{_INERT}*"
    r"|(?:(?<![\w./-])[\w./-]*+)?\#\d[\w.-]*|\bGH-\d+|:[\w+-]+:)+",
    re.IGNORECASE,
)
_MEANING = re.compile(r"[\\`*_\[\]~$|<>&]")
_ENTITIES = {"\\": "&#92;", "`": "&#96;", "|": "&#124;", "<": "&lt;", ">": "&gt;", "&": "&amp;"}
_HEADING = (
    "| # | priority | who | followers | waited | source | post |\n| ---: | ---: | --- | ---: | ---: | --- | --- |\n"
)
_LONGEST_CELL = 100


def render(queue: Queue, view: View) -> str:  # noqa: ARG001 (the page decides about width)
    """Write a heading, a table with a row for each item, and what should be known of the whole."""
    told = [*list_incidents(queue), *list_signs(queue), *list_facts(queue)]
    notes = "".join(f"- {escape(note)}\n" for note in told)
    if not queue.items:
        return f"{escape(say_empty(queue))}\n" + (f"\n{notes}" if notes else "")
    rows = "".join(_write_row(item, queue) for item in queue.items)
    return f"**{escape(say_title(queue))}**\n\n{_HEADING}{rows}\n{notes}"


def _write_row(item: QueueItem, queue: Queue) -> str:
    mention, score = item.mention, item.score
    lane = "" if score.lane == "complaint" else f"{shorten(score.lane, _LONGEST_CELL)}: "
    text = cut_text(clean_line(mention.text), score.words, _LONGEST_TEXT) or NO_TEXT
    danger = "" if score.danger is None else "danger: "
    cells = (
        str(item.rank),
        f"{score.priority:.1f}",
        shorten(show_name(mention.author) or UNKNOWN, _LONGEST_CELL),
        format_reach(mention),
        format_wait(score) + ("!" if is_overdue(item, queue) else ""),
        shorten(mention.source, _LONGEST_CELL),
        danger + lane + _say_state(item, queue) + text,
    )
    return "| " + " | ".join(map(escape, cells)) + " |\n"


def _say_state(item: QueueItem, queue: Queue) -> str:
    told = [*list_state(item, queue), *list_news(item)]
    return f"({shorten(', '.join(told), _LONGEST_TEXT)}) " if told else ""


def escape(text: str) -> str:
    """Return Markdown that shows the text as it is, on one line, and does nothing."""
    text = clean_line(text)
    parts: list[str] = []
    end = 0
    for match in _LIVELY.finditer(text):
        parts += (_MEANING.sub(_escape_sign, text[end : match.start()]), f"`{match[0]}`")
        end = match.end()
    return "".join(parts) + _MEANING.sub(_escape_sign, text[end:])


def _escape_sign(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0], "\\" + match[0])


FORMAT = Format("markdown", "a table for GitHub and chats, safe to paste", render)
