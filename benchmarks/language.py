"""Measure language detection on posts of known language.

    python benchmarks/language.py ../shared/data/labelled

Only rows with an odd number are read: training/language_words.py derives its words from the even ones.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from pathlib import Path

from mentiontriage.language import READ_LANGUAGES, UNDETERMINED, detect_language

SOURCES = {
    "en": ("airline15", "sanders", "sxsw", "semeval17", "acl19"),
    "de": ("xlmt_ge_train", "germeval_de_dev"),
    "fr": ("xlmt_fr_train",),
    "es": ("xlmt_sp_train",),
    "it": ("xlmt_it_train",),
    "pt": ("xlmt_po_train",),
}


def read_posts(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row["text"] for number, row in enumerate(csv.DictReader(file)) if number % 2]


def time_posts(split: list[tuple[str, list[str]]]) -> float:
    started = time.process_time()
    for text, tokens in split:
        detect_language(text, tokens)
    return len(split) / (time.process_time() - started)


def main(folder: Path) -> None:
    print("source             posts   right     und  of six    else   first/s   again/s")
    for language, names in SOURCES.items():
        for name in names:
            split = [(text, text.split()) for text in read_posts(folder / f"{name}.csv")]
            speeds = time_posts(split), time_posts(split)
            found = Counter(detect_language(text, tokens) for text, tokens in split)
            read = sum(found[code] for code in READ_LANGUAGES)
            right, undecided = found[language], found[UNDETERMINED]
            shares = (right, undecided, read - right, len(split) - read - undecided)
            columns = "".join(f"{n / len(split):8.3f}" for n in shares)
            print(f"{name:18}{len(split):7}{columns}{speeds[0]:10,.0f}{speeds[1]:10,.0f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
