"""Lay out one mention for people or programs: the post, its thread, its author, its arithmetic, its history."""

import json
from collections.abc import Iterable, Iterator

import msgspec

from mentiontriage.cli._console import find_width, to_json
from mentiontriage.cli._desk import Desk
from mentiontriage.cli._explanation import format_explanation
from mentiontriage.cli._history import lay_out_decision, record_decision
from mentiontriage.cli._options import Shape
from mentiontriage.desk import explain_back, find_back
from mentiontriage.durations import format_duration, format_moment
from mentiontriage.errors import NotFoundError
from mentiontriage.formats._amounts import UNKNOWN
from mentiontriage.formats._clean import clean_line
from mentiontriage.formats._handling import say_customer
from mentiontriage.formats._people import show_name
from mentiontriage.formats._record import make_record
from mentiontriage.formats._wrapping import wrap_cells
from mentiontriage.model import Handling, Known, Mention, Score
from mentiontriage.store.customers import find_customer
from mentiontriage.store.decisions import list_decisions, read_standing
from mentiontriage.store.desk import list_candidates, list_open_of_author, shorten_ident
from mentiontriage.store.mentions import find_answers, find_by_author, find_numbers, read_mentions, read_payload
from mentiontriage.store.records import Decision, Standing, Stored
from mentiontriage.worklist import Worklist, place_stored

_MOST_SHOWN = 10
_DEEPEST = 20


class _Shown(msgspec.Struct):
    stored: Stored
    known: Known
    score: Score
    standing: Standing
    decisions: list[Decision]
    handling: Handling
    thread: list[Mention]
    others: list[tuple[Mention, Standing]]


def write_mention(desk: Desk, no: int, shape: Shape) -> str:
    """Write everything about a mention."""
    shown = _gather(desk, no)
    return _write_json(shown) if shape is Shape.json else _write_text(desk, shown)


def write_payload(desk: Desk, no: int) -> str:
    """Write what the network told of a mention, in its own words; raises NotFoundError where that is not kept."""
    payload = read_payload(desk.db, no)
    if payload is None:
        raise NotFoundError("the network's own JSON for it is not kept: it is from a file, or was fetched too long ago")
    return to_json(json.loads(payload))


def _gather(desk: Desk, no: int) -> _Shown:
    (stored,) = read_mentions(desk.db, [no])
    mention = stored.mention
    scorer = desk.scorer
    customer = find_customer(desk.db, mention.source, mention.author.handle)
    decisions = list_decisions(desk.db, no)
    known = Known(customer, _count_earlier(desk, no), find_back(decisions, mention.posted_at))
    standing = read_standing(desk.db, no, desk.now)
    handling = Handling(
        ident=shorten_ident(desk.db, mention.source, mention.id),
        status=standing.status,
        assignee=standing.assignee,
        posts=len(list_open_of_author(desk.db, no, desk.now)),
        customer=customer,
        back=explain_back(decisions, desk.now, desk.zone) if standing.status == "open" else None,
    )
    score = place_stored(scorer, scorer.explain(mention, known), stored, known)
    return _Shown(
        stored, known, score, standing, decisions, handling, _find_thread(desk, mention), _find_others(desk, stored)
    )


def _count_earlier(desk: Desk, no: int) -> int:
    """Count the author's earlier unanswered posts, as the queue does; none for what is not open."""
    candidates = {candidate.no: candidate for candidate in list_candidates(desk.db, desk.now)}
    if no not in candidates:
        return 0
    numbers = list_open_of_author(desk.db, no, desk.now)
    row = [candidates[other] for other in numbers if other in candidates]
    return Worklist(desk.db, desk.scorer, row).count_earlier(candidates[no])


def _find_thread(desk: Desk, mention: Mention) -> list[Mention]:
    """Find what the post answers, up to the first post, and what answers it directly."""
    above: list[Mention] = []
    parent = mention.in_reply_to
    while parent and len(above) < _DEEPEST:
        found = [s.mention for s in read_mentions(desk.db, find_numbers(desk.db, f"{mention.source}:{parent}", 1))]
        if not found or found[0].id != parent or found[0] in above:
            break
        above.insert(0, found[0])
        parent = found[0].in_reply_to
    answers = find_answers(desk.db, mention.source, mention.id)[:_MOST_SHOWN]
    return [*above, *(stored.mention for stored in read_mentions(desk.db, answers))]


def _find_others(desk: Desk, stored: Stored) -> list[tuple[Mention, Standing]]:
    """Find what else the author wrote, before or since, newest first."""
    handle = stored.mention.author.handle
    if not handle:
        return []
    numbers = [no for no in find_by_author(desk.db, stored.mention.source, handle, _MOST_SHOWN + 1) if no != stored.no]
    found = read_mentions(desk.db, numbers[:_MOST_SHOWN])
    return [(other.mention, read_standing(desk.db, other.no, desk.now)) for other in found]


def _write_json(shown: _Shown) -> str:
    told = msgspec.to_builtins(make_record(shown.stored.mention, shown.score, None, shown.handling))
    told["thread"] = shown.thread
    told["by_author"] = [{"mention": mention, "status": standing.status} for mention, standing in shown.others]
    told["history"] = list(map(record_decision, shown.decisions))
    return to_json(told)


def _write_text(desk: Desk, shown: _Shown) -> str:
    lines = format_explanation(shown.stored.mention, shown.score, desk.zone, find_width()).rstrip("\n").split("\n")
    lines += ["", *wrap_cells(_say_standing(desk, shown), find_width(), first="status    ", indent=" " * 10)]
    if shown.handling.customer:
        lines += _write_customer(shown)
    if shown.handling.posts > 1:
        lines.append(f"row       {shown.handling.posts} open posts by this author")
    if shown.stored.mention.url:
        lines.append(f"link      {clean_line(shown.stored.mention.url)}")
    if shown.thread:
        lines += ["", "Thread"]
        lines += _list_posts(desk, ((mention, "") for mention in shown.thread))
    if shown.others:
        lines += ["", "By the same author"]
        lines += _list_posts(desk, ((mention, f"[{standing.status}] ") for mention, standing in shown.others))
    if shown.decisions:
        lines += ["", "History", *_list_history(desk, shown)]
    return "\n".join(lines) + "\n"


def _list_history(desk: Desk, shown: _Shown) -> Iterator[str]:
    for decision in shown.decisions:
        yield from lay_out_decision(decision, desk.zone, find_width())


def _write_customer(shown: _Shown) -> list[str]:
    customer = shown.handling.customer
    if customer is None:
        return []
    worth = "" if customer.value is None else f", value {customer.value:,.10g}"
    named = f"{clean_line(say_customer(customer))}{worth}"
    lines = wrap_cells(named, find_width(), first="customer  ", indent=" " * 10)
    if customer.note:
        lines += [f"          {line}" for line in wrap_cells(clean_line(customer.note), find_width() - 10)]
    return lines


def _say_standing(desk: Desk, shown: _Shown) -> str:
    standing = shown.standing
    told: list[str] = [standing.status]
    if shown.stored.gone_at:
        told.append("deleted by its author")
    if standing.status == "snoozed" and standing.until:
        told.append(f"until {format_moment(standing.until, desk.zone)}")
    if shown.handling.back:
        told.append(f"back: {clean_line(shown.handling.back)}")
    if standing.assignee:
        told.append(f"with {clean_line(standing.assignee)}")
    return ", ".join(told)


def _list_posts(desk: Desk, posts: Iterable[tuple[Mention, str]]) -> list[str]:
    lines = []
    for mention, mark in posts:
        age = (
            "?"
            if mention.posted_at is None
            else format_duration(max(0, int((desk.now - mention.posted_at).total_seconds())))
        )
        who = "us" if mention.ours else show_name(mention.author) or UNKNOWN
        head = clean_line(f"{age} ago {who}: {mark}")
        lines += wrap_cells(f"{head} {clean_line(mention.text)}", find_width(), first="  ", indent="    ", most=2)
    return lines
