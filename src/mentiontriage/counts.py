"""Read numbers as networks and exports write them: counts, amounts, stars."""

import math
import re
from typing import Any

from mentiontriage.model import LARGEST_COUNT

# 1,234 and 1 234 567, but not 0.125; with a decimal mark, another than groups the digits: 12,345.00 and 1.234,5.
_GROUPED = re.compile(r"([1-9]\d{0,2}(?:([,.' ])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d+))?")
_PLAIN = re.compile(r"(\d+)(?:[.,](\d+))?")
_SHORTENED = re.compile(r"(\d+)(?:[.,](\d+))?\s*(?:(k|tsd)|m|mio)\.?", re.I)
_AS_TYPED = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'"})


def read_count(value: Any) -> int | None:
    """Read a count as exports write it (12, "1,234", "1.234,0", "12.4k", "1,2 Mio.", 12.0); None where it is none.

    A negative count is unknown: networks use -1 for "not shown".
    """
    if type(value) is int:
        return value if 0 <= value <= LARGEST_COUNT else None
    if isinstance(value, float):
        return _whole(value)
    return _parse_count(value.strip()) if isinstance(value, str) else None


def _parse_count(digits: str) -> int | None:
    amount = _read_marked(digits)
    if amount is not None:
        return _whole(amount)
    try:
        return _whole(float(digits))
    except ValueError:
        return None


def read_amount(digits: str) -> float | None:
    """Read an amount as people write it: "1,234.50", "1.234,5", "12k", "1,2 Mio."; None for all else.

    A lone mark with three digits behind it parts thousands, but for "0.125" and "1234.567".
    """
    amount = _read_marked(digits)
    if amount is None and (match := _PLAIN.fullmatch(digits)):
        return float(f"{match[1]}.{match[2] or 0}")
    return amount


def _read_marked(digits: str) -> float | None:
    """Read digits that stand in groups, or are shortened to thousands or millions."""
    if not digits.isascii():
        digits = digits.translate(_AS_TYPED)
    if match := _GROUPED.fullmatch(digits):
        whole = "".join(c for c in match[1] if c.isdigit())
        return float(f"{whole}.{match[3] or 0}")
    if match := _SHORTENED.fullmatch(digits):
        # Not multiplied as a float, of which 1.1 million might become 1100000.0000000001.
        return float(f"{match[1]}.{match[2] or 0}e{3 if match[3] else 6}")
    return None


def _whole(number: float) -> int | None:
    return round(number) if math.isfinite(number) and 0 <= number <= LARGEST_COUNT else None


def add_counts(first: Any, second: Any) -> int | None:
    """Add two counts of which either may be unknown; unknown where both are."""
    one, other = read_count(first), read_count(second)
    return one if other is None else other + (one or 0)


def read_rating(value: Any) -> float | None:
    """Read stars that are a number; anything outside 1 to 5 is another scale and unknown."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 1 <= value <= 5 else None


def believe_views(views: int | None, *done: int | None) -> int | None:
    """Believe that nobody saw a post only if nobody did anything with it: `done` counts likes, replies and the like.

    A 0 stands where no views are known: of photos (CrowdTangle), and of posts on X that are older than its count.
    """
    return views or (None if any(done) else views)
