"""The second reading: meet each post once, with all that the first reading taught of it.

The same post comes more than once: in two exports, on two pages, or passed on by others. To know
all that is known of a post one has to have read everything; to hold everything is too much. So
an input is read twice where it has to be: the first reading (`census`) learns which posts have copies
or spread, and the second one meets those posts again with that knowledge.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

import msgspec

from mentiontriage.accounts import is_ours
from mentiontriage.apart import name_author
from mentiontriage.copies import Copies, join_spread
from mentiontriage.keylog import KeyLog
from mentiontriage.lacking import WHATEVER, count_gained
from mentiontriage.model import SOME_TIME, Mention, Repost, Spreader
from mentiontriage.spreading import SpreadLog
from mentiontriage.times import to_moment

UNKNOWN = 0
"""The time of an answer that tells none."""


class Learned:
    """What the first reading has taught: which posts several items tell of, who passed what on, what we answered.

    `several` are keys of posts, `spread` is settled, `names` are handles by the key of a person, `own` our
    accounts' folded handles. `aliases` lead from the key of another name, under which items tell of a post, to its own.
    """

    def __init__(
        self,
        several: Collection[int] = frozenset(),
        spread: SpreadLog | None = None,
        names: Mapping[int, str] = {},
        own: Collection[str] = frozenset(),
        aliases: Mapping[int, int] = {},
    ) -> None:
        self.read = 0
        """How many distinct mentions there were."""
        self.merged = 0
        """How many were copies of others."""
        self.answered = 0
        """How many we have answered of those that the first reading gave in full."""
        self.changed_lines: list[bytearray | None] = []
        """Which lines to read again: an entry for the census that was settled, and one for each that it joined.

        An entry has a byte for each line, as `Export.chosen` takes them, or is None where all lines are to be read.
        Lines of posts that gained no more than they lack (see `lacking`) are left out.
        """
        self._several = several
        self._spread = SpreadLog() if spread is None else spread
        self._names = names
        self._own = own
        self._aliases = aliases
        self._copies = Copies()
        self._lifted: set[int] = set()
        self._mark_changed()

    def take_answered(self, keys: Iterable[int]) -> None:
        """Count those posts of which an item itself says that we answered them.

        All of them that changed are met again whatever they lack, and are counted then.
        """
        size = len(self._marks)
        for key in keys:
            if self._is_changed(key):
                self._marks[key & (size - 1)] = WHATEVER
            else:
                self.answered += 1

    def count_unchanged(self, keys: Iterable[int]) -> int:
        """Count those posts of which no more was learned; the others are met again."""
        return sum(not self._is_changed(self._aliases.get(key, key)) for key in keys)

    def choose_lines(self, last: int, logs: Iterable[KeyLog]) -> None:
        """Choose the lines to read again of a share that has so many lines, by its logs."""
        chosen = bytearray(last + 1)
        for key, line in chain.from_iterable(log.list_lifted(self._marks) for log in logs):
            if key in self._several:
                chosen[line] = 1
            elif key in self._spread:
                self._lifted.add(key)
                chosen[line] = 1
        self.changed_lines.append(None if chosen[0] else chosen)  # where some of what changed stands who knows where

    def read_changed(self, items: Iterable[object], copies: Copies) -> Iterator[Mention]:
        """Read a second time what changed; yields each mention of which one item tells, with all that is known of it.

        Those that gained no more than they lack are left out. What several items tell of (copies, or those who
        passed it on) is put into `copies`, for `take_copies`; then `list_set_aside` gives it.
        """
        for item in items:
            if type(item) is Mention:
                key = self._name(item.source, item.id)
                if key in self._several:
                    copies.add(key, item)
                elif key in self._lifted:
                    yield self._add_learned(key, item)
            elif type(item) is Repost and item.original is not None:
                key = self._name(item.source, item.of)
                if key in self._several:
                    copies.add(key, item.original)

    def take_copies(self, shares: Iterable[Copies]) -> None:
        """Take what was told of each post in each share, in the order of the shares, of which there is one at least."""
        told = iter(shares)
        self._copies = next(told)  # as it is: where one process reads there is no other, and it may be large
        for copies in told:
            self._copies.extend(copies)
        more = self._copies.count_more()
        self.read += more
        self.merged -= more

    def read_single(self, items: Iterable[object]) -> Iterator[Mention]:
        """Read everything again; yields each mention of which one item tells, with all that is known of it."""
        for item in items:
            if type(item) is Mention:
                key = self._name(item.source, item.id)
                if key not in self._several:
                    yield self._add_learned(key, item) if self._is_changed(key) else item

    def read_in_order(self, items: Iterable[object]) -> Iterator[Mention]:
        """Read everything again after `take_copies`; yields each mention with all that is known of it, in order.

        Those that stand nowhere but with who passed them on come last.
        """
        met: set[int] = set()
        for item in items:
            if type(item) is Mention:
                key = self._name(item.source, item.id)
                if not self._is_changed(key):
                    yield item
                elif key not in self._several:
                    yield self._add_learned(key, item)
                elif key not in met:
                    met.add(key)
                    yield from self._find_copies(key)
        for key in self._copies:
            if key not in met:
                yield from self._find_copies(key)

    def list_set_aside(self) -> Iterator[Mention]:
        """List the mentions of which several items tell, or none but those who passed them on."""
        for key in self._copies:
            yield from self._find_copies(key)

    def _find_copies(self, key: int) -> Iterator[Mention]:
        """Give the mention of which several items tell; who spread one of several by that name nobody can tell."""
        first, *others = self._copies.find(key)
        if others:
            yield from (first, *others)
        else:
            yield self._add_learned(key, first)

    @property
    def changed(self) -> bool:
        """Whether any mention is now known better than the first reading gave it."""
        return bool(self._several or self._spread)

    @property
    def has_copies(self) -> bool:
        """Whether there is a mention of which several items tell."""
        return bool(self._several)

    def is_known_better(self, source: str, ident: str) -> bool:
        """Whether the mention of this source and id is now known better than the first reading gave it."""
        return self._is_changed(self._name(source, ident))

    def is_wanted_again(self, source: str, ident: str) -> bool:
        """Whether the mention of this source and id is known better, and gained more than it lacks."""
        key = self._name(source, ident)
        return key in self._several or key in self._lifted

    def _name(self, source: str, ident: str) -> int:
        """Give a post's key; where an item calls it by another of its names, that of its own id."""
        key = hash((source, ident))
        return self._aliases.get(key, key)

    def _is_changed(self, key: int) -> bool:
        # The marks are a sieve: most posts were not changed, and this is asked of each.
        marked = self._marks[key & (len(self._marks) - 1)]
        return bool(marked) and (key in self._several or key in self._spread)

    def _mark_changed(self) -> None:
        """Mark what each changed post gained; where two share a mark, the more."""
        size = 1 << (8 * (len(self._spread) + len(self._several))).bit_length()
        marks = self._marks = bytearray(size)
        for key, followers in chain.from_iterable(map(dict.items, self._spread.sum_up())):
            gained = WHATEVER if followers is None else count_gained(followers)
            marks[key & (size - 1)] = max(marks[key & (size - 1)], gained)
        for key in self._several:
            marks[key & (size - 1)] = WHATEVER

    def _add_learned(self, key: int, mention: Mention) -> Mention:
        people, answered = self._spread.find(key)
        if answered is not None and not is_ours(mention, self._own):
            mention = _mark_answered(mention, answered)
        if not people:
            return mention
        author = hash((mention.source, name_author(mention)))
        others = [Spreader(self._names.get(by), number) for by, number in people.items() if by != author]
        return msgspec.structs.replace(mention, spread=join_spread(mention.spread, others))


def _mark_answered(mention: Mention, answered: int) -> Mention:
    """Note when one of our own posts replied to a mention: not before it was posted, whatever the two times say.

    In exports that leave the zone out they may not be of the same one.
    """
    replied_at = None if answered == UNKNOWN else to_moment(answered)
    times = [time for time in (mention.posted_at, mention.answered_at, replied_at) if time is not None]
    return msgspec.structs.replace(mention, answered_at=max(times, default=SOME_TIME))
