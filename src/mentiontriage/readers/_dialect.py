"""How a table is written: what separates its cells, what ends its lines, and where its header is.

Exports put 0 to 8 lines above the header ("Report:", "From:"); it is found, not counted: the
first row whose cells look most like names, or that holds the names which the user gives.
"""

import csv
import re
from collections.abc import Container, Iterable, Sequence
from itertools import islice

import msgspec

from mentiontriage.readers._encoding import split_lines
from mentiontriage.readers._fields import normalise_name
from mentiontriage.readers._table_names import names_field
from mentiontriage.times import parse_time

SEPARATORS = (",", ";", "\t", "|")
SAMPLED_ROWS = 50
_HIGHEST_HEADER = 25
_LONGEST_NAME = 80
_NAMED = 1_000  # what a header with the user's own names counts for: more than known names ever do
_LARGEST_FIELD = 1 << 30  # characters; the csv module's own limit, 131,072, is below real fields
_CERTAINLY_CUT = 16_000  # characters: a head this long is the beginning of something longer
_EXCEL_HINT = re.compile(r"\ufeff?sep=([,;\t|])\r?[\n\r]", re.I)
_CELL_OR_END = re.compile(r'(?:^|(?<=[,;\t|\r\n]))"(?:[^"]|"")*+(?:"|$)|(\r*\n|\r)')  # a quoted cell, or a line's end
_BARE_CR = re.compile(r"\r(?!\n)")
_NUMBER = re.compile(r"[-+]?[\d.,\u00a0 ]*\d[\d.,]*(?:E[-+]?\d+)?\s*%?", re.I)
_WORDS = re.compile(r"[^\W\d_]+")
# Words that stand in the names of columns of posts; a cell of at most five words with one of
# them is a known name, as is what one of our fields is called.
_OF_POSTS = frozenset(
    """account action answer article author authors avatar body brand category channel city client code
    comment comments content continent conversation count country created creator customer date description
    domain email emotion engagement engagements favorites followers followings from full gender handle
    hashtags headline hit id impressions inbound index keyword keywords label lang language likes link links
    location media mention mentions message name network network permalink photo platform post posted posts
    product profile published publisher query quotes rating reach replies reply repost reposts resource
    retweet retweets review score screen sender sentence sentiment shares site snippet source stars status
    subject subregion tag tags text time timestamp title topic tweet type updated uri url user username
    verified video views
    autor autorin beitrag bewertung datum inhalt kommentar nachricht nutzer quelle sprache stimmung uhrzeit
    auteur commentaire contenu langue texte comentario contenido fecha idioma mensaje texto usuario
    ポストid ポスト本文 ポストのリンク 日付 本文 返信 リポスト いいね インプレッション数
    送信者タイプ 送信者名 送信日 送信時刻 内容""".split()  # noqa: SIM905 (a list of words, read as one)
)


class Layout(msgspec.Struct, frozen=True):
    """How a table is written.

    `newline` is what ends its lines (see `Lines`). `above` counts the records before the header, without the
    hint ("sep=;") for a spreadsheet, of which `hinted` tells; `preamble` are these records.
    """

    separator: str
    newline: str
    above: int
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    preamble: tuple[tuple[str, ...], ...] = ()
    hinted: bool = False

    @property
    def is_trimmed(self) -> bool:
        """Whether most rows are narrower than the header: some programs leave out the empty cells at a row's end."""
        return sum(len(row) < len(self.header) for row in self.rows) > len(self.rows) / 2


def find_layout(text: str, columns: Iterable[str] = (), words: Container[str] | None = None) -> Layout | None:
    """Find how the table that begins with `text` is written; None where it is no table.

    `columns` are the names that the user gives with `--map`; `words` stand in the names of its columns (None:
    in those of posts).
    """
    newline = _find_newline(text)
    hint = _EXCEL_HINT.match(text)
    if hint:
        text = text[hint.end() :]
    best: tuple[tuple[int, int, float], Layout] | None = None
    for separator in hint[1] if hint else SEPARATORS:
        rows = _read_head(text, separator, newline)
        if not rows:
            continue
        at, merit = find_header(rows, columns, words)
        if merit is None or (best and merit <= best[0]):
            continue
        header = tuple(name.strip().strip("\ufeff") for name in rows[at])
        below = tuple(tuple(row) for row in rows[at + 1 :] if any(row))
        above = tuple(map(tuple, rows[:at]))
        best = merit, Layout(separator, newline, at, header, below, above, hint is not None)
    return best[1] if best else None


def _find_newline(text: str) -> str:
    """Find what ends the lines (see `Lines`): line feeds, or all ends if the first is a bare carriage return.

    Else a text that holds a carriage return would be parted where it stands outside quotes.
    """
    ends = (match[1] for match in _CELL_OR_END.finditer(text) if match[1])
    first = next(ends, "\n" if "\n" in text else "\r")
    return "" if first == "\r" else "\n"


def _read_head(text: str, separator: str, newline: str) -> list[list[str]]:
    lines = split_lines(text.lstrip("\ufeff").replace("\x00", ""), newline)
    if newline == "\n":
        lines = [_BARE_CR.sub(" ", line) for line in lines]
    if len(text) > _CERTAINLY_CUT and len(lines) > 1 and not lines[-1].endswith(("\r", "\n")):
        lines.pop()
    csv.field_size_limit(_LARGEST_FIELD)
    return list(islice(csv.reader(lines, delimiter=separator), SAMPLED_ROWS))


def find_header(
    rows: Sequence[Sequence[str]], columns: Iterable[str] = (), words: Container[str] | None = None
) -> tuple[int, tuple[int, int, float] | None]:
    """Find the row that looks most like names, and how much like a table the whole looks.

    A row that holds all of `columns`, which the user names, is the header whatever it looks like. `words` stand
    in the names of its columns (None: in those of posts).
    """
    if named := frozenset(map(normalise_name, columns)):
        for at, row in enumerate(rows[:_HIGHEST_HEADER]):
            if named <= set(map(normalise_name, row)):
                return at, (_NAMED, len(row), 1.0)
    ranked = [(_rank_names(row, words), -at) for at, row in enumerate(rows[:_HIGHEST_HEADER])]
    (known, names), minus_at = max(ranked)
    width = len(rows[-minus_at])
    below = [row for row in rows[1 - minus_at :] if any(row)]
    fit = sum(len(row) == width for row in below) / len(below) if below else 1.0
    if width == 1:
        good = known == 1 and not any(separator in "".join(rows[-minus_at]) for separator in SEPARATORS)
    else:
        good = names >= 2 and (known >= 2 or (known and fit >= 0.5) or (fit >= 0.8 and len(below) > 1))
    return -minus_at, (known, names, fit) if good else None


def _rank_names(row: Sequence[str], words: Container[str] | None) -> tuple[int, int]:
    """Count a row's cells that are known names of columns, and those that could be names at all.

    Both are 0 for a row in which more than a fifth of the cells could not be names.
    """
    cells = [cell.strip() for cell in row if cell.strip()]
    names = [cell for cell in cells if _could_be_name(cell)]
    if not cells or len(names) < 0.8 * len(cells):
        return 0, 0
    return sum(_is_known(cell, words) for cell in names), len(names)


def _could_be_name(cell: str) -> bool:
    if len(cell) > _LONGEST_NAME or "://" in cell or cell.startswith(("@", "#", "{", "[")):
        return False
    if _NUMBER.fullmatch(cell) or cell.lower() in ("true", "false"):
        return False
    return not (any(c.isdigit() for c in cell) and parse_time(cell))


def _is_known(cell: str, words: Container[str] | None) -> bool:
    if words is None:
        return names_field(cell) or _is_known(cell, _OF_POSTS)
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cell)
    found = _WORDS.findall(spaced.replace("_", " ").lower())
    return 0 < len(found) <= 5 and any(word in words for word in found)
