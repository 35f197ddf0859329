"""Who answers so many people that the account may be one of ours, though nobody has said so.

Where nobody names our accounts (`--handle`, `handles` in the settings), our own replies count as others', who pass on
what they reply to. Who speaks for a brand no reply tells for certain, so nothing is decided here: people are asked.

Only the first posts of the input are noted, by 64-bit hashes, so that it takes no more memory or time for a large one.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from shlex import quote
from typing import NamedTuple

from mentiontriage.accounts import fold_account
from mentiontriage.addressing import FLAT
from mentiontriage.idents import tells_post
from mentiontriage.local_ids import LocalIds
from mentiontriage.model import Mention, Note

LOOKED_AT = 2_000
"""How many posts are noted: to match 30,000 took 13 MB more at the peak of a large input."""
_LEAST_PEOPLE = 10
_LEAST_SHARE = 0.1
"""Of all replies to posts in the input."""
_MOST_BEGUN = 0.25
"""Of all that the account writes there: what answers nothing."""
_MOST_NAMED = 3
_NOBODY = _NOTHING = 0


class Answerer(NamedTuple):
    """An account that answers so many posts of so many people; `name` is its handle with an @, or the name of a page.

    `given` is how the command line takes it.
    """

    name: str
    given: str
    posts: int
    people: int


class _Account(NamedTuple):
    source: str
    name: str
    is_handle: bool


class AnswerLog:
    """Notes of who answers whose posts; first they are added, then `find` tells who answers many."""

    def __init__(self) -> None:
        self._posts, self._aboves, self._people = array("q"), array("q"), array("q")
        self._accounts: dict[int, _Account] = {}  # of who replies
        self._known: set[str] = set()
        self._names = LocalIds()

    @property
    def room(self) -> int:
        """How many more posts are to be noted."""
        return LOOKED_AT - len(self._posts)

    def add(self, mention: Mention, key: int) -> None:
        """Note a post by its key, while there is room."""
        source, author, above = mention.source, mention.author, mention.in_reply_to
        name = author.handle or author.name
        person = hash((source, name)) if name else _NOBODY
        self._posts.append(key)
        self._people.append(person)
        self._aboves.append(hash((source, above)) if above else _NOTHING)
        if above and name and person not in self._accounts and fold_account(author, source):
            self._accounts[person] = _Account(source, name, bool(author.handle))

    def meet(self, mention: Mention) -> None:
        """Note a post where posts of ours are marked, and by which other name posts may refer to it."""
        if mention.ours:
            self.add_known(mention.source)
        elif self.room:
            key = hash((mention.source, mention.id))
            self.add(mention, key)
            if mention.local_id is not None and tells_post(mention.local_id):
                self._names.add(hash((mention.source, mention.local_id)), key)

    def add_known(self, source: str) -> None:
        """Note that one of our accounts is known to write on a network: nobody need be asked there."""
        self._known.add(source)

    def extend(self, later: "AnswerLog") -> None:
        """Add the notes of what comes after, as far as there is room."""
        room = self.room
        for column, further in zip(self._list_columns(), later._list_columns(), strict=True):
            column.extend(further[:room])
        self._accounts |= later._accounts
        self._known |= later._known

    def ask(self, where: str) -> Iterator[Note]:
        """Ask whether the accounts that `find` finds are ours: one note, none where there are none."""
        self.redirect(self._names.find_all)
        found = self.find()
        if not found:
            return
        least = "" if self.room else "at least "
        first, *others = found[:_MOST_NAMED]
        told = [f"{first.name} answers {least}{first.posts:,} posts of {first.people:,} people"]
        told += [f"{one.name} {one.posts:,} of {one.people:,}" for one in others]
        if len(found) > _MOST_NAMED:
            told.append(f"and so on, {len(found):,} accounts in all")
        which = "it is yours" if len(found) == 1 else "one is yours"
        use = f"--handle {quote(first.given)}"
        told_all = f"{', '.join(told)}; if {which}, say so ({use}), so that they count as answered"
        yield Note(where, told_all, is_pressing=True)

    def redirect(self, find_posts: Callable[[set[int]], Mapping[int, int]]) -> None:
        """Note of posts what was noted of other names of theirs, as `find_posts` finds them."""
        posts = find_posts(set(self._aboves))
        if posts:
            self._aboves = array("q", [posts.get(above, above) for above in self._aboves])

    def find(self) -> list[Answerer]:
        """Find the accounts that answer so many that they may be ours; those that answer most people come first."""
        replying = Counter(person for person, above in zip(self._people, self._aboves, strict=True) if above)
        busy = {person for person, count in replying.items() if count >= _LEAST_PEOPLE and person in self._accounts}
        if not busy:
            return []
        places = dict(zip(self._posts, range(len(self._posts)), strict=True))
        answered = {person: set[int]() for person in busy}
        wrote, begun, total = Counter[int](), Counter[int](), 0
        for at in places.values():
            person, above = self._people[at], places.get(self._aboves[at])
            total += above is not None
            if person in busy:
                wrote[person] += 1
                begun[person] += self._aboves[at] == _NOTHING
                if above is not None and self._people[above] != person:
                    answered[person].add(above)
        found = [
            self._describe(person, posts)
            for person, posts in answered.items()
            if len(posts) >= total * _LEAST_SHARE
            and begun[person] <= wrote[person] * _MOST_BEGUN
            and self._accounts[person].source not in self._known
            and self._count_people(self._list_unasked(person, posts, places)) >= _LEAST_PEOPLE
        ]
        return sorted(found, key=lambda one: (-one.people, -one.posts, one.name, one.given))

    def _list_unasked(self, person: int, posts: Iterable[int], places: Mapping[int, int]) -> Iterator[int]:
        """List those of the posts that an account answers which were not said to it, as far as is known.

        Whoever begins a thread answers many there. On networks where all threads are somebody's, that is whom people
        write to.
        """
        if self._accounts[person].source in FLAT:
            yield from posts
            return
        for at in posts:
            above = self._aboves[at]
            if above == _NOTHING or (above in places and self._people[places[above]] != person):
                yield at

    def _count_people(self, posts: Iterable[int]) -> int:
        return len({self._people[at] for at in posts} - {_NOBODY})

    def _describe(self, person: int, posts: Collection[int]) -> Answerer:
        account = self._accounts[person]
        name = f"@{account.name}" if account.is_handle else account.name
        return Answerer(name, account.name, len(posts), self._count_people(posts))

    def _list_columns(self) -> "tuple[array[int], ...]":
        return self._posts, self._aboves, self._people
