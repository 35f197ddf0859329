"""Which network a row of a table is from, and which post it refers to."""

import re
from collections.abc import Iterable
from functools import lru_cache

from mentiontriage.payloads.links import read_link
from mentiontriage.payloads.networks import BY_SITE
from mentiontriage.readers._cells import read_id
from mentiontriage.readers._fields import normalise_name, read_source

STORES = frozenset({"app-store", "google-play"})
"""The stores whose reviews are known by the stores' own ids."""

_OF_GRAPH = frozenset({"createdtime", "message"})
_BESIDE_GRAPH = frozenset({"fromid", "fromname", "parentid", "permalinkurl", "commentcount"})
_BELOW = re.compile(r"(?:\d{5,}_)+(\d{5,})")  # what a tool has counted is shorter
_OF_X = frozenset({"tweetid", "tweetcreated", "tweettext", "retweetcount", "tweeturl", "twitterurl"})


def tells_x(names: Iterable[str], words: Iterable[str], *, has_source: bool) -> bool:
    """Tell posts of X by the names of an export, or by the `words` of its source, which on X is the app."""
    if has_source:
        return any(word.startswith("Twitter ") for word in words)
    return not _OF_X.isdisjoint(map(normalise_name, names))


def tells_facebook(names: Iterable[str], idents: Iterable[str]) -> bool:
    """Tell comments and posts as Facebook's Graph API gives them, by the names of an export and the ids in it."""
    there = set(map(normalise_name, names))
    if not there >= _OF_GRAPH or there.isdisjoint(_BESIDE_GRAPH):
        return False
    return any(map(_BELOW.fullmatch, idents))


def read_reference(cell: str, source: str = "") -> str | None:
    """Read which post of a network is meant: by its id or by its link; 0 is none's."""
    if "://" in cell:
        link = read_link(cell.strip())
        return link[1] if link else cell.strip()
    ident = read_id(cell) if cell else None
    return None if ident == "0" or ident is None else drop_above(source, ident)


def drop_above(source: str, ident: str) -> str:
    """Leave out of an id what stands above the post: Facebook's Graph API writes PAGE_POST and POST_COMMENT, or not.

    The last number alone is one post's, and what links lead to.
    """
    return match[1] if source == "facebook" and (match := _BELOW.fullmatch(ident)) else ident


def complete_link(cell: str) -> str:
    """Give a link as it is written, and whole if it is Reddit's own, which names no site; "" for what is no link."""
    if "://" in cell:
        return cell
    return f"https://www.reddit.com{cell}" if cell.startswith("/r/") and "/comments/" in cell else ""


def read_host(url: str) -> str:
    """Take the site out of a link, without the `www.` that says nothing."""
    return url.partition("://")[2].partition("/")[0].lower().removeprefix("www.")


@lru_cache(1024)
def name_source(word: str, host: str) -> str:
    """Name the network by the export's word for it, else the site that a link leads to."""
    named = read_source(word, f"https://{host}/" if host else None)
    return host if named == "unknown" and host else named


def name_page(word: str, host: str) -> str:
    """Name the network of a page, which has no id but its link.

    Where an export has a word for the network, pages of `BY_SITE` keep the name of their site: as such they are stored.
    """
    named = name_source("", host)
    return host if named in BY_SITE and word.strip() else named
