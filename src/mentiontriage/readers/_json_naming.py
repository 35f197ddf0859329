"""Which posts the objects of an export of no known vendor are: those that their links or ids lead to.

The rules are those of tables (`_naming`), so that a post in both is one.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import tzinfo
from typing import Any

from msgspec.structs import replace

from mentiontriage.apart import join_id
from mentiontriage.idents import make_id, make_retweet_id
from mentiontriage.model import Mention, Note, Repost
from mentiontriage.payloads.links import read_link, read_link_handle
from mentiontriage.readers import Item, Sample
from mentiontriage.readers._cells import is_nobody
from mentiontriage.readers._fields import build_mention, match_fields
from mentiontriage.readers._identity import REFERENCES, Words, name_by_link
from mentiontriage.readers._naming import DAMAGED_IDS
from mentiontriage.readers._naming import Naming as TableNaming
from mentiontriage.readers._own_ids import OwnIds, Referring
from mentiontriage.readers._shape import TableShape
from mentiontriage.readers._sources import complete_link, tells_facebook, tells_x
from mentiontriage.text import read_name

Values = Mapping[str, Any]
"""What stands in an object under the names of our fields."""
_AT = {"id": 0, "url": 1, "source": 2}


class Naming:
    """Builds the posts of one export, each under a name that no post of anybody else has."""

    def __init__(self, names: Collection[str], sample: Sequence[Values], *, head: Sample, is_retweeted: bool) -> None:
        """Look at the first objects: at all their `names`, those of empty values too, and at what they hold.

        `head` is how the export begins. `is_retweeted` says that there may be retweets which name no id. Posts are then
        also known by their author and text, which is all that such a retweet tells.
        """
        given = {str(values["id"]) for values in sample if "id" in values}
        answered = {str(values[name]) for values in sample for name in REFERENCES if name in values}
        fields = match_fields(names, {}).keys()
        refers = bool(answered) or not fields.isdisjoint(REFERENCES)
        words = (str(values.get("source", "")) for values in sample)
        source = "x" if tells_x(names, words, has_source="source" in fields) else None
        if "source" not in fields and tells_facebook(names, given | answered):
            source = "facebook"
        told = [(_take_names(values), _take_words(values)) for values in sample]
        shape = TableShape(source=source, native_id=True)
        self._names = TableNaming(
            _AT, shape, "", told, refers=Referring(answered, head, is_retweeted) if refers else None
        )
        self._own_ids = self._names.own_ids
        self._by_ids = not given.isdisjoint(answered)
        self._is_retweeted = is_retweeted

    def build(self, values: Values, zone: tzinfo, *, is_shown: bool) -> Mention | Repost:
        """Build what an object says; times that name no zone are of `zone`, and `is_shown` is that of `build_mention`.

        Raises ValueError where it holds no post.
        """
        row = _take_names(values)
        url = row[1]
        link = read_link(url) if url else None
        # Where objects refer to one another by ids that can be no other export's, these name them.
        keeps_id = self._by_ids and row[0] and not self._own_ids.may_hold(row[0])
        source, ident, is_half = self._names.name(row, url, None if keeps_id else link)
        known = {**values, "id": ident, "url": url, "source": source}
        post = build_mention(known, zone=zone, is_shown=is_shown)
        if isinstance(post, Repost):
            return _refer(post, self._own_ids)
        author = post.author
        if url and author.handle is None and (handle := read_link_handle(url)):
            author = replace(author, handle=handle)
        if ident is None:
            ident = make_id(author.handle or author.name, post.posted_at, post.text) if url else post.id
        elif is_half:
            ident = join_id(ident, author, post.posted_at, post.text)
        local_id = post.local_id or self._own_ids.name(row[0]) or (name_by_link(row[0], link) if link else None)
        if self._is_retweeted and local_id is None and author.handle:
            local_id = make_retweet_id(author.handle, post.text)
        return replace(
            post,
            id=ident,
            source=source,
            author=author,
            in_reply_to=self._own_ids.refer(post.in_reply_to or "", source),
            quotes=self._own_ids.refer(post.quotes or "", source),
            local_id=local_id,
        )

    def name_reference(self, values: Values) -> str | None:
        """Name an object as others of its record refer to it, however it is named: by its id, else by its link."""
        return self._own_ids.refer(read_name(values.get("id")) or read_name(values.get("url")) or "")

    def report(self, where: str) -> Iterator[Note]:
        """Say what did not serve to name the posts; of parts each says the same, with what it counted."""
        if damaged := self._names.damaged:
            told = f"{DAMAGED_IDS}: {damaged:,}; posts are told apart by their links, or by author, time and text"
            yield Note(where, told, is_of_all=True, count=damaged)
        for told in self._names.tell_shared():
            yield Note(where, told, is_of_all=True)


def refer_to_named(pairs: Sequence[tuple[str | None, Item]]) -> Iterator[Item]:
    """Have the posts of one record refer to one another by the ids that were settled for them.

    Each comes with the name by which others refer to it (`Naming.name_reference`), or None. A name that several have is
    left as it is.
    """
    named: dict[str, set[str]] = {}
    for ident, item in pairs:
        if ident is not None and isinstance(item, Mention):
            named.setdefault(ident, set()).add(item.id)
    only = {ident: next(iter(ids)) for ident, ids in named.items() if ids != {ident} and len(ids) == 1}
    for _, item in pairs:
        if isinstance(item, Mention) and (item.in_reply_to in only or item.quotes in only):
            answers, quotes = (only.get(of, of) if of else None for of in (item.in_reply_to, item.quotes))
            yield replace(item, in_reply_to=answers, quotes=quotes)
        else:
            yield item


def _take_names(values: Values) -> list[str]:
    """Take out id, link and network as a table's row has them; a link is one with a scheme."""
    url = complete_link(read_name(values.get("url")) or "")
    return [read_name(values.get("id")) or "", url, read_name(values.get("source")) or ""]


def _take_words(values: Values) -> Words | None:
    """Take out who wrote an object, when and what; None of a repost, which stands under the original's name."""
    text = str(values.get("text", ""))
    if "repost_of" in values or text.startswith("RT @"):
        return None
    who = str(values.get("handle") or values.get("name") or "")
    return Words("" if is_nobody(who.strip()) else who, str(values.get("created_at", "")), text)


def _refer(repost: Repost, own_ids: OwnIds) -> Repost:
    """Name the post that is passed on by the id that its link leads to, or as the export's own id of it is named."""
    of = own_ids.refer(repost.of)
    if of is None or of == repost.of:
        return repost
    original = repost.original and replace(repost.original, id=of)
    return replace(repost, of=of, original=original)
