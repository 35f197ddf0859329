"""Read rate limits in every form that networks send.

A reset is epoch seconds (X, Bluesky, GitHub), ISO 8601 (Mastodon), or seconds left, also as a
fraction (Reddit, the IETF draft); `Retry-After` is seconds or an HTTP date (RFC 9110, 10.2.3).
What is a moment is compared with the reply's own `Date`, so that a wrong clock here costs nothing.
"""

import math
from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec

from mentiontriage.times import parse_time

_PREFIXES = ("x-rate-limit-", "x-ratelimit-", "ratelimit-")
_EPOCH_FROM = 1e9  # seconds left are fewer than that: it would be 31 years


class Limit(msgspec.Struct, frozen=True):
    """How many requests are left, and how many seconds until there are more; None is unknown."""

    remaining: float | None = None
    resets_in: float | None = None


def read_limit(headers: Mapping[str, str]) -> Limit:
    """Read the limit that a reply's headers tell (names in lower case)."""
    for prefix in _PREFIXES:
        remaining = _read_number(headers.get(f"{prefix}remaining"))
        resets_in = _read_reset(headers.get(f"{prefix}reset"), headers)
        if remaining is not None or resets_in is not None:
            return Limit(remaining, resets_in)
    return Limit()


def read_retry_after(headers: Mapping[str, str]) -> float | None:
    """Read how many seconds `Retry-After` asks us to wait; None where it says nothing sensible."""
    return _read_reset(headers.get("retry-after"), headers)


def _read_reset(value: str | None, headers: Mapping[str, str]) -> float | None:
    number = _read_number(value)
    if number is not None and number < _EPOCH_FROM:
        return max(0.0, number)
    moment = parse_time(value)
    if moment is None:
        return None
    now = parse_time(headers.get("date")) or datetime.now(UTC)
    return max(0.0, (moment - now).total_seconds())


def _read_number(value: str | None) -> float | None:
    try:
        number = float(value or "")
    except ValueError:
        return None
    return number if math.isfinite(number) else None
