"""Read the posts that the lane model is taught with: invented ones, and real ones by where they stand.

Invented posts are in ``training/lane_posts``, a file a language, and those about threats and dangers in
``training/grave_posts``. Of real posts only set, row and lane are kept there
(``labelled.tsv``); their texts live beside the project, as `corpus` tells.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mentiontriage.signals._leaning import LEANINGS
from training.corpus import DATA, LANGUAGE_SOURCES, read_general

POSTS = Path(__file__).parent / "lane_posts"
GRAVE_POSTS = Path(__file__).parent / "grave_posts"
UNLABELLED_SET = "unlabelled"
_LANGUAGES = {source: language for language, sources in LANGUAGE_SOURCES.items() for source in sources}


class LanePost(NamedTuple):
    """A post and the lane it belongs to; ``source`` is empty where it was invented."""

    text: str
    lane: str
    source: str = ""


def load_posts(language: str) -> list[LanePost]:
    """Give all posts of a language whose lane is one to be learned: real ones first."""
    found = [*_read_real(language), *_read_invented(language)]
    return [post for post in found if post.lane in LEANINGS]


def load_invented(language: str) -> list[str]:
    """Give the texts of the posts of a language that were invented for its lanes."""
    return [post.text for post in _read_invented(language) if post.lane in LEANINGS]


def load_grave(language: str) -> list[tuple[str, str]]:
    """Give the posts of a language that were invented for what is grave, each behind its kind, and its threats.

    The kinds are those of `GRAVE`, and "figure" and "safe": what is said in their words, and is neither.
    """
    threats = [(post.lane, post.text) for post in _read_invented(language) if post.lane == "threat"]
    return [(kind, text) for kind, text in _read_rows(GRAVE_POSTS / f"{language}.tsv")] + threats


def _read_invented(language: str) -> Iterator[LanePost]:
    for lane, text in _read_rows(POSTS / f"{language}.tsv"):
        yield LanePost(text, lane)


def _read_real(language: str) -> Iterator[LanePost]:
    for source, row, lane in _read_rows(POSTS / "labelled.tsv"):
        if _LANGUAGES.get(source, "en") == language:
            yield LanePost(_read_texts(source)[row], lane, source)


def _read_rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


@cache
def _read_texts(source: str) -> dict[str, str]:
    if source == UNLABELLED_SET:
        return {str(row): text for row, text in enumerate(read_general())}
    with (DATA / "labelled" / f"{source}.csv").open(encoding="utf-8", newline="") as file:
        return {row["row"]: row["text"] for row in csv.DictReader(file)}
