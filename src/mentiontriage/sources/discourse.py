"""Discourse: posts on forums that run it. A key is needed only where a forum is not public.

A search by date shows of each topic one post alone; one by likes shows all, but no more than ten pages. So
where a time's posts are too many for a page, each day is asked for by itself. Long posts come cut short, and
are fetched whole then. https://docs.discourse.org/#tag/Search, app/controllers/search_controller.rb and
lib/search.rb (aggregate_post_sql) in https://github.com/discourse/discourse
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from mentiontriage.model import Note
from mentiontriage.payloads.discourse import Post, Topic, to_mention
from mentiontriage.sources import Access, Batch, Credential, Options, Reach, Source, Stream
from mentiontriage.sources._http import Client, name_host, strip_login
from mentiontriage.sources._paging import walk_back
from mentiontriage.sources._phrase import quote
from mentiontriage.sources._reply import FetchError, RateLimitError
from mentiontriage.sources._understand import need_list, take, take_list, understand
from mentiontriage.sources._walking import Ask, Page, read_time

_CUT = ("...", "…")
_DAY = timedelta(days=1)
_LAST_PAGE = 10


class DiscourseOptions(Options, frozen=True):
    """Which forums to search."""

    base_url: tuple[str, ...] | str = ()


def open_streams(access: Access) -> Iterator[Stream]:
    """Open a search for each name of each brand on each forum."""
    for forum in access.base_urls:
        host, place = name_host(forum), strip_login(forum)
        client = _connect(access, forum)
        for term in access.terms:
            yield Stream(f"search:{place}:{term}", partial(_fetch, client, term), host)


def _connect(access: Access, forum: str) -> Client:
    names = {"Api-Key": access.credentials.get("api_key"), "Api-Username": access.credentials.get("api_username")}
    headers = {name: value for name, value in names.items() if value}
    return access.connect(forum, {"Accept": "application/json", **headers})


def _fetch(client: Client, term: str, position: Mapping[str, Any], reach: Reach) -> Iterator[Batch]:
    yield from walk_back(partial(_get_page, client, term, reach.now), position, reach)


def _get_page(client: Client, term: str, now: datetime, ask: Ask) -> Page:
    """Get all posts back to a time if they fit on one page of the forum's, else those of the last day.

    A cursor is the day before which those of the next page were written.
    """
    first = ask.since.astimezone(UTC).date()
    begin, end = first, date.fromisoformat(ask.cursor) if isinstance(ask.cursor, str) else (now + _DAY).date()
    bodies = [_search(client, term, begin, end)]
    if _has_more(bodies[0]) and end - begin > _DAY:
        begin = end - _DAY
        bodies = [_search(client, term, begin, end)]
    while _has_more(bodies[-1]) and len(bodies) < _LAST_PAGE:
        bodies.append(_search(client, term, begin, end, len(bodies) + 1))
    lost = Note("a forum", f"it shows no more posts that name {term} of {begin}: others were not seen")
    notes = (lost,) if _has_more(bodies[-1]) else ()
    return _make_page(client, bodies, begin.isoformat() if begin > first else None, notes)


def _search(client: Client, term: str, begin: date, end: date, number: int = 1) -> Any:
    query = f"{quote(term)} order:likes after:{begin} before:{end}"
    body = client.get("search.json", {"q": query, "page": number}).json()
    if isinstance(error := take(body, "grouped_search_result", "error"), str) and error:  # with an empty list beside it
        raise FetchError(f"answered without posts: {error}", 503)
    return body


def _has_more(body: Any) -> bool:
    return take(body, "grouped_search_result", "more_full_page_results") is True


def _make_page(client: Client, bodies: Sequence[Any], cursor: str | None, lost: tuple[Note, ...]) -> Page:
    listed = [topic for body in bodies for topic in take_list(body, "topics")]
    topics = {ident: topic for topic in listed if isinstance(ident := take(topic, "id"), int)}
    records = _complete(client, [record for body in bodies for record in need_list(body, "posts")])
    posts, notes = understand(records, Post, lambda post: [_build(post, topics, strip_login(client.base_url))])
    newest_first = sorted(posts, key=lambda post: read_time(post) or datetime.max.replace(tzinfo=UTC), reverse=True)
    return Page(tuple(newest_first), cursor, notes=(*notes, *lost))


def _build(post: Post, topics: Mapping[Any, Any], forum: str) -> Any:
    topic = topics.get(post.topic_id, {})
    fields = {name: topic.get(name) for name in Topic.__struct_fields__}
    return to_mention(post, Topic(**fields), forum)


def _complete(client: Client, records: list[Any]) -> list[Any]:
    """Fetch whole what the search cut short: the brand may be named in what was cut."""
    return [record | {"cooked": _get_text(client, record)} if _is_cut(record) else record for record in records]


def _is_cut(record: Any) -> bool:
    blurb = take(record, "blurb")
    if not isinstance(blurb, str) or "cooked" in record or type(record.get("id")) is not int:
        return False
    return blurb.strip().startswith(_CUT) or blurb.strip().endswith(_CUT)


def _get_text(client: Client, record: dict[str, Any]) -> Any:
    """Fetch a post's text; None where it is gone or not for us. Other failures end the page, to be read again."""
    try:
        return take(client.get(f"posts/{record['id']}.json").json(), "cooked")
    except RateLimitError:
        raise
    except FetchError as error:
        if error.status not in (403, 404, 410):
            raise
        return None


def check(access: Access) -> None:
    """Ask each forum what it is called."""
    for forum in access.base_urls:
        _connect(access, forum).get("site/basic-info.json").json()


SOURCE = Source(
    name="discourse",
    summary="posts on Discourse forums",
    options=DiscourseOptions,
    example=('base_url = ["https://forum.acme.example"]',),
    open=open_streams,
    check=check,
    credentials=(
        Credential("api_key", "the forum's Admin > API, for forums that are not public", required=False),
        Credential("api_username", "the user that the key belongs to", required=False),
    ),
    lacks=lambda options: None if options.base_url else 'the forums\' addresses: base_url = ["https://forum.example"]',
)
