"""Cut a text so that it fits, and keep what matters in sight.

The strongest words are taken first, then what stands nearest to them on both sides, until the room
is used up; each gap is shown as `…`.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from mentiontriage.formats._clean import clean_line

ELLIPSIS = "…"
_UNSPACED = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U0001f000-\U0003ffff"
# A word; where none is set off by blanks two signs, and of a "word" without end a part.
_PIECE = re.compile(rf"[{_UNSPACED}]{{1,2}}|[^\s{_UNSPACED}]{{1,24}}")
_LONGEST = 20_000  # characters that are looked through for strong words; a post that long is a book
_MOST_SEEDS = 5
_FARTHEST = 200  # pieces on either side: more than any cell has room for

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
    """Return the text if it fits into `room`, else the parts of it around its strongest words.

    `measure` counts what the text takes of the room: characters, or the cells of a terminal.
    """
    if measure(text) <= room:
        return text
    text = text[:_LONGEST]
    pieces = [match.span() for match in _PIECE.finditer(text)]
    kept: set[int] = set()
    for seed in _find_seeds(text, pieces, words):
        if measure(_join(text, pieces, kept | seed)) <= room:
            kept |= seed
    for piece in _list_nearest(kept, len(pieces)):
        if measure(_join(text, pieces, kept | {piece})) > room:
            break
        kept.add(piece)
    return _join(text, pieces, kept) if kept else ELLIPSIS


def shorten(text: str, room: int) -> str:
    """Return the beginning of a hostile text of any length on one safe line of at most `room` characters."""
    return cut_text(clean_line(text[: 4 * room]), (), room)


def _find_seeds(text: str, pieces: list[Span], words: Iterable[str]) -> Iterator[set[int]]:
    """Yield the pieces of each strong word's first occurrence, strongest first."""
    for word in list(words)[:_MOST_SEEDS]:
        for start, end in find_words(text, [word])[:1]:
            yield {number for number, (first, last) in enumerate(pieces) if first < end and start < last}


def _list_nearest(kept: set[int], count: int) -> list[int]:
    """List the other pieces by their distance to what is kept, what follows before what precedes."""
    if not kept:
        return list(range(min(count, _FARTHEST)))
    near = {piece for seed in kept for piece in range(max(0, seed - _FARTHEST), min(count, seed + _FARTHEST))}
    distances = {piece: min((abs(piece - seed), piece < seed) for seed in kept) for piece in near - kept}
    return sorted(distances, key=lambda piece: (distances[piece], piece))


def _join(text: str, pieces: list[Span], kept: set[int]) -> str:
    """Put the kept pieces together, with an ellipsis for each gap."""
    runs: list[tuple[int, int]] = []  # first and last piece of each stretch without a gap
    for piece in sorted(kept):
        if runs and piece == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], piece)
        else:
            runs.append((piece, piece))
    shown = f" {ELLIPSIS} ".join(text[pieces[first][0] : pieces[last][1]] for first, last in runs)
    before = f"{ELLIPSIS} " if runs[0][0] > 0 else ""
    after = f" {ELLIPSIS}" if runs[-1][1] < len(pieces) - 1 else ""
    return before + shown + after
