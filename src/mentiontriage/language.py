"""Tell in which language a post is written, and what a service meant by a language tag.

No kept library was small and quick enough: py3langid 0.4.0 needs numpy and is a 4.6 MB wheel, langdetect
1.0.9 answers at random unless seeded, simplemma 2.0 is a wheel of 19 MB and lingua 2.1 one of 96 MB. So each
word votes for the languages that hold it (data/languages.txt), and letters of a script other than the Latin
decide by themselves.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections import Counter
from functools import cache, lru_cache
from pathlib import Path

from mentiontriage.memos import Memo

UNDETERMINED = "und"
"""The code of ISO 639-2 for a language that cannot be told."""

READ_LANGUAGES = frozenset({"en", "de", "nl", "fr", "es", "it", "pt"})
"""The languages in which complaints can be told from the rest: those that have weights of any kind."""

_DATA = Path(__file__).parent / "data"
# A long review shows its language well before this, and no count of points outgrows its 16 bits: no word
# of this length gathers more than 400.
_MOST_TOKENS = 150
_LONGEST_WORD = 24
_MOST_LETTERS = 1_000
_CUT = 3  # letters of a piece
_POINTS = {"core": 60, "more": 30, "letters": 20, "parts": 10, "pieces": 8}
_FEWEST_POINTS = dict.fromkeys(READ_LANGUAGES, 20)
# A word that only Dutch has, or several that it shares: its words are English names and slang too ("dat", "hoe",
# "van"), far more posts are English, and one whose language cannot be told is read as English.
_FEWEST_POINTS["nl"] = 60
# More than one word: to call a post unreadable hides it, which takes better evidence than to read it.
_FEWEST_POINTS_UNREAD = 70
_CLEAR_LEAD = 1.05
# Afrikaans and Catalan cannot be read, but a sister of each can (Dutch, Spanish): of what is as well the one as the
# other far more is the sister, and to read the rest as that costs less than to have no weights for any of it.
_UNREAD_SISTERS = frozenset({"af", "ca"})
_NO_WORD = ("@", "#", "http", "www.", "RT", "via")
_EDGES = "\"'.,;:!?()[]{}<>*_~-+=|/\\&%$^…“”„‚‘«»‹›¡¿–—•0123456789"
_LENGTHENED = re.compile(r"(.)\1{2,}")
# Letters and marks that may be of a script other than the Latin: a sieve, so that accents cost little.
_OTHER_SCRIPT = re.compile("[\u0370-\u1cff\u3041-\ud7af\ufb50-\ufdff\ufe70-\ufefc\uff66-\uff9d]")
# Languages that share a script: the first mark found names one, else it is the most written.
_SISTERS = {
    "zh": ((re.compile("[\u3041-\u30ff]"), "ja"),),
    "ar": ((re.compile("[ٹڈڑےں]"), "ur"), (re.compile("[پچژگیک]"), "fa")),
    "ru": (
        (re.compile("[іїєґ]"), "uk"),
        (re.compile("[ђјљњћџ]"), "sr"),
        (re.compile("[ыэё]"), "ru"),
        (re.compile(r"\w\wъ\w|\b(?:съм|във|със|да)\b"), "bg"),
    ),
    "hi": ((re.compile("आहे|ळ"), "mr"), (re.compile("छ[ \u0964]|छन्"), "ne")),
}


class _Votes:
    """Each token's votes: a 16-bit count for each language, packed into one integer.

    Packed, because the votes of a post are then one `sum` over a dictionary, which no loop in Python comes near.
    """

    def __init__(self) -> None:
        self.votes = Memo(self._judge)
        self.languages, self.holders = _read_words()
        self.tally = struct.Struct(f"<{len(self.languages)}H")
        marks = {
            kind: {item: _share_points(_POINTS[kind], bits) for item, bits in self.holders[kind].items()}
            for kind in ("letters", "pieces", "parts")
        }
        self.marks = marks["letters"] | marks["pieces"]
        self.pairs = [item for item in marks["parts"].items() if len(item[0]) < _CUT]
        self.parts: dict[str, list[tuple[str, int]]] = {}
        for part, points in marks["parts"].items():
            if len(part) >= _CUT:
                self.parts.setdefault(part[:_CUT], []).append((part, points))

    def count(self, tokens: list[str]) -> tuple[int, ...]:
        """Return the points of each language, in the order of `languages`."""
        votes = sum(map(self.votes.__getitem__, tokens[:_MOST_TOKENS]))
        return self.tally.unpack(votes.to_bytes(self.tally.size, "little"))

    def _judge(self, token: str) -> int:
        if token.startswith(_NO_WORD):
            return 0
        word = token[: 2 * _LONGEST_WORD].lower().replace("’", "'").strip(_EDGES)[:_LONGEST_WORD]
        if not word:
            return 0
        return self._look_up(word) or self._look_up(_LENGTHENED.sub(_take_letter, word)) or self._look_into(word)

    def _look_up(self, word: str) -> int:
        # A word of both kinds is one in each: "size" is English though Turkish has it more.
        core, more = self.holders["core"].get(word), self.holders["more"].get(word)
        votes = _share_points(_POINTS["core"], core) if core else 0
        return votes + _share_points(_POINTS["more"], more) if more else votes

    def _look_into(self, word: str) -> int:
        """Judge an unknown word by its letters, its pieces and what follows its apostrophe (l'avion)."""
        marked = f"^{word}$"
        cuts = {marked[start : start + _CUT] for start in range(len(marked) - _CUT + 1)}
        votes = sum(map(self.marks.__getitem__, self.marks.keys() & cuts.union(word)))
        votes += sum([points for pair, points in self.pairs if pair in marked])
        for opening in self.parts.keys() & cuts:
            votes += sum([points for part, points in self.parts[opening] if part in marked])
        _, apostrophe, rest = word.rpartition("'")
        return votes + self._look_up(rest) if apostrophe else votes


def _take_letter(match: re.Match[str]) -> str:
    return match[1]  # as the template r"\1" would, which Python 3.11 works through even where nothing is found


@lru_cache(maxsize=4096)
def _share_points(points: int, holders: int) -> int:
    """Divide the points of an item among the languages that hold it: what many share tells little.

    `holders` has a bit set for the place of each language; the result is packed as in `_Votes`.
    """
    each = max(1, points // holders.bit_count())
    return sum(each << (16 * place) for place in range(holders.bit_length()) if holders >> place & 1)


def _read_words() -> tuple[tuple[str, ...], dict[str, dict[str, int]]]:
    """Return the languages, and for each kind of item the languages that hold it as a set of bits."""
    places: dict[str, int] = {}
    tables: dict[str, dict[str, int]] = {kind: {} for kind in _POINTS}
    for line in _read_lines("languages.txt"):
        code, kind, *items = line.split()
        bit = 1 << places.setdefault(code, len(places))
        table = tables[kind]
        for item in items:
            table[item] = table.get(item, 0) | bit
    return tuple(places), tables


@cache
def _load_votes() -> _Votes:
    return _Votes()


def detect_language(text: str, tokens: list[str]) -> str:
    """Return the ISO 639-1 code of the language a post is written in, or "und" where too little tells it.

    `tokens` are `text.split()`. Handles, links, hashtags, digits and emoji never count.
    """
    if not text.isascii() and _OTHER_SCRIPT.search(text) and (language := _read_script(tokens)):
        return language
    votes = _load_votes()
    points = votes.count(tokens)
    best = max(points)
    near = [place for place, count in enumerate(points) if best < _CLEAR_LEAD * count]
    if len(near) > 1:
        near = [place for place in near if votes.languages[place] not in _UNREAD_SISTERS]
    if len(near) != 1:
        return UNDETERMINED
    language = votes.languages[near[0]]
    return language if best >= _FEWEST_POINTS.get(language, _FEWEST_POINTS_UNREAD) else UNDETERMINED


def _read_script(tokens: list[str]) -> str | None:
    """Return the language whose script most of the letters are in, or None where that is the Latin."""
    written = " ".join(token for token in tokens if not token.startswith(_NO_WORD[::2]))[:_MOST_LETTERS]
    scripts = Counter(_name_script(letter) for letter in written if letter.isalpha())
    latin = scripts.pop("", 0)
    # Latin unless at least half as many letters are not: one ideograph says more than one letter, and a name
    # in another script does not make a post one of that language.
    if not scripts or scripts.total() * 2 < latin:
        return None
    script = "zh" if scripts["zh"] + scripts["ja"] > scripts.total() / 2 else scripts.most_common(1)[0][0]
    return next((language for mark, language in _SISTERS.get(script, ()) if mark.search(written)), script)


def _name_script(letter: str) -> str:
    """Return the most written language of the letter's script, "" for Latin and all that is not listed."""
    firsts, lasts, languages = _read_scripts()
    place = bisect_right(firsts, ord(letter)) - 1
    return languages[place] if place >= 0 and ord(letter) <= lasts[place] else ""


@cache
def _read_scripts() -> tuple[list[int], list[int], list[str]]:
    """Return the first and last letters of each script's blocks, in order, and its language."""
    rows = [line.split() for line in _read_lines("scripts.txt")]
    return [int(row[0], 16) for row in rows], [int(row[1], 16) for row in rows], [row[2] for row in rows]


def _read_lines(name: str) -> list[str]:
    """Return the lines of a data file that are no comments."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


@cache
def _read_codes() -> dict[str, str]:
    """Return every spelling of a language in lower case -> its code."""
    codes: dict[str, str] = {}
    for line in _read_lines("language_names.txt"):
        code, *spellings = [part.replace("_", " ") for part in line.split()]
        codes.update((spelling.casefold(), code) for spelling in (code, *spellings))
    return codes


@lru_cache(maxsize=512)
def normalise_language(tag: str | None) -> str | None:
    """Return the ISO 639-1 code meant by a service's tag or name ("en-GB", "English (UK)", "iw"), or None.

    None too for what names no language: "und", "zxx", and the "qme", "qst", ... that X gives to posts
    without words.
    """
    if not tag:
        return None
    codes = _read_codes()
    spelling = tag.strip().casefold()
    return codes.get(spelling) or codes.get(re.split(r"[-_(,;]", spelling, maxsplit=1)[0].strip())
