"""What a post is called where its network gives no name that is its own everywhere."""

import hashlib
from datetime import datetime

_SHORTEST_LOCAL_ID = 16
JOINED = "~"
"""Stands between an id as an export gives it and what is added to make it that of one post alone (see `apart`)."""
RETWEETED = "rt:"
"""What the id of a post begins with that is known only by a retweet's text."""
WITHIN = "within:"
"""What the name of a post begins with that only one export has for it."""


def tells_post(local_id: str) -> bool:
    """Tell whether a server's own id can name a post: a short one, counted from 1, may be another server's too."""
    return len(local_id) >= _SHORTEST_LOCAL_ID


def names_everywhere(ident: str) -> bool:
    """Tell what names one post wherever it stands (an address, what retweets quote) from a server's own number."""
    return "://" in ident or ident.startswith((RETWEETED, WITHIN))


def make_id(author: str | None, posted_at: datetime | None, text: str) -> str:
    """Make a stable id for a post that has none, from what there is of it.

    The same author, time and text always give the same id, on every machine and in every run.
    """
    stamp = posted_at.isoformat() if posted_at else ""
    return digest("\x1f".join((author or "", stamp, text)))


def digest(text: str) -> str:
    """Make 16 digits of a text, the same on every machine; no two texts are likely to share them."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def make_retweet_id(handle: str, text: str) -> str:
    """Make the id of a post that is known only by a retweet's text, so that all its retweets meet.

    Retweets cut the text at 140 characters, so only its first 100 count.
    """
    return RETWEETED + make_id(handle.lower(), None, text[:100])
