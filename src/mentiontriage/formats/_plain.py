"""The queue as plain text for a mail: no columns, lines of at most 76 characters."""

from mentiontriage.durations import format_moment
from mentiontriage.formats._chart import draw_blocks, say_peak
from mentiontriage.formats._clean import clean_line
from mentiontriage.formats._excerpt import NO_TEXT, cut_text
from mentiontriage.formats._html import find_link
from mentiontriage.formats._incidents import list_incidents
from mentiontriage.formats._telling import list_marks, list_totals, say_author, say_subject, say_sum, say_wait
from mentiontriage.formats._wrapping import wrap_cells
from mentiontriage.model import News, Queue, QueueItem

_WIDTH = 76
_LONGEST_TEXT = 400


def write_plain(queue: Queue) -> str:
    """Write the subject, the totals, the day, and each row with its link."""
    lines = [say_subject(queue), format_moment(queue.now, queue.zone), *_wrap(" · ".join(list_totals(queue)), "")]
    if queue.summary:
        hours = queue.summary.hours
        lines += ["", draw_blocks(hours), say_peak(hours, queue.now, queue.zone)]
    if incidents := list_incidents(queue):
        lines += ["", *(line for incident in incidents for line in _wrap(incident, "   ", first=""))]
    for item in queue.items:
        lines += ["", *_write_item(item, queue)]
    return "\n".join(lines) + "\n"


def _write_item(item: QueueItem, queue: Queue) -> list[str]:
    head = f"{item.rank}. {say_author(item)} {say_wait(item)}"
    lines = [*_wrap(head, "   ", first="")]
    if marks := list_marks(item, queue):
        lines += _wrap(", ".join(marks), "   ")
    text = cut_text(clean_line(item.mention.text), item.score.words, _LONGEST_TEXT)
    lines += _wrap(text or NO_TEXT, "   | ")
    lines += _wrap(say_sum(item), "   ")
    lines.append(_say_place(item.handling.ident if item.handling else item.mention.id, item.mention.url))
    for news in item.handling.news if item.handling else ():
        lines += _write_news(news)
    return lines


def _write_news(news: News) -> list[str]:
    text = cut_text(clean_line(news.text), (), _LONGEST_TEXT) or NO_TEXT
    return [*_wrap(f"{clean_line(news.why)}:", "   "), *_wrap(text, "   | "), _say_place(news.ident, news.url)]


def _say_place(ident: str, url: str | None) -> str:
    return f"   {url}" if url and find_link(url) else f"   id {clean_line(ident)}"


def _wrap(text: str, indent: str, first: str | None = None) -> list[str]:
    return wrap_cells(text, _WIDTH, first=indent if first is None else first, indent=indent)
