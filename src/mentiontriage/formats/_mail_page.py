"""The queue as a page that mail programs show as it is meant: in one column.

Style stands in each element, since many of them drop a style sheet; only what differs in the dark stands in one.
"""

from mentiontriage.durations import format_moment
from mentiontriage.formats._chart import draw_bars, say_peak
from mentiontriage.formats._clean import clean_block
from mentiontriage.formats._excerpt import NO_TEXT, cut_text
from mentiontriage.formats._html import escape, escape_lines, find_language, link_post, list_factors
from mentiontriage.formats._incidents import list_incidents
from mentiontriage.formats._summary import is_overdue
from mentiontriage.formats._telling import (
    list_findings,
    list_marks,
    list_totals,
    say_author,
    say_subject,
    say_sum,
    say_wait,
)
from mentiontriage.model import News, Queue, QueueItem

_LONGEST_TEXT = 600
_FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
_MARKS = {
    "overdue": ("#991b1b", "#fee2e2"),
    "threat": ("#ffffff", "#991b1b"),
    "danger": ("#ffffff", "#991b1b"),
    "new": ("#075985", "#e0f2fe"),
}
_PLAIN_MARK = ("#44403c", "#f5f5f4")
# Mail programs that know dark mode read this; the others show the light page.
_DARK = """@media (prefers-color-scheme:dark){.page{background:#1c1917!important;color:#e7e5e4!important}
.card{background:#292524!important;border-color:#57534e!important}.quiet{color:#a8a29e!important}
.late{color:#fca5a5!important}.link a{color:#7dd3fc!important}}"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def write_page(queue: Queue) -> str:
    """Write the whole page; nothing in it is loaded from anywhere."""
    title = escape(say_subject(queue))
    body = "".join(_write_card(item, queue) for item in queue.items) or _write_nothing()
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{_DARK}</style>
</head>
<body class="page" style="margin:0;padding:0;overflow-wrap:anywhere;background:#fafaf9;color:#1c1917;{_FONT}">
<div style="max-width:640px;margin:0 auto;padding:16px">
<h1 style="font-size:22px;line-height:1.3;margin:0 0 4px">{title}</h1>
<p class="quiet" style="margin:0 0 12px;font-size:14px;color:#57534e">{escape(format_moment(queue.now, queue.zone))}<br>
{escape(" · ".join(list_totals(queue)))}</p>
{_write_day(queue)}
{_write_incidents(queue)}
{body}
</div>
</body>
</html>
"""


def _write_day(queue: Queue) -> str:
    if not queue.summary:
        return ""
    hours = queue.summary.hours
    told = escape(say_peak(hours, queue.now, queue.zone))
    return f"""<div style="margin:0 0 16px">{draw_bars(hours, told)}
<p class="quiet" style="margin:4px 0 0;font-size:13px;color:#57534e">{told}</p></div>"""


def _write_incidents(queue: Queue) -> str:
    told = "".join(f"<li>{escape(incident)}</li>" for incident in list_incidents(queue))
    return f'<ul style="margin:0 0 16px;padding-left:18px;font-size:15px">{told}</ul>' if told else ""


def _write_card(item: QueueItem, queue: Queue) -> str:
    late = is_overdue(item, queue)
    marks = "".join(_write_mark(mark) for mark in list_marks(item, queue))
    text = cut_text(clean_block(item.mention.text), item.score.words, _LONGEST_TEXT) or NO_TEXT
    reasons = "".join(f"<li>{escape(told)}</li>" for told in list_findings(item))
    reasons += list_factors(item.score.factors)
    wait = "late" if late else "quiet"
    colour = "#991b1b" if late else "#57534e"
    ident = escape(item.handling.ident if item.handling else item.mention.id)
    link = link_post(item.mention.url, item.mention.source, "color:#075985")
    return f"""<div class="card" style="background:#ffffff;border:1px solid #d6d3d1;border-radius:8px;\
padding:12px 14px;margin:0 0 12px">
<h2 style="margin:0 0 4px;font-size:15px">{item.rank}. {escape(say_author(item))}
<span class="{wait}" style="color:{colour};font-weight:normal">{escape(say_wait(item))}</span></h2>
<p style="margin:0 0 6px">{marks}</p>
<p dir="auto" lang="{find_language(item.score.language)}" \
style="margin:0 0 8px;font-size:16px;line-height:1.45;overflow-wrap:anywhere">{escape_lines(text)}</p>
<p class="quiet" style="margin:0;font-size:13px;color:#57534e"><span class="link">{link}</span> · id {ident}</p>
<p class="quiet" style="margin:6px 0 0;font-size:13px;color:#57534e">{escape(say_sum(item))}</p>
<ul class="quiet" style="margin:2px 0 0;padding-left:18px;font-size:13px;color:#57534e">{reasons}</ul>
{"".join(_write_news(news, item.mention.source) for news in item.handling.news) if item.handling else ""}</div>
"""


def _write_news(news: News, source: str) -> str:
    text = cut_text(clean_block(news.text), (), _LONGEST_TEXT) or NO_TEXT
    link = link_post(news.url, source, "color:#075985")
    return f"""<p style="margin:8px 0 4px">{_write_mark(news.why)}</p>
<p dir="auto" lang="" \
style="margin:0 0 4px;font-size:16px;line-height:1.45;overflow-wrap:anywhere">{escape_lines(text)}</p>
<p class="quiet" style="margin:0;font-size:13px;color:#57534e"><span class="link">{link}</span> · id \
{escape(news.ident)}</p>
"""


def _write_mark(mark: str) -> str:
    colour, ground = _MARKS.get(mark, _PLAIN_MARK)
    style = f"color:{colour};background:{ground};border-radius:4px;padding:1px 6px;font-size:13px;display:inline-block"
    return f'<span style="{style}">{escape(mark)}</span> '


def _write_nothing() -> str:
    return '<p style="font-size:16px">Nothing new to answer.</p>'
