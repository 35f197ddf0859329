"""Hold the sentiment scorer against vaderSentiment itself: every text of a folder, and generated ones.

    python benchmarks/differential.py --generated 200000 --shared ../shared

Compares all four values with == and str(). Prints what differs and exits with 1 if anything does.
"""

import argparse
import csv
import gzip
import random
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from vaderSentiment import vaderSentiment as reference  # noqa: N813

from mentiontriage.collect import Collection
from mentiontriage.inputs import name_file
from mentiontriage.model import Mention
from mentiontriage.signals._vader import Scorer, load_scorer

WHITE_SPACE = [character for character in map(chr, range(0x3001)) if character.isspace()]
NEUTRAL_WORDS = ["i", "we", "the", "a", "to", "and", "plane", "account", "3", "42", "rt", "@acme", "#fail"]
RULE_WORDS = [
    *("no", "so", "this", "doubt", "least", "never", "without", "or", "nor", "kind", "of", "sort", "just"),
    *("enough", "at", "very", "but", "but", "but", "the", "shit", "bomb", "bad", "ass", "badass", "bus", "for"),
    *("stop", "yeah", "right", "kiss", "death", "to", "die", "beating", "heart"),
]
ODD_WORDS = [
    "idn't",
    "N'T",
    "n't",
    "oK",
    "liKe",
    "THANKS",
    "İ",
    "aİ",
    "ΟΔΟΣ",
    "\u200b",
    "\ud800",
    "ﬁne",
    "É",
    "ǅ",
    "８",
]
EMOTICONS = [":)", ":-)", ":D", ":P", "=)", "<3", ":'(", "(:", "8)", "o.O", "(no)", "(so)", "ok,", "-", "...", "&amp;"]
SYMBOLS = ["\ufe0f", "\u200d", "\U0001f3fd", "🆙", "🔛"]


class Difference(NamedTuple):
    """A text on which the two disagree, with (neg, neu, pos, compound) of both."""

    text: str
    ours: tuple[float, ...]
    theirs: tuple[float, ...]


def find_differences(
    texts: Iterable[str], analyzer: reference.SentimentIntensityAnalyzer, score: Scorer
) -> Iterator[Difference]:
    """Score every text with both and yield those that differ in any value or in how it prints."""
    for text in texts:
        polarity = score(text, text.split())
        ours = (polarity.neg, polarity.neu, polarity.pos, polarity.compound)
        theirs = tuple(analyzer.polarity_scores(text)[name] for name in ("neg", "neu", "pos", "compound"))
        if ours != theirs or str(ours) != str(theirs):
            yield Difference(text, ours, theirs)


def generate_texts(seed: int, count: int, analyzer: reference.SentimentIntensityAnalyzer) -> Iterator[str]:
    """Generate texts that crowd together what the rules look at, in odd case, punctuation and white space."""
    chance = random.Random(seed)
    emoji = [symbol for symbol in analyzer.emojis if len(symbol) == 1] + SYMBOLS
    lexicon = list(analyzer.lexicon)
    pools: list[list[str]] = [
        lexicon,
        lexicon,
        RULE_WORDS,
        RULE_WORDS,
        list(reference.BOOSTER_DICT),
        list(reference.NEGATE),
        [*reference.SPECIAL_CASES, *(phrase for phrase in reference.BOOSTER_DICT if " " in phrase)],
        NEUTRAL_WORDS,
        NEUTRAL_WORDS,
        ["good", "bad", "great", "no", "so", "this"],
        [*ODD_WORDS, *EMOTICONS],
        emoji,
    ]
    for _ in range(count):
        length = chance.choice((0, 1, 2, 3, 4, 5, 6, 8, 12, 20)) if chance.random() < 0.995 else 250
        favoured = chance.sample(pools, chance.randint(1, len(pools)))
        loud = chance.choice((0.05, 0.05, 0.5, 1.0))
        pieces = []
        for _ in range(length):
            word = chance.choice(chance.choice(favoured))
            pieces.append(_disguise(word, chance, loud))
            pieces.append(_choose_space(chance))
        yield "".join(pieces)


def _disguise(word: str, chance: random.Random, loud: float) -> str:
    draw = chance.random()
    if draw < loud:
        word = word.upper()
    elif draw > 0.95:
        word = "".join(chance.choice((c.upper(), c)) for c in word).replace("k", "\u212a")
    elif draw > 0.9:
        word = word.title()
    if chance.random() < 0.2:
        word += chance.choice(("!", "?", "!!!", "??", "?????", ",", ".", "...", ")", "'", '"', "…", "’"))
    if chance.random() < 0.05:
        word = chance.choice(("(", "#", "@", '"', "!", "*", "😂", "¡")) + word
    return word


def _choose_space(chance: random.Random) -> str:
    draw = chance.random()
    if draw < 0.9:
        return " "
    return "" if draw < 0.93 else chance.choice(WHITE_SPACE) * chance.randint(1, 2)


def read_texts(shared: Path) -> list[str]:
    """Read every text there is, each once.

    Labelled and unlabelled posts are taken as they stand, exports and recorded replies as our readers understand them.
    """
    texts: dict[str, None] = {}
    for path in sorted((shared / "data" / "labelled").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            texts.update((row["text"], None) for row in csv.DictReader(file))
    with gzip.open(shared / "data" / "unlabelled.txt.gz", "rt", encoding="utf-8", newline="\n") as lines:
        texts.update((line.rstrip("\n"), None) for line in lines)
    folders = (shared / "data" / "exports", shared / "recordings")
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    items = Collection(map(name_file, files), {}).read_items()
    texts.update((item.text, None) for item in items if isinstance(item, Mention))
    return list(texts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--generated", type=int, default=200_000, help="how many texts to generate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shared", type=Path, help="folder with data/ and recordings/")
    options = parser.parse_args()
    analyzer = reference.SentimentIntensityAnalyzer()
    read = read_texts(options.shared) if options.shared else ()
    compared = differing = 0

    def count(texts: Iterable[str]) -> Iterator[str]:
        nonlocal compared
        for text in texts:
            compared += 1
            yield text

    texts = count(chain(read, generate_texts(options.seed, options.generated, analyzer)))
    for difference in find_differences(texts, analyzer, load_scorer()):
        differing += 1
        print(ascii(difference))
    print(f"Python {sys.version.split()[0]}: {compared} texts compared, {differing} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main())
