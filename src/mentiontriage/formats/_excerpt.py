"""Cut a text so that it fits, and keep what matters in sight.

One stretch of the text is shown, so that it reads as it was written: its beginning, unless no strong
word stands there and another stretch holds some. What is left out before and after is shown as `…`.
"""

import re
from collections.abc import Callable, Iterable

from mentiontriage.formats._clean import clean_line

ELLIPSIS = "…"
NO_TEXT = "(no text)"
"""Stands for the text of a post that shows none."""
UNSPACED = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U0001f000-\U0003ffff"
# A word; where none is set off by blanks two signs, and of a "word" without end a part.
_PIECE = re.compile(rf"[{UNSPACED}]{{1,2}}|[^\s{UNSPACED}]{{1,24}}")
_LONGEST = 20_000  # characters that are looked through for strong words; a post that long is a book
_MOST_WORDS = 5
_LEADS = (4, 2, 0)  # pieces shown before a strong word where they fit, so that one sees what it is said of
_LONGEST_WINDOW = 400  # pieces: more than any cell has room for

Span = tuple[int, int]


def find_words(text: str, words: Iterable[str]) -> list[Span]:
    """Return where the words stand in the text, whole and whatever their case.

    All places of the first word come before those of the second, and so on.
    """
    found: list[Span] = []
    for word in filter(None, map(clean_line, words)):
        pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
        found.extend(match.span() for match in pattern.finditer(text))
    return found


def cut_text(text: str, words: Iterable[str], room: int, measure: Callable[[str], int] = len) -> str:
    """Return the text if it fits into `room`, else the stretch of it that holds its strongest words.

    `measure` counts what the text takes of the room: characters, or the cells of a terminal.
    """
    if measure(text) <= room:
        return text
    text = text[:_LONGEST]
    pieces = [match.span() for match in _PIECE.finditer(text)]
    strong = [spans[0] for word in list(words)[:_MOST_WORDS] if (spans := find_words(text, [word]))]
    starts = {0, *(max(0, _find_piece(pieces, start) - lead) for start, _ in strong for lead in _LEADS)}
    windows = [_open_window(text, pieces, start, room, measure) for start in sorted(starts)]
    if not any(last > first for first, last in windows):
        return ELLIPSIS
    best = max(windows, key=lambda window: _weigh(pieces, window, strong))
    return _show(text, pieces, *(windows[0] if _weigh(pieces, windows[0], strong) > 0 else best))


def shorten(text: str, room: int) -> str:
    """Return the beginning of a hostile text of any length on one safe line of at most `room` characters."""
    end = 4 * room
    shown = clean_line(text[:end])
    while len(shown) <= room and end < min(len(text), _LONGEST):  # most of it is blank or invisible
        end *= 4
        shown = clean_line(text[:end])
    if end < len(text):
        shown = f"{shown} {ELLIPSIS}".lstrip()
    return cut_text(shown, (), room)


def _find_piece(pieces: list[Span], start: int) -> int:
    return next((number for number, (_, end) in enumerate(pieces) if start < end), 0)


def _open_window(text: str, pieces: list[Span], first: int, room: int, measure: Callable[[str], int]) -> Span:
    """Find how many pieces fit from the first one on; a window is from a piece up to another."""
    low, high = first, min(len(pieces), first + _LONGEST_WINDOW)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(_show(text, pieces, first, middle)) <= room:
            low = middle
        else:
            high = middle - 1
    return first, low


def _weigh(pieces: list[Span], window: Span, strong: list[Span]) -> int:
    """Weigh a window by the strong words in it: the first in the list counts most."""
    first, last = window
    if last <= first:
        return -1
    begin, end = pieces[first][0], pieces[last - 1][1]
    return sum(len(strong) - place for place, word in enumerate(strong) if begin <= word[0] and word[1] <= end)


def _show(text: str, pieces: list[Span], first: int, last: int) -> str:
    """Show the pieces from the first up to the last, with an ellipsis for what is left out."""
    shown = text[pieces[first][0] : pieces[last - 1][1]] if last > first else ""
    before = f"{ELLIPSIS} " if first > 0 else ""
    after = f" {ELLIPSIS}" if last < len(pieces) else ""
    return before + shown + after
