"""Mastodon: hashtags of an instance, mostly without credentials; with a token also search and mentions.

Search finds text only with a user's token, and only on instances that run Elasticsearch.
https://docs.joinmastodon.org/methods/timelines/#tag, .../methods/search/, .../methods/notifications/
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import msgspec

from mentiontriage.config import Brand
from mentiontriage.model import Mention
from mentiontriage.payloads.mastodon import Reply as Status
from mentiontriage.payloads.mastodon import to_items
from mentiontriage.sources import Access, Credential, Options, Posted, Source, Stream
from mentiontriage.sources._http import Client, name_host, strip_login
from mentiontriage.sources._paging import walk
from mentiontriage.sources._phrase import quote_several
from mentiontriage.sources._reply import Reply as HttpReply
from mentiontriage.sources._understand import need_list, pick_kinds, take, understand
from mentiontriage.sources._walking import Ask, Page, find_edge, list_times

_ITEMS = 40
_NEXT = re.compile(r'<([^<>]*)>\s*;[^,<]*\brel="?next"?')  # it stops where the next link begins, however many


class MastodonOptions(Options, frozen=True):
    """Which instances to ask. A token is for the first; the others are asked for hashtags only."""

    base_url: tuple[str, ...] | str = ("https://mastodon.social",)


def open_streams(access: Access) -> Iterator[Stream]:
    """Open each brand's hashtags on each instance, and with a token its names and our mentions."""
    token = access.credentials.get("token")
    for number, instance in enumerate(access.base_urls):
        mine = token if number == 0 else None
        host, place = name_host(instance), strip_login(instance)
        client = access.connect(instance, {"Authorization": f"Bearer {mine}"} if mine else {})
        for tag in dict.fromkeys(tag for brand in access.brands for tag in _list_tags(brand)):
            yield Stream(f"tag:{place}:{tag}", walk(_get_tag_page, client, tag), host)
        if mine:
            for term in access.terms:
                yield Stream(f"search:{place}:{term}", walk(_get_search_page, client, term), host)
            yield Stream(f"mentions:{place}", walk(_get_mentions_page, client, access.first_brand), host)


def _list_tags(brand: Brand) -> Iterator[str]:
    """Take the brand's hashtags, or make them of its names: "Acme Air" is #acmeair."""
    tags = brand.hashtags or tuple(re.sub(r"[\W_]+", "", term) for term in brand.terms)
    # Not casefold, which writes Meßmer as messmer: another hashtag.
    return (tag.lstrip("#").lower() for tag in tags if tag.strip("#"))


def _get_tag_page(client: Client, tag: str, ask: Ask) -> Page:
    reply = client.get(f"api/v1/timelines/tag/{tag}", {"limit": _ITEMS, **_older_than(ask)})
    records = need_list(reply.json())
    posts, notes = understand(records, Status, to_items)
    return Page(_link_answers(posts, records), _find_next(reply, records), notes=notes)


def _get_search_page(client: Client, term: str, ask: Ask) -> Page:
    offset = ask.cursor if isinstance(ask.cursor, int) else 0
    params = {"q": quote_several(term), "type": "statuses", "limit": _ITEMS, "offset": offset}
    records = need_list(client.get("api/v2/search", params).json(), "statuses")
    posts, notes = understand(records, Status, to_items)
    return Page(_link_answers(posts, records), offset + len(records) if len(records) >= _ITEMS else None, notes=notes)


def _get_mentions_page(client: Client, brand: str | None, ask: Ask) -> Page:
    reply = client.get("api/v1/notifications", {"types[]": "mention", "limit": 80, **_older_than(ask)})
    records = need_list(reply.json())
    mentions, odd = pick_kinds(records, "type", ("mention",))  # old versions ignore `types`
    posts, notes = understand(mentions, Status, to_items, brand=brand)
    edge = find_edge(list_times(take(record, "created_at") for record in records))
    return Page(posts, _find_next(reply, records), notes=(*odd, *notes), edge=edge)


def _link_answers(posts: tuple[Posted, ...], records: list[Any]) -> tuple[Posted, ...]:
    """Name what a status answers by its `uri`, as posts are known by, where this page holds it.

    A status says it by the instance's own id, which means nothing elsewhere.
    """
    uris = {take(record, "id"): take(record, "uri") for record in records if isinstance(take(record, "id"), str)}

    def link(post: Posted) -> Posted:
        uri = uris.get(getattr(post.item, "in_reply_to", None))
        if not isinstance(uri, str) or not isinstance(post.item, Mention):
            return post
        return msgspec.structs.replace(post, item=msgspec.structs.replace(post.item, in_reply_to=uri))

    return tuple(map(link, posts))


def _older_than(ask: Ask) -> dict[str, str]:
    return {"max_id": ask.cursor} if isinstance(ask.cursor, str) else {}


def _find_next(reply: HttpReply, records: list[Any]) -> str | None:
    """Find the id that the next page begins under: in the Link header, else the last one's own."""
    if link := _NEXT.search(reply.headers.get("link", "")):
        ids = parse_qs(link[1].partition("?")[2]).get("max_id")
        return ids[0] if ids else None
    ident = take(records[-1], "id") if len(records) >= _ITEMS else None
    return ident if isinstance(ident, str) else None


def check(access: Access) -> None:
    """Ask each instance what it is, and with a token who we are."""
    for number, instance in enumerate(access.base_urls):
        token = access.credentials.get("token") if number == 0 else None
        client = access.connect(instance, {"Authorization": f"Bearer {token}"} if token else {})
        client.get("api/v1/accounts/verify_credentials" if token else "api/v1/instance").json()


SOURCE = Source(
    name="mastodon",
    summary="Mastodon hashtags, and with a token search and mentions",
    options=MastodonOptions,
    example=('base_url = ["https://mastodon.social", "https://fosstodon.org"]   # a token belongs to the first',),
    open=open_streams,
    check=check,
    credentials=(
        Credential(
            "token",
            "your instance's Preferences > Development, scopes read:search read:notifications read:accounts "
            "(without it hashtags only)",
            required=False,
        ),
    ),
    by_default=True,
)
