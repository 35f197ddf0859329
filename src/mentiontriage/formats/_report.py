"""The report: the queue and the statistics on one page that loads nothing and sends nothing.

A strict Content-Security-Policy names the page's one style and one script by their hashes, so that
nothing else could run even if it got in. Style attributes are not used at all.
"""

import base64
import hashlib
from importlib import resources

from mentiontriage.durations import format_moment
from mentiontriage.formats._amounts import count_nouns
from mentiontriage.formats._html import escape
from mentiontriage.formats._incidents import list_incidents
from mentiontriage.formats._report_queue import write_queue
from mentiontriage.formats._report_stats import write_statistics
from mentiontriage.formats._telling import list_totals
from mentiontriage.model import Queue
from mentiontriage.stats import Statistics


def write_report(queue: Queue, statistics: Statistics) -> str:
    """Write the whole page."""
    style, script = _read("report.css"), _read("report.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    when = format_moment(queue.now, queue.zone)
    title = escape(f"{queue.brand or 'Mentions'}: {count_nouns(len(queue.items), 'row')}, {when}")
    figures = "".join(_write_figure(total) for total in list_totals(queue))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<a class="skip" href="#figures">To the figures</a>
<h1>{escape(queue.brand or "Mentions")}</h1>
<p class="quiet">{escape(when)}</p>
<ul class="figures">{figures}</ul>
{_write_incidents(queue)}{write_queue(queue)}
{write_statistics(statistics)}
</main>
<script>{script}</script>
</body>
</html>
"""


def _write_incidents(queue: Queue) -> str:
    told = "".join(f"<li>{escape(incident)}</li>" for incident in list_incidents(queue))
    return f"<h2>Incidents</h2>\n<ul>{told}</ul>\n" if told else ""


def _write_figure(total: str) -> str:
    number, _, what = total.partition(" ")
    return f"<li><strong>{escape(number)}</strong>{escape(what)}</li>"


def _read(name: str) -> str:
    return resources.files("mentiontriage").joinpath("data", name).read_text("utf-8")


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
