"""Lemmy: posts and comments, of one instance and all that it knows of. No credentials.

Version 0.19 answers at /api/v3 and pages by number, version 1.0 at /api/v4 and pages by cursor;
each instance is asked which it is. https://join-lemmy.org/api/main
"""

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from mentiontriage.model import Mention, Skipped
from mentiontriage.payloads.lemmy import View, is_gone, name_view, to_mention
from mentiontriage.sources import Access, Options, Source, Stream
from mentiontriage.sources._http import Client, name_host, strip_login
from mentiontriage.sources._paging import walk
from mentiontriage.sources._phrase import strip_marks
from mentiontriage.sources._understand import need_list, take, understand
from mentiontriage.sources._walking import Ask, Page

_ITEMS = 50
_KINDS = {"posts": "Posts", "comments": "Comments"}


class LemmyOptions(Options, frozen=True):
    """Which instances to search."""

    base_url: tuple[str, ...] | str = ("https://lemmy.world",)


def open_streams(access: Access) -> Iterator[Stream]:
    """Open a search for each name of each brand, among posts and among comments, on each instance."""
    for instance in access.base_urls:
        host, place = name_host(instance), strip_login(instance)
        client = access.connect(instance, {})
        ask_version = cache(partial(_ask_version, client))
        for term in access.terms:
            for kind in _KINDS:
                search = walk(_get_page, client, ask_version, kind, strip_marks(term))
                yield Stream(f"{kind}:{place}:{term}", search, host)


def _ask_version(client: Client) -> int:
    return 4 if client.get("api/v4/site", accept=(200, 400, 404, 405, 410)).status == 200 else 3


def _get_page(client: Client, ask_version: Callable[[], int], kind: str, term: str, ask: Ask) -> Page:
    return (_get_page_4 if ask_version() == 4 else _get_page_3)(client, kind, term, ask)


def _get_page_3(client: Client, kind: str, term: str, ask: Ask) -> Page:
    number = ask.cursor if isinstance(ask.cursor, int) else 1
    params = {"q": term, "type_": _KINDS[kind], "sort": "New", "listing_type": "All", "page": number, "limit": _ITEMS}
    records = need_list(client.get("api/v3/search", params).json(), kind)
    return _make_page(records, number + 1 if len(records) >= _ITEMS else None)


def _get_page_4(client: Client, kind: str, term: str, ask: Ask) -> Page:
    params = {"search_term": term, "type_": kind, "sort": "new", "listing_type": "all", "limit": _ITEMS}
    if isinstance(ask.cursor, str):
        params["page_cursor"] = ask.cursor
    body = client.get("api/v4/search", params).json()
    lists = [found for name in ("search", "results", kind, "items") if isinstance(found := take(body, name), list)]
    records = max(lists, key=len) if lists else need_list(body, "results")
    return _make_page(records, take(body, "next_page"))


def _make_page(records: list[Any], cursor: Any) -> Page:
    gone: list[str] = []

    def to_items(view: View) -> list[Mention | Skipped]:
        if not is_gone(view):
            return [to_mention(view)]
        gone.append(name_view(view))
        return []

    posts, notes = understand(records, View, to_items)
    return Page(posts, cursor, tuple(gone), notes)


def check(access: Access) -> None:
    """Ask each instance for its version."""
    for instance in access.base_urls:
        _ask_version(access.connect(instance, {}))


SOURCE = Source(
    name="lemmy",
    summary="Lemmy posts and comments",
    options=LemmyOptions,
    example=('base_url = ["https://lemmy.world"]',),
    open=open_streams,
    check=check,
    by_default=True,
)
