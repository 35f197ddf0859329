"""Build the shipped complaint model: ``python -m training.train``.

Slow the first time, because six sentence models are fine-tuned (one that ships its knowledge, five
to calibrate honestly); they are kept in ``build/teacher``. ``--without-teacher`` skips them;
``--keep-english`` trains the other languages alone; of the shipped English part only the emoji change that are
lent to it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from mentiontriage.signals._complaint import SHIPPED, load_model
from mentiontriage.signals._complaint_file import LanguageModel, dump_model
from training.calibration import calibrate
from training.corpus import LANGUAGE_SOURCES, load_source
from training.english import EnglishLessons
from training.export import drop_unweighed, lend_words
from training.languages import train_language
from training.prune import prune_models
from training.seeds import list_signs
from training.student import ENGLISH, fit_student

BASE_RATE = 0.35  # of complaints among brand mentions in a usual day, as the ranking supposes
LARGEST = 980_000  # bytes; the promise is a megabyte


def main() -> None:
    """Train every language, write the model file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=SHIPPED)
    parser.add_argument("--without-teacher", action="store_true")
    parser.add_argument("--keep-english", action="store_true")
    options = parser.parse_args()
    others = {
        code: train_language(code, [load_source(name) for name in names], BASE_RATE)
        for code, names in LANGUAGE_SOURCES.items()
    }
    if options.keep_english:
        english = load_model().language_model("en")
    else:
        english = train_english(EnglishLessons(with_teacher=not options.without_teacher))
    english = lend_words(english, others.values(), list_signs())
    kept, models = ({"en": english}, others) if options.keep_english else ({}, {"en": english} | others)
    left = LARGEST - len(dump_model(kept).encode())
    pruned, bound = prune_models({code: drop_unweighed(model) for code, model in models.items()}, left)
    text = dump_model(kept | pruned)
    options.output.write_text(text, encoding="utf-8")
    print(f"wrote {options.output}: {len(text.encode())} bytes, without what says less than {bound:.2f}")


def train_english(lessons: EnglishLessons) -> LanguageModel:
    """Give the English model, calibrated on sources that the calibrating model had not seen."""
    weights = fit_student(lessons.give(""), lessons.names, ENGLISH)
    scores, labels = [], []
    for source in lessons.sources:
        scores.append(lessons.score_held_out(source)[source.measured])
        labels.append(source.labels[source.measured])
    return calibrate(weights, scores, labels, BASE_RATE)


if __name__ == "__main__":
    main()
