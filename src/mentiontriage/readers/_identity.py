"""Whether an id or a link names one post, and what does where it names none.

Many a table counts its rows from 1, as the next one does; or gives the product's id, or the link to the
post that people comment on. What is said here depends on a row and on the export's beginning alone, so that
every reading and every process says the same.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from mentiontriage.payloads.links import HAVE_COMMENTS, NETWORKS, names_thread, read_link
from mentiontriage.payloads.networks import BY_SITE
from mentiontriage.payloads.x_ids import read_time
from mentiontriage.readers import Sample
from mentiontriage.readers._sources import STORES
from mentiontriage.text import is_beginning

REFERENCES = ("in_reply_to", "quote_of", "repost_of")
"""The fields by which rows refer to one another: they do so by the ids as they are."""

THE_IDS = "the ids"
"""What the ids of an export are called among what may name its posts; networks and sites have other names."""
SHARED = "not one post's, as posts of several people have the same"
"""How the note on what names no post begins; the names' kinds come next."""
_WITH_IDS = NETWORKS | STORES
_LONGEST_NUMBER = 15
"""Characters up to which an id may be a number that a table, a form or a help desk counts for itself."""


Link = tuple[str, str]
"""A network and a post's id there."""


class Words(NamedTuple):
    """Who wrote a row, when and what, as the export writes it."""

    author: str
    time: str
    text: str


def find_shared(rows: Iterable[tuple[str, str, Words]]) -> frozenset[str]:
    """Find the kinds of names that stand at posts of several people, and so name none of them.

    Each of the rows is a kind (such as a network's links), a name and what was written under it.
    """
    known: dict[tuple[str, str], Words] = {}
    return frozenset(kind for kind, name, words in rows if _are_others(known.setdefault((kind, name), words), words))


def _are_others(first: Words, second: Words) -> bool:
    """Tell two posts from two copies or versions of one: another text by another person, or at another time."""
    one, other = first.text.strip(), second.text.strip()
    if not one or not other or is_beginning(one, other) or is_beginning(other, one):
        return False
    if first.author and second.author:
        return first.author.casefold() != second.author.casefold()
    return not first.author and not second.author and "" != first.time != second.time != ""


def names_post(source: str, ident: str, *, is_told: bool) -> bool:
    """Tell whether an id is of one post only, wherever it comes from: a network's is, and so is a long one.

    `is_told` says that the export has a word for the network, and not just a link to the network's site.
    """
    if source in _WITH_IDS and (is_told or source not in BY_SITE):
        return True
    return len(ident) > _LONGEST_NUMBER and not ident.startswith("http")


def may_be_counted(ident: str) -> bool:
    """Tell an id so short that every export may have it for another post."""
    return "://" not in ident and not names_post("", ident, is_told=False)


def names_page(url: str) -> bool:
    """Tell a link that need not be one post's: to a site that we do not know, or to what people comment on."""
    link = read_link(url)
    return link is None or names_thread(*link, url)


def tells_retweets(sample: Sample) -> bool:
    """Tell by its beginning an export in which posts may be quoted as on X of old, with no id: "RT @ada: ..."."""
    return "RT @" in sample.text


def is_below(ident: str, link: Link, url: str) -> bool:
    """Tell a comment, with an id of its own, from the post that its link leads to."""
    if link[0] not in HAVE_COMMENTS or not names_thread(*link, url):
        return False
    return not ident.endswith(link[1]) and not link[1].endswith(ident)


def name_by_link(ident: str, link: Link) -> str | None:
    """Give the other name that a link has for a post whose id is its address on the network itself; None of all others.

    On Bluesky that address names the account's number, by which replies refer to it, and the link its handle.
    """
    is_address = "://" in ident and ident != link[1] and read_link(ident) is None
    return link[1] if is_address and ident.rpartition("/")[2] == link[1].rpartition("/")[2] else None


def read_time_of_link(url: str) -> datetime | None:
    """Read when a post was made that a link to X leads to: its id says so."""
    source, ident = read_link(url) or ("", "")
    return read_time(ident) if source == "x" else None


def list_kinds(shared: Iterable[str]) -> str:
    """Write down the kinds of names that `find_shared` found."""
    return ", ".join(name if name == THE_IDS else f"links to {name}" for name in sorted(shared))
