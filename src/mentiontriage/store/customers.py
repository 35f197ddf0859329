"""The customer file in the store: who, under which handles."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from mentiontriage.model import Customer
from mentiontriage.store._values import ANYWHERE, fit_text, lower_ascii
from mentiontriage.times import to_micros


class Entry(msgspec.Struct, frozen=True):
    """One customer with all handles, as (network, handle in small letters). `no` is given by the store."""

    customer: Customer
    handles: tuple[tuple[str, str], ...]
    no: int = 0


class SavedCustomers(msgspec.Struct, frozen=True):
    """What saving did: how many were new, how many brought up to date, and whose handles are those of several.

    `repeated` are those who came twice, of whom what came last holds.
    """

    new: int
    known: int
    unclear: tuple[Entry, ...]
    repeated: tuple[Entry, ...]


def save_customers(db: sqlite3.Connection, entries: Iterable[Entry], now: datetime) -> SavedCustomers:
    """Save customers; one whose handle is known is brought up to date. Call it within a transaction.

    What a later file leaves out stays as it was. Who has handles of two known customers is not saved:
    nobody can tell which of them is meant.
    """
    new = 0
    saved: set[int] = set()
    unclear, repeated = [], []
    for entry in entries:
        numbers = _find_known(db, entry)
        if len(numbers) > 1:
            unclear.append(entry)
            continue
        if numbers:
            no = numbers.pop()
            if no in saved:
                repeated.append(entry)
        else:
            new += 1
            no = int(db.execute("INSERT INTO customer (imported_at) VALUES (?)", (to_micros(now),)).lastrowid or 0)
        saved.add(no)
        customer = entry.customer
        sql = """UPDATE customer SET name = coalesce(?, name), tier = coalesce(?, tier), value = coalesce(?, value),
            note = coalesce(?, note), imported_at = ? WHERE no = ?"""
        texts = (fit_text(customer.name), fit_text(customer.tier), customer.value, fit_text(customer.note))
        db.execute(sql, (*texts, to_micros(now), no))
        rows = [(fit_text(network), fit_text(handle), no) for network, handle in entry.handles]
        sql = "INSERT INTO customer_handle VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET customer = excluded.customer"
        db.executemany(sql, rows)
    return SavedCustomers(new, len(saved) - new, tuple(unclear), tuple(repeated))


def read_customers(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Customer]:
    """Read customers by their numbers."""
    sql = "SELECT name, tier, value, note FROM customer WHERE no = ?"
    found = {}
    for no in numbers:
        if row := db.execute(sql, (no,)).fetchone():
            found[no] = Customer(*row)
    return found


def find_customer(db: sqlite3.Connection, source: str, handle: str | None) -> Customer | None:
    """Find the customer behind a handle on a network."""
    if not handle:
        return None
    sql = """SELECT name, tier, value, note FROM customer_handle JOIN customer ON no = customer
        WHERE network IN (?1, ?2) AND handle = ?3 ORDER BY network = ?2 LIMIT 1"""
    row = db.execute(sql, (source, ANYWHERE, fit_text(lower_ascii(handle)))).fetchone()
    return Customer(*row) if row else None


def list_customers(db: sqlite3.Connection, handle: str | None = None, tier: str | None = None) -> Iterator[Entry]:
    """List customers by name, all or those of a tier or with a handle, which may be NETWORK:HANDLE."""
    sql = """SELECT no, name, tier, value, note FROM customer
        WHERE (?1 IS NULL
                OR no IN (SELECT customer FROM customer_handle WHERE ?1 IN (handle, network || ':' || handle)))
            AND (?2 IS NULL OR lower(tier) = lower(?2)) ORDER BY name IS NULL, name, no"""
    folded = None if handle is None else fit_text(lower_ascii(handle))
    for no, name, tier_, value, note in db.execute(sql, (folded, tier)).fetchall():
        rows = db.execute("SELECT network, handle FROM customer_handle WHERE customer = ? ORDER BY 1, 2", (no,))
        yield Entry(Customer(name, tier_, value, note), tuple(rows), no)


def has_customers(db: sqlite3.Connection) -> bool:
    """Tell whether any customer is known."""
    return db.execute("SELECT 1 FROM customer LIMIT 1").fetchone() is not None


def list_tiers(db: sqlite3.Connection) -> list[str]:
    """List the tiers that customers are of, each once whatever its case."""
    sql = "SELECT min(tier) FROM customer WHERE tier <> '' GROUP BY lower(tier) ORDER BY lower(tier)"
    return [tier for (tier,) in db.execute(sql)]


def forget_customer(db: sqlite3.Connection, no: int) -> None:
    """Delete a customer and all handles; `secure_delete` overwrites them."""
    db.execute("DELETE FROM customer WHERE no = ?", (no,))


def _find_known(db: sqlite3.Connection, entry: Entry) -> set[int]:
    sql = "SELECT customer FROM customer_handle WHERE network = ? AND handle = ?"
    rows = [db.execute(sql, (fit_text(network), fit_text(handle))).fetchone() for network, handle in entry.handles]
    return {int(row[0]) for row in rows if row}
