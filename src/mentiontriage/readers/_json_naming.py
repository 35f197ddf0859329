"""Which posts the objects of an export of no known vendor are, where their ids need not be those of posts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from mentiontriage.model import Mention, Repost
from mentiontriage.readers._fields import match_fields
from mentiontriage.readers._identity import (
    REFERENCES,
    THE_IDS,
    Words,
    find_shared,
    join_id,
    names_page,
    names_post,
)
from mentiontriage.text import read_name

Values = Mapping[str, Any]
"""What stands in an object under the names of our fields."""


class Naming:
    """Names the posts of one export."""

    def __init__(self, names: Iterable[str], sample: Sequence[Values]) -> None:
        """Look at the first objects: at all their `names`, also of what is empty, and at what they hold."""
        self._refers = not match_fields(names, {}).keys().isdisjoint(REFERENCES)
        self.shares_ids = bool(find_shared(_list_ids(sample)))

    def name(self, post: Mention | Repost, values: Values) -> Mention | Repost:
        """Give a post, which was built of `values`, an id that no post of anybody else has."""
        if type(post) is not Mention:
            return post
        if post.id == post.url:
            is_half = names_page(post.id) and not self._refers
        else:
            is_told = read_name(values.get("source")) is not None
            is_half = self.shares_ids or not (self._refers or names_post(post.source, post.id, is_told=is_told))
        return replace(post, id=join_id(post.id, post.author, post.posted_at, post.text)) if is_half else post


def _list_ids(sample: Iterable[Values]) -> Iterator[tuple[str, str, Words]]:
    for values in sample:
        if "id" in values and "repost_of" not in values:
            who = values.get("handle") or values.get("name") or ""
            words = (who, values.get("created_at", ""), values.get("text", ""))
            yield THE_IDS, str(values["id"]), Words(*map(str, words))
