"""Measure language detection on posts of known language, short ones apart.

    python benchmarks/language.py ../shared/data/labelled

Only rows with an odd number are read: training/language_words.py derives its words from the even ones.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from mentiontriage.language import READ_LANGUAGES, UNDETERMINED, detect_language

INVENTED = Path(__file__).parent.parent / "training" / "lane_posts"
SOURCES: dict[str, tuple[str, ...]] = {
    "en": ("airline15", "sanders", "sxsw", "semeval17", "acl19"),
    "de": ("xlmt_ge_train", "germeval_de_dev"),
    "nl": (),
    "fr": ("xlmt_fr_train",),
    "es": ("xlmt_sp_train",),
    "it": ("xlmt_it_train",),
    "pt": ("xlmt_po_train",),
}
Split = list[tuple[str, list[str]]]


def read_sources(folder: Path) -> Iterator[tuple[str, str, Split]]:
    """Yield language, source and posts, each with its tokens."""
    for language, names in SOURCES.items():
        for name in names:
            with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                yield language, name, _split(row["text"] for row in csv.DictReader(file))
        with (INVENTED / f"{language}.tsv").open(encoding="utf-8") as file:
            yield language, f"invented {language}", _split(line.rstrip("\n").partition("\t")[2] for line in file)


def _split(texts: Iterator[str]) -> Split:
    return [(text, text.split()) for text in islice(texts, 1, None, 2)]


def name_length(tokens: list[str]) -> str:
    """Say how long a post is in words; handles, hashtags and links are none."""
    words = sum(not token.startswith(("@", "#", "http")) and any(map(str.isalpha, token)) for token in tokens)
    return "1-4" if words < 5 else "5-8" if words < 9 else "9+"


def time_posts(split: Split) -> float:
    started = time.process_time()
    for text, tokens in split:
        detect_language(text, tokens)
    return len(split) / (time.process_time() - started)


def main(folder: Path) -> None:
    print("source           words  posts   right     und    read    else  taken for")
    everything = []
    for language, name, split in read_sources(folder):
        everything += split
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for text, tokens in split:
            found[name_length(tokens)][detect_language(text, tokens)] += 1
        for length, counts in sorted(found.items()):
            right, undecided = counts.pop(language, 0), counts.pop(UNDETERMINED, 0)
            read = sum(n for code, n in counts.items() if code in READ_LANGUAGES)
            posts = right + undecided + counts.total()
            columns = "".join(f"{n / posts:8.3f}" for n in (right, undecided, read, counts.total() - read))
            wrong = " ".join(f"{code} {n}" for code, n in counts.most_common(5))
            print(f"{name:16} {length:5}{posts:7}{columns}  {wrong}")
    print(f"{time_posts(everything):,.0f} posts a second")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
