"""Derive the `more` and `pieces` lines of src/mentiontriage/data/languages.txt from posts of known language.

    python training/language_words.py ../shared/data/labelled

The posts are the labelled ones, of which there are none in Dutch, and those invented for the lanes
(training/lane_posts). For each of the seven languages it lists the words that some posts hold, that are mostly
written in lower case (so names and brands drop out; German capitalises every noun), and that no other of the seven uses
much more often; and, for words not listed, the threes of letters (^ and $ a word's ends) that stand mostly in
words of that language. Only posts with an even row number are read: the odd ones stay unseen, for
benchmarks/language.py to measure on. All other lines are written by hand and left as they are.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

WORDS_FILE = Path(__file__).parent.parent / "src" / "mentiontriage" / "data" / "languages.txt"
INVENTED = Path(__file__).parent / "lane_posts"
SOURCES: dict[str, tuple[str, ...]] = {
    "en": ("airline15.csv", "sanders.csv", "sxsw.csv", "semeval17.csv", "acl19.csv"),
    "de": ("xlmt_ge_train.csv", "germeval_de_dev.csv"),
    "nl": (),
    "fr": ("xlmt_fr_train.csv",),
    "es": ("xlmt_sp_train.csv",),
    "it": ("xlmt_it_train.csv",),
    "pt": ("xlmt_po_train.csv",),
}
WORDS_KEPT = {"en": 1800, "de": 1400}
WORDS_KEPT_ELSEWHERE = 720
FEWEST_POSTS = 3
LOWER_CASE_SHARE = 0.6
NOUNS_ARE_CAPITALISED = {"de"}
TIMES_FOR_A_NOUN = 5.0  # where names are not told by their capital, words of all the world are left out so
# Hardly any post is Dutch, and of its few posts each may hold a word of English: what both write is no mark of Dutch.
TIMES_THE_OTHERS = {"nl": 5.0}
TIMES_THE_OTHERS_ELSEWHERE = 0.34
PIECES_KEPT = 300
SHARE_FOR_A_PIECE = 0.6
MOST_CORE_WORDS_ELSEWHERE = 2
WORD = re.compile(r"(?<![\w@#/'])[^\W\d_]{2,14}(?:'[^\W\d_]{1,3})?(?![\w/])")
NO_WORDS = re.compile(r"https?\S*|[@#]\w+")


def read_posts(folder: Path, language: str) -> Iterator[str]:
    """Yield the text of the posts with an even row number in all sources of one language."""
    for texts in (*(_read_labelled(folder / name) for name in SOURCES[language]), _read_invented(language)):
        for text in islice(texts, 0, None, 2):
            yield NO_WORDS.sub(" ", text).replace("\u2019", "'")


def _read_labelled(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from (row["text"] for row in csv.DictReader(file))


def _read_invented(language: str) -> Iterator[str]:
    with (INVENTED / f"{language}.tsv").open(encoding="utf-8") as file:
        yield from (line.rstrip("\n").partition("\t")[2] for line in file)


def count_words(folder: Path, language: str) -> tuple[dict[str, float], dict[str, float]]:
    """Return the share of posts that hold each word, and the words worth listing, the most common first.

    With each of these stands how many times as often as elsewhere it has to be written here.
    """
    seen: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    posts = 0
    for text in read_posts(folder, language):
        posts += 1
        words = set(WORD.findall(text))
        lower.update(word for word in words if word.islower())
        seen.update({word.lower() for word in words})
    worth = {}
    for word, n in sorted(seen.items(), key=lambda item: (-item[1], item[0])):
        if n >= FEWEST_POSTS and lower[word] >= LOWER_CASE_SHARE * n:
            worth[word] = TIMES_THE_OTHERS.get(language, TIMES_THE_OTHERS_ELSEWHERE)
        elif n >= FEWEST_POSTS and language in NOUNS_ARE_CAPITALISED:
            worth[word] = TIMES_FOR_A_NOUN
    return {word: n / posts for word, n in seen.items()}, worth


def choose_words(folder: Path, known: dict[str, set[str]]) -> dict[str, list[str]]:
    """Return, for each language, the words worth adding to those already known, in alphabetical order."""
    counts = {language: count_words(folder, language) for language in SOURCES}
    chosen = {}
    for language, (shares, worth) in counts.items():
        others = [of for code, (of, _) in counts.items() if code != language]
        kept = [
            word
            for word, times in worth.items()
            if word not in known[language] and shares[word] >= times * max(of.get(word, 0.0) for of in others)
        ]
        chosen[language] = sorted(kept[: WORDS_KEPT.get(language, WORDS_KEPT_ELSEWHERE)])
    return chosen


def cut(word: str) -> set[str]:
    """Return the threes of letters in a word, its ends marked."""
    marked = f"^{word}$"
    return {marked[start : start + 3] for start in range(len(marked) - 2)}


def choose_pieces(folder: Path, core: dict[str, set[str]]) -> dict[str, list[str]]:
    """Return, for each language, the threes of letters that tell it from the rest.

    How often a piece occurs is a share of all pieces of its language, so that no language wins by the size of
    its sources. Languages without posts are heard by their core words alone: a piece that many of these hold
    is no mark of one of the seven.
    """
    counts = {language: Counter[str]() for language in SOURCES}
    for language, pieces in counts.items():
        for text in read_posts(folder, language):
            lower = [word for word in WORD.findall(text) if word.islower()]
            pieces.update(piece for word in lower for piece in cut(word))
    elsewhere = Counter(
        piece for code, words in core.items() if code not in SOURCES for word in words for piece in cut(word)
    )
    shares = {
        language: {piece: n / pieces.total() for piece, n in pieces.items()} for language, pieces in counts.items()
    }
    chosen = {}
    for language, own in shares.items():
        marks = [
            piece
            for piece, share in own.items()
            if share >= SHARE_FOR_A_PIECE * sum(other.get(piece, 0) for other in shares.values())
            and elsewhere[piece] <= MOST_CORE_WORDS_ELSEWHERE
        ]
        chosen[language] = sorted(sorted(marks, key=lambda piece: (-own[piece], piece))[:PIECES_KEPT])
    return chosen


def derive(folder: Path, written: str) -> str:
    """Return the file's text with its derived lines made anew, behind the hand-written ones."""
    lines = written.splitlines()
    written_by_hand = [line for line in lines if line.split()[1] not in {"more", "pieces"}]
    core = {line.split()[0]: set(line.split()[2:]) for line in written_by_hand if line.split()[1] == "core"}
    words, pieces = choose_words(folder, core), choose_pieces(folder, core)
    derived = [f"{code} more {' '.join(words[code])}\n{code} pieces {' '.join(pieces[code])}" for code in SOURCES]
    return "\n".join(written_by_hand + derived) + "\n"


if __name__ == "__main__":
    WORDS_FILE.write_text(derive(Path(sys.argv[1]), WORDS_FILE.read_text(encoding="utf-8")), encoding="utf-8")
