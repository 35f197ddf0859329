"""Read a customer file: who our customers are, under which handles, and of what tier.

Columns are known by their usual names, whatever their case and punctuation: `Twitter handle`,
`mastodon`, `Network` with `Username`; `Tier`, `Segment` or `Plan`; `Value`, `LTV` or `Revenue`. E-mail
addresses and phone numbers are left out, wherever they stand.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from mentiontriage.counts import read_amount
from mentiontriage.errors import ShapeError, UsageError
from mentiontriage.handles import ADDRESSED
from mentiontriage.model import Customer, Note, Skipped
from mentiontriage.payloads.networks import read_source
from mentiontriage.profiles import match_address, read_owner
from mentiontriage.readers import Export
from mentiontriage.readers._csv import read_rows
from mentiontriage.readers._fields import normalise_name
from mentiontriage.redaction import redact
from mentiontriage.store._values import ANYWHERE, lower_ascii
from mentiontriage.store.customers import Entry
from mentiontriage.text import EMAIL

NETWORKS = {
    "x": "x", "twitter": "x", "xtwitter": "x", "mastodon": "mastodon", "fediverse": "mastodon",
    "bluesky": "bluesky", "bsky": "bluesky", "reddit": "reddit", "youtube": "youtube", "instagram": "instagram",
    "insta": "instagram", "facebook": "facebook", "fb": "facebook", "tiktok": "tiktok", "threads": "threads",
    "linkedin": "linkedin", "hackernews": "hackernews", "hn": "hackernews", "lemmy": "lemmy", "github": "github",
    "discourse": "discourse", "forum": "discourse", "stackexchange": "stack-exchange",
    "stackoverflow": "stack-exchange", "trustpilot": "trustpilot", "appstore": "app-store",
    "googleplay": "google-play",
}  # fmt: skip
"""What files call a network, and what the mentions that come from it call it."""

_ENDS = ("", "handle", "handles", "username", "user", "name", "account", "screenname", "url", "profile", "link")
_FIELDS = {
    "handle": ("handle", "socialhandle", "username", "screenname", "socialmedia", "social", "user"),
    "network": ("network", "platform", "socialnetwork", "source", "channel"),
    "name": (
        "name", "customername", "fullname", "company", "companyname", "accountname", "customer", "client", "account",
    ),
    "tier": ("tier", "customertier", "accounttier", "segment", "level", "plan", "class", "customerclass", "category"),
    "value": (
        "value", "customervalue", "ltv", "clv", "lifetimevalue", "revenue", "annualrevenue", "arr", "mrr", "spend",
        "totalspend", "totalspent", "totalrevenue", "annualvalue", "accountvalue", "contractvalue", "amount",
    ),
    "note": ("note", "notes", "comment", "comments", "remark", "remarks"),
}  # fmt: skip
WORDS = frozenset(NETWORKS).union(filter(None, _ENDS), *_FIELDS.values())
"""Words in the names of a customer list's columns, by which the row that holds them is known."""
_SEPARATORS = re.compile(r"[;,]")
_MARKED = re.compile(r"@|u/|/u/|https?://", re.I)
_NOBODY = frozenset({"n/a", "na", "none", "null", "nil", "unknown", "tbd", "anonymous", "anon"})
"""What people write into a cell for which they have nothing; "-" and its like hold no letter."""
_CURRENCY = (
    r"(?:[A-Z]{0,2}[$\u20ac\u00a3\u00a5\u20b9\u20bd\u20a9\u20ba\u20b4]|[A-Z]{3}"
    r"|(?i:eur|usd|gbp|chf|euros?|dollars?|fr\.?|kr\.?|z\u0142|k\u010d))"
)
_VALUE = re.compile(
    rf"(-?)\s?(?:{_CURRENCY}\s?)?(-?)([0-9][0-9.,'\u2019 \u00a0\u202f]*(?:(?i:k|tsd|m|mio)\.?)?)"
    rf"(?:(?<=[.,])[-\u2013\u2014]+)?(?:\s?{_CURRENCY})?"
)
_LONGEST_VALUE = 60
_NO_HANDLE = "no handle"
_ONLY_NAMES = "no handle: a name is none, as two people may share it; the handle or the address of the profile would do"


class Columns(msgspec.Struct, frozen=True):
    """Which column is which, by its place; `handles` are those of one network each."""

    handles: dict[int, str]
    fields: dict[str, int]
    ignored: tuple[str, ...]


def find_columns(header: Sequence[str], mapped: Mapping[str, str]) -> Columns:
    """Find the columns by their names; `mapped` is the user's `--map`, our name to the file's.

    Raises ShapeError where no column holds a handle, and UsageError for a field or column in the
    map that does not exist.
    """
    names = [normalise_name(name) for name in header]
    fields = dict(_find_mapped(field, column, header) for field, column in mapped.items())
    handles = {}
    for place, name in enumerate(names):
        if place in fields.values():
            continue
        network = next((NETWORKS[begin] for begin in NETWORKS if name in {begin + end for end in _ENDS}), None)
        if network is not None:
            handles[place] = network
    taken = {*handles, *fields.values()}
    for field, usual in _FIELDS.items():
        places = [names.index(name) for name in usual if name in names and names.index(name) not in taken]
        if field not in fields and places:
            fields[field] = places[0]
            taken.add(places[0])
    if not handles and "handle" not in fields:
        raise ShapeError(
            f"no column holds a handle; there are: {', '.join(filter(None, header)) or 'none'}; "
            "--map handle=COL tells which"
        )
    ignored = tuple(name for place, name in enumerate(header) if name and place not in taken)
    return Columns(handles, fields, ignored)


def _find_mapped(told: str, column: str, header: Sequence[str]) -> tuple[str, int]:
    field = normalise_name(told)
    if field not in _FIELDS:
        raise UsageError(f"--map: there is no {told!r} of a customer; there are: {', '.join(_FIELDS)}")
    names = [normalise_name(name) for name in header]
    if normalise_name(column) not in names:
        there_are = ", ".join(filter(None, header)) or "none"
        raise UsageError(f"--map: the file has no column {column!r}; there are: {there_are}")
    return field, names.index(normalise_name(column))


def read_customers(export: Export) -> Iterator[Entry | Skipped | Note]:
    """Read a table of customers, one a row; a row without a handle is skipped, and why is said.

    Raises ShapeError where the file is no table, or no column holds a handle.
    """
    if export.sample.kind == "other":
        raise ShapeError(
            f"{export.name} is no table (CSV, XLSX) whose first row names its columns (Twitter, Name, Tier, ...); "
            "if they have other names, --map handle=COLUMN tells which holds the handles"
        )
    if export.sample.kind != "csv":
        raise ShapeError(f"{export.name} is no table; save the customer list as CSV or XLSX")
    columns = find_columns(export.sample.header, export.columns)
    unread: list[int | str] = []
    for row in read_rows(export):
        if not isinstance(row, tuple):
            yield row
            continue
        number, cells = row
        handles = tuple(dict.fromkeys(_list_handles(cells, columns)))
        if handles:
            customer = _read_customer(cells, columns.fields)
            if customer.value is None and not _is_nothing(_take(cells, columns.fields, "value") or ""):
                unread.append(number)
            yield Entry(customer, handles)
        else:
            yield Skipped(f"{export.name}:{number}", _ONLY_NAMES if _holds_name(cells, columns) else _NO_HANDLE)
    if unread:
        told = f"values that are no amount and are left out: {len(unread):,}"
        yield Note(f"{export.name}:{unread[0]}", f"{told} (as 1,234.50, 1.234,50 or 12k they are read)")


def _list_handles(cells: Sequence[str], columns: Columns) -> Iterator[tuple[str, str]]:
    for place, network in columns.handles.items():
        for handle in _split_handles(cells[place], network):
            yield network, handle
    if "handle" in columns.fields:
        told = _take(cells, columns.fields, "network")
        network = read_network(told) if told else ANYWHERE
        for handle in _split_handles(cells[columns.fields["handle"]], network):
            yield network, handle


def read_network(told: str) -> str:
    """Name a network as the mentions that come from it do, by what files and people call it."""
    return NETWORKS.get(normalise_name(told)) or read_source(told, None)


def _holds_name(cells: Sequence[str], columns: Columns) -> bool:
    """Tell whether words stand where a handle should, as the name of a person does."""
    places = [*columns.handles, *(columns.fields[field] for field in ("handle",) if field in columns.fields)]
    return any(len(cells[place].split()) > 1 and "@" not in cells[place] for place in places)


def _split_handles(cell: str, network: str) -> Iterator[str]:
    """Split the handles of a cell; white space parts them only where each is marked as one: names have it too."""
    words = cell.split()
    parts = words if len(words) > 1 and all(map(_MARKED.match, words)) else _SEPARATORS.split(cell)
    for part in parts:
        if handle := read_handle(part.strip(" ;,"), network):
            yield handle


def read_handle(text: str, network: str) -> str | None:
    """Read a handle as the network writes it in posts: no `@`, no address around it, small letters.

    None for a name of several words, and for what stands where there is none ("n/a", "-").
    `name@server.example` is a handle on Mastodon and Lemmy, and elsewhere an e-mail address, which is
    nobody's handle; with an `@` before it it is a handle everywhere.
    """
    handle = text.strip()
    if address := match_address(handle, is_anywhere=network in ADDRESSED):
        handle = read_owner(address)
        handle += f"@{address[1]}" if network in ADDRESSED and handle and "@" not in handle else ""
    elif "://" in handle or (network not in ADDRESSED and EMAIL.fullmatch(handle)):
        return None
    handle = handle.removeprefix("@").removeprefix("u/").removeprefix("/u/")
    if len(handle.split()) > 1 or _is_nothing(handle):
        return None
    return lower_ascii(handle)


def _is_nothing(cell: str) -> bool:
    return not any(map(str.isalnum, cell)) or cell.casefold() in _NOBODY


def _read_customer(cells: Sequence[str], fields: Mapping[str, int]) -> Customer:
    value = _take(cells, fields, "value")
    return Customer(
        name=_clean(_take(cells, fields, "name")),
        tier=_clean(_take(cells, fields, "tier")),
        value=None if value is None else read_value(value),
        note=_clean(_take(cells, fields, "note")),
    )


def _take(cells: Sequence[str], fields: Mapping[str, int], field: str) -> str | None:
    place = fields.get(field)
    return cells[place].strip() or None if place is not None else None


def _clean(text: str | None) -> str | None:
    return redact(text) if text else None


def read_value(text: str) -> float | None:
    """Read an amount with its currency and marks: "€ 1.234,50", "12,000", "1'500.-", "3,5 Mio. €", "-7".

    None for all else, since no value is better than a wrong one.
    """
    match = _VALUE.fullmatch(text.strip()) if len(text) <= _LONGEST_VALUE else None
    if match is None:
        return None
    digits = match[3].strip()
    amount = read_amount(digits[:-1] if digits[-1] in ".,'" else digits)
    return -amount if amount and (match[1] or match[2]) else amount
