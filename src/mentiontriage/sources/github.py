"""GitHub: issues and pull requests that name the brand. A token is optional.

A search gives 1,000 results at most however it is paged, so each page asks for what is older than
the page before. Since September 2025 a search must say whether it means issues or pull requests.
https://docs.github.com/en/rest/search/search#search-issues-and-pull-requests
"""

from collections.abc import Iterator

from mentiontriage.model import Note
from mentiontriage.payloads.github import Issue, to_mention
from mentiontriage.sources import Access, Credential, Options, Source, Stream
from mentiontriage.sources._http import Client
from mentiontriage.sources._paging import walk
from mentiontriage.sources._phrase import quote
from mentiontriage.sources._understand import need_list, take, understand
from mentiontriage.sources._walking import Ask, Page
from mentiontriage.times import parse_time, write_time

_ITEMS = 100


class GitHubOptions(Options, frozen=True):
    """What to search, where (`repo:owner/name` and the like in `within`), and where the API answers."""

    base_url: str = "https://api.github.com"
    kinds: tuple[str, ...] = ("issue",)
    within: str = ""


def open_streams(access: Access) -> Iterator[Stream]:
    """Open a search for each name of each brand and each kind."""
    client = _connect(access)
    for kind in access.options.kinds:
        for term in access.terms:
            query = f"{quote(term)} is:{kind} {access.options.within}".strip()
            yield Stream(f"search:{kind}:{term}", walk(_get_page, client, query))


def _connect(access: Access) -> Client:
    headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
    if token := access.credentials.get("token"):
        headers["Authorization"] = f"Bearer {token}"
    return access.connect(access.options.base_url, headers)


def _get_page(client: Client, query: str, ask: Ask) -> Page:
    until = ask.cursor if isinstance(ask.cursor, str) else "*"
    params = {
        "q": f"{query} created:{write_time(ask.since)}..{until}",
        "sort": "created",
        "order": "desc",
        "per_page": _ITEMS,
    }
    body = client.get("search/issues", params).json()
    items = need_list(body, "items")
    posts, notes = understand(items, Issue, lambda issue: [to_mention(issue)])
    if take(body, "incomplete_results") is True:
        notes = (
            *notes,
            Note("github", "GitHub ran out of time and left out some results; those of two days are asked for again"),
        )
    oldest = min(filter(None, (parse_time(take(item, "created_at")) for item in items)), default=None)
    full = len(items) >= _ITEMS
    return Page(posts, write_time(oldest) if oldest and full else None, notes=notes)


def check(access: Access) -> None:
    """Ask how many requests are left, which costs none."""
    _connect(access).get("rate_limit").json()


SOURCE = Source(
    name="github",
    summary="GitHub issues and pull requests",
    options=GitHubOptions,
    example=(
        'kinds = ["issue", "pull-request"]',
        'within = "repo:acme/app"',
    ),
    open=open_streams,
    check=check,
    credentials=(
        Credential("token", "https://github.com/settings/tokens (30 searches a minute, not 10)", required=False),
    ),
    by_default=True,
)
