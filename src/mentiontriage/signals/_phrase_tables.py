"""The tables of phrases that severity, threats, part of the complaint and what posts ask for are read from.

A table is a text file in data/ with lines "LANGUAGE KIND STRENGTH: phrase, phrase, ..."; LANGUAGE * is any. In a
phrase `a|b` is either word, `word*` any ending, `*` any word, `~` up to three words between, `!a|b` not followed by
either, `#` a number or "several", `###` a number of at least three digits, `.` where a sentence begins or ends, `@` a
name, `<name>` any word of a list that the same table or severity's gives as "LANGUAGE words NAME: word, ...". "LANGUAGE
unless KIND ...: word, ..." names words that take a phrase's meaning away when they stand within three words before it
("nobody was hurt"). `THREAT_SIGNS` and `BUYER_SIGNS` have words that tell something only together: their lines for
`BESIDE` are of no language, and looked for only in a post that holds one of the others (see `signals._signs`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

SEVERITY = "severity.txt"
THREATS = "threats.txt"
THREAT_SIGNS = "threat_signs.txt"
TOLD = "told.txt"
AIMS = "aims.txt"
BUYER_SIGNS = "buyer_signs.txt"
SHARED_TABLES = (THREATS, THREAT_SIGNS)
"""Tables that every post is read by, whatever its language; they have no rows for one alone."""
TABLES_BY_LANGUAGE = (SEVERITY, TOLD, AIMS, BUYER_SIGNS)
TABLES = SHARED_TABLES + TABLES_BY_LANGUAGE
ANY_LANGUAGE = "*"
BESIDE = "beside"

_DATA = Path(__file__).parent / "data"
_LIST = re.compile(r"<(\w+)>")


class Phrase(NamedTuple):
    """One phrase of a table: what it tells, how strongly (0..1; log-odds in `TOLD`), and itself."""

    kind: str
    strength: float
    words: str


class Table(NamedTuple):
    """A table's phrases in one language, the strongest first, and by kind the words that take a meaning away."""

    phrases: list[Phrase]
    unless: dict[str, frozenset[str]]


@cache
def has_phrases(language: str) -> bool:
    """Tell whether there are phrases of severity for a language by itself."""
    return any(line.startswith(f"{language} ") for line in _read_lines(SEVERITY))


def read_table(name: str, language: str) -> Table:
    """Read a table's phrases for a language and for any."""
    phrases: list[Phrase] = []
    unless: dict[str, frozenset[str]] = {}
    words = _read_words(SEVERITY, language)
    if name != SEVERITY:
        words = words | _read_words(name, language)
    for columns, tail in _read_rows(name, language):
        if columns[0] == "words":
            continue
        items = _split_items(tail)
        if columns[0] == "unless":
            unless |= {kind: unless.get(kind, frozenset()) | set(items) for kind in columns[1:]}
        else:
            kind, strength = columns[0], float(columns[1])  # one number for all of a line's phrases
            phrases += [Phrase(kind, strength, item) for item in items]
    spelled_out = [_spell_out(phrase, words) if "<" in phrase.words else phrase for phrase in phrases]
    return Table(sorted(spelled_out, key=lambda phrase: (-phrase.strength, phrase)), unless)


@cache
def _read_words(name: str, language: str) -> dict[str, str]:
    """Read the lists of words that a table names, each as words of which either fits."""
    rows = _read_rows(name, language)
    return {columns[1]: "|".join(_split_items(tail)) for columns, tail in rows if columns[0] == "words"}


def _split_items(tail: str) -> list[str]:
    return [item.strip() for item in tail.split(",")]


def _spell_out(phrase: Phrase, words: dict[str, str]) -> Phrase:
    """Write the words of lists in place of their names."""
    return phrase._replace(words=_LIST.sub(lambda match: words[match[1]], phrase.words))


def _read_rows(name: str, language: str) -> Iterator[tuple[list[str], str]]:
    """Give what a table's lines for a language, or any, begin with, and the list that follows."""
    for line in _read_lines(name):
        head, _, tail = line.partition(": ")
        told, *columns = head.split() or [""]
        if told in {language, ANY_LANGUAGE}:
            yield columns, tail


@cache
def _read_lines(name: str) -> tuple[str, ...]:
    return tuple((_DATA / name).read_text(encoding="utf-8").splitlines())
