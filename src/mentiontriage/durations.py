"""Say a length of time the way people do: the two largest units, no more."""

_UNITS = ((31_536_000, "y"), (604_800, "w"), (86_400, "d"), (3_600, "h"), (60, "m"))


def format_duration(seconds: int) -> str:
    """Format seconds as "1y 4w", "3w 2d", "2d 4h", "35m" or "0m"."""
    parts = []
    for size, unit in _UNITS:
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count}{unit}")
        elif parts:
            break
    return " ".join(parts[:2]) or "0m"
