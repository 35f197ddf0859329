"""X: recent search and our mentions. Paid by the post: nothing is asked for twice.

The API speaks two dialects: `tweet.fields` until 2.159, `post.fields` from 2.167. We send the first
and, where a 400 names it as unknown, the second; both replies are understood.
https://docs.x.com/x-api/posts/search/introduction
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from mentiontriage.config import Brand
from mentiontriage.payloads._x_v2_records import Page as Record
from mentiontriage.payloads.x_ids import tell_time
from mentiontriage.payloads.x_v2 import report_problems, to_items
from mentiontriage.sources import Access, Batch, Credential, Options, Reach, Source, Stream
from mentiontriage.sources._http import Client
from mentiontriage.sources._paging import CIRCLE
from mentiontriage.sources._phrase import quote
from mentiontriage.sources._reply import FetchError
from mentiontriage.sources._understand import need_list, take, take_list, understand
from mentiontriage.sources._x_spans import (
    Span,
    describe_position,
    find_floor,
    find_news,
    list_gaps,
    list_losses,
)

_POST_USD, _USER_USD, _OWN_USD = 0.005, 0.010, 0.001
_FEWEST = 10  # X gives, and charges, no fewer
_LONGEST_QUERY = 512
_LONGEST_TAIL = _LONGEST_QUERY // 2  # of what is left out in every search, so that there is room for what is sought
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,15}")
_ID = re.compile("[0-9]{1,18}|[1-8][0-9]{18}")  # what a signed number of 64 bits holds
_FIELDS = "created_at,public_metrics,lang,referenced_{0}s,conversation_id,note_{0},edit_history_{0}_ids"
_USER_FIELDS = "public_metrics,verified,username,name"


class XOptions(Options, frozen=True):
    """How many posts a search may read a run, and our account's number, for its mentions."""

    base_url: str = "https://api.x.com"
    most: int = 100
    user_id: str | None = None


def open_streams(access: Access) -> Iterator[Stream]:
    """Open the searches for each brand, and the mentions of our account."""
    api = _Api(access)
    for brand in access.brands:
        for number, query in enumerate(build_queries(brand)):
            stream = _Search(api, "2/tweets/search/recent", {"query": query}, "next_token", None, access.options.most)
            yield Stream(f"search:{brand.name}:{number}", stream.fetch)
    if user := access.options.user_id:
        address = f"2/users/{user}/mentions"
        mentions = _Search(api, address, {}, "pagination_token", access.first_brand, access.options.most)
        yield Stream(f"mentions:{user}", mentions.fetch)


def build_queries(brand: Brand) -> list[str]:
    """Build as few searches as hold all that names a brand, each within X's length.

    Reposts and our own posts are left out: they would cost and tell nothing. Handles of other
    networks are no part of a search on X.
    """
    handles = [handle for given in brand.handles if _HANDLE.fullmatch(handle := given.lstrip("@"))]
    tail = " -is:retweet"
    for handle in handles:
        own = f" -from:{handle}"
        tail += own if len(tail) + len(own) <= _LONGEST_TAIL else ""
    parts = [quote(term) for term in brand.terms]
    parts += [f"@{handle}" for handle in handles]
    parts += [f"#{tag.lstrip('#')}" for tag in brand.hashtags]
    parts += [f"url:{quote(domain)}" for domain in brand.domains]
    queries: list[str] = []
    held: list[str] = []
    for part in parts:
        if held and len(f"({' OR '.join([*held, part])}){tail}") > _LONGEST_QUERY:
            queries.append(f"({' OR '.join(held)}){tail}")
            held = []
        held.append(part)
    return [*queries, f"({' OR '.join(held)}){tail}"]


class _Api:
    def __init__(self, access: Access) -> None:
        token = {"Authorization": f"Bearer {access.credentials.get('bearer_token', '')}"}
        self._client: Client = access.connect(access.options.base_url, token)
        self._dialect = "tweet"

    def get(self, address: str, params: Mapping[str, Any]) -> Any:
        try:
            return self._ask(address, params)
        except FetchError as error:
            if error.status != 400 or self._dialect != "tweet" or "tweet.fields" not in str(error.body):
                raise
        self._dialect = "post"
        return self._ask(address, params)

    def _ask(self, address: str, params: Mapping[str, Any]) -> Any:
        fields = {f"{self._dialect}.fields": _FIELDS.format(self._dialect)}
        people = {"expansions": "author_id", "user.fields": _USER_FIELDS}
        return self._client.get(address, {**params, **fields, **people}).json()


class _Search:
    """Reads what is newer than the newest post read, exactly, since every post is paid for.

    The position is `{"since_id", "read", "gaps"}`: all up to that post was read at that time, but for the
    gaps, each of which lies between two ids. A run that stops half-way leaves one; the next reads what is new
    first and then the gaps, so that a page that always fails hides nothing else.
    """

    def __init__(  # noqa: PLR0913, PLR0917 (what differs between search and mentions)
        self, api: _Api, address: str, params: dict[str, Any], cursor_name: str, brand: str | None, most: int
    ) -> None:
        self._api = api
        self._address = address
        self._params = params
        self._cursor_name = cursor_name
        self._brand = brand
        self._most = most

    def fetch(self, position: Mapping[str, Any], reach: Reach) -> Iterator[Batch]:
        known = position.get("since_id")
        # What lies before a later `since` is still to be read, so that the position stays.
        aside = reach.since is not None and known is not None and reach.since > tell_time(known)
        news = find_news(known, reach)
        newest = known or find_floor(news)  # where nothing is found, all from there on is unread
        spans: list[Span | None] = [news, *([] if aside else list_gaps(position, reach))]
        lost = () if aside else list_losses(position, reach)
        left = self._most if reach.most is None else reach.most
        failed: FetchError | None = None
        for number, span in enumerate(tuple(spans)):
            try:
                for body, rest in self._read(span or {}, left):
                    left -= len(take_list(body, "data"))
                    newest = max((newest, *_list_ids(body)), key=int)
                    spans[number] = rest
                    posts, notes = self._understand(body)
                    yield Batch(
                        posts, position if aside else describe_position(newest, spans, reach.now), notes=(*lost, *notes)
                    )
                    lost = ()
            except FetchError as error:
                if error.status in (401, 429) or (number == 0 and spans[0] == span):  # the gaps would fare no better
                    raise
                failed = failed or error
        if failed is not None:
            raise failed

    def _read(self, span: Span, left: int) -> Iterator[tuple[Any, Span | None]]:
        """Read a span from its newer end; gives each page with what is left of the span."""
        seen: set[str | None] = set()
        cursor = None
        rest = span
        while left > 0:
            body = self._ask(span, cursor, left)
            left -= len(take_list(body, "data"))
            cursor = take(body, "meta", "next_token")
            if not isinstance(cursor, str):
                yield body, None
                return
            if ids := _list_ids(body):
                rest = {"since_id": find_floor(span), "until_id": min(ids, key=int)}
            yield body, rest
            if cursor in seen:
                raise FetchError(CIRCLE, 200)
            seen.add(cursor)

    def _ask(self, span: Span, cursor: str | None, left: int) -> Any:
        params = {**self._params, **span, "max_results": min(100, max(_FEWEST, left))}
        if cursor is not None:
            params[self._cursor_name] = cursor
        body = self._api.get(self._address, params)
        if take(body, "meta", "result_count") != 0:  # then X leaves the list out
            need_list(body, "data")
        return body

    def _understand(self, body: Any) -> Any:
        """Make each post a page of its own with all that it refers to, so that its payload stands by itself."""
        pages = [{"data": [post], "includes": _pick_includes(post, body)} for post in take_list(body, "data")]
        posts, notes = understand(pages, Record, to_items, brand=self._brand)
        # By themselves, so that an odd one costs no post.
        errors = [{"errors": errors}] if (errors := take_list(body, "errors")) else []
        _, told = understand(errors, Record, lambda page: report_problems(page.errors or [], alone=not pages))
        return posts, (*notes, *told)


def _pick_includes(post: Any, body: Any) -> dict[str, Any]:
    """Pick from a page's includes what one post refers to: other posts, and everybody's author."""
    references = [*take_list(post, "referenced_tweets"), *take_list(post, "referenced_posts")]
    wanted = [take(reference, "id") for reference in references]
    others = [*take_list(body, "includes", "tweets"), *take_list(body, "includes", "posts")]
    posts = [other for other in others if take(other, "id") in wanted]
    authors = [take(one, "author_id") for one in (post, *posts)]
    users = [user for user in take_list(body, "includes", "users") if take(user, "id") in authors]
    return {"users": users, "tweets": posts}


def _list_ids(body: Any) -> list[str]:
    ids = (take(post, "id") for post in take_list(body, "data"))
    return [ident for ident in ids if isinstance(ident, str) and _ID.fullmatch(ident)]


def estimate_cost(access: Access, reach: Reach) -> str:
    """Say what a run costs at most: every post and every author of one is charged."""
    most = max(_FEWEST, access.options.most if reach.most is None else reach.most)
    searches = sum(len(build_queries(brand)) for brand in access.brands)
    own = most * (_OWN_USD + _USER_USD) if access.options.user_id else 0.0
    total = searches * most * (_POST_USD + _USER_USD) + own
    asked = "1 search" if searches == 1 else f"{searches} searches"
    return (
        f"x: this run costs at most ${total:.2f}, for {asked} of at most {most:,} posts "
        f"(${_POST_USD} a post, ${_USER_USD:.3f} an author{f', ${_OWN_USD} a mention' if own else ''})"
    )


def check(access: Access) -> None:
    """Ask how many posts the app has used this month, which costs nothing."""
    token = {"Authorization": f"Bearer {access.credentials.get('bearer_token', '')}"}
    access.connect(access.options.base_url, token).get("2/usage/tweets").json()


SOURCE = Source(
    name="x",
    summary="posts on X of the last week, and mentions (paid by the post)",
    options=XOptions,
    example=(
        "most = 100                       # posts a search may read a run",
        'user_id = "123456"               # our account\'s number, for its mentions',
    ),
    open=open_streams,
    check=check,
    credentials=(Credential("bearer_token", "https://console.x.com (pay per use)"),),
    cost=estimate_cost,
)
