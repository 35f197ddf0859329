"""What all of X's formats share: reposts known only by their text, and codes for no language."""

from typing import Any

from mentiontriage.idents import make_retweet_id
from mentiontriage.model import Author, Engagement, Mention, Repost
from mentiontriage.text import read_name, split_retweet

_NO_LANGUAGE = frozenset({"und", "zxx", "qam", "qct", "qht", "qme", "qst"})


def stand_in(text: str, by: Author, of: str | None, reposts: int | None) -> Repost:
    """Build a repost whose original is known only by the repost's own "RT @handle: text".

    X shows a repost with the original's count of reposts, so that count is the original's.
    """
    found = split_retweet(text)
    if found is None:
        if of is None:
            raise ValueError("it passes on a post that it does not name")
        return Repost("x", of, by)
    handle, original = found
    ident = of or make_retweet_id(handle, original)
    url = f"https://x.com/{handle}/status/{of}" if of else None
    engagement = Engagement(reposts=reposts)
    return Repost("x", ident, by, Mention(ident, "x", original, Author(handle=handle), engagement, url=url))


def read_language(value: Any) -> str | None:
    """Read the language that X found; `und`, `zxx` and the `q..` codes say that it found none."""
    name = read_name(value)
    return None if name in _NO_LANGUAGE else name
