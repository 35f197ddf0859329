"""Tell copies and reposts of a post from new posts, in flat memory.

The same post comes more than once: in two exports, on two pages, or passed on by others. To know
all that is known of a post one has to have read everything; to hold everything is too much. So
an input is read twice where it has to be: the first reading learns which posts have copies or
spread, and the second one meets those posts again with that knowledge.

Posts are told apart by a 64-bit hash of source and id. Among a million posts the chance that any
two share one is 3 in 100 million.
"""

from collections.abc import Iterable, Iterator

import msgspec

from mentiontriage.keyset import KeySet
from mentiontriage.model import Author, Engagement, Mention, Note, Repost, Skipped, Spreader
from mentiontriage.spreading import SpreadLog

_NAMED_FROM = 10_000
"""Followers from which a spreader's handle is kept for the explanation, not only the count."""


class _Copy(msgspec.Struct, gc=False):
    """What the further copies of a post say of it."""

    engagement: Engagement
    followers: int | None
    text: str


class Census:
    """What one reading of all inputs has taught: who is a copy of whom, and who passed what on."""

    def __init__(self, own_handles: Iterable[str] = ()) -> None:
        self.skipped: list[Skipped] = []
        self.notes: list[Note] = []
        self.merged = 0
        self.reposts = 0
        self._own = frozenset(handle.lstrip("@").casefold() for handle in own_handles)
        self._seen = KeySet()
        self._copies: dict[int, _Copy] = {}
        self._spread = SpreadLog()
        self._names: dict[int, str] = {}
        self._orphans: dict[int, Mention] = {}
        self._marks = bytearray(1)

    @property
    def read(self) -> int:
        """How many distinct mentions there were; right only after the first reading."""
        return len(self._seen) + len(self._orphans)

    def read_first(self, items: Iterable[Mention | Repost | Skipped | Note]) -> Iterator[Mention]:
        """Read everything once; yields each distinct mention as its first copy has it."""
        add = self._seen.add
        for item in items:
            if type(item) is Mention:
                key = hash((item.source, item.id))
                if add(key):
                    if item.in_reply_to or item.quotes:
                        self._note_answer(item)
                    yield item
                else:
                    self.merged += 1
                    self._add_copy(key, item)
            elif type(item) is Repost:
                self._note_repost(item)
            elif type(item) is Skipped:
                self.skipped.append(item)
            elif type(item) is Note:
                self.notes.append(item)
        self._settle()

    def read_again(self, items: Iterable[object], *, only_changed: bool) -> Iterator[Mention]:
        """Read everything a second time; yields each mention once, with all that is known of it.

        `only_changed` leaves out those that the first reading already gave in full.
        """
        met: set[int] = set()  # only what has copies can come twice
        for item in items:
            if type(item) is not Mention:
                continue
            key = hash((item.source, item.id))
            if not self._is_changed(key):
                if not only_changed:
                    yield item
            elif key not in met:
                if key in self._copies:
                    met.add(key)
                yield self._complete(key, item)
        for key, mention in self._orphans.items():
            yield self._complete(key, mention)

    @property
    def changed(self) -> bool:
        """Whether any mention is now known better than the first reading gave it."""
        return bool(self._copies or self._spread or self._orphans)

    def is_known_better(self, source: str, ident: str) -> bool:
        """Whether the mention of this source and id is now known better than the first reading gave it."""
        return self._is_changed(hash((source, ident)))

    def _is_changed(self, key: int) -> bool:
        # The marks are a sieve: most posts were not changed, and this is asked of each.
        marked = self._marks[key & (len(self._marks) - 1)]
        return bool(marked) and (key in self._copies or key in self._spread)

    def _add_copy(self, key: int, mention: Mention) -> None:
        known = self._copies.get(key)
        if known is None:
            self._copies[key] = _Copy(mention.engagement, mention.author.followers, mention.text)
            return
        known.engagement = merge_engagement(known.engagement, mention.engagement)
        known.followers = _larger(known.followers, mention.author.followers)
        known.text = max(known.text, mention.text, key=len)

    def _note_answer(self, mention: Mention) -> None:
        if not mention.ours:
            for of in {mention.in_reply_to, mention.quotes}:
                if of:
                    self._note_spread(hash((mention.source, of)), mention.source, mention.author)

    def _note_repost(self, repost: Repost) -> None:
        self.reposts += 1
        key = hash((repost.source, repost.of))
        self._note_spread(key, repost.source, repost.by)
        if repost.original is None:
            return
        if key in self._seen:
            self._add_copy(key, repost.original)
        elif known := self._orphans.get(key):
            self._orphans[key] = merge_mentions(known, repost.original)
        else:
            self._orphans[key] = repost.original

    def _note_spread(self, of: int, source: str, by: Author) -> None:
        handle = by.handle or by.name
        if not by.followers or not handle or handle.casefold() in self._own:
            return
        person = hash((source, handle.casefold()))
        self._spread.add(of, person, min(by.followers, 1 << 62))
        if by.followers >= _NAMED_FROM:
            self._names[person] = handle

    def _settle(self) -> None:
        """After the first reading: match what was passed on with the posts that are here."""
        for key in [key for key in self._orphans if key in self._seen]:
            self._add_copy(key, self._orphans.pop(key))
        self._spread.settle(lambda key: key in self._seen or key in self._orphans)
        self._mark_changed()

    def _mark_changed(self) -> None:
        changed = [*self._spread.list_posts(), self._copies.keys()]
        size = 1 << (8 * sum(map(len, changed))).bit_length()
        self._marks = bytearray(size)
        for keys in changed:
            for key in keys:
                self._marks[key & (size - 1)] = 1

    def _complete(self, key: int, mention: Mention) -> Mention:
        if copy := self._copies.get(key):
            other = msgspec.structs.replace(
                mention,
                text=copy.text,
                engagement=copy.engagement,
                author=msgspec.structs.replace(mention.author, followers=copy.followers),
            )
            mention = merge_mentions(mention, other)
        people = self._spread.find(key)
        if not people:
            return mention
        author = hash((mention.source, (mention.author.handle or mention.author.name or "").casefold()))
        others = [Spreader(self._names.get(by), number) for by, number in people.items() if by != author]
        others.sort(key=lambda spreader: (-spreader.followers, spreader.handle or ""))
        return msgspec.structs.replace(mention, spread=tuple(others))


def merge_mentions(first: Mention, second: Mention) -> Mention:
    """Make one mention of two copies of a post.

    Counts only grow, so the larger is the newer, whichever file was named first. The longer text
    is the whole one. What one copy does not know is taken from the other.
    """
    return msgspec.structs.replace(
        first,
        text=max(first.text, second.text, key=len),
        author=merge_authors(first.author, second.author),
        engagement=merge_engagement(first.engagement, second.engagement),
        posted_at=first.posted_at or second.posted_at,
        url=first.url or second.url,
        lang=first.lang or second.lang,
        in_reply_to=first.in_reply_to or second.in_reply_to,
        quotes=first.quotes or second.quotes,
        rating=second.rating if first.rating is None else first.rating,
        vendor_sentiment=first.vendor_sentiment or second.vendor_sentiment,
        ours=first.ours or second.ours,
    )


def merge_authors(first: Author, second: Author) -> Author:
    """Make one author of what two copies of a post say of theirs."""
    return Author(
        first.handle or second.handle,
        first.name or second.name,
        _larger(first.followers, second.followers),
        second.verified if first.verified is None else first.verified,
    )


def merge_engagement(first: Engagement, second: Engagement) -> Engagement:
    """Take the larger of each count, and the known one where only one is known."""
    return Engagement(
        _larger(first.replies, second.replies),
        _larger(first.reposts, second.reposts),
        _larger(first.likes, second.likes),
        _larger(first.views, second.views),
    )


def _larger(first: int | None, second: int | None) -> int | None:
    if first is None or second is None:
        return second if first is None else first
    return max(first, second)
