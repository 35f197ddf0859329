"""Tell copies, reposts and our answers from new posts, in memory that hardly grows.

The same post comes more than once: in two exports, on two pages, or passed on by others. To know
all that is known of a post one has to have read everything; to hold everything is too much. So
an input is read twice where it has to be: the first reading learns which posts have copies or
spread, and the second one meets those posts again with that knowledge.

Posts are told apart by a 64-bit hash of source and id. Among a million posts the chance that any
two share one is 3 in 100 million.

What one of our own accounts replies to is answered; that is learned in the same way as spread.

Where several processes read a share each, each share has a census of its own, and they are joined
after the first reading. What comes out does not depend on how the input was shared out.
"""

from array import array
from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec

from mentiontriage.copies import merge_mentions
from mentiontriage.keylog import KeyLog, compare, find_missing, make_place
from mentiontriage.lacking import NEVER, NOTHING, WHATEVER, count_gained
from mentiontriage.model import Author, Engagement, Mention, Note, Repost, Skipped, Spreader
from mentiontriage.packing import pack, unpack
from mentiontriage.readers import Cursor
from mentiontriage.spreading import SpreadLog
from mentiontriage.text import fold_handles
from mentiontriage.times import to_micros, to_moment

_NAMED_FROM = 10_000
"""Followers from which a spreader's handle is kept for the explanation, not only the count."""

_UNCOUNTED = Engagement()
_UNKNOWN = 0
"""The time of an answer that tells none."""

Copies = dict[int, bytes]
"""By the key of a post of which several items tell: what they say of it together, packed."""


class Census:
    """What one reading of all inputs has taught: who is a copy of whom, and who passed what on."""

    def __init__(self, own_handles: Iterable[str] = ()) -> None:
        self.skipped: list[Skipped] = []
        self.notes: list[Note] = []
        self.reposts = 0
        self.read = 0
        """How many distinct mentions there were; once it is settled."""
        self.merged = 0
        """How many were copies of others; once it is settled."""
        self.answered = 0
        """How many we have answered of those that the first reading gave in full; once it is settled."""
        self._answered = array("q")
        self._own = fold_handles(tuple(own_handles))
        self._logs = [KeyLog()]
        self._told_logs = [KeyLog()]
        self._quoted_logs = [KeyLog()]
        self._several: set[int] = set()
        self._copies: Copies = {}
        self._spread = SpreadLog()
        self._names: dict[int, str] = {}
        self._marks = bytearray(1)
        self._lifted: set[int] = set()
        self._last_lines = [0]
        self.changed_lines: list[bytearray | None] = []
        """Of each census that was joined, this one first: the lines to read again for what changed; once it is settled.

        Those of posts that lack more than they gained are not among them. There is a byte for each line, as
        `Export.chosen` has them, or None where all are to be read.
        """

    def read_first(
        self, items: Iterable[Mention | Repost | Skipped | Note], cursor: Cursor | None = None
    ) -> Iterator[Mention]:
        """Read everything once; yields each mention as it comes, copies too. Then `settle`.

        `cursor` tells where each item stands that is given, and is told what each mention lacks.
        """
        adders = self._logs[0].list_adders()
        last = len(adders) - 1
        cursor = cursor or Cursor()
        for item in items:
            if type(item) is Mention:
                key = hash((item.source, item.id))
                if item.in_reply_to or item.quotes:
                    self._note_reference(item)
                if item.answered_at is not None and item.is_answered:
                    self._answered.append(key)
                cursor.lacking = NOTHING
                yield item
                add_key, add_place = adders[key & last]
                add_key(key)
                add_place(make_place(cursor.line, cursor.lacking))
            elif type(item) is Repost:
                self._note_repost(item, cursor.line)
            elif type(item) is Skipped:
                self.skipped.append(item)
            elif type(item) is Note:
                self.notes.append(item)
        self._last_lines[0] = cursor.line

    def join(self, later: "Census") -> None:
        """Take in what another census learned of the share that comes after; neither is settled yet."""
        self._logs += later._logs
        self._last_lines += later._last_lines
        self.reposts += later.reposts
        self.skipped += later.skipped
        told = {(note.where.rpartition(":")[0], note.text) for note in self.notes if note.is_of_all}
        self.notes += [n for n in later.notes if not n.is_of_all or (n.where.rpartition(":")[0], n.text) not in told]
        self._told_logs += later._told_logs
        self._quoted_logs += later._quoted_logs
        self._answered += later._answered
        self._spread.extend(later._spread)
        self._names.update(later._names)

    def settle(self) -> None:
        """Match what was read: posts with their copies, and with those who passed them on."""
        logs, self._logs = self._logs, []  # they are most of what is held, and tell nothing more after this
        distinct, self._several = compare(logs)
        self.merged = sum(map(len, logs)) - distinct
        orphans = find_missing([*self._told_logs, *self._quoted_logs], logs)
        self.read = distinct + len(orphans)
        self._several.update(orphans, *(log.list_keys() for log in self._told_logs))
        self._spread.settle(lambda shard, keys: (keys & orphans).union(*(log.find(shard, keys) for log in logs)))
        self._mark_changed()
        self.answered = sum(not self._is_changed(key) for key in self._answered)
        for last, *told in zip(self._last_lines, logs, self._told_logs, self._quoted_logs, strict=True):
            self.changed_lines.append(self._choose_lines(last, told))

    def read_again(self, items: Iterable[object], copies: Copies, *, only_changed: bool) -> Iterator[Mention]:
        """Read everything a second time; yields each mention of which one item tells, with all that is known of it.

        `only_changed` leaves out those that the first reading already gave in full, and those that lack more than
        they gained. What several items tell of (copies, or those who passed it on) is put into `copies`, for
        `take_copies`; then `list_set_aside` gives it.
        """
        for item in items:
            if type(item) is Mention:
                key = hash((item.source, item.id))
                if key in self._several:
                    _add_packed(copies, key, pack(item))
                elif only_changed:
                    if key in self._lifted:
                        yield self._add_learned(key, item)
                else:
                    yield self._add_learned(key, item) if self._is_changed(key) else item
            elif type(item) is Repost and item.original is not None:
                key = hash((item.source, item.of))
                if key in self._several:
                    _add_packed(copies, key, pack(item.original))

    def take_copies(self, shares: Iterable[Copies]) -> None:
        """Take what was told of each post in each share, in the order of the shares, of which there is one at least."""
        told = iter(shares)
        self._copies = next(told)  # as it is: where one process reads there is no other, and it may be large
        for copies in told:
            for key, packed in copies.items():
                _add_packed(self._copies, key, packed)

    def read_in_order(self, items: Iterable[object]) -> Iterator[Mention]:
        """Read everything again after `take_copies`; yields each mention with all that is known of it, in order.

        Those that stand nowhere but with who passed them on come last.
        """
        met: set[int] = set()
        for item in items:
            if type(item) is Mention:
                key = hash((item.source, item.id))
                if not self._is_changed(key):
                    yield item
                elif key not in self._several:
                    yield self._add_learned(key, item)
                elif key not in met:
                    met.add(key)
                    yield self._add_learned(key, unpack(self._copies[key]))
        for key, packed in self._copies.items():
            if key not in met:
                yield self._add_learned(key, unpack(packed))

    def list_set_aside(self) -> Iterator[Mention]:
        """List the mentions of which several items tell, or none but those who passed them on."""
        for key, packed in self._copies.items():
            yield self._add_learned(key, unpack(packed))

    @property
    def changed(self) -> bool:
        """Whether any mention is now known better than the first reading gave it."""
        return bool(self._several or self._spread)

    @property
    def has_copies(self) -> bool:
        """Whether there is a mention of which several items tell."""
        return bool(self._several)

    def is_told_again(self, source: str, ident: str) -> bool:
        """Whether several items tell of the mention of this source and id, or somebody who passed it on."""
        return hash((source, ident)) in self._several

    def is_known_better(self, source: str, ident: str) -> bool:
        """Whether the mention of this source and id is now known better than the first reading gave it."""
        return self._is_changed(hash((source, ident)))

    def is_wanted_again(self, source: str, ident: str) -> bool:
        """Whether the mention of this source and id is known better, and does not lack more than it gained."""
        key = hash((source, ident))
        return key in self._several or key in self._lifted

    def _is_changed(self, key: int) -> bool:
        # The marks are a sieve: most posts were not changed, and this is asked of each.
        marked = self._marks[key & (len(self._marks) - 1)]
        return bool(marked) and (key in self._several or key in self._spread)

    def _note_reference(self, mention: Mention) -> None:
        """Note what a mention does to the posts that it refers to: ours answers one, another's passes both on."""
        if not self._is_ours(mention):
            for of in {mention.in_reply_to, mention.quotes}:
                if of:
                    self._note_spread(hash((mention.source, of)), mention.source, mention.author)
        elif mention.in_reply_to:
            answered_at = _UNKNOWN if mention.posted_at is None else to_micros(mention.posted_at)
            self._spread.add_answer(hash((mention.source, mention.in_reply_to)), answered_at)

    def _is_ours(self, mention: Mention) -> bool:
        return mention.ours or (mention.author.handle or "").casefold() in self._own

    def _note_repost(self, repost: Repost, line: int) -> None:
        self.reposts += 1
        key = hash((repost.source, repost.of))
        self._note_spread(key, repost.source, repost.by)
        if repost.original is not None:
            logs = self._told_logs if _tells_counts(repost.original) else self._quoted_logs
            logs[0].add(key, make_place(line, NEVER))  # wanted again only where other items tell of the same post

    def _note_spread(self, of: int, source: str, by: Author) -> None:
        handle = by.handle or by.name
        if not by.followers or not handle or handle.casefold() in self._own:
            return
        person = hash((source, handle.casefold()))
        self._spread.add(of, person, min(by.followers, 1 << 62))
        if by.followers >= _NAMED_FROM:
            self._names[person] = handle

    def _mark_changed(self) -> None:
        """Mark what each changed post gained; where two share a mark, the more."""
        size = 1 << (8 * (len(self._spread) + len(self._several))).bit_length()
        marks = self._marks = bytearray(size)
        for key, followers in chain.from_iterable(map(dict.items, self._spread.sum_up())):
            gained = WHATEVER if followers is None else count_gained(followers)
            marks[key & (size - 1)] = max(marks[key & (size - 1)], gained)
        # Of those that are answered anyway, all that changed are counted in the second reading.
        for key in chain(self._several, filter(self._is_changed, self._answered)):
            marks[key & (size - 1)] = WHATEVER

    def _choose_lines(self, last: int, logs: Iterable[KeyLog]) -> bytearray | None:
        chosen = bytearray(last + 1)
        for log in logs:
            # Others may share a mark with one that gained more.
            self._lifted.update(filter(self._spread.__contains__, log.choose_lines(self._marks, chosen)))
        return None if chosen[0] else chosen  # some of what changed stands who knows where

    def _add_learned(self, key: int, mention: Mention) -> Mention:
        people, answered = self._spread.find(key)
        if answered is not None and not self._is_ours(mention):
            mention = _mark_answered(mention, answered)
        if not people:
            return mention
        author = hash((mention.source, (mention.author.handle or mention.author.name or "").casefold()))
        others = [Spreader(self._names.get(by), number) for by, number in people.items() if by != author]
        others.sort(key=lambda spreader: (-spreader.followers, spreader.handle or ""))
        return msgspec.structs.replace(mention, spread=tuple(others))


def _mark_answered(mention: Mention, answered: int) -> Mention:
    """Note when one of our own posts replied to a mention: not before it was posted, whatever the two times say.

    In exports that leave the zone out they may not be of the same one.
    """
    replied_at = None if answered == _UNKNOWN else to_moment(answered)
    times = [time for time in (mention.posted_at, mention.answered_at, replied_at) if time is not None]
    return msgspec.structs.replace(mention, answered_at=max(times, default=None))


def _tells_counts(original: Mention) -> bool:
    """Tell whether a repost says more of its original than words, which it quotes in full at most."""
    return original.author.followers is not None or original.engagement != _UNCOUNTED


def _add_packed(known: Copies, key: int, packed: bytes) -> None:
    """Put what one more item tells of a post to what is known of it."""
    earlier = known.get(key)
    if earlier is not None and earlier != packed:
        packed = pack(merge_mentions(unpack(earlier), unpack(packed)))
    known[key] = packed
