"""Mask what would let a stranger reach the person who wrote a post: e-mail addresses and phone numbers.

For what leaves the team, such as a digest. It errs on the side of masking: an order number that is
written like a phone number goes too. Names and handles stay, since an answer is addressed to them, unless
they are an address or a number themselves.
"""

import re
from collections.abc import Callable
from unicodedata import decimal

from msgspec.structs import replace

from mentiontriage.handles import ADDRESSED
from mentiontriage.model import Handling, Incident, Mention, Queue, QueueItem, Score
from mentiontriage.text import AFTER_EMAIL, AT_SIGNS, BEFORE_EMAIL

EMAIL_MASK = "[e-mail]"
PHONE_MASK = "[phone]"

_SIGN = re.compile(rf"[{AT_SIGNS}\[(]")  # stands in every address: in "anna (at) mail.example" too
_EMAIL = re.compile(rf"{BEFORE_EMAIL}(?:[{AT_SIGNS}]|\s?[\[(]at[\])]\s?){AFTER_EMAIL}", re.I)

_DASHES = "\u2010-\u2013\u2212-"
_MARK = f"[. {_DASHES}]"
_GAP = rf"[\s.()/\u00a0\u202f{_DASHES}]{{0,3}}"
# +44 20 7946 0958, 0049 30 1234567, 020 7946 0958, 07700900123, (555) 010-9999, 555-010-9999.
_NUMBER = (
    rf"(?:(?:\+|00)[1-9](?:{_GAP}\d){{6,14}}|\(?0[1-9](?:{_GAP}\d){{6,12}}"
    rf"|(?:1{_GAP})?\(\d{{3}}\)\s?\d{{3}}{_MARK}\d{{4}}|(?:1{_MARK})?\d{{3}}{_MARK}\d{{3}}{_MARK}\d{{4}})"
)
# Not within a word, link, amount or decimal; "Tel.077..." is none. Of two numbers a slash may part them.
_PHONE = re.compile(
    rf"(?<![\w/=,#@$\u20ac\u00a3-])(?:(?<!\.)|(?<=[^\W\d_]\.)){_NUMBER}(?:/{_NUMBER})?(?![\w/@]|[.,]\d)"
)
# 01.02.2026 10:00, 2026-02-01: dates begin like phone numbers. 06.12.34.56.78 is none.
_DATE = re.compile(rf"\d{{1,2}}([./{_DASHES}])\d{{1,2}}\1(?:\d{{4}}|\d{{2}})(?!\1?\d)")
# Arabic, Hindi and many others have digits of their own; Japanese writes all of this full-width as well.
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_FULL_WIDTH = str.maketrans("\uff08\uff09\uff0b\uff0d\uff0e\uff0f", "()+-./")


def redact(text: str) -> str:
    """Mask the e-mail addresses and phone numbers in a text."""
    if _SIGN.search(text):
        text = _replace(_EMAIL, lambda _: EMAIL_MASK, text)
    return _replace(_PHONE, _mask_phone, text)


def _replace(pattern: re.Pattern[str], mask: Callable[[re.Match[str]], str | None], text: str) -> str:
    """Mask what a pattern finds, whichever digits and signs it is written with; what has no mask stays."""
    plain = text
    if not text.isascii():
        plain = _OTHER_DIGIT.sub(lambda digit: str(decimal(digit[0])), text.translate(_FULL_WIDTH))
    parts, end = [], 0
    for match in pattern.finditer(plain):  # each sign stands for one, so that places are the same
        if (masked := mask(match)) is not None:
            parts += [text[end : match.start()], masked]
            end = match.end()
    return "".join((*parts, text[end:]))


def _mask_phone(match: re.Match[str]) -> str | None:
    return None if _DATE.match(match[0]) else PHONE_MASK


def redact_queue(queue: Queue) -> Queue:
    """Mask e-mail addresses and phone numbers in all that a queue tells, for it leaves the team.

    Ids stay, by which a post is found again; a link that holds an address is left out, as it would lead nowhere.
    """
    items = tuple(map(_redact_item, queue.items))
    if queue.incidents is None:
        return replace(queue, items=items)
    incidents = replace(queue.incidents, found=tuple(map(_redact_incident, queue.incidents.found)))
    return replace(queue, items=items, incidents=incidents)


def _redact_incident(incident: Incident) -> Incident:
    return replace(incident, words=tuple(map(redact, incident.words)), text=redact(incident.text))


def _redact_item(item: QueueItem) -> QueueItem:
    return replace(
        item,
        mention=_redact_mention(item.mention),
        score=_redact_score(item.score, item.mention),
        handling=item.handling and _redact_handling(item.handling),
    )


def _redact_mention(mention: Mention) -> Mention:
    author = mention.author
    author = replace(author, handle=_mask_handle(author.handle, mention.source), name=_mask(author.name))
    spread = tuple(replace(by, handle=_mask_handle(by.handle, mention.source)) for by in mention.spread)
    return replace(mention, text=redact(mention.text), author=author, spread=spread, url=_drop_telling(mention.url))


def _redact_score(score: Score, mention: Mention) -> Score:
    """Mask what reasons tell; who passed a post on stands in one of them, where an `@` before it makes it a handle."""
    handles = [by.handle for by in mention.spread if by.handle and _mask_handle(by.handle, mention.source) != by.handle]

    def mask(reason: str) -> str:
        for handle in handles[:1]:  # the first one alone is named
            reason = reason.replace(f"@{handle}", redact(handle))
        return redact(reason)

    factors = tuple(replace(factor, reason=mask(factor.reason)) for factor in score.factors)
    words, danger = tuple(map(redact, score.words)), _mask(score.danger)
    return replace(score, factors=factors, lane_reason=redact(score.lane_reason), words=words, danger=danger)


def _redact_handling(handling: Handling) -> Handling:
    customer = handling.customer
    return replace(
        handling,
        assignee=_mask(handling.assignee),
        customer=customer and replace(customer, name=_mask(customer.name), note=_mask(customer.note)),
        back=_mask(handling.back),
        why=_mask(handling.why),
        news=tuple(replace(told, text=redact(told.text), url=_drop_telling(told.url)) for told in handling.news),
    )


def _mask(text: str | None) -> str | None:
    return text and redact(text)


def _mask_handle(handle: str | None, source: str) -> str | None:
    return handle if source in ADDRESSED else _mask(handle)


def _drop_telling(url: str | None) -> str | None:
    return url if url is None or redact(url) == url else None
