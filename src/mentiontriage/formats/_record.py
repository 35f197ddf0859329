"""The one shape in which machines get a row: json, jsonl, `triage score` (docs/schema/queue.schema.json).

Text is whole and unaltered; what could act on a terminal stands in it as a JSON escape, so that even
the raw bytes do no harm. Halves of characters (lone surrogates) are no Unicode text and become U+FFFD.
"""

import re
from datetime import datetime
from typing import Any

import msgspec

from mentiontriage.formats._clean import FORMAT_CHARACTERS
from mentiontriage.model import Author, Engagement, Factor, Handling, Mention, QueueItem, Score, Sentiment, Spreader
from mentiontriage.text import mend_surrogates


class Record(msgspec.Struct, frozen=True, gc=False):
    """One mention with its score. `rank` is None where nothing was ranked; `waited_s` is in seconds."""

    rank: int | None
    priority: float
    lane: str
    lane_reason: str
    danger: str | None
    id: str
    source: str
    url: str | None
    text: str
    posted_at: datetime | None
    author: Author
    engagement: Engagement
    sentiment: Sentiment | None
    complaint: float | None
    factors: tuple[Factor, ...]
    words: tuple[str, ...]
    waited_s: int | None
    due_at: datetime | None
    language: str
    rating: float | None
    vendor_sentiment: str | None
    in_reply_to: str | None
    quotes: str | None
    spread: tuple[Spreader, ...]
    ours: bool
    answered_at: datetime | None
    handling: Handling | msgspec.UnsetType = msgspec.UNSET
    incident: int | msgspec.UnsetType = msgspec.UNSET


_ENCODER = msgspec.json.Encoder()
# DEL, C1 controls, line separators, and all that is invisible or turns the direction of text; JSON itself
# escapes the other controls. The joiners stay, as Persian and emoji are unreadable without.
_ACTING = re.compile(f"[\x7f-\x9f\u2028\u2029{FORMAT_CHARACTERS}]")


def make_record(mention: Mention, score: Score, rank: int | None, handling: Handling | None = None) -> Record:
    """Put a mention and its score side by side; `handling` is there where it comes from a store."""
    return Record(
        rank,
        score.priority,
        score.lane,
        score.lane_reason,
        score.danger,
        mention.id,
        mention.source,
        mention.url,
        mention.text,
        mention.posted_at,
        mention.author,
        mention.engagement,
        score.sentiment,
        score.complaint,
        score.factors,
        score.words,
        score.waited_s,
        score.due_at,
        score.language,
        mention.rating,
        mention.vendor_sentiment,
        mention.in_reply_to,
        mention.quotes,
        mention.spread,
        score.ours,
        mention.answered_at,
        msgspec.UNSET if handling is None else handling,
    )


def to_record(item: QueueItem) -> Record:
    """Put a row of the queue into the shape that machines get."""
    record = make_record(item.mention, item.score, item.rank, item.handling)
    return record if item.incident is None else msgspec.structs.replace(record, incident=item.incident)


def encode_item(mention: Mention, score: Score, rank: int | None) -> bytes:
    """Return one mention as a line of JSON, without the line end."""
    return encode(make_record(mention, score, rank))


def encode(value: Any, *, indent: int = 0) -> bytes:
    """Return JSON in UTF-8 that is harmless even when shown raw; `indent` in spaces, 0 for one line."""
    try:
        encoded = _ENCODER.encode(value)
    except UnicodeEncodeError:
        encoded = _ENCODER.encode(mend_surrogates(msgspec.to_builtins(value)))
    if indent:
        encoded = msgspec.json.format(encoded, indent=indent)
    if encoded.isascii() and b"\x7f" not in encoded:
        return encoded
    line = encoded.decode()
    if line.isprintable():  # a quick look that clears nearly all; what acts is never printable
        return encoded
    return _ACTING.sub(_escape, line).encode()


def _escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
