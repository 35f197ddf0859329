"""Discourse: posts on forums that run it. A key is needed only where a forum is not public.

A search cuts long posts short, so those that were cut are fetched whole.
https://docs.discourse.org/#tag/Search
"""

from collections.abc import Iterator, Mapping
from typing import Any

from mentiontriage.payloads.discourse import Post, Topic, to_mention
from mentiontriage.sources import Access, Credential, Options, Source, Stream
from mentiontriage.sources._http import Client, name_host, strip_login
from mentiontriage.sources._paging import walk
from mentiontriage.sources._phrase import quote
from mentiontriage.sources._reply import FetchError, RateLimitError
from mentiontriage.sources._understand import need_list, take, take_list, understand
from mentiontriage.sources._walking import Ask, Page

_CUT = ("...", "…")


class DiscourseOptions(Options, frozen=True):
    """Which forums to search."""

    base_url: tuple[str, ...] | str = ()


def open_streams(access: Access) -> Iterator[Stream]:
    """Open a search for each name of each brand on each forum."""
    for forum in access.base_urls:
        host, place = name_host(forum), strip_login(forum)
        client = _connect(access, forum)
        for term in access.terms:
            yield Stream(f"search:{place}:{term}", walk(_get_page, client, term), host)


def _connect(access: Access, forum: str) -> Client:
    names = {"Api-Key": access.credentials.get("api_key"), "Api-Username": access.credentials.get("api_username")}
    headers = {name: value for name, value in names.items() if value}
    return access.connect(forum, {"Accept": "application/json", **headers})


def _get_page(client: Client, term: str, ask: Ask) -> Page:
    number = ask.cursor if isinstance(ask.cursor, int) else 1
    query = f"{quote(term)} order:latest after:{ask.since:%Y-%m-%d}"
    body = client.get("search.json", {"q": query, "page": number}).json()
    topics = {ident: topic for topic in take_list(body, "topics") if isinstance(ident := take(topic, "id"), int)}
    records = _complete(client, need_list(body, "posts"))
    posts, notes = understand(records, Post, lambda post: [_build(post, topics, strip_login(client.base_url))])
    more = take(body, "grouped_search_result", "more_full_page_results") is True
    return Page(posts, number + 1 if more else None, notes=notes)


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
    open=open_streams,
    check=check,
    credentials=(
        Credential("api_key", "the forum's Admin > API, for forums that are not public", required=False),
        Credential("api_username", "the user that the key belongs to", required=False),
    ),
    lacks=lambda options: None if options.base_url else 'the forums\' addresses: base_url = ["https://forum.example"]',
)
