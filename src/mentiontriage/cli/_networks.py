"""Which network or brand is meant by a name on the command line, however it is written."""

from collections.abc import Iterable, Set
from sqlite3 import Connection

from mentiontriage import plugins, sources
from mentiontriage.errors import UsageError
from mentiontriage.payloads.networks import NAMES, read_source
from mentiontriage.store.mentions import list_sources


def match_source(name: str, known: Set[str]) -> str:
    """Find the network that is meant, by any name it has in an export ("Twitter" is `x`); UsageError for an unknown."""
    own = read_source(name, None)
    return own if own in known else match_name("source", name, known)


def match_forgotten(db: Connection, name: str) -> str:
    """Find the network from which something is to be forgotten, also what may yet be fetched or imported from it."""
    return match_source(name, {*NAMES, *plugins.list_names(sources.__name__), *list_sources(db)})


def match_name(kind: str, name: str, known: Iterable[str]) -> str:
    """Find what is called so, whatever its case; raises UsageError, with what there is, where nothing is."""
    names = sorted(known)
    if name in names:
        return name
    for other in names:
        if other.casefold() == name.casefold():
            return other
    raise UsageError(
        f"there is no {kind} called {name!r} in store or settings; there are: {', '.join(names) or 'none'}"
    )
