"""Bluesky: search, mentions, and replies to and quotes of us, through the account's own server (PDS).

It takes an app password; the public host answers searches with 403. A token that has run out is told
by 400 `ExpiredToken`; it is renewed once. Followers are not in search results and are asked for 25
people at a time.
https://docs.bsky.app/docs/api/app-bsky-feed-search-posts
"""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from msgspec.structs import replace

from mentiontriage.config import Brand
from mentiontriage.model import Mention, Skipped
from mentiontriage.payloads.bluesky import Page as Record
from mentiontriage.payloads.bluesky import to_items
from mentiontriage.sources import Access, Credential, Options, Posted, Source, Stream
from mentiontriage.sources._http import Client
from mentiontriage.sources._paging import look_up, walk
from mentiontriage.sources._phrase import quote_several
from mentiontriage.sources._reply import FetchError
from mentiontriage.sources._understand import find_missing, need_list, pick_kinds, take, take_list, understand
from mentiontriage.sources._walking import Ask, Page, find_edge, list_times

_ITEMS = 100
_AT_ONCE = 25
_STALE = frozenset({"ExpiredToken", "InvalidToken"})
_REFUSED = frozenset({401, 429})
_HIDDEN = "!no-unauthenticated"
_TO_US = ("mention", "reply", "quote")
"""The reasons of notifications that are posts. Who replies to us or quotes us need not name us in the text."""
_HANDLE = re.compile(r"[\w-]+(\.[\w-]+)+")  # a domain; those of other networks have no point, or an @ inside


class BlueskyOptions(Options, frozen=True):
    """The account's own server."""

    base_url: str = "https://bsky.social"


class _Session:
    """A login that is made when first needed and renewed when it runs out."""

    def __init__(self, access: Access) -> None:
        self._client: Client = access.connect(access.options.base_url, {})
        self._credentials = access.credentials
        self._tokens: Any = None
        self._followers: dict[str, Any] = {}

    def get(self, method: str, params: Any) -> Any:
        """Call a method of the server; raises FetchError."""
        if self._tokens is None:
            self._log_in()
        try:
            return self._call(method, params)
        except FetchError as error:
            if take(error.body, "error") not in _STALE:
                raise
        self._renew()
        return self._call(method, params)

    def _call(self, method: str, params: Any) -> Any:
        token = {"Authorization": f"Bearer {take(self._tokens, 'accessJwt')}"}
        return self._client.get(f"xrpc/{method}", params, headers=token).json()

    def _log_in(self) -> None:
        account = {"identifier": self._credentials["identifier"], "password": self._credentials["app_password"]}
        self._take_tokens(self._client.post("xrpc/com.atproto.server.createSession", json=account).json())

    def _renew(self) -> None:
        token = {"Authorization": f"Bearer {take(self._tokens, 'refreshJwt')}"}
        try:
            self._take_tokens(self._client.post("xrpc/com.atproto.server.refreshSession", headers=token).json())
        except FetchError:
            self._log_in()

    def _take_tokens(self, tokens: Any) -> None:
        if not isinstance(take(tokens, "accessJwt"), str):
            raise FetchError("the server accepted the login but sent no token", 502)
        for name in ("accessJwt", "refreshJwt"):
            if isinstance(secret := take(tokens, name), str):
                self._client.secrets.hide(secret)
        self._tokens = tokens

    def add_followers(self, records: list[Any]) -> list[Any]:
        """Put into each post how many follow its author; unknown stays unknown."""
        dids = {did for record in records if isinstance(did := take(record, "author", "did"), str)}
        for some in _cut(sorted(dids - self._followers.keys())):
            self._followers |= dict.fromkeys(some)
            for profile in self._get_profiles(some):
                self._followers[str(take(profile, "did"))] = take(profile, "followersCount")
        return [_with_followers(record, self._followers) for record in records]

    def _get_profiles(self, dids: list[str]) -> list[Any]:
        """Get people's profiles; without them their posts are still worth having."""
        try:
            return take_list(self.get("app.bsky.actor.getProfiles", [("actors", did) for did in dids]), "profiles")
        except FetchError as error:
            if error.status in _REFUSED:
                raise
            return []


def _with_followers(record: Any, followers: dict[str, Any]) -> Any:
    author = take(record, "author")
    if not isinstance(author, dict):
        return record
    return record | {"author": author | {"followersCount": followers.get(str(author.get("did")))}}


def open_streams(access: Access) -> Iterator[Stream]:
    """Open a search for each name, handle and domain of each brand, and what is written to our own account."""
    session = _Session(access)
    for term in dict.fromkeys(term for brand in access.brands for term in _list_terms(brand)):
        yield Stream(f"search:{term}", walk(_get_search_page, session, term))
    yield Stream("mentions", walk(_get_mentions_page, session, access.first_brand))
    yield Stream("known", partial(look_up, partial(_look_up, session), _AT_ONCE))


def _list_terms(brand: Brand) -> Iterator[str]:
    yield from map(quote_several, brand.terms)
    # Notifications tell of the account that logs in, and of no other of ours or of a competitor's.
    yield from filter(_HANDLE.fullmatch, (handle.lstrip("@") for handle in brand.handles))
    yield from brand.domains
    yield from (f"#{tag.lstrip('#')}" for tag in brand.hashtags)


def _get_search_page(session: _Session, term: str, ask: Ask) -> Page:
    params = {"q": term, "sort": "latest", "limit": min(_ITEMS, ask.most or _ITEMS), "since": ask.since.isoformat()}
    if isinstance(ask.cursor, str):
        params["cursor"] = ask.cursor
    body = session.get("app.bsky.feed.searchPosts", params)
    return _make_page(session.add_followers(need_list(body, "posts")), take(body, "cursor"))


def _get_mentions_page(session: _Session, brand: str | None, ask: Ask) -> Page:
    params: list[tuple[str, Any]] = [*(("reasons", reason) for reason in _TO_US), ("limit", _ITEMS)]
    if isinstance(ask.cursor, str):
        params.append(("cursor", ask.cursor))
    body = session.get("app.bsky.notification.listNotifications", params)
    listed = need_list(body, "notifications")
    told, odd = pick_kinds(listed, "reason", _TO_US)  # some servers list all reasons
    uris = [uri for entry in told if str(uri := take(entry, "uri")).startswith("at://")]
    lost = [Skipped("a notification", "it names no post")] * (len(told) - len(uris))
    known, gone = _get_posts(session, uris)
    page = _make_page(known, take(body, "cursor"), gone, brand)
    edge = find_edge(list_times(take(entry, "indexedAt") for entry in listed))
    return replace(page, notes=(*page.notes, *odd, *lost), edge=edge)


def _look_up(session: _Session, uris: list[str]) -> Page:
    known, gone = _get_posts(session, uris)
    return _make_page(known, None, gone)


def _get_posts(session: _Session, uris: list[str]) -> tuple[list[Any], tuple[str, ...]]:
    """Get posts with their authors' followers, and which of them are gone."""
    posts: list[Any] = []
    for some in _cut(uris):
        posts += need_list(session.get("app.bsky.feed.getPosts", [("uris", uri) for uri in some]), "posts")
    return session.add_followers(posts), find_missing(uris, posts, "uri")


def _make_page(records: list[Any], cursor: Any, gone: tuple[str, ...] = (), brand: str | None = None) -> Page:
    posts: list[Posted] = []
    notes: list[Any] = []
    for record in records:
        found, told = understand([record], Record, to_items, brand=brand)
        posts += map(_hide, found) if _is_hidden(record) else found
        notes += told
    return Page(tuple(posts), cursor if isinstance(cursor, str) and cursor else None, gone, tuple(notes))


def _hide(post: Posted) -> Posted:
    return replace(post, item=replace(post.item, hidden=True)) if isinstance(post.item, Mention) else post


def _is_hidden(record: Any) -> bool:
    """Tell whether the author asked not to be shown to people who are not logged in."""
    return any(take(label, "val") == _HIDDEN for label in take_list(record, "author", "labels"))


def _cut(values: list[str]) -> Iterable[list[str]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))


def check(access: Access) -> None:
    """Log in and ask how the account stands."""
    _Session(access).get("com.atproto.server.getSession", {})


SOURCE = Source(
    name="bluesky",
    summary="Bluesky posts, mentions, and replies to and quotes of ours",
    options=BlueskyOptions,
    example=('base_url = "https://bsky.social"',),
    open=open_streams,
    check=check,
    credentials=(
        Credential("identifier", "your Bluesky handle"),
        Credential("app_password", "https://bsky.app/settings/app-passwords (never your own password)"),
    ),
    # The server answers under the account's number; a link names its handle, which may be somebody else's by now.
    is_own_id=re.compile(r"at://did:\w+:[^/]+/app\.bsky\.feed\.post/[^/]+").fullmatch,
)
