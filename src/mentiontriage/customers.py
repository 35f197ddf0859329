"""Read a customer file: who our customers are, under which handles, and of what tier.

Columns are known by their usual names, whatever their case and punctuation: `Twitter handle`,
`mastodon`, `Network` with `Username`; `Tier`, `Segment` or `Plan`; `Value`, `LTV` or `Revenue`. E-mail
addresses and phone numbers are left out, wherever they stand.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from mentiontriage.errors import ShapeError, UsageError
from mentiontriage.model import Customer, Note, Skipped
from mentiontriage.readers import Export
from mentiontriage.readers._csv import read_rows
from mentiontriage.readers._fields import normalise_name
from mentiontriage.redaction import redact
from mentiontriage.store._values import lower_ascii
from mentiontriage.store.customers import ANYWHERE, Entry

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
        "totalspend", "amount",
    ),
    "note": ("note", "notes", "comment", "comments", "remark", "remarks"),
}  # fmt: skip
WORDS = frozenset(NETWORKS).union(filter(None, _ENDS), *_FIELDS.values())
"""Words in the names of a customer list's columns, by which the row that holds them is known."""
_ADDRESS = re.compile(r"https?://", re.I)
_SEPARATORS = re.compile(r"[;,]")
_MARKED = re.compile(r"@|u/|/u/|https?://", re.I)
_NOBODY = frozenset({"n/a", "na", "none", "null", "nil", "unknown", "tbd", "anonymous", "anon"})
"""What people write into a cell for which they have no handle; "-" and its like hold no letter."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NUMBER = re.compile(r"-?[0-9][0-9.,' \u00a0\u202f]*")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")


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
    fields = dict(_find_mapped(field, column, names) for field, column in mapped.items())
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


def _find_mapped(field: str, column: str, names: Sequence[str]) -> tuple[str, int]:
    if field not in _FIELDS:
        raise UsageError(f"--map: there is no {field!r} of a customer; there are: {', '.join(_FIELDS)}")
    if normalise_name(column) not in names:
        raise UsageError(f"--map: the file has no column {column!r}")
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
    for row in read_rows(export):
        if not isinstance(row, tuple):
            yield row
            continue
        number, cells = row
        handles = tuple(dict.fromkeys(_list_handles(cells, columns)))
        if handles:
            yield Entry(_read_customer(cells, columns.fields), handles)
        else:
            yield Skipped(f"{export.name}:{number}", "no handle")


def _list_handles(cells: Sequence[str], columns: Columns) -> Iterator[tuple[str, str]]:
    for place, network in columns.handles.items():
        for handle in _split_handles(cells[place], network):
            yield network, handle
    if "handle" in columns.fields:
        told = _take(cells, columns.fields, "network")
        network = NETWORKS.get(normalise_name(told), told.strip().lower()) if told else ANYWHERE
        for handle in _split_handles(cells[columns.fields["handle"]], network):
            yield network, handle


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
    `name@server.example` is a handle on Mastodon and an e-mail address everywhere else, which is
    nobody's handle.
    """
    handle = text.strip()
    if _ADDRESS.match(handle):
        place = _ADDRESS.sub("", handle).split("?")[0].rstrip("/")
        server, _, path = place.partition("/")
        handle = path.split("/")[-1].lstrip("@")
        if network == "mastodon" and handle and "@" not in handle:
            handle = f"{handle}@{server}"
    handle = handle.removeprefix("@").removeprefix("u/").removeprefix("/u/")
    if network != "mastodon" and _EMAIL.fullmatch(handle):
        return None
    if len(handle.split()) > 1 or not any(map(str.isalnum, handle)) or handle.casefold() in _NOBODY:
        return None
    return lower_ascii(handle)


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
    """Read an amount with its currency and marks: "€ 1.234,50", "12,000", "1'500.-"; None for none.

    The last mark parts thousands where it is alone and three digits follow it; else it is the decimal point if
    it is a lone point, or if one or two digits follow it.
    """
    match = _NUMBER.search(text)
    if match is None:
        return None
    digits = match[0].rstrip("., '\u00a0\u202f")
    last = max(digits.rfind("."), digits.rfind(","))
    lone_point = digits.count(".") == 1 and "," not in digits and not _THOUSANDS.fullmatch(digits)
    if last >= 0 and (lone_point or len(digits) - last - 1 <= 2):
        whole, part = digits[:last], digits[last + 1 :]
    else:
        whole, part = digits, ""
    return float(f"{re.sub('[^0-9-]', '', whole) or '0'}.{part or '0'}")
