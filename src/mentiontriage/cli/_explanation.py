"""Say in plain lines how a mention came by its priority."""

from collections.abc import Iterable, Iterator
from datetime import tzinfo

from mentiontriage.durations import format_duration, format_moment, is_ahead, tell_ahead
from mentiontriage.errors import UsageError
from mentiontriage.formats._amounts import format_factor
from mentiontriage.formats._clean import clean_line
from mentiontriage.formats._excerpt import NO_TEXT
from mentiontriage.formats._people import show_name
from mentiontriage.formats._wrapping import wrap_cells
from mentiontriage.idents import JOINED
from mentiontriage.model import Mention, Score
from mentiontriage.payloads.links import is_link, leads_to
from mentiontriage.payloads.networks import name_ident

_LABEL = 10


def find_mention(mentions: Iterable[Mention], ident: str) -> Mention | None:
    """Find a mention by its id, its `source:id`, its link, the id that its export gives, or the beginning of its id.

    Raises UsageError where that fits several.
    """
    is_web = is_link(ident)
    names = (ident, name_ident(ident))
    whole: list[Mention] = []
    linked: list[Mention] = []
    given: list[Mention] = []
    beginning: list[Mention] = []
    for mention in mentions:
        if mention.id == ident or f"{mention.source}:{mention.id}" in names:
            found = whole
        elif ident == mention.url or (is_web and leads_to(ident, mention)):
            found = linked
        elif mention.id.startswith(ident):
            found = given if mention.id.startswith(ident + JOINED) else beginning
        else:
            continue
        if len(found) < 2:
            found.append(mention)
    if len(whole) > 1:
        raise UsageError(f"{ident!r} is a post on {whole[0].source} and on {whole[1].source}; write SOURCE:ID")
    if not whole and len(linked) > 1:
        raise UsageError(f"{ident} leads to several mentions, such as {linked[0].id} and {linked[1].id}; give one's id")
    found = whole or linked or given or beginning
    if len(found) > 1:
        raise UsageError(f"several ids begin with {ident!r}, such as {found[0].id} and {found[1].id}; give more of it")
    return found[0] if found else None


def format_explanation(mention: Mention, score: Score, zone: tzinfo, width: int) -> str:
    """Lay out one mention's arithmetic, at most so many columns wide, with times by the clocks of a zone."""
    who = show_name(mention.author) or "author unknown"
    lines = wrap_cells(f"{clean_line(mention.id)} on {clean_line(mention.source)}, {who}", width)
    lines += wrap_cells(clean_line(mention.text) or NO_TEXT, width - 2, first="  ", indent="  ", most=6)
    lines.append("")
    for label, told in _list_facts(mention, score, zone):
        lines += wrap_cells(told, width, first=f"{label:<{_LABEL}}", indent=" " * _LABEL)
    lines.append("")
    for number, factor in enumerate(score.factors):
        head = f"{'x' if number else ' '} {factor.name:<10}{format_factor(factor.value):>9}  "
        indent = " " * len(head)
        lines += wrap_cells(clean_line(factor.reason), width, first=head, indent=indent)
    lines += [f"= {'priority':<10}{format_factor(score.priority):>9}", ""]
    return "\n".join(line.rstrip() for line in lines)


def _list_facts(mention: Mention, score: Score, zone: tzinfo) -> Iterator[tuple[str, str]]:
    yield "lane", f"{score.lane}: {clean_line(score.lane_reason)}"
    if score.danger is not None:
        yield "danger", clean_line(score.danger)
    if score.sentiment is None:
        yield "sentiment", f"cannot tell: the lexicon does not read {score.language}"
    else:
        s = score.sentiment
        yield "sentiment", f"{s.compound:+} (negative {s.neg}, neutral {s.neu}, positive {s.pos})"
    if mention.vendor_sentiment:
        yield "", f"the export's own: {clean_line(mention.vendor_sentiment)}"
    if score.waited_s is not None and score.due_at is not None:
        told = tell_ahead(score.ahead_s) if is_ahead(score.ahead_s) else format_duration(score.waited_s)
        yield "waited", f"{told}, due {format_moment(score.due_at, zone)}"
    if mention.is_answered and mention.answered_at:
        yield "answered", format_moment(mention.answered_at, zone)
