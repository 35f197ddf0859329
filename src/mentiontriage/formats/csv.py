"""One row an item, for spreadsheets: RFC 4180, UTF-8 with the byte order mark by which Excel knows it.

A cell that a spreadsheet would take for a formula gets a `'` in front, as OWASP's page on CSV injection
asks; control codes are shown as signs, invisible characters go, line ends within a text stay. A spreadsheet
that is set to semicolons splits rows at those in a text and at its line ends: what would begin a cell there
gets its `'` too.
"""

import csv
import io
import re
from collections.abc import Callable
from datetime import datetime

from mentiontriage.formats import Format, View
from mentiontriage.formats._clean import clean_block
from mentiontriage.model import Queue, QueueItem

_Cell = str | int | float | None
_BYTE_ORDER_MARK = "\ufeff"
# Full-width forms too: spreadsheets with an East Asian locale read them as the plain ones.
_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_FORMULA_STARTS = (*_SIGNS, "\t", "\r", "\n", "\x00")
# Quotation marks quote nothing where a spreadsheet splits within a cell, and a pair of them vanishes.
_FORMULA_WITHIN = re.compile(rf"([;\n])(?=(?:[^\S\n]|['\"])*[{re.escape(''.join(_SIGNS))}])")

_COLUMNS: dict[str, Callable[[QueueItem], _Cell]] = {
    "rank": lambda item: item.rank,
    "priority": lambda item: item.score.priority,
    "lane": lambda item: item.score.lane,
    "lane_reason": lambda item: item.score.lane_reason,
    "danger": lambda item: item.score.danger,
    "id": lambda item: item.mention.id,
    "source": lambda item: item.mention.source,
    "url": lambda item: item.mention.url,
    "text": lambda item: item.mention.text,
    "posted_at": lambda item: _write_time(item.mention.posted_at),
    "handle": lambda item: item.mention.author.handle,
    "name": lambda item: item.mention.author.name,
    "followers": lambda item: item.mention.author.followers,
    "verified": lambda item: _write_flag(item.mention.author.verified),
    "spread_followers": lambda item: sum(spreader.followers for spreader in item.mention.spread),
    "replies": lambda item: item.mention.engagement.replies,
    "reposts": lambda item: item.mention.engagement.reposts,
    "likes": lambda item: item.mention.engagement.likes,
    "views": lambda item: item.mention.engagement.views,
    "compound": lambda item: item.score.sentiment.compound if item.score.sentiment else None,
    "pos": lambda item: item.score.sentiment.pos if item.score.sentiment else None,
    "neu": lambda item: item.score.sentiment.neu if item.score.sentiment else None,
    "neg": lambda item: item.score.sentiment.neg if item.score.sentiment else None,
    "complaint": lambda item: item.score.complaint,
    "waited_s": lambda item: item.score.waited_s,
    "due_at": lambda item: _write_time(item.score.due_at),
    "language": lambda item: item.score.language,
    "words": lambda item: ", ".join(item.score.words),
    "rating": lambda item: item.mention.rating,
    "vendor_sentiment": lambda item: item.mention.vendor_sentiment,
    "in_reply_to": lambda item: item.mention.in_reply_to,
    "quotes": lambda item: item.mention.quotes,
}


def render(queue: Queue, view: View) -> str:  # noqa: ARG001 (a spreadsheet has its own view)
    """Write a heading and a row for each item; each factor has two columns, its value and its reason."""
    factors = tuple(dict.fromkeys(factor.name for item in queue.items for factor in item.score.factors))
    written = io.StringIO()
    sheet = csv.writer(written, lineterminator="\r\n")
    columns = _COLUMNS if queue.incidents is None else _COLUMNS | {"incident": lambda item: item.incident}
    factor_columns = [f"factor_{name}{end}" for name in factors for end in ("", "_reason")]
    sheet.writerow(map(defuse, [*columns, *factor_columns]))
    for item in queue.items:
        cells = [read(item) for read in columns.values()] + _read_factors(item, factors)
        sheet.writerow(map(defuse, cells))
    return _BYTE_ORDER_MARK + written.getvalue()


def _read_factors(item: QueueItem, names: tuple[str, ...]) -> list[_Cell]:
    told = {factor.name: (factor.value, factor.reason) for factor in item.score.factors}
    return [cell for name in names for cell in told.get(name, (None, None))]


def defuse(cell: _Cell) -> _Cell:
    """Make a cell that no spreadsheet takes for a formula; numbers and nothing stay as they are."""
    if not isinstance(cell, str):
        return cell
    # Looked at twice, as what is removed may stand before a formula, or be what starts it.
    cleaned = clean_block(cell)
    # An apostrophe of its own before such a start gets another one, so that reading takes off only ours.
    risky = cell.startswith(_FORMULA_STARTS) or cleaned.lstrip("'").lstrip().startswith(_FORMULA_STARTS)
    defused = _FORMULA_WITHIN.sub(r"\1'", cleaned)
    return "'" + defused if risky else defused


def _write_time(moment: datetime | None) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def _write_flag(flag: bool | None) -> str | None:  # noqa: FBT001 (a cell, not a switch)
    return None if flag is None else str(flag).lower()


FORMAT = Format("csv", "one row an item, safe to open in a spreadsheet", render)
