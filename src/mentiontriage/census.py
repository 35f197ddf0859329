"""The first reading of all inputs: who is a copy of whom, who passed what on and what we answered.

All of it is kept in memory that hardly grows (`keylog`, `spreading`), and matched when everything is read.

Posts are told apart by a 64-bit hash of source and id. Among a million posts the chance that any
two share one is 3 in 100 million.

What one of our own accounts replies to is answered; that is learned in the same way as spread. Where posts
refer to one another by their server's own ids, these are looked up when everything is read (`local_ids`), and so is
whom a reply names in a thread of one level (`threads`).

Where several processes read a share each, each share has a census of its own, and they are joined
after the first reading. What comes out does not depend on how the input was shared out.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from mentiontriage.accounts import is_ours
from mentiontriage.addressing import FLAT, find_addressed
from mentiontriage.answerers import AnswerLog
from mentiontriage.handles import fold_handles, fold_read_handle
from mentiontriage.idents import names_everywhere, tells_post
from mentiontriage.keylog import KeyLog, compare, find_missing, make_place
from mentiontriage.lacking import NEVER, NOTHING
from mentiontriage.local_ids import LocalIds
from mentiontriage.merging import UNKNOWN, Learned
from mentiontriage.model import Author, Engagement, Mention, Note, Repost, Skipped
from mentiontriage.readers import Cursor
from mentiontriage.spreading import SpreadLog
from mentiontriage.threads import ThreadLog
from mentiontriage.times import to_micros

_NAMED_FROM = 10_000
"""Followers from which a spreader's handle is kept for the explanation, not only the count."""

_UNCOUNTED = Engagement()


class Census:
    """Counts and remembers what one reading meets; `settle` tells what that has taught."""

    def __init__(self, own_handles: Iterable[str] = ()) -> None:
        self.skipped: list[Skipped] = []
        self.notes: list[Note] = []
        self.reposts = 0
        self._answered = array("q")
        self._own = fold_handles(tuple(own_handles))
        self._logs = [KeyLog()]
        self._told_logs = [KeyLog()]
        self._quoted_logs = [KeyLog()]
        self._spread = SpreadLog()
        self._threads = ThreadLog()
        self._answers = AnswerLog()
        self._local_ids = LocalIds()  # by which other posts refer to one, and none is known itself
        self._aliases = LocalIds()  # by which a post itself may be known in another input
        self._names: dict[int, str] = {}
        self._last_lines = [0]

    def read_first(
        self, items: Iterable[Mention | Repost | Skipped | Note], cursor: Cursor | None = None
    ) -> Iterator[Mention]:
        """Read everything once; yields each mention as it comes, copies too. Then `settle`.

        `cursor` tells where each item stands that is given, and is told what each mention lacks.
        """
        adders = self._logs[0].list_adders()
        last = len(adders) - 1
        cursor = cursor or Cursor()
        room = self._answers.room
        for item in items:
            if type(item) is Mention:
                key = hash((item.source, item.id))
                if item.in_reply_to or item.quotes or item.source in FLAT:
                    self._note_reference(item, key)
                if item.local_id is not None:
                    self._note_local_id(item, key)
                if item.answered_at is not None and item.is_answered:
                    self._answered.append(key)
                cursor.lacking = NOTHING
                yield item
                add_key, add_place = adders[key & last]
                add_key(key)
                add_place(make_place(cursor.line, cursor.lacking))
                if room:
                    room -= 1
                    self._answers.add(item, key)
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
        _join_notes(self.notes, later.notes)
        self._told_logs += later._told_logs
        self._quoted_logs += later._quoted_logs
        self._answered += later._answered
        self._spread.extend(later._spread)
        self._threads.extend(later._threads)
        self._answers.extend(later._answers)
        self._local_ids.extend(later._local_ids)
        self._aliases.extend(later._aliases)
        self._names.update(later._names)

    def settle(self) -> Learned:
        """Match what was read: posts with their copies, and with those who passed them on. The census is spent then."""
        logs, told_logs, quoted_logs = self._logs, self._told_logs, self._quoted_logs
        for of, at in self._threads.find_answers():
            self._spread.add_answer(of, at)
        self._threads = ThreadLog()
        distinct, several = compare(logs)
        orphans = find_missing([*told_logs, *quoted_logs], logs)
        several.update(orphans, *(log.list_keys() for log in told_logs))
        renamed = self._aliases.find_all(orphans)  # no posts of their own: reposts tell of posts by another name
        orphans.difference_update(renamed)
        several.difference_update(renamed)
        aliases = self._aliases.find_met([*logs, *told_logs])
        several.update(aliases, aliases.values())
        joined = len(aliases.keys() - renamed.keys())
        for names in (self._local_ids, self._aliases):
            if names:
                self._spread.redirect(names.find)
                self._answers.redirect(names.find_all)
        self._local_ids = self._aliases = LocalIds()
        self._spread.settle(lambda shard, keys: (keys & orphans).union(*(log.find(shard, keys) for log in logs)))
        learned = Learned(several, self._spread, self._names, self._own, aliases)
        learned.read = distinct + len(orphans) - joined
        learned.merged = sum(map(len, logs)) - distinct + joined
        learned.take_answered(self._answered)
        self.notes = _sort_notes(self.notes)
        self._logs, self._told_logs, self._quoted_logs = [], [], []  # they are most of what is held, and have told all
        for last, *told in zip(self._last_lines, logs, told_logs, quoted_logs, strict=True):
            learned.choose_lines(last, told)
        return learned

    def ask(self, where: str) -> None:
        """Note whom people are to be asked about, as the account may be ours; once, after `settle`."""
        self.notes += self._answers.ask(where)
        self._answers = AnswerLog()

    def _note_reference(self, mention: Mention, key: int) -> None:
        """Note what a mention does to the posts that it refers to.

        One of ours answers what it replies to; anybody else's passes on what it replies to and what it quotes.
        """
        above = hash((mention.source, mention.in_reply_to)) if mention.in_reply_to else None
        is_flat = mention.source in FLAT
        if not is_ours(mention, self._own):
            for of in {mention.in_reply_to, mention.quotes}:
                if of:
                    self._note_spread(hash((mention.source, of)), mention.source, mention.author)
            if is_flat:
                self._threads.add_post(mention, key, above)
                if mention.local_id is not None and names_everywhere(mention.local_id):
                    self._threads.add_begun(mention, hash((mention.source, mention.local_id)))
            return
        self._answers.add_known(mention.source)
        if above is None:
            return
        if is_flat and (addressed := find_addressed(mention, self._own)):
            self._threads.add_reply(mention, above, addressed)
        else:
            self._spread.add_answer(above, UNKNOWN if mention.posted_at is None else to_micros(mention.posted_at))

    def _note_repost(self, repost: Repost, line: int) -> None:
        self.reposts += 1
        key = hash((repost.source, repost.of))
        self._note_spread(key, repost.source, repost.by)
        if repost.original is not None:
            logs = self._told_logs if _tells_counts(repost.original) else self._quoted_logs
            self._note_local_id(repost.original, key)
            logs[0].add(key, make_place(line, NEVER))  # wanted again only where other items tell of the same post

    def _note_local_id(self, mention: Mention, key: int) -> None:
        if mention.local_id is not None and tells_post(mention.local_id) and mention.local_id != mention.id:
            names = self._aliases if names_everywhere(mention.local_id) else self._local_ids
            names.add(hash((mention.source, mention.local_id)), key)

    def _note_spread(self, of: int, source: str, by: Author) -> None:
        handle = by.handle or by.name
        if not by.followers or by.followers < 0 or not handle or fold_read_handle(handle) in self._own:
            return
        person = hash((source, handle.casefold()))
        self._spread.add(of, person, min(by.followers, 1 << 62))
        if by.followers >= _NAMED_FROM:
            self._names[person] = handle


def _join_notes(notes: list[Note], later: Iterable[Note]) -> None:
    """Add the notes of a later share; what holds for a whole input is told once, with all that was counted."""
    told = {_name_note(note): at for at, note in enumerate(notes) if note.is_of_all}
    for note in later:
        at = told.get(_name_note(note)) if note.is_of_all else None
        if at is None:
            notes.append(note)
        elif note.count:
            first = notes[at]
            count = first.count + note.count
            text = first.text.replace(f"{first.count:,}", f"{count:,}", 1)
            notes[at] = msgspec.structs.replace(first, text=text, count=count)


def _name_note(note: Note) -> tuple[str, str]:
    """Name the input that a note is of, and what it says before it comes to numbers."""
    said = note.text.partition(f"{note.count:,}")[0] if note.count else note.text
    return _name_input(note), said


def _name_input(note: Note) -> str:
    return note.where.rpartition(":")[0] or note.where


def _sort_notes(notes: Sequence[Note]) -> list[Note]:
    """Put what holds for all of an input behind what holds for a part of it.

    So they come in one order however the input was shared out: each share tells what holds for all as it ends.
    """
    inputs = {name: place for place, name in enumerate(dict.fromkeys(map(_name_input, notes)))}

    def find_place(note: Note) -> tuple[int, bool, str]:
        return inputs[_name_input(note)], note.is_of_all, _name_note(note)[1] if note.is_of_all else ""

    return sorted(notes, key=find_place)


def _tells_counts(original: Mention) -> bool:
    """Tell whether a repost says more of its original than words, which it quotes in full at most."""
    return original.author.followers is not None or original.engagement != _UNCOUNTED
