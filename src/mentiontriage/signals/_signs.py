"""Signs of a table that tell something only together: classes of words, each with a strength, added up.

Most people say a thing in no fixed phrase. No sign tells it by itself; what stands near each other is added up, the
strongest of each class once, and words of another meaning take away. A class is LANGUAGE.WHAT.SIGN
("en.violence.means"): signs of one language and matter are added to each other alone. The everyday ones are looked for
only beside one of the others.
"""

from __future__ import annotations

from functools import cache

from mentiontriage.signals._phrase_tables import BESIDE, Table, read_table
from mentiontriage.signals._phrases import Met, PhraseBook, Writing


def add_up(met: Met, table: str, near: int, enough: float) -> str | None:
    """Return words of a table's signs that tell something together, in their order, or None.

    They stand within `near` letters of one of them, and their strengths add up to `enough`.
    """
    signs = met.find(table)
    if not signs:
        return None
    text = met.writing.text
    # In a short post all stand near each other, and are added up once.
    around = dict.fromkeys([(sign.kind.rpartition(".")[0], _cut_out(text, sign.found, near)) for sign in signs])
    return next(filter(None, (_add_up(table, matter, part, enough) for matter, part in around)), None)


def _cut_out(text: str, found: str, near: int) -> str:
    at = text.index(found)
    return text[max(at - near, 0) : at + len(found) + near]


def _add_up(table: str, matter: str, part: str, enough: float) -> str | None:
    book = _load_signs(table, matter)
    words = part.split()
    findings = book.match(sorted(book.look_up(words)), Writing(part, frozenset(words)))
    if sum(finding.strength for finding in findings) < enough:
        return None
    told = [finding.found for finding in findings if finding.strength > 0]
    return " … ".join(sorted(told, key=part.index))


@cache
def _load_signs(table: str, matter: str) -> PhraseBook:
    """Read the signs of a matter in one language ("en.violence"), those too that are looked for only beside others."""
    tables = [read_table(table, language) for language in (matter.partition(".")[0], BESIDE)]
    # What is of any language is in both.
    phrases = {sign for signs in tables for sign in signs.phrases if sign.kind.startswith(f"{matter}.")}
    unless = tables[0].unless | tables[1].unless
    return PhraseBook([Table(sorted(phrases, key=lambda sign: (-sign.strength, sign)), unless)])
