"""Hacker News: stories and comments, through Algolia's search. No credentials.

A search gives 1,000 hits at most however it is paged, so each page asks for what is older than
the page before. https://hn.algolia.com/api
"""

from collections.abc import Iterator

from mentiontriage.payloads.hackernews import Item, to_mention
from mentiontriage.sources import Access, Options, Source, Stream
from mentiontriage.sources._http import Client
from mentiontriage.sources._paging import walk
from mentiontriage.sources._phrase import quote
from mentiontriage.sources._understand import need_list, understand
from mentiontriage.sources._walking import Ask, Page

_HITS = 100


class HackerNewsOptions(Options, frozen=True):
    """Where Algolia's search answers."""

    base_url: str = "https://hn.algolia.com/api/v1"


def open_streams(access: Access) -> Iterator[Stream]:
    """Open a search for each name of each brand."""
    client = access.connect(access.options.base_url, {})
    for term in access.terms:
        yield Stream(f"search:{term}", walk(_get_page, client, term))


def _get_page(client: Client, term: str, ask: Ask) -> Page:
    size = min(_HITS, ask.most or _HITS)
    until = f",created_at_i<={ask.cursor}" if isinstance(ask.cursor, int) else ""
    reply = client.get(
        "search_by_date",
        {
            "query": quote(term),
            "tags": "(story,comment)",
            "numericFilters": f"created_at_i>={int(ask.since.timestamp())}{until}",
            "hitsPerPage": size,
            "typoTolerance": "false",
            "advancedSyntax": "true",
        },
    )
    hits = need_list(reply.json(), "hits")
    posts, notes = understand(hits, Item, lambda item: [to_mention(item)])
    times = [hit["created_at_i"] for hit in hits if isinstance(hit, dict) and type(hit.get("created_at_i")) is int]
    return Page(posts, min(times, default=None) if len(hits) >= size else None, notes=notes)


def check(access: Access) -> None:
    """Ask for one story."""
    client = access.connect(access.options.base_url, {})
    client.get("search_by_date", {"tags": "story", "hitsPerPage": 1}).json()


SOURCE = Source(
    name="hackernews",
    summary="Hacker News stories and comments",
    options=HackerNewsOptions,
    open=open_streams,
    check=check,
    by_default=True,
)
