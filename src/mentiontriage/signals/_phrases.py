"""Find phrases of tables in a post, quickly where there are none: for severity, threats and complaints alike."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from itertools import chain
from typing import NamedTuple

from mentiontriage.memos import Memo
from mentiontriage.signals._phrase_tables import (
    ANY_LANGUAGE,
    SHARED_TABLES,
    TABLES,
    TABLES_BY_LANGUAGE,
    Phrase,
    Table,
    has_phrases,
    read_table,
)
from mentiontriage.signals._phrase_words import NO_WORD, compile_phrase, write_plainly

EXCLAIMED = ("!!!!", "!!!", "!!", "??!", "?!?", "???")
"""Marks that are put loudly, the loudest first."""

MOST_TOKENS = 600
"""A post is read by its beginning, which is long enough."""

_REMEMBERED = 6_000
"""Tokens of a generation: to look one up anew takes a microsecond, and every process remembers its own."""

_UNDETERMINED = "und"
_LOUD = -1  # stands among the places of phrases for a token that may be shouting
_WORDS_BEFORE = 3
# Words that would file a phrase where nearly every post is looked at, and words that many posts hold.
_EVERYWHERE_WORDS = (
    "a after all am an and are as at back be been but by can can't come coming day de do don't for from get go going "
    "gonna got had has have he help him her his i i'll i'm if ill im ima imma in is it just la le last make me my need "
    "no not of on or our out over ready really she so still swear take that the their them they this time to up us "
    "very walk walking want was we we'll we're will with won't work works you your . @"
)
_COMMON_WORDS = (
    "flight train service it's there call called calling people someone somebody "
    "£ $ € 1 2 again another battery came cancelled charged days delayed did done driver even first good "
    "great hold late love more never new nobody nothing now one open order paid refund running says show "
    "since stopped support thank thanks through told waiting weeks what when without would "
    "where which who how here home make read see tell please like know looking thinking much many always been "
    "love loving same other others anyone anybody someone somebody does used wrote asked before "
    "ich je vais vou te voy vamos ti vi lo con dir euch sie"
)
_EVERYWHERE = frozenset(_EVERYWHERE_WORDS.split())
_COMMON = frozenset(_COMMON_WORDS.split())


class Finding(NamedTuple):
    """The strongest phrase of a kind met in a post, with the words it was met in."""

    kind: str
    strength: float
    found: str


class Writing(NamedTuple):
    """A post written plainly, and the words and signs in it."""

    text: str
    words: frozenset[str]


class _File:
    """Where phrases stand that are filed under a word, or under how a word begins."""

    def __init__(self, phrases: Iterable[tuple[int, Phrase]]) -> None:
        self._whole: dict[str, list[int]] = {}
        self._begun: dict[str, list[int]] = {}
        for place, phrase in phrases:
            for word in _choose_trigger(phrase.words):
                table_of, key = (self._begun, word[:-1]) if word.endswith("*") else (self._whole, word)
                table_of.setdefault(key, []).append(place)
        self._lengths = sorted({len(key) for key in self._begun})
        self._shortest = min(self._lengths, default=0)
        self._openings = {key[: self._shortest] for key in self._begun}

    def look_up(self, piece: str) -> list[int]:
        """Give the places of all phrases filed under a word or sign of a post."""
        places = self._whole.get(piece, [])
        # Few words open like one that may have any ending; for most there is nothing more to look up.
        if piece[: self._shortest] in self._openings:
            begun = [self._begun.get(piece[:length], []) for length in self._lengths if length <= len(piece)]
            places = [*places, *chain.from_iterable(begun)]
        return places


class PhraseBook:
    """The phrases of tables in one language, each filed under its rarest word.

    A post without any such word costs one look-up a token; only phrases that have a chance are matched. The phrases
    of ``shared`` come first; its files are looked into and not made again, as those of all languages are the longest.
    """

    def __init__(self, tables: Iterable[Table], shared: PhraseBook | None = None) -> None:
        self.spans: list[range] = shared.spans[:] if shared else []
        """The places of each table's phrases, in the order of `TABLES`."""
        self._phrases: list[Phrase] = shared._phrases[:] if shared else []
        self._unless: dict[str, frozenset[str]] = {}
        if shared:
            self._unless |= shared._unless
        first = len(self._phrases)
        for table in tables:
            self.spans.append(range(len(self._phrases), len(self._phrases) + len(table.phrases)))
            self._phrases += table.phrases
            self._unless |= table.unless
        self._files: list[_File] = shared._files[:] if shared else []
        self._files.append(_File(enumerate(self._phrases[first:], first)))
        self._needs: list[tuple[frozenset[str], ...] | None] = [None] * len(self._phrases)
        self._places = Memo(self._find_places, _REMEMBERED)
        self._written = Memo(write_plainly, _REMEMBERED)

    def _find_places(self, token: str) -> tuple[int, ...]:
        if token.startswith(NO_WORD):  # most new tokens are names and links, and carry nothing
            return ()
        places = [_LOUD] if _is_put_loudly(token) else []
        pieces = self._written[token].split()
        for file in self._files:
            for piece in pieces:
                places += file.look_up(piece)
        return tuple(places)

    def look_up(self, tokens: list[str]) -> set[int]:
        """Give the places of all phrases that a post may hold, as far as it is read."""
        # Most tokens have none, and to pass over nothing takes time too.
        return set(chain.from_iterable(filter(None, map(self._places.__getitem__, tokens[:MOST_TOKENS]))))

    def write(self, tokens: list[str]) -> Writing:
        """Write a post plainly, as far as it is read; it begins and ends a sentence."""
        text = f" . {''.join(map(self._written.__getitem__, tokens[:MOST_TOKENS]))}. "
        return Writing(text, frozenset(text.split()))

    def match(self, places: Iterable[int], writing: Writing) -> list[Finding]:
        """Give the strongest phrase of each kind that stands in a post, those taken away left out.

        ``places`` are in order, in which the strongest come first.
        """
        findings: dict[str, Finding] = {}
        text, words = writing
        for place in places:
            kind, strength, phrase = self._phrases[place]
            if kind in findings:
                continue
            # Whether all of a phrase's words are there is seen here, and not in a function: this is asked the most.
            needs = self._needs[place]
            for spellings in self._list_needs(place) if needs is None else needs:
                if spellings.isdisjoint(words):
                    break
            else:
                if found := self._match(kind, phrase, text):
                    findings[kind] = Finding(kind, strength, found)
        return list(findings.values())

    def list_strongest(self, places: Iterable[int]) -> dict[str, float]:
        """List, by kind, the greatest strength of the phrases at these places."""
        strongest: dict[str, float] = {}
        for kind, strength, _ in [self._phrases[place] for place in places]:
            if strength > strongest.get(kind, 0.0):
                strongest[kind] = strength
        return strongest

    def _list_needs(self, place: int) -> tuple[frozenset[str], ...]:
        """List what else a phrase needs that a post was looked up for; many posts have but the word that filed it."""
        needs = self._needs[place] = _list_needs(self._phrases[place].words)
        return needs

    def _match(self, kind: str, words: str, written: str) -> str | None:
        pattern = compile_phrase(words)
        unless = self._unless.get(kind)
        match = pattern.search(written)
        while match and unless:
            before = written[: match.start()].rpartition(" . ")[2].split()
            if unless.isdisjoint(before[-_WORDS_BEFORE:]):
                break
            match = pattern.search(written, match.start() + 1)
        return match[0].strip(" .@") if match else None


class Met:
    """What a post may hold of the tables' phrases: looked up at once, matched when asked for."""

    __slots__ = ("_book", "_found", "_ordered", "_places", "_writing", "tokens")

    def __init__(self, book: PhraseBook, tokens: list[str]) -> None:
        self.tokens = tokens
        """The post's tokens, all of them."""
        self._book = book
        self._places = book.look_up(tokens)
        self._ordered: list[int] | None = None
        self._writing: Writing | None = None
        self._found: dict[str, list[Finding]] = {}

    @property
    def is_loud(self) -> bool:
        """Whether any token may be shouting, or there are too many to tell."""
        return _LOUD in self._places or len(self.tokens) > MOST_TOKENS

    def list_strongest(self, table: str) -> dict[str, float]:
        """List, by kind, the strength of the strongest phrase of a table that the post may hold."""
        return self._book.list_strongest(self._list_places(table))

    def _list_places(self, table: str) -> list[int]:
        """List the places of a table's phrases in order; all are ordered once, as a table's lie side by side."""
        if self._ordered is None:
            self._ordered = sorted(self._places)
        span = self._book.spans[TABLES.index(table)]
        first = bisect_left(self._ordered, span.start)
        return self._ordered[first : bisect_left(self._ordered, span.stop, first)]

    def find(self, table: str) -> list[Finding]:
        """Give the strongest phrase of each kind of a table; matched once, as value and reason both ask."""
        found = self._found.get(table)
        if found is None:
            found = self._found[table] = self._match(table)
        return found

    def _match(self, table: str) -> list[Finding]:
        places = self._list_places(table)
        return self._book.match(places, self.writing) if places else []

    @property
    def writing(self) -> Writing:
        """The post written plainly."""
        if self._writing is None:
            self._writing = self._book.write(self.tokens)
        return self._writing


def meet_phrases(tokens: list[str], language: str) -> Met:
    """Look a post's tokens up among the phrases of its language, an ISO 639-1 code; "und" is read as English.

    A language without phrases has those of any language.
    """
    return Met(load_phrases("en" if language == _UNDETERMINED else language), tokens)


@cache
def load_phrases(language: str) -> PhraseBook:
    """Read the phrases of one language, and those of any language."""
    if language != ANY_LANGUAGE and not has_phrases(language):
        return load_phrases(ANY_LANGUAGE)  # one book for all languages without phrases
    return PhraseBook([read_table(table, language) for table in TABLES_BY_LANGUAGE], _load_shared())


@cache
def _load_shared() -> PhraseBook:
    """Read the phrases that are the same in every language's book."""
    return PhraseBook([read_table(table, ANY_LANGUAGE) for table in SHARED_TABLES])


def _is_put_loudly(token: str) -> bool:
    """Say whether a token, which is no name, may be shouting: its marks, or capitals too long for an airport's."""
    if ("!" in token or "?" in token) and any(marks in token for marks in EXCLAIMED):
        return True
    return token.isupper() and count_letters(token) > 3


def count_letters(token: str) -> int:
    """Count the letters of a token."""
    return sum(map(str.isalpha, token))


def _choose_trigger(words: str) -> list[str]:
    """Return the spellings of the phrase's rarest word, as far as one can guess: every match holds one."""
    return min(_split_choices(words), key=_guess_frequency)


def _list_needs(words: str) -> tuple[frozenset[str], ...]:
    """List, for each word of a phrase that is spelled out, its spellings, the rarest first: a match holds one of each.

    The word that the phrase is filed under is left out, as it was met.
    """
    others = sorted(_split_choices(words), key=_guess_frequency)[1:]
    plain = [c for c in others if not any(spelling.endswith("*") or not spelling.strip("#") for spelling in c)]
    return tuple(map(frozenset, plain))


def _split_choices(words: str) -> list[list[str]]:
    """Split a phrase into the spellings of each of its words that is no sign."""
    return [word.split("|") for word in words.split() if word[0] not in "~#@!*"]


def _guess_frequency(spellings: list[str]) -> tuple[int, int, int, int]:
    everywhere, common = len(_EVERYWHERE.intersection(spellings)), len(_COMMON.intersection(spellings))
    return everywhere, common, -min(map(len, spellings)), len(spellings)
