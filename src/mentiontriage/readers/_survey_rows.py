"""The rows of a survey's export that stand between its header and the first response, and say what a column holds.

SurveyMonkey has one, of the kinds of answers ("Response", "Open-Ended Response") and of the choices that people had.
Qualtrics has two, of the questions and of `{"ImportId": ...}`. Both write into every response who gave it, which
those rows leave out.
"""

from collections.abc import Callable, Iterable, Sequence

from mentiontriage.readers._fields import normalise_name
from mentiontriage.readers._names import QUALTRICS, SURVEYMONKEY

MOST_ROWS = 2
_IMPORT_ID = '{"ImportId"'
_OPEN_ENDED = "open-ended response"
_KINDS = frozenset({"", _OPEN_ENDED, "response", "other (please specify)"})

IsAbove = Callable[[Sequence[str]], bool]
"""Tells whether a row is no response and stands above the first one."""


def find_survey(columns: Sequence[str]) -> IsAbove:
    """Find by the names of its columns which survey tool wrote a table, and how it marks such a row."""
    names = [normalise_name(column) for column in columns]
    if set(SURVEYMONKEY) <= set(names):
        respondent, collector = map(names.index, SURVEYMONKEY)
        return lambda row: not row[respondent] and not row[collector]
    if set(QUALTRICS) <= set(names):
        told = tuple(map(names.index, QUALTRICS))
        return lambda row: _describes(row[at] for at in told)
    return _names_kinds


def _describes(cells: Iterable[str]) -> bool:
    """Tell the rows of Qualtrics by what stands for a response's id and its time: labels, which hold no digit, or JSON.

    Other tables call their columns so too, and the second row may have been taken out by hand.
    """
    return all(cell.startswith(_IMPORT_ID) or (cell and not any(map(str.isdigit, cell))) for cell in cells)


def _names_kinds(row: Sequence[str]) -> bool:
    """Tell the row of SurveyMonkey where its first columns have been taken out."""
    cells = {cell.strip().casefold() for cell in row if len(cell) < len(_OPEN_ENDED) * 2}
    return _OPEN_ENDED in cells and all(cell.strip().casefold() in _KINDS for cell in row)
