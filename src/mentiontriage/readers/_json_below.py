"""What others wrote below a post in JSON, inside it: mostly it tells neither its network nor what it answers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mentiontriage.readers._sources import name_source, read_host
from mentiontriage.text import read_name

BELOW = frozenset({"replies", "repliesdata", "comments", "commentsdata", "latestcomments"})
"""What holds it, as names are compared: a list, or a page of one (Facebook, Instagram)."""


def place_below(
    answers: Sequence[dict[str, Any]], told: Sequence[Mapping[str, Any]], post: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Give answers what the post around them tells of them; one may name another of them that it answers.

    `told` are their own values and `post` the post's, under the names of our fields.
    """
    around = {"in_reply_to": post.get("id") or read_name(post.get("url")), "source": name_network(post)}
    around = {field: value for field, value in around.items() if value is not None}
    ids = {str(own["id"]) for own in told if "id" in own}
    for one, own in zip(answers, told, strict=True):
        is_known = {"in_reply_to": str(own.get("in_reply_to")) in ids, "source": "source" in own}
        yield one | {field: value for field, value in around.items() if not is_known[field]}


def name_network(post: Mapping[str, Any]) -> str | None:
    """Name the network of a post, of which what stands below or inside it is too; None where nothing tells it."""
    url = read_name(post.get("url")) or ""
    named = name_source(read_name(post.get("source")) or "", read_host(url) if "://" in url else "")
    return None if named == "unknown" else named
