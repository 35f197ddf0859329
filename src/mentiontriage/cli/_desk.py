"""What the desk's commands share: the store, who is asking, and which mention is meant."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentiontriage.cli._options import read_now
from mentiontriage.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    import sqlite3

    from mentiontriage.config import Settings
    from mentiontriage.scoring import Scorer

Store = Annotated[
    Path | None,
    typer.Option(
        "--store", metavar="FILE", envvar="TRIAGE_STORE", help="The store, a file. Default: in your data folder."
    ),
]
Who = Annotated[
    str | None,
    typer.Option("--as", metavar="NAME", envvar="TRIAGE_USER", help="Who you are. Default: your login name."),
]
Ident = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="The mention's id, SOURCE:ID or link, or as much of the id's beginning as is unique."
    ),
]
Idents = Annotated[
    list[str],
    typer.Argument(
        metavar="ID",
        help="Ids, SOURCE:ID or links, or as much of an id's beginning as is unique; all in one action.",
    ),
]
NamedBrand = Annotated[str | None, typer.Option("--brand", metavar="NAME", help="Mentions of this brand only.")]
OnlyThis = Annotated[bool, typer.Option("--only", help="Only this post, not its author's other open posts.")]


class Desk:
    """An open store with the settings and the moment of one command."""

    def __init__(self, store: Path | None, config: Path | None, now: str | None) -> None:
        from mentiontriage.cli._console import print_note
        from mentiontriage.cli._settings import take_settings
        from mentiontriage.deciding import catch_up, is_behind
        from mentiontriage.store import is_read_only, open_store

        self.path = find_store(store)
        self.settings: Settings = take_settings(config)
        self.now: datetime = read_now(now)
        self.db: sqlite3.Connection = open_store(self.path, create=False)
        if not is_read_only(self.db):
            catch_up(self.db, self.settings, self.now)
        elif is_behind(self.db):
            print_note(f"note {self.path}: it may only be read; what we answered or what came back may stand as before")

    @property
    def scorer(self) -> "Scorer":
        """What scores mentions at this command's moment."""
        from mentiontriage.scoring import Scorer

        return Scorer(self.settings, self.now)

    @property
    def zone(self) -> tzinfo:
        """The desk's time zone, by whose clocks its people are told times."""
        from mentiontriage.targets import read_zone

        return read_zone(self.settings.targets.time_zone)

    def find(self, ident: str) -> int:
        """Find the one mention that is meant; raises NotFoundError, or UsageError where several are."""
        return find_number(self.db, self.path, ident)

    def find_row(self, ident: str, *, only: bool) -> Sequence[int]:
        """Find the mentions that are meant: the one named, and with it its author's other open ones."""
        from mentiontriage.deciding import list_row

        no = self.find(ident)
        return [no] if only else list_row(self.db, no, self.now)

    def find_rows(self, idents: Sequence[str], *, only: bool) -> list[Sequence[int]]:
        """Find the rows that are meant, each mention once; before anything is decided, what is not found is told."""
        rows: list[Sequence[int]] = []
        found: set[int] = set()
        for row in (self.find_row(ident, only=only) for ident in idents):
            if row[0] not in found:  # else its author is named twice
                rows.append([no for no in row if no not in found])
                found.update(row)
        return rows


def find_store(store: Path | None) -> Path:
    """Find the store: what is named, else the one in the platform's data folder."""
    if store is not None:
        return store
    from platformdirs import user_data_path

    return user_data_path("triage", appauthor=False) / "triage.db"


ME, NOBODY = "me", "nobody"
"""Stand for whoever acts, and for no person, where it is asked whom a row is with."""


def take_who(who: str | None) -> str:
    """Take who is acting: what is named, else the login name. UsageError for nobody, and for the desk's own name."""
    from mentiontriage.desk import ITSELF

    if who is None:
        import getpass

        try:
            who = getpass.getuser()
        except (OSError, KeyError) as error:
            raise UsageError("your login name cannot be found; give --as NAME, or set TRIAGE_USER") from error
    if not who.strip():
        raise UsageError("--as is empty; give your name")
    if who.strip() == ITSELF:
        raise UsageError(f"{ITSELF!r} stands for what triage decides by itself; give --as NAME, or set TRIAGE_USER")
    return who.strip()


def take_person(told: str, who: str | None) -> str | None:
    """Take whom a row is with: the name that is told, who acts for `ME`, None for `NOBODY`. UsageError for a blank."""
    name = told.strip()
    if not name:
        raise UsageError(f"the assignee's name is empty; give a name, `{ME}` or `{NOBODY}`")
    if name.casefold() == ME:
        return take_who(who)
    return None if name.casefold() == NOBODY else name


def find_number(db: "sqlite3.Connection", path: Path, ident: str) -> int:
    """Find the number of the one mention that is meant; raises NotFoundError, or UsageError where several are."""
    from mentiontriage.payloads.links import is_link
    from mentiontriage.payloads.networks import name_ident
    from mentiontriage.store.mentions import find_numbers, read_mentions

    numbers = find_numbers(db, ident) or find_numbers(db, name_ident(ident)) if ident else ()
    if not numbers and is_link(ident):
        raise NotFoundError(f"no mention in {path} stands at {ident}, or has an id that begins so")
    if not numbers:
        raise NotFoundError(f"no mention in {path} has an id that begins with {ident!r}; `triage queue` shows the ids")
    if len(numbers) > 1:
        found = [stored.mention for stored in read_mentions(db, numbers[:3])]
        names = ", ".join(f"{mention.source}:{mention.id}" for mention in found)
        if is_link(ident):
            raise UsageError(f"{ident} leads to several mentions, such as {names}; give one's id")
        raise UsageError(f"several ids begin with {ident!r}, such as {names}; give more of it")
    return numbers[0]
