"""Texts that a table parts over several columns: what people like and what they do not, a survey's open questions.

Reviews of software, employers and hotels ask for both sides; forms name their columns after what they ask, so that
an open answer is known by its words and not by its name.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

from mentiontriage.readers._cells import count_words
from mentiontriage.readers._dates import looks_like_time
from mentiontriage.readers._fields import normalise_name
from mentiontriage.readers._names import QUALTRICS, SURVEYMONKEY

LEAST_WORDS = 2.5
"""Words that the cells of a column of texts have on average, at least."""
_GOOD = frozenset(
    """pros positivereview positivefeedback positives positivecomments positive pro vorteile positiv positives avantages
    pointspositifs ventajas puntospositivos vantaggi pontospositivos vantagens voordelen pluspunten""".split()  # noqa: SIM905 (a list of words, read as one)
)
_BAD = frozenset(
    """cons negativereview negativefeedback negatives negativecomments negative contra kontra nachteile negativ
    inconvenients pointsnegatifs desventajas contras puntosnegativos svantaggi pontosnegativos desvantagens nadelen
    minpunten""".split()  # noqa: SIM905 (a list of words, read as one)
)

TakeCells = Callable[[str], list[str]]
"""Gives what stands in a column of the first rows, without what is empty."""


def join_parts(cells: Iterable[str]) -> str:
    """Join what stands in the columns of one text, a line each, without what is blank."""
    return "\n".join(filter(None, map(str.strip, cells)))


def find_sides(known: Iterable[tuple[str, str]], take: TakeCells) -> tuple[str, ...]:
    """Find the columns of what people like and of what they do not; `known` are names, as compared, and columns."""
    sides: dict[str, bool] = {}
    for plain, column in known:
        if (plain in _GOOD or plain in _BAD) and average_words(take(column)) > 1:
            sides.setdefault(column, plain in _BAD)
    return tuple(sides) if len(set(sides.values())) == 2 else ()


def find_answers(header: Sequence[str], take: TakeCells) -> tuple[str, ...]:
    """Find the open questions of a survey: their columns are called by a question and hold different words."""
    plain = set(map(normalise_name, header))
    is_survey = plain.issuperset(SURVEYMONKEY) or plain.issuperset(QUALTRICS)
    asked = [name for name in dict.fromkeys(header) if name and (is_survey or name.rstrip(" *").endswith("?"))]
    return tuple(name for name in asked if hold_texts(take(name)))


def hold_texts(cells: Sequence[str]) -> bool:
    """Tell texts, of which hardly two are the same, from the answers that a list offers, and from no texts."""
    if average_words(cells) < LEAST_WORDS or len(set(cells)) * 2 <= len(cells):
        return False
    return not all(map(looks_like_time, cells))  # July 14, 2026 at 2:05 PM has six words


def average_words(cells: Collection[str]) -> float:
    """Count the words of a cell on average; none where there are no cells."""
    return sum(map(count_words, cells)) / len(cells) if cells else 0
