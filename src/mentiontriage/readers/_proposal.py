"""Propose a `--map` for a table that no reader knows, from what its columns hold."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from shlex import quote
from typing import Any

from mentiontriage.readers._cells import read_person
from mentiontriage.readers._dates import looks_like_time
from mentiontriage.readers._fields import match_fields, normalise_name
from mentiontriage.readers._names import PEOPLE
from mentiontriage.readers._table_names import fold_name, names_others_date
from mentiontriage.readers._text_parts import LEAST_WORDS, average_words, hold_texts
from mentiontriage.text import read_flag

_MORE = 1.5
"""How many times the words of a title a text has, where the title is no more than that."""
_MOST_NAME = 30  # characters
_MARKS = re.compile(r"""[,'"`$\\!]""")
"""What `--map` or a shell would take for its own; names are compared without it."""
_NUMBERING = re.compile(r"^$|id$|^(?:no|nr|number|ref|reference|key|token|code)$")
_SPOKEN = {"handle": "author", "created_at": "date"}
_PERSON = re.compile(
    r"author|user|handle|name|sender|reviewer|customer|client|contact|requester|person|kunde|nutzer|who"
)
_THING = re.compile(
    r"subject|title|status|state|priority|type|category|topic|tag|product|channel|team|agent|assign|group|country|city"
    r"|region|lang|source|network|platform|brand|company|sentiment|device|version|gender|betreff"
)
"""What a column may be called that holds short words and no people."""


def propose_map(header: Sequence[str], records: Sequence[Any]) -> str | None:
    """Propose which column is which, as the user would write it; None where none looks like a text.

    A column with a usual name keeps its meaning; else the wordiest is the text, the first that is all
    links, times or short distinct words the link, the date or the author.
    """
    columns = {name: _collect(name, at, records) for at, name in enumerate(header) if name}
    columns = {name: cells for name, cells in columns.items() if cells}
    wordy = {
        name: average_words(cells)
        for name, cells in columns.items()
        if not all(map(looks_like_time, cells))  # July 14, 2026 at 2:05 PM has six words
    }
    text = max(wordy, key=lambda name: wordy[name], default=None)
    if text is None or wordy[text] < LEAST_WORDS:
        return None
    found = {"text": text}
    group = text[: text.rfind(".") + 1]  # what belongs together is named so: `reviews.text` and `reviews.date`
    likely = sorted(columns, key=lambda name: not name.startswith(group))
    short = {name.removeprefix(group): name for name in reversed(likely) if name != text}
    usual = {field: short[name] for field, name in match_fields(short, {}).items()}
    for field, fits in _LOOKS.items():
        taken = set(found.values())
        first = sorted(likely, key=_says_no_person) if field == "handle" else likely
        free = (name for name in first if name not in taken and all(fits(name, cell) for cell in columns[name]))
        column = usual.get(field) or next(free, None)
        if column and column not in taken:
            found[field] = column
    if followers := usual.get("followers"):
        found["followers"] = followers
    return ",".join(f"{_SPOKEN.get(field, field)}={spell_column(name)}" for field, name in found.items())


def find_wordier(header: Sequence[str], records: Sequence[Any], found: Mapping[str, str]) -> str | None:
    """Find a column of texts that say more than the titles by which posts would be read; None where there is none."""
    free = {name: _collect(name, at, records) for at, name in enumerate(header) if name and name not in found.values()}
    title = _collect(found["title"], header.index(found["title"]), records)
    wordy = {name: average_words(cells) for name, cells in free.items() if hold_texts(cells)}
    best = max(wordy, key=lambda name: wordy[name], default=None)
    return best if best and wordy[best] > max(average_words(title), LEAST_WORDS) * _MORE else None


def tell_untold_time(header: Sequence[str], records: Sequence[Any], taken: Iterable[str]) -> str | None:
    """Say which column looks like the times of posts, though its name does not say so; None where there is none."""
    used = set(taken)
    for at, name in enumerate(header):
        plain = fold_name(name)
        if not name or name in used or names_others_date(plain) or plain.startswith(PEOPLE):  # when they signed up
            continue
        cells = _collect(name, at, records)
        if cells and sum(map(looks_like_time, cells)) * 2 > len(cells):
            return f"no post has a time; {name[:60]!r} looks like one: --map {quote(f'date={spell_column(name)}')}"
    return None


def spell_column(name: str) -> str:
    """Write a column's name so that neither `--map` nor a shell takes any of it for its own."""
    return _MARKS.sub("", name)


def _collect(name: str, at: int, records: Sequence[Any]) -> list[str]:
    cells = (record.get(name) if isinstance(record, dict) else _take(record, at) for record in records)
    return [str(cell).strip() for cell in cells if isinstance(cell, str | int | float) and str(cell).strip()]


def _take(record: Any, at: int) -> Any:
    return record[at] if isinstance(record, list | tuple) and at < len(record) else None


def _is_posts_time(name: str, cell: str) -> bool:
    return looks_like_time(cell) and not names_others_date(normalise_name(name))


def _is_link(_: str, cell: str) -> bool:
    return cell.startswith(("http://", "https://"))


def _says_no_person(name: str) -> bool:
    return _PERSON.search(normalise_name(name)) is None


def _is_author(name: str, cell: str) -> bool:
    if _says_no_person(name) and _THING.search(normalise_name(name)):
        return False
    if _NUMBERING.search(normalise_name(name)) or len(cell) >= _MOST_NAME or cell.replace(".", "").isdecimal():
        return False
    return not looks_like_time(cell) and read_flag(cell) is None and read_person(cell) is not None


_LOOKS: dict[str, Callable[[str, str], bool]] = {"url": _is_link, "created_at": _is_posts_time, "handle": _is_author}
