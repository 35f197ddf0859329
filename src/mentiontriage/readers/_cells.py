"""One cell of a table as what it stands for: an id, a count, stars, a person's name.

Spreadsheets change what they hold. An id of more than 15 digits becomes 5.70306E+17, and then it is
no longer any post's id; a number gets a decimal comma; an author's column holds an e-mail address.
"""

import re
from functools import lru_cache

from msgspec.structs import replace

from mentiontriage.counts import read_count
from mentiontriage.handles import read_handle
from mentiontriage.language import normalise_language
from mentiontriage.model import Author
from mentiontriage.payloads._senders import decode_words, leave_out_address
from mentiontriage.payloads.links import read_link_handle
from mentiontriage.profiles import read_profile

_KEPT_WHOLE = re.compile(r"x(\d{15,19})")
_DAMAGED = re.compile(r"\d(?:[.,]\d+E\+?|E\+)\d+", re.I)  # but 4e102938 is somebody's own
_FLOAT = re.compile(r"(\d+)[.,]0+")
_FORMULA_SIGN = r"[=+\-@\uff1d\uff0b\uff0d\uff20]"
_DEFUSED = re.compile(rf"'+\s*{_FORMULA_SIGN}")
_DEFUSED_WITHIN = re.compile(rf"([;\n])'(?=(?:[^\S\n]|['\"])*{_FORMULA_SIGN})")
_LONGEST_EXACT = 15  # digits that a spreadsheet keeps of a number
_PHONE = re.compile(r"\+?\d?[\d\s()./-]{7,}\d")
_MARKED = ("@", "u/", "/u/")
"""What stands before a handle and never before a name."""
_NOBODY = frozenset(
    (
        *(
            "anonymous",
            "anon",
            "anonymous user",
            "anonym",
            "anonymer nutzer",
            "anonyme",
            "anónimo",
            "anonimo",
            "anónima",
        ),
        *("anônimo", "anoniem", "anonima", "guest", "guest user", "gast", "invité", "invitado", "ospite", "convidado"),
        *("a google user", "google user", "ein google-nutzer", "un utilisateur google", "facebook user"),
        *("facebook-nutzer", "utilisateur facebook", "usuario de facebook", "instagram user", "linkedin member"),
        *("amazon customer", "deleted", "[deleted]", "deleted user", "[removed]", "removed", "hidden", "redacted"),
        *("[redacted]", "unknown", "unknown user", "unbekannt", "inconnu", "desconocido", "sconosciuto"),
        *("desconhecido", "onbekend", "n/a", "none", "null", "nil", "nan", "-", "--", "\u2013", "\u2014", "?"),
        *("user", "customer", "client", "visitor", "kunde", "nutzer", "besucher", "not available", "not provided"),
        *("(empty)", "(no contact)"),
    )
)
_LONGEST_OF_X = 15  # letters of a handle; where people may choose longer ones, nobody chooses so many digits
_LONGEST_NOBODY = max(map(len, _NOBODY))
_STARS = re.compile(
    r"([1-5])(?:[.,](\d+))?(?:\s*(?:/|of|out of|von|sur|de)\s*5(?:[.,]0)?)?(?:\s*(?:stars?|\u2605+))?", re.I
)

_SPELLED_STARS = {"one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0}
_SHORT = 5  # words
# Thai, Lao, Burmese and Khmer, and what Japanese and Chinese are written in.
_UNSPACED = re.compile(r"[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_UNANSWERED = frozenset(
    """no not none never nothing n. without awaiting waiting pending unanswered to nicht nichts kein keine noch wartet
    non pas aucune rien sans en sin ninguna nada pendiente nessuna niente senza in sem nenhuma não aguardando niet geen
    nog""".split()  # noqa: SIM905 (a list of words, read as one)
)
"""How it begins what says that nobody was answered: `No reply yet`, `en attente`, `to do`."""
_NAME_AND_HANDLE = re.compile(r"([^@]{0,100}[^@\s(\[<])(?:\s{1,3}|\s?[(\[<])(@\w{1,50})[)\]>]?")


def tells_answer(cell: str) -> bool:
    """Tell what we wrote to somebody from a word about it (`Published`), and from what says that we wrote nothing.

    A short answer may be missed: its review only stands in the queue once more.
    """
    words = cell.lower().split()
    return count_words(cell) > _SHORT or (len(words) > 1 and words[0] not in _UNANSWERED)


def count_words(cell: str) -> int:
    """Count the words of a cell; where no blanks are written between them, three letters are taken for one."""
    words = len(cell.split())
    return words if cell.isascii() else max(words, len(_UNSPACED.findall(cell)) // 3)


def take_defusing_off(cell: str) -> str:
    """Take off the apostrophes that keep spreadsheets from taking a cell, or a part of it, for a formula.

    Our CSV has them (`formats.csv.defuse`), and before a cell others have them too.
    """
    if ";'" in cell or "\n'" in cell:
        cell = _DEFUSED_WITHIN.sub(r"\1", cell)
    return cell[1:] if cell.startswith("'") and _DEFUSED.match(cell) else cell


def is_damaged_id(cell: str) -> bool:
    """Tell an id that a spreadsheet took for a number and rounded."""
    if cell.isdecimal():
        return False
    return _DAMAGED.fullmatch(cell) is not None or (
        (match := _FLOAT.fullmatch(cell)) is not None and len(match[1]) > _LONGEST_EXACT
    )


def is_rounded_column(cells: list[str]) -> bool:
    """Tell a column of long ids whose last digits were all rounded to zeros.

    A number of 16 to 20 digits ends in `000` by chance once in a thousand times; a whole column of
    them (at least three) was rounded to the 15 digits that a spreadsheet keeps.
    """
    long = [cell for cell in cells if cell.isdecimal() and len(cell) > _LONGEST_EXACT + 2]
    return len(long) > 2 and all(not cell[_LONGEST_EXACT:].strip("0") for cell in long)


def read_id(cell: str) -> str | None:
    """Read an id; None for an empty or damaged one. `848.0`, as data frames write it, is 848.

    Before X's ids rtweet writes an `x`, so that no spreadsheet damages them.
    """
    cell = cell.strip()
    if not cell or cell.isdecimal():
        return cell or None
    if match := _KEPT_WHOLE.fullmatch(cell):
        return match[1]
    if match := _FLOAT.fullmatch(cell):
        return match[1] if len(match[1]) <= _LONGEST_EXACT else None
    if _DAMAGED.fullmatch(cell):
        return None
    return take_defusing_off(cell)


def read_cell_count(cell: str) -> int | None:
    """Read a count: 12, 1,234, 1.234, 1.234,0, `12,0` and 12.4K; None where it is none."""
    if cell.isdecimal() and len(cell) < _LONGEST_EXACT:
        return int(cell)
    if not cell:
        return None
    count = read_count(cell)
    if count is not None:
        return count
    return read_count(cell.replace(",", ".")) if cell.count(",") == 1 and "." not in cell else None


@lru_cache(256)
def read_stars(cell: str) -> float | None:
    """Read stars from 1 to 5: "4", "4.0", "4,5", "4/5", "4 out of 5 stars", "FOUR" (Google); None for all else."""
    match = _STARS.fullmatch(cell.strip())
    if match is None:
        return _SPELLED_STARS.get(cell.strip().lower())
    stars = float(f"{match[1]}.{match[2] or 0}")
    return stars if stars <= 5 else None


def read_person(cell: str) -> str | None:
    """Read a person's handle or name; an e-mail address or a phone number is nobody's business.

    `@anna@mastodon.example` is a handle; `anna@mail.example` is an address.
    """
    name = cell.strip()
    if name.isalpha() or not name:  # most are, and need no further look
        return name or None
    name = take_defusing_off(name)
    if name.startswith(_MARKED):
        return read_handle(name)
    if "@" in name:
        name = leave_out_address(name)
    elif "=?" in name:
        name = decode_words(name)
    elif name[0] in "+0123456789(" and _PHONE.fullmatch(name) and not name.isdecimal():
        return None
    return name or None


def spell_handle(cell: str) -> str:
    """Write the address of a profile as the handle that it is of, `@ada`; any other cell stays as it is."""
    if "/" not in cell or " " in (address := cell.strip()):
        return cell
    account = read_profile(address)
    return cell if account is None or account == address else f"@{account}"


def read_people(handle: str, name: str, *, is_shown: bool = False) -> tuple[str | None, str | None]:
    """Read an author's handle and name; many a column called author holds the name that is shown.

    `is_shown` says that the handle's column may hold either and that the network shows names: then it is a handle
    where it is written as one, or stands beside another name.
    """
    if not name and "@" in handle and (both := _NAME_AND_HANDLE.fullmatch(handle.strip())):
        name, handle = both.groups()  # Ada Byron (@ada)
    elif handle and name.endswith(")") and name.startswith(f"{handle} ("):
        name = name[len(handle) + 2 : -1]  # ada (Ada Byron), beside ada: Brandwatch
    read, shown = read_person(handle) if handle else None, read_person(name) if name else None
    if shown and len(handle) > _LONGEST_OF_X and handle.strip().isdecimal():
        return None, shown  # an account's number, which tells people less than the name
    if read and (" " in read or (is_shown and not handle.lstrip().startswith(_MARKED) and shown in {None, read})):
        return None, shown or read
    return read, None if shown == read else shown  # which tells nothing more


def is_told_handle(cell: str, handle: str) -> bool:
    """Tell a cell that is written as a handle, or is the handle that we know."""
    return cell.strip().startswith(_MARKED) or cell.strip().casefold() == handle.casefold()


def is_nobody(name: str | None) -> bool:
    """Tell a name that tools write where they know none, and that is no person's: "Anonymous", "[deleted]"."""
    return name is not None and len(name) <= _LONGEST_NOBODY and name.casefold() in _NOBODY


def leave_out_nobody(author: Author, written: str, url: str) -> Author:
    """Take out of an author a name that is nobody's, unless an `@` or the post's own link makes a handle of it."""
    nameless = is_nobody(author.name)
    if is_nobody(author.handle) and not written.strip().startswith(_MARKED) and read_link_handle(url) != author.handle:
        return replace(author, handle=None, name=None if nameless else author.name)
    return replace(author, name=None) if nameless else author


@lru_cache(256)
def read_language(cell: str) -> str | None:
    """Read a language's code: "en", "en-US", "English"; a word for none that we know stays as it is."""
    return normalise_language(cell) or cell.strip() or None
