"""`triage customers`: who our customers are, so that they are known when they complain."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentiontriage.cli._desk import Store, find_store
from mentiontriage.cli._options import AsText, Map, Now, Shape, read_map, read_now

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from mentiontriage.model import Note, Skipped
    from mentiontriage.store.customers import Entry

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
Handle = Annotated[
    str, typer.Argument(metavar="HANDLE", help="The customer's handle on any network, or NETWORK:HANDLE.")
]


@app.callback()
def describe() -> None:
    """Know your customers by their handles.

    Example: triage customers import crm.csv
    """


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The customer list: CSV, TSV or XLSX.")],
    map_: Map = None,
    store: Store = None,
    now: Now = None,
    format_: AsText = Shape.text,
) -> None:
    """Read a customer list: handles by network, name, tier, value, note.

    E-mail addresses and phone numbers are not kept. Known customers are brought up to date.

    Example: triage customers import crm.csv --map handle="X account",tier=Plan
    """
    from mentiontriage.cli._console import print_note, tell_note, write_json, write_result
    from mentiontriage.cli._gather import name_input
    from mentiontriage.customers import WORDS, find_columns, read_customers
    from mentiontriage.formats._amounts import count_nouns
    from mentiontriage.model import Note, Skipped
    from mentiontriage.readers._open import open_export
    from mentiontriage.store import open_store, transaction
    from mentiontriage.store.customers import Entry, save_customers

    named = name_input(file)
    export = open_export(named.name, named.open_raw, read_map(map_), words=WORDS)
    found = list(read_customers(export))
    skipped = [row for row in found if isinstance(row, Skipped)]
    db = open_store(find_store(store))
    with transaction(db):
        saved = save_customers(db, (row for row in found if isinstance(row, Entry)), read_now(now))
    skipped += [_leave_out(named.name, entry) for entry in saved.unclear]
    for row in skipped:
        print_note(f"skipped {row.where}: {row.reason}")
    for note in [
        *(row for row in found if isinstance(row, Note)),
        *(_tell_twice(named.name, e) for e in saved.repeated),
    ]:
        tell_note(note)
    ignored = find_columns(export.sample.header, export.columns).ignored
    if format_ is Shape.json:
        write_json({"new": saved.new, "known": saved.known, "skipped": skipped, "ignored": ignored})
        return
    left_out = f"; columns not used: {', '.join(ignored)}" if ignored else ""
    write_result(
        f"{count_nouns(saved.new, 'new customer')}, {saved.known:,} brought up to date, "
        f"{count_nouns(len(skipped), 'row')} skipped{left_out}\n",
        None,
    )


def _tell_twice(name: str, entry: "Entry") -> "Note":
    from mentiontriage.model import Note

    handles = ", ".join(handle for _, handle in entry.handles)
    return Note(name, f"{handles} is in more than one row; the last one counts")


def _leave_out(name: str, entry: "Entry") -> "Skipped":
    from mentiontriage.model import Skipped

    handles = _write_handles(entry)
    return Skipped(name, f"{handles} are handles of different customers; remove one with `triage customers forget`")


def _write_handles(entry: "Entry") -> str:
    return ", ".join(f"{network}:{handle}" for network, handle in entry.handles)


@app.command("list")
def list_(
    tier: Annotated[str | None, typer.Option("--tier", metavar="TIER", help="Only customers of this tier.")] = None,
    store: Store = None,
    format_: AsText = Shape.text,
) -> None:
    """List the known customers.

    Example: triage customers list --tier gold
    """
    from mentiontriage.cli._console import write_result
    from mentiontriage.store import open_store
    from mentiontriage.store.customers import list_customers

    db = open_store(find_store(store), create=False)
    write_result(_write_entries(list_customers(db, tier=tier), format_) or _say_none(db, tier), None)


@app.command("show")
def show(handle: Handle, store: Store = None, format_: AsText = Shape.text) -> None:
    """Show who is behind a handle.

    Example: triage customers show @ada
    """
    from mentiontriage.cli._console import write_result
    from mentiontriage.store import open_store

    db = open_store(find_store(store), create=False)
    write_result(_write_entries(_find_entries(db, handle), format_), None)


@app.command("forget")
def forget(handle: Handle, store: Store = None, format_: AsText = Shape.text) -> None:
    """Forget a customer, with all handles; their posts stay (see `triage forget`).

    Where several customers have that handle, each on another network, none is forgotten until you say whose.

    Example: triage customers forget @ada
    """
    from mentiontriage.cli._console import write_json, write_result
    from mentiontriage.errors import UsageError
    from mentiontriage.store import open_store, transaction
    from mentiontriage.store.customers import forget_customer

    db = open_store(find_store(store), create=False)
    entry, *others = _find_entries(db, handle)
    if others:
        names = "; ".join(f"{_write_handles(one)} ({one.customer.name or 'no name'})" for one in (entry, *others))
        raise UsageError(f"several customers have the handle {handle!r}: {names}; say whose, as NETWORK:HANDLE")
    with transaction(db):
        forget_customer(db, entry.no)
    if format_ is Shape.json:
        write_json({"forgotten": 1})
    else:
        write_result("forgot 1 customer\n", None)


def _find_entries(db: "sqlite3.Connection", handle: str) -> "list[Entry]":
    from mentiontriage.errors import NotFoundError
    from mentiontriage.store.customers import list_customers

    for written in _spell(handle):
        if entries := list(list_customers(db, written)):
            return entries
    raise NotFoundError(f"no customer has the handle {handle!r}; `triage customers list` shows who is known")


def _spell(handle: str) -> "Iterator[str]":
    """Write a handle as the store may have it: as it is; with its network's own name; known on any network."""
    from mentiontriage.customers import read_network
    from mentiontriage.handles import read_handle
    from mentiontriage.store._values import ANYWHERE

    yield read_handle(handle) or handle
    network, colon, rest = handle.partition(":")
    if colon and (own := read_handle(rest)):
        yield f"{read_network(network)}:{own}"
        yield f"{ANYWHERE}:{own}"


def _write_entries(entries: "Iterable[Entry]", shape: Shape) -> str:
    from mentiontriage.cli._console import to_json
    from mentiontriage.formats._clean import clean_line

    if shape is Shape.json:
        told = [
            {"customer": e.customer, "handles": [f"{network}:{handle}" for network, handle in e.handles]}
            for e in entries
        ]
        return to_json(told)
    lines = []
    for entry in entries:
        customer = entry.customer
        value = "" if customer.value is None else f"{customer.value:,.10g}"
        cells = (customer.tier or "-", value or "-", customer.name or "-", _write_handles(entry), customer.note or "")
        lines.append("  ".join(map(clean_line, cells)).rstrip() + "\n")
    return "".join(lines)


def _say_none(db: "sqlite3.Connection", tier: str | None) -> str:
    """Say why no customer is listed: none is known at all, or none of the tier that is asked for."""
    from mentiontriage.formats._clean import clean_line
    from mentiontriage.store.customers import has_customers, list_tiers

    if tier is None or not has_customers(db):
        return "No customer is known yet; `triage customers import crm.csv` reads a list.\n"
    there_are = ", ".join(map(clean_line, list_tiers(db))) or "none"
    return f"No customer is of the tier {tier!r}; there are: {there_are}\n"
