"""What others wrote below a post in JSON, inside it: mostly it tells neither its network nor what it answers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mentiontriage.payloads.networks import read_source
from mentiontriage.text import read_name

BELOW = frozenset({"replies", "repliesdata", "comments", "commentsdata", "latestcomments"})
"""What holds it, as names are compared: a list, or a page of one (Facebook, Instagram)."""


def place_below(
    answers: Sequence[dict[str, Any]], told: Sequence[Mapping[str, Any]], post: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Give answers what the post around them tells of them; one may name another of them that it answers.

    `told` are their own values and `post` the post's, under the names of our fields.
    """
    url = read_name(post.get("url"))
    around = {"in_reply_to": post.get("id") or url, "source": read_source(post.get("source"), url)}
    around = {field: value for field, value in around.items() if value not in (None, "unknown")}
    ids = {str(own["id"]) for own in told if "id" in own}
    for one, own in zip(answers, told, strict=True):
        is_known = {"in_reply_to": str(own.get("in_reply_to")) in ids, "source": "source" in own}
        yield one | {field: value for field, value in around.items() if not is_known[field]}
