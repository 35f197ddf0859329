"""Which posts the objects of an export of no known vendor are: those that their links or ids lead to.

The rules are those of tables (`_naming`), so that a post in both is one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from mentiontriage.apart import join_id
from mentiontriage.model import Mention, Repost
from mentiontriage.payloads.links import read_link, read_link_handle
from mentiontriage.readers._fields import match_fields
from mentiontriage.readers._identity import (
    REFERENCES,
    SHARED,
    THE_IDS,
    Link,
    Words,
    find_shared,
    is_below,
    list_kinds,
    names_page,
    names_post,
)
from mentiontriage.readers._sources import read_host, read_reference
from mentiontriage.text import make_retweet_id, read_name

Values = Mapping[str, Any]
"""What stands in an object under the names of our fields."""


class Naming:
    """Names the posts of one export."""

    def __init__(self, names: Iterable[str], sample: Sequence[Values], *, is_retweeted: bool) -> None:
        """Look at the first objects: at all their `names`, also of what is empty, and at what they hold.

        `is_retweeted` says that there may be retweets which name no id: posts go by what those tell as well.
        """
        self._shared = find_shared(_list_names(sample))
        self._shares_ids = THE_IDS in self._shared
        given = {str(values["id"]) for values in sample if "id" in values}
        answered = {str(values[name]) for values in sample for name in REFERENCES if name in values}
        self._refers = bool(answered) or not match_fields(names, {}).keys().isdisjoint(REFERENCES)
        self._by_ids = not given.isdisjoint(answered)
        self._is_retweeted = is_retweeted

    def name(self, post: Mention | Repost, values: Values) -> Mention | Repost:
        """Give a post, which was built of `values`, an id that no post of anybody else has."""
        if isinstance(post, Repost):
            return _refer(post)
        post = self._identify(post, values)
        if self._is_retweeted and post.local_id is None and post.author.handle:
            return replace(post, local_id=make_retweet_id(post.author.handle, post.text))
        return post

    def _identify(self, post: Mention, values: Values) -> Mention:
        post = _refer_by_link(post) if post.in_reply_to or post.quotes else post
        link = read_link(post.url) if post.url else None
        if link and self._is_named_by(link, post):
            return _rename(post, link)
        if post.id == post.url:
            is_shared = _name_kind(post.id, link) in self._shared
            is_half = is_shared or (names_page(post.id) and not self._refers)
        else:
            is_told = read_name(values.get("source")) is not None
            is_half = self._shares_ids or not (self._refers or names_post(post.source, post.id, is_told=is_told))
        return replace(post, id=join_id(post.id, post.author, post.posted_at, post.text)) if is_half else post

    def report(self) -> Iterator[str]:
        """Say what did not serve to name the posts."""
        if self._shared:
            yield f"{SHARED}: {list_kinds(self._shared)}"

    def _is_named_by(self, link: Link, post: Mention) -> bool:
        """Tell whether a link leads to the post itself, and no other object refers to it by an id that is another."""
        if self._by_ids or link[0] in self._shared:
            return False
        return post.id == post.url or not is_below(post.id, link, post.url or "")


def _rename(post: Mention, link: Link) -> Mention:
    source, ident = link
    author = post.author
    if author.handle is None and (handle := read_link_handle(post.url or "")):
        author = replace(author, handle=handle)
    return replace(post, source=source, id=ident, author=author)


def _refer(repost: Repost) -> Repost:
    of = read_reference(repost.of) if "://" in repost.of else repost.of
    if of is None or of == repost.of:
        return repost
    original = repost.original and replace(repost.original, id=of)
    return replace(repost, of=of, original=original)


def _refer_by_link(post: Mention) -> Mention:
    """Name the posts that a post refers to by the ids that their links lead to."""
    answers, quotes = (read_reference(of) if of and "://" in of else of for of in (post.in_reply_to, post.quotes))
    return replace(post, in_reply_to=answers, quotes=quotes)


def _list_names(sample: Iterable[Values]) -> Iterator[tuple[str, str, Words]]:
    """List what may name the posts of the first objects, ids and links, each with what kind of name it is."""
    for values in sample:
        if "repost_of" in values:
            continue
        who = values.get("handle") or values.get("name") or ""
        words = Words(*map(str, (who, values.get("created_at", ""), values.get("text", ""))))
        if "id" in values:
            yield THE_IDS, str(values["id"]), words
        if (url := read_name(values.get("url"))) and "://" in url:
            link = read_link(url)
            yield _name_kind(url, link), link[1] if link else url, words


def _name_kind(url: str, link: Link | None) -> str:
    """Name the kind of name that a link is: its network's, or that of a site that we do not know."""
    return link[0] if link else read_host(url)
