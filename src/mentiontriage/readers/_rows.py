"""How a row of any table becomes a mention, once it is known which field stands where.

The fields: id, url, text, title, handle, name, followers, verified, created_at, time (of day, in a
column of its own), lang, source, in_reply_to, quote_of, repost_of, replies, reposts, likes, views,
rating, vendor_sentiment, answered_at (when we answered last), ours (whether we wrote it),
hidden (whether its author asks not to be shown to everybody), local_id (its server's own id of it).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime

from msgspec.structs import replace

from mentiontriage.accounts import fold_account
from mentiontriage.apart import join_id
from mentiontriage.counts import believe_views
from mentiontriage.handles import ADDRESSED, read_handle
from mentiontriage.idents import make_id, make_retweet_id
from mentiontriage.model import Author, Engagement, Mention, Note, Repost
from mentiontriage.payloads._senders import decode_words
from mentiontriage.payloads.links import read_answered, read_link, read_link_handle
from mentiontriage.payloads.x_ids import read_time
from mentiontriage.readers import Export, Wanted
from mentiontriage.readers._answers import Answers, read_answer
from mentiontriage.readers._cells import (
    is_nobody,
    is_told_handle,
    leave_out_nobody,
    read_cell_count,
    read_id,
    read_language,
    read_people,
    read_stars,
    spell_handle,
    take_defusing_off,
)
from mentiontriage.readers._dates import TimeColumn, join_time
from mentiontriage.readers._fields import build_mention, go_by_names, join_title, may_be_shown
from mentiontriage.readers._footers import is_footer
from mentiontriage.readers._identity import (
    REFERENCES,
    Link,
    Words,
    name_by_link,
    read_time_of_link,
    tells_retweets,
)
from mentiontriage.readers._mails import may_be_mail, read_mail
from mentiontriage.readers._naming import Naming
from mentiontriage.readers._own_ids import Referring
from mentiontriage.readers._row_places import COUNTS, RowPlaces
from mentiontriage.readers._shape import TableShape, find_columns, find_marks, has_mark, is_marked
from mentiontriage.readers._sources import complete_link, read_reference
from mentiontriage.readers._threads import Threads
from mentiontriage.readers._zones import find_zone
from mentiontriage.text import plain_text, read_flag

_NOBODY = Author()
_UNCOUNTED = Engagement()
_NO_TEXT = "it has no text"
_TIMES = ("created_at", "time")
_TELLING = ("id", "url", "handle", "name", "created_at")
_FOOTER = "it is a total or a footer of the table, and no post"
_NO_SENTIMENT = frozenset({"", "unknown", "n/a", "none", "not rated", "-"})


class RowReader:
    """Reads the rows of one table: the places are looked up once, not for every row."""

    def __init__(
        self,
        export: Export,
        places: Mapping[str, tuple[int, ...]],
        shape: TableShape,
        read_all: Callable[[], Iterable[list[str]]],
        vendor: str = "",
    ) -> None:
        """Settle what holds for the whole table; `read_all` starts its rows anew, if they are needed."""
        sample = export.sample
        width = len(sample.header)
        self._shape = shape
        self._own = export.own
        self._places = RowPlaces(places, width, shape.parted)
        self._at = self._places.at
        self._has_people = any(f in places for f in ("handle", "name", "followers", "verified"))
        self._has_counts = any(f in places for f in COUNTS)
        self._has_reposts = "repost_of" in places or bool(shape.repost_where)
        self._ours = find_marks(sample.header, shape.ours_where)
        self._reposts = find_marks(sample.header, shape.repost_where)
        self._may_be_shown = any(may_be_shown(sample.header[at], export.columns) for at in places.get("handle", ()))
        self._identity = find_columns(sample.header, shape.identity)
        thread = find_columns(sample.header, shape.thread or ())
        self._threads = Threads(thread) if len(thread) == 2 else None
        self._read_all = read_all
        self._zero_followers = "followers" in shape.zero_is_unknown
        self._zero_views = "views" in shape.zero_is_unknown
        rows = [self._places.extend(row) for row in sample.records if len(row) == width]
        text, repost_of = self._at["text"], self._at["repost_of"]
        quotes = any(row[text].startswith("RT @") and not row[repost_of] for row in rows)
        self._is_retweeted = quotes or ("repost_of" not in places and tells_retweets(sample))
        answered = {read_reference(row[self._at[field]]) or "" for row in rows for field in REFERENCES} - {""}
        words = [(row, self._take_words(row)) for row in rows]
        refers = None if places.keys().isdisjoint(REFERENCES) else Referring(answered, sample, self._is_retweeted)
        self._naming = Naming(self._at, shape, vendor, words, refers=refers)
        self._own_ids = self._naming.own_ids
        zone = find_zone(export.sample, (sample.header[at] for field in _TIMES for at in places.get(field, ())))
        style = replace(export.times, zone=zone[0]) if zone else export.times
        self._zone, self._zone_told = style.zone, f"times are of {zone[0]}, {zone[1]}" if zone else ""
        self._times = TimeColumn(
            [self._read_when(row) for row in rows],
            lambda: (self._read_when(self._places.extend(row)) for row in read_all()),
            style,
            ((self._read_when(row), told) for row in rows if (told := read_time_of_link(row[self._at["url"]]))),
        )
        self._parse_time = self._times.parse
        self._answers = Answers(sample.header, shape, self._read_ours, self._read_theirs, self._parse_time)
        self._is_telling = any(field in places for field in _TELLING)

    def build(self, row: list[str], wanted: Wanted | None = None) -> Mention | Repost | None:
        """Build what one row says; None for what is not `wanted` again, where its id tells that.

        Raises ValueError where it holds no post.
        """
        row = self._places.extend(row)
        at = self._at
        url = _read_url(cell) if (cell := row[at["url"]]) else ""
        link = read_link(url) if url else None
        source, ident, is_half = self._naming.name(row, url, link)
        if self._threads and ident and not is_half:
            self._threads.follow(row, source, ident)  # also what is not wanted again: others below may answer it
        text = self._read_text(row, source)
        may_pass_on = self._has_reposts or text.startswith("RT @")
        if wanted and ident and not is_half and not may_pass_on and not wanted(source, ident):
            return None
        rating = read_stars(row[at["rating"]]) if row[at["rating"]] else None
        who = spell_handle(row[at["handle"]])
        told = self._read_author(row, who, url, source) if self._has_people or link else _NOBODY
        author = leave_out_nobody(told, who, url)
        posted_at = self._read_time(row, ident if source == "x" and not is_half else None)
        if ident is None and posted_at is None and self._is_footer(row, text):
            raise ValueError(_FOOTER)
        if may_pass_on:
            repost = self._read_repost(row, text, source, ident, author)
            if repost is not None:
                return repost
        if not text and rating is None:
            raise ValueError(_NO_TEXT)
        if ident is None:
            ident = self._make_id(row, told, posted_at, text)  # of what is written, as ever
        elif is_half:
            ident = join_id(ident, author, posted_at, text)
            if wanted and not wanted(source, ident):
                return None
        above = self._threads.follow(row, source, ident) if self._threads else None
        ours = self._is_ours(row)
        is_said = not ours or self._answers.is_answer(row)
        return Mention(
            id=ident,
            source=source,
            text=text,
            author=author,
            engagement=self._read_engagement(row) if self._has_counts else _UNCOUNTED,
            posted_at=posted_at,
            url=url or None,
            lang=read_language(row[at["lang"]]) if row[at["lang"]] else None,
            in_reply_to=self._read_answered(row, source, url if link == (source, ident) else "", above)
            if is_said
            else None,
            quotes=self._own_ids.refer(cell, source) if (cell := row[at["quote_of"]]) else None,
            rating=rating,
            vendor_sentiment=self._read_sentiment(mark) if (mark := row[at["vendor_sentiment"]]) else None,
            answered_at=None if ours or self._is_own(author, source) else self._find_answer(row, posted_at),
            ours=ours,
            hidden=bool(row[at["hidden"]]) and read_flag(row[at["hidden"]]) is True,
            local_id=self._read_local_id(row, link, author, text),
        )

    def may_answer(self, row: list[str]) -> bool:
        """Tell a row that may answer others: if it is ours, none that a machine has sent or nobody else has read."""
        row = self._places.extend(row)
        return not self._is_ours(row) or self._answers.is_answer(row)

    def _read_local_id(self, row: list[str], link: Link | None, author: Author, text: str) -> str | None:
        """Read by what its server knows a post, its export, or its link; else by what retweets of a mere text do."""
        if cell := row[self._at["local_id"]]:
            return read_id(cell)
        if name := self._own_ids.name(row[self._at["id"]]):
            return name
        if link and (name := name_by_link(row[self._at["id"]], link)):
            return name
        return make_retweet_id(author.handle, text) if self._is_retweeted and author.handle else None

    def _read_answered(self, row: list[str], source: str, url: str, above: str | None) -> str | None:
        """Read what a row answers: by its own link, by its column, or by the row that it stands below."""
        if url and (answered := read_answered(source, url)):
            return answered  # by the names that links have
        return self._own_ids.refer(cell, source) if (cell := row[self._at["in_reply_to"]]) else above

    def _find_answer(self, row: list[str], posted_at: datetime | None) -> datetime | None:
        cell = row[self._at["answered_at"]].strip()
        told = read_answer(cell, posted_at, self._parse_time, self._zone) if cell else None
        return told or self._answers.find(row, posted_at)

    def _read_ours(self) -> Iterator[tuple[list[str], str, datetime]]:
        for row in map(self._places.extend, self._read_all()):
            said = row[self._at["text"]].strip()  # closing a conversation, or giving it to a colleague, has no words
            if said and self._is_ours(row) and (told := self._parse_time(self._read_when(row))):
                yield row, said, told

    def _read_theirs(self) -> Iterator[list[str]]:
        return (row for row in map(self._places.extend, self._read_all()) if not self._is_ours(row))

    def _is_ours(self, row: list[str]) -> bool:
        if self._shape.ours:
            return True
        if cell := row[self._at["ours"]]:
            return read_flag(cell) or False
        return has_mark(row, self._ours)

    def _is_own(self, author: Author, source: str) -> bool:
        """Tell an account that the user calls ours; the table need not know it."""
        return bool(self._own) and fold_account(author, source) in self._own

    def _is_footer(self, row: list[str], text: str) -> bool:
        return self._is_telling and not any(row[self._at[field]] for field in _TELLING) and is_footer(text)

    def _read_text(self, row: list[str], source: str) -> str:
        # Before HTML is undone: it is what was written to be read so that kept a formula from being one.
        cell = take_defusing_off(row[self._at["text"]].strip())
        title = decode_words(row[self._at["title"]])
        is_mail = may_be_mail(source, is_of_tickets=self._shape.is_of_tickets)
        text = read_mail(cell, title) if is_mail else self._shape.read_text(cell)
        return join_title(plain_text(title), text) if title else text

    def report(self, where: str) -> Iterator[Note]:
        """Say what was odd about the table as a whole."""
        yield from self._times.report(where)
        if self._zone_told and self._zone is not UTC:
            yield Note(where, self._zone_told)
        yield from self._naming.report(where)
        for column, told in self._shape.marks_told.items():
            if count := self._answers.marked[column]:
                yield Note(where, f"{told}: {count:,}; they count as answered (--answered ranks them too)")
        for told, count in self._answers.unanswered.items():
            yield Note(where, f"{told}: {count:,}; they count as unanswered")

    def _read_time(self, row: list[str], ident: str | None) -> datetime | None:
        """Read when a row was posted; its id on X tells it where that cannot be read, unless a day and month may be.

        Had the ids shown which of the two is the day, it would be settled.
        """
        when = self._read_when(row)
        moment = self._parse_time(when)
        if moment is None and ident and not self._times.leaves_open(when):
            moment = read_time(ident)
        if moment is None:
            self._times.miss(when)
        return moment

    def _read_when(self, row: list[str]) -> str:
        date, time = row[self._at["created_at"]].strip(), row[self._at["time"]]
        return join_time(date, time.strip()) if time else date

    def _take_words(self, row: list[str]) -> Words | None:
        """Take out who wrote a row, when and what; None of a repost, which stands under the original's name."""
        at = self._at
        if self._passes_on(row):
            return None
        who = row[at["handle"]] or row[at["name"]]
        return Words("" if is_nobody(who.strip()) else who, self._read_when(row), row[at["text"]])

    def _passes_on(self, row: list[str]) -> bool:
        """Tell a row that passes on what somebody else wrote, whose link may be that of the other's post."""
        at = self._at
        return bool(row[at["repost_of"]]) or row[at["text"]].startswith("RT @") or has_mark(row, self._reposts)

    def _make_id(self, row: list[str], author: Author, posted_at: datetime | None, text: str) -> str:
        words = "\x1f".join([row[n] for n in self._identity]) if self._identity else author.handle or author.name
        return make_id(words, posted_at, text)

    def _read_author(self, row: list[str], who: str, url: str, source: str) -> Author:
        at = self._at
        followers = read_cell_count(row[at["followers"]])
        is_shown = self._may_be_shown and go_by_names(source, is_review=bool(row[at["rating"]]))
        handle, name = read_people(who, row[at["name"]], is_shown=is_shown)
        may_be_name = self._may_be_shown and not self._passes_on(row)
        linked = read_link_handle(url) if url and (may_be_name or not handle) else None
        if linked and handle and not is_told_handle(who, linked):
            handle, name = linked, name or handle  # a column of authors has names as well, and a link has none
        if source in ADDRESSED and " " not in (cell := who.strip()):
            # It looks like an e-mail address, which is not kept of others.
            handle = read_handle(take_defusing_off(cell))
        return Author(
            handle or linked,
            name,
            None if not followers and self._zero_followers else followers,
            read_flag(cell) if (cell := row[at["verified"]]) else None,
        )

    def _read_engagement(self, row: list[str]) -> Engagement:
        at = self._at
        replies, reposts, likes, views = (read_cell_count(row[at[field]]) for field in COUNTS)
        views = believe_views(views, replies, reposts, likes)
        return Engagement(replies, reposts, likes, None if self._zero_views and not views else views)

    def _read_repost(
        self, row: list[str], text: str, source: str, ident: str | None, author: Author
    ) -> Mention | Repost | None:
        of = self._own_ids.refer(row[self._at["repost_of"]])
        if text.startswith("RT @"):  # only its text betrays it: as the reader of usual names has it
            values = {"text": text, "source": source, "id": ident, "repost_of": of, "handle": author.handle}
            found = build_mention(values)
            if isinstance(found, Repost):
                return replace(found, by=author)
        marked = [is_marked(row, mark) for mark in self._reposts if row[mark[0]]]
        if of and (any(marked) or not marked):
            return Repost(source, of, author, Mention(id=of, source=source, text=text) if text else None)
        if any(marked):
            raise ValueError("a repost that does not say of what")
        return None

    def _read_sentiment(self, cell: str) -> str | None:
        mark = cell.strip().lower()
        return self._shape.sentiments.get(mark, None if mark in _NO_SENTIMENT else mark)


def _read_url(cell: str) -> str:
    """Read a link; a spreadsheet shows its words instead: "(view source)"."""
    return complete_link(take_defusing_off(cell.strip()))
