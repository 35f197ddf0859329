"""Find phrases of a table in a post, quickly where there are none: what severity and threats share.

A table is a text file in data/ with lines "LANGUAGE KIND STRENGTH: phrase, phrase, ..."; LANGUAGE * is any. In a
phrase `a|b` is either word, `word*` any ending, `~` up to three words between, `!a|b` not followed by either, `#` a
number or "several", `###` a number of at least three digits. "LANGUAGE unless KIND ...: word, ..." names words
that take a phrase's meaning away when they stand within three words before it ("nobody was hurt").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).parent / "data"
_ANY_LANGUAGE = "*"
_NO_PHRASE = -1
_A_NAME = ("@",)  # what a handle, link or hashtag leaves behind
_MOST_TOKENS = 600
_MOST_MEMORISED = 40_000
_LONGEST_TOKEN = 60
_WORDS_BEFORE = 3
_NO_WORD = ("@", "#", "http", "www.")
# A piece is an article or pronoun run on to the next word (l'avion, dell'ordine), a number, a word, a sign or an end.
_PIECE = re.compile(
    r"(?:[cdjlmnst]|qu|un|[dn]ell|all|sull|dall)'(?=[^\W\d_]{2})|"
    r"\d+(?:st|nd|rd|th|ème|ª)(?![^\W_])|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['*-]+[^\W\d_]*)*|[$€£¥₹]"
    r"|[\U0001f300-\U0001faff]|[.!?;:…]+"
)
_LENGTHENED = re.compile(r"([^\W\d])\1{2,}")
_CENSORED = re.compile(r"(f|sh?)\*+\w*")
_CENTS = re.compile(r"[.,]\d{1,2}$")
_NUMBER_WORDS = (
    "a an one two three four five six seven eight nine ten several few many couple half some "
    "ein eine einem einer zwei drei vier fünf sechs acht zehn mehreren mehrere einigen "
    "un une deux trois quatre cinq six dix plusieurs quelques "
    "una uno dos tres cuatro cinco seis diez varias varios muchas muchos "
    "due tre quattro cinque sei dieci alcuni alcune diversi tanti tante "
    "um uma dois duas três quatro dez vários várias muitas muitos"
).replace(" ", "|")
# Words that would file a phrase where nearly every post is looked at.
_COMMON_WORDS = (
    "a after all am an and are as at back be been but by can can't come coming day de do don't for from get go going "
    "gonna got had has have he help her him his i i'll i'm if ill im ima imma in is it just la le last make me my need "
    "no not of on or our out over ready really she so still swear take that the their them they this time to up us "
    "very walk walking want was we we'll we're will with won't work works you your flight train service "
    "ich je vais vou te voy vamos ti vi lo la con dir euch sie"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_NUMBER = rf"(?:\d+|{_NUMBER_WORDS})(?: (?:of|couple|more|full|whole|long|solid|business|working))*"


class Phrase(NamedTuple):
    """One phrase of a table: what it tells, how strongly (0..1), and itself."""

    kind: str
    strength: float
    words: str


class Finding(NamedTuple):
    """The strongest phrase of a kind met in a post, with the words it was met in."""

    kind: str
    strength: float
    found: str


class PhraseBook(dict[str, tuple[int, ...]]):
    """Token -> the places of the phrases it may be part of, remembered for a bounded number of tokens.

    Each phrase is filed under its rarest word: a post without any such word costs one look-up a token, and
    only phrases that have a chance are matched, the strongest first.
    """

    def __init__(
        self, phrases: Iterable[Phrase], unless: dict[str, frozenset[str]], is_notable: Callable[[str], bool]
    ) -> None:
        super().__init__()
        self._phrases = sorted(phrases, key=lambda phrase: (-phrase.strength, phrase))
        self._unless = unless
        self._is_notable = is_notable
        self._older: dict[str, tuple[int, ...]] = {}
        self._needs: dict[int, tuple[frozenset[str], ...]] = {}
        self._whole: dict[str, list[int]] = {}
        self._begun: dict[str, list[int]] = {}
        for place, phrase in enumerate(self._phrases):
            for word in _choose_trigger(phrase.words):
                table, key = (self._begun, word[:-1]) if word.endswith("*") else (self._whole, word)
                table.setdefault(key, []).append(place)
        self._beginnings = sorted({len(key) for key in self._begun})

    def __missing__(self, token: str) -> tuple[int, ...]:
        if token.startswith(_NO_WORD):
            return ()
        if (remembered := self._older.get(token)) is None:
            remembered = self._file(token)
        if len(token) <= _LONGEST_TOKEN:  # no word: keeping it would only cost memory
            self[token] = remembered
        return remembered

    def _file(self, token: str) -> tuple[int, ...]:
        places = [_NO_PHRASE] if self._is_notable(token) else []
        for piece in split_token(token[:_LONGEST_TOKEN]):
            places += self._whole.get(piece, ())
            for length in self._beginnings:
                if length > len(piece):
                    break
                places += self._begun.get(piece[:length], ())
        return tuple(places)

    def has_chance(self, tokens: list[str]) -> bool:
        """Say whether any token is notable or the rarest word of a phrase."""
        if len(self) >= _MOST_MEMORISED:
            self._older = dict(self)  # one generation is kept: common words are not looked into again
            self.clear()
        return any(map(self.__getitem__, tokens[:_MOST_TOKENS]))

    def has_notable(self, tokens: list[str]) -> bool:
        """Say whether any token is notable, or there are too many to tell."""
        return len(tokens) > _MOST_TOKENS or any(_NO_PHRASE in places for places in map(self.__getitem__, tokens))

    def find(self, tokens: list[str]) -> list[Finding]:
        """Return the strongest phrase met of each kind, those taken away left out."""
        head = tokens[:_MOST_TOKENS]
        chances = set(chain.from_iterable(map(self.__getitem__, head)))
        chances.discard(_NO_PHRASE)
        if not chances:
            return []
        pieces = list(chain.from_iterable(map(_write, head)))
        words = frozenset(pieces)
        written = ""
        findings: dict[str, Finding] = {}
        for place in sorted(chances):
            kind, strength, phrase = self._phrases[place]
            if kind in findings or not self._may_match(place, words):
                continue
            written = written or f" {' '.join(pieces)} "
            if found := self._match(kind, phrase, written):
                findings[kind] = Finding(kind, strength, found)
        return list(findings.values())

    def _may_match(self, place: int, words: frozenset[str]) -> bool:
        """Say whether all of a phrase's words are there: many have but the one by which they are filed."""
        needs = self._needs.get(place)
        if needs is None:
            needs = self._needs[place] = _list_needs(self._phrases[place].words)
        # Not all(...): a generator for each phrase would cost more than the look-ups.
        for spellings in needs:  # noqa: SIM110
            if spellings.isdisjoint(words):
                return False
        return True

    def _match(self, kind: str, words: str, written: str) -> str | None:
        pattern = _compile(words)
        unless = self._unless.get(kind, frozenset())
        match = pattern.search(written)
        while match:
            before = written[: match.start()].rpartition(" . ")[2].split()
            if unless.isdisjoint(before[-_WORDS_BEFORE:]):
                return match[0].strip()
            match = pattern.search(written, match.start() + 1)
        return None


@lru_cache(maxsize=_MOST_MEMORISED)
def split_token(token: str) -> tuple[str, ...]:
    """Split a token into plain words, numbers, signs, and "." for what ends a sentence or a part of it.

    No table has words of more than sixty letters, and what is longer should be cut before it comes here.
    """
    plain = _LENGTHENED.sub(_take_letter, token.lower().replace("’", "'"))
    if plain.isalpha():  # most tokens: nothing to split
        return (plain,)
    return tuple([word for piece in _PIECE.findall(plain) if (word := _plain_piece(piece))])


def _take_letter(match: re.Match[str]) -> str:
    return match[1]  # as the template r"\1" would, which Python 3.11 works through even where nothing is found


def _write(token: str) -> tuple[str, ...]:
    """Write a token plainly: its words, or what stands for a name."""
    return _A_NAME if token.startswith(_NO_WORD) else split_token(token[:_LONGEST_TOKEN])


def _plain_piece(piece: str) -> str:
    if piece[0].isdigit() and piece[-1].isdigit():
        return _CENTS.sub("", piece).replace(",", "").replace(".", "")
    if piece[0] in ".!?;:…":
        return "."
    if censored := _CENSORED.fullmatch(piece):
        return "fuck" if censored[1] == "f" else "shit"
    return piece.strip("'*-")


def _choose_trigger(words: str) -> list[str]:
    """Return the spellings of the phrase's rarest word, as far as one can guess: every match holds one."""
    choices = [word.split("|") for word in words.split() if word[0] not in "~#@!"]
    return min(choices, key=_guess_frequency)


def _list_needs(words: str) -> tuple[frozenset[str], ...]:
    """List, for each word of a phrase that is spelled out, its spellings: every match holds one of each."""
    choices = [word.split("|") for word in words.split() if word[0] not in "~#@!"]
    plain = [c for c in choices if not any(spelling.endswith("*") or not spelling.strip("#") for spelling in c)]
    return tuple(sorted(map(frozenset, plain), key=len))


def _guess_frequency(spellings: list[str]) -> tuple[int, int]:
    return sum(spelling in _COMMON for spelling in spellings), -min(map(len, spellings))


@cache
def _compile(words: str) -> re.Pattern[str]:
    """Return a pattern that finds the phrase in plain writing, from the space before it to that after it."""
    parts: list[str] = []
    for word in words.split():
        if word == "~":
            parts.append("(?:(?! \\.) [^ ]+){0,3}?")
        elif word[0] == "!":
            parts.append(f"(?! (?:{'|'.join(map(_spell, word[1:].split('|')))}) )")
        else:
            parts.append(f" (?:{'|'.join(map(_spell, word.split('|')))})")
    return re.compile("".join(parts) + "(?= )")


def _spell(word: str) -> str:
    if word.strip("#") == "":
        return _NUMBER if word == "#" else rf"\d{{{len(word)},}}"
    return re.escape(word[:-1]) + "[^ ]*" if word.endswith("*") else re.escape(word)


def _is_never(token: str) -> bool:  # noqa: ARG001 - the signature of is_notable
    return False


@cache
def load_phrases(name: str, language: str, is_notable: Callable[[str], bool] = _is_never) -> PhraseBook:
    """Read the phrases of one language, and those of any language, from a table in data/.

    `is_notable` says of a token that it gives a post a chance although it is in no phrase.
    """
    phrases: list[Phrase] = []
    unless: dict[str, frozenset[str]] = {}
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        head, _, tail = line.partition(": ")
        if head.partition(" ")[0] not in {language, _ANY_LANGUAGE}:
            continue
        columns = head.split()[1:]
        items = [item.strip() for item in tail.split(",")]
        if columns[0] == "unless":
            unless |= {kind: unless.get(kind, frozenset()) | set(items) for kind in columns[1:]}
        else:
            phrases += [Phrase(columns[0], float(columns[1]), item) for item in items]
    return PhraseBook(phrases, unless, is_notable)
