"""Measure sentiment scorers side by side: vaderSentiment, nltk's VADER, TextBlob and ours.

    python benchmarks/sentiment.py --count 20000 --texts posts.txt

Every scorer reads the same texts in turn, round after round; what counts is the median and the ratio to
vaderSentiment in the same run. Cold is a scorer just loaded, warm the same texts once more. Splitting the
text is part of our time. Then come posts of many hits, on which a quadratic scorer stalls.
"""

import argparse
import gzip
import importlib.util
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from mentiontriage.signals import _vader
from mentiontriage.signals._vader_words import read_word_lists

Score = Callable[[str], object]
LARGEST_FOR_REFERENCE = 1_000


def load_ours() -> Score:
    _vader.load_scorer.cache_clear()
    _vader.summarise_one.cache_clear()
    score = _vader.load_scorer()
    return lambda text: score(text, text.split())


def load_reference() -> Score:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    score: Score = SentimentIntensityAnalyzer().polarity_scores
    return score


def load_nltk() -> Score:
    import nltk
    from nltk.sentiment.vader import SentimentIntensityAnalyzer

    # nltk downloads its copy of the lexicon apart; the installed vaderSentiment has the same file.
    package = importlib.util.find_spec("vaderSentiment")
    if package is None or package.submodule_search_locations is None:
        raise ImportError("nltk's VADER reads vaderSentiment's lexicon")
    nltk.data.path.append(package.submodule_search_locations[0])
    score: Score = SentimentIntensityAnalyzer(lexicon_file="vader_lexicon.txt").polarity_scores
    return score


def load_textblob() -> Score:
    from textblob.en import sentiment

    score: Score = sentiment
    return score


LOADERS: dict[str, Callable[[], Score]] = {
    "vaderSentiment": load_reference,
    "nltk VADER": load_nltk,
    "TextBlob": load_textblob,
    "mentiontriage": load_ours,
}


def generate_posts(count: int, seed: int) -> list[str]:
    """Generate posts of about a dozen words, of which about one in ten is in the lexicon.

    Real posts repeat fewer of their words; give a file of them with --texts where there is one.
    """
    chance = random.Random(seed)
    lexicon = [word for word in read_word_lists().lexicon if word.isalpha() and word.islower()]
    syllables = ["ba", "ko", "ti", "ner", "lo", "sha", "mi", "pra", "del", "u", "ven", "gor", "is", "ta", "rem"]
    common = ["".join(chance.choices(syllables, k=chance.randint(1, 3))) for _ in range(2000)]
    function_words = [
        *("the", "a", "to", "i", "and", "is", "in", "it", "of", "for", "you", "my", "on", "that", "with"),
        *("at", "be", "have", "this", "so", "not", "but", "no", "very"),
    ]

    def pick() -> str:
        draw = chance.random()
        if draw < 0.40:
            return chance.choice(function_words)
        if draw < 0.72:
            return chance.choice(common)
        if draw < 0.82:
            return chance.choice(lexicon)
        if draw < 0.84:
            return chance.choice(("😂", "😡", "❤", ":)", "don't", "can't", "WORST", "GREAT"))
        return "".join(chance.choices(syllables, k=4)) + chance.choice(("", "", ".", ",", "!", "?"))

    return [" ".join(pick() for _ in range(chance.randint(4, 24))) for _ in range(count)]


def read_posts(path: Path, count: int, seed: int) -> list[str]:
    """Draw at most `count` lines of a text file, which may be compressed with gzip."""
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    posts = content.decode("utf-8").split("\n")
    return random.Random(seed).sample(posts, min(count, len(posts)))


def measure_seconds(score: Score, texts: Sequence[str]) -> float:
    start = time.process_time()
    for text in texts:
        score(text)
    return time.process_time() - start


def load_installed() -> dict[str, Callable[[], Score]]:
    installed = {}
    for name, load in LOADERS.items():
        try:
            load()("good")
        except ImportError as error:
            print(f"{name}: not installed, left out ({error})")
        else:
            installed[name] = load
    return installed


def compare(texts: Sequence[str], rounds: int) -> None:
    """Print cold and warm posts a second of every installed scorer, median of the rounds."""
    loaders = load_installed()
    cold: dict[str, list[float]] = {name: [] for name in loaders}
    warm: dict[str, list[float]] = {name: [] for name in loaders}
    for _ in range(rounds):
        for name, load in loaders.items():
            score = load()
            cold[name].append(measure_seconds(score, texts))
            warm[name].append(measure_seconds(score, texts))
    print(f"{len(texts)} posts, median of {rounds} rounds, Python {sys.version.split()[0]}")
    print("| scorer | cold posts/s | ratio | warm posts/s | ratio |\n|---|---|---|---|---|")
    for name in loaders:
        cells = []
        for seconds in (cold, warm):
            median = statistics.median(seconds[name])
            ratio = statistics.median(seconds["vaderSentiment"]) / median
            cells += [f"{len(texts) / median:,.0f}", f"{ratio:.2f}"]
        print(f"| {name} | {' | '.join(cells)} |")


def compare_long(rounds: int) -> None:
    """Print the time of one post of 1k, 10k and 100k tokens; the reference's where it takes seconds at most."""
    kinds: dict[str, Callable[[int], str]] = {
        "emoji": lambda tokens: "😂 " * tokens,
        # Beside a word of the lexicon the reference skips its slowest rules; beside any other it does not.
        "lexicon words": lambda tokens: "love hate " * (tokens // 2),
        "lexicon words and others": lambda tokens: "love it hate it " * (tokens // 4),
    }
    ours, reference = load_ours(), load_reference()
    print("\n| post of | tokens | mentiontriage ms | a token, us | vaderSentiment ms |\n|---|---|---|---|---|")
    for kind, make in kinds.items():
        for tokens in (1_000, 10_000, 100_000):
            text = make(tokens)
            seconds = statistics.median(measure_seconds(ours, [text]) for _ in range(rounds))
            theirs = "not run: quadratic"
            if tokens <= LARGEST_FOR_REFERENCE:
                theirs = f"{measure_seconds(reference, [text]) * 1e3:,.0f}"
            print(f"| {kind} | {tokens:,} | {seconds * 1e3:.1f} | {seconds / tokens * 1e6:.2f} | {theirs} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, help="file of posts, one a line (.gz too); else generated")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.texts:
        texts = read_posts(options.texts, options.count, options.seed)
    else:
        texts = generate_posts(options.count, options.seed)
    compare(texts, options.rounds)
    compare_long(options.rounds)


if __name__ == "__main__":
    main()
