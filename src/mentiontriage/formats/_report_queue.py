"""The report's queue: a table that can be read without its script, each row's arithmetic folded."""

from mentiontriage.formats._amounts import count_nouns, format_factor, format_reach, format_wait
from mentiontriage.formats._clean import clean_block
from mentiontriage.formats._excerpt import NO_TEXT, cut_text
from mentiontriage.formats._html import escape, escape_lines, find_language, link_post, list_factors
from mentiontriage.formats._layout import say_who
from mentiontriage.formats._summary import is_overdue, say_empty
from mentiontriage.formats._telling import list_findings, list_marks
from mentiontriage.model import Queue, QueueItem

_LONGEST_TEXT = 1_000
_HEADINGS = ("#", "Priority", "Who", "Followers", "Waited", "Lane", "Source")
_PRESSING = frozenset({"overdue", "danger"})
_NUMBERS = ("#", "Priority", "Followers", "Waited")


def write_queue(queue: Queue) -> str:
    """Write the filters and the table, and how many of the rows in all are missing from it."""
    if not queue.items:
        return f'<h2 id="queue-title">Queue</h2><p>{escape(say_empty(queue))}</p>'
    headings = "".join(map(_write_heading, _HEADINGS))
    rows = "".join(_write_row(item, queue) for item in queue.items)
    rows_shown = count_nouns(len(queue.items), "row")
    return f"""<h2 id="queue-title">Queue</h2>
{_write_filters(queue)}
<p class="quiet"><span id="told" role="status">{rows_shown}</span>{_say_missing(queue)}</p>
<div class="scroll" role="region" aria-labelledby="queue-title" tabindex="0">
<table id="queue">
<caption>Answer from the top.<span class="sorting"> A heading sorts by its column.</span></caption>
<thead><tr>{headings}<th scope="col">Post</th></tr></thead>
<tbody>
{rows}</tbody>
</table>
</div>"""


def _say_missing(queue: Queue) -> str:
    missing = (queue.rows or 0) - len(queue.items)
    if missing <= 0:
        return ""
    which = "1 more is" if missing == 1 else f"{missing:,} more are"
    return f". {which} not on this page; triage report --top 0 shows all."


def _write_heading(heading: str) -> str:
    kind = ' class="number"' if heading in _NUMBERS else ""
    return f'<th scope="col"{kind}><button type="button">{heading}</button></th>'


def _write_filters(queue: Queue) -> str:
    lanes = sorted({item.score.lane for item in queue.items})
    sources = sorted({item.mention.source for item in queue.items})
    return f"""<form class="filters" id="filters" hidden>
<label>Search <input type="search" id="search" autocomplete="off"></label>
<label>Lane <select id="lane"><option value="">all</option>{_write_options(lanes)}</select></label>
<label>Source <select id="source"><option value="">all</option>{_write_options(sources)}</select></label>
<label class="tick"><input type="checkbox" id="overdue"> overdue only</label>
</form>"""


def _write_options(names: list[str]) -> str:
    return "".join(f'<option value="{escape(name)}">{escape(name)}</option>' for name in names)


def _write_row(item: QueueItem, queue: Queue) -> str:
    mention, score = item.mention, item.score
    late = is_overdue(item, queue)
    marks = [mark for mark in list_marks(item, queue) if mark != score.lane]
    waited = "" if score.waited_s is None else str(score.waited_s)
    followers = "" if mention.author.followers is None else str(mention.author.followers)
    cells = (
        f'<td class="number" data-value="{item.rank}">{item.rank}</td>',
        f'<td class="number" data-value="{score.priority!r}"><strong>{score.priority:.1f}</strong></td>',
        f'<td class="who"><div>{escape(say_who(item))}</div></td>',
        f'<td class="number followers" data-value="{followers}">{escape(format_reach(mention))}</td>',
        f'<td class="number{" late" if late else ""}" data-value="{waited}">{escape(format_wait(score))}</td>',
        f"<td>{escape(score.lane)}</td>",
        f'<td class="source"><div>{escape(mention.source)}</div></td>',
        f'<td class="post">{"".join(map(_write_mark, marks))}{_write_post(item)}</td>',
    )
    data = f'data-rank="{item.rank}" data-lane="{escape(score.lane)}" data-source="{escape(mention.source)}"'
    return f'<tr {data} data-late="{int(late)}">{"".join(cells)}</tr>\n'


def _write_mark(mark: str) -> str:
    return f'<span class="mark{" late" if mark in _PRESSING else ""}">{escape(mark)}</span>'


def _write_post(item: QueueItem) -> str:
    text = cut_text(clean_block(item.mention.text), item.score.words, _LONGEST_TEXT) or NO_TEXT
    findings = "".join(f'<p class="quiet">{escape(told)}</p>' for told in list_findings(item))
    ident = escape(item.handling.ident if item.handling else item.mention.id)
    link = link_post(item.mention.url, item.mention.source)
    factors = list_factors(item.score.factors)
    return (
        f'<div dir="auto" lang="{find_language(item.score.language)}">{escape_lines(text)}</div>'
        f"<details><summary>How {item.score.priority:.1f} comes about</summary>{findings}"
        f'<p class="quiet">{format_factor(item.score.priority)} is the product of</p><ul>{factors}</ul></details>'
        f'<p class="quiet">{link} · id {ident}</p>'
    )
