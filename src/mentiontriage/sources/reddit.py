"""Reddit: search for links, new links and comments of subreddits, and who names an account or replies to it.

With an approved app's credentials through OAuth; without them through the RSS of the search, which
answers 403 or 429 as it likes. Reddit wants a User-Agent that is nobody else's.
https://www.reddit.com/dev/api, https://github.com/reddit-archive/reddit/wiki/OAuth2
"""

import base64
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import msgspec

from mentiontriage.model import Skipped
from mentiontriage.payloads.feed import parse_xml, understand_entries, write_entry
from mentiontriage.payloads.reddit import GONE, to_items
from mentiontriage.payloads.reddit import Page as Record
from mentiontriage.sources import Access, Credential, Options, Posted, Source, Stream
from mentiontriage.sources._http import Client
from mentiontriage.sources._paging import look_up, walk
from mentiontriage.sources._phrase import quote
from mentiontriage.sources._reply import FetchError
from mentiontriage.sources._understand import find_missing, need_list, take, take_list, understand
from mentiontriage.sources._walking import Ask, Page

_ITEMS = 100
_TO_US = ("mentions", "comments", "selfreply")
"""The parts of an inbox that are posts: who names the account, and replies to its comments and to its links."""
_LISTED = 900  # a listing ends at about a thousand, less what was removed


class RedditOptions(Options, frozen=True):
    """Subreddits to read whole (what names the brand is kept), and who we say we are."""

    base_url: str = "https://oauth.reddit.com"
    login_url: str = "https://www.reddit.com"
    subreddits: tuple[str, ...] = ()
    user_agent: str = "python:mentiontriage:v0.1 (reads posts that name a brand)"


class _Session:
    """An OAuth login, made when first needed."""

    def __init__(self, access: Access) -> None:
        self._agent = {"User-Agent": access.options.user_agent}
        self._login: Client = access.connect(access.options.login_url, self._agent)
        self._client: Client = access.connect(access.options.base_url, self._agent)
        self._credentials = access.credentials
        self._token: str | None = None

    def get(self, address: str, params: dict[str, Any]) -> Any:
        """Ask for an address; a token that was turned down is renewed once."""
        renewed = self._token is None
        if renewed:
            self._log_in()
        try:
            return self._call(address, params)
        except FetchError as error:
            if error.status != 401 or renewed:
                raise
        self._log_in()
        return self._call(address, params)

    def _call(self, address: str, params: dict[str, Any]) -> Any:
        token = {"Authorization": f"bearer {self._token}"}
        return self._client.get(address, {**params, "raw_json": 1}, headers=token).json()

    def _log_in(self) -> None:
        pair = f"{self._credentials['client_id']}:{self._credentials['client_secret']}"
        basic = base64.b64encode(pair.encode()).decode()
        self._login.secrets.hide(basic)
        refresh = self._credentials.get("refresh_token")
        grant = {"grant_type": "refresh_token", "refresh_token": refresh} if refresh else None
        body = self._login.post(
            "api/v1/access_token",
            headers={"Authorization": f"Basic {basic}"},
            data=grant or {"grant_type": "client_credentials"},
        ).json()
        token = take(body, "access_token")
        if not isinstance(token, str):
            raise FetchError("Reddit accepted the login but sent no token", 502)
        self._client.secrets.hide(token)
        self._token = token


def open_streams(access: Access) -> Iterator[Stream]:
    """Open what the credentials allow."""
    if not _has_login(access):
        client = access.connect(access.options.login_url, {"User-Agent": access.options.user_agent})
        for term in access.terms:
            yield Stream(f"rss:{term}", walk(_get_rss_page, client, term))
        return
    session = _Session(access)
    for term in access.terms:
        params = {"q": quote(term), "sort": "new", "type": "link"}
        yield Stream(f"search:{term}", walk(_get_page, session, "search", params, None))
    for given in access.options.subreddits:
        name = given.removeprefix("/").removeprefix("r/")
        for listing in ("new", "comments"):
            # Read whole, and anew where another brand is looked for: its posts were passed over.
            yield Stream(f"{listing}:{name}:{access.words}", walk(_get_page, session, f"r/{name}/{listing}", {}, None))
    yield Stream("known", partial(look_up, partial(_look_up, session), _ITEMS))
    if access.credentials.get("refresh_token"):
        for part in _TO_US:  # without `mark` Reddit might take what we fetch for read
            yield Stream(part, walk(_get_page, session, f"message/{part}", {"mark": "false"}, access.first_brand))


def _has_login(access: Access) -> bool:
    return {"client_id", "client_secret"} <= access.credentials.keys()


def _get_page(session: _Session, address: str, params: dict[str, Any], brand: str | None, ask: Ask) -> Page:
    cursor = {"after": ask.cursor} if isinstance(ask.cursor, str) else {}
    body = session.get(address, {**params, "limit": min(_ITEMS, ask.most or _ITEMS), **cursor})
    after = take(body, "data", "after")
    page = _make_page(body, brand, after if isinstance(after, str) else None)
    where = f"Reddit's {address} {params.get('q', '')}".strip()
    return msgspec.structs.replace(page, cut=where, cut_from=_LISTED)


def _look_up(session: _Session, names: list[str]) -> Page:
    body = session.get("api/info", {"id": ",".join(names)})
    page = _make_page(body, None, None)
    missing = find_missing(names, take_list(body, "data", "children"), "data", "name")
    return Page(page.posts, None, (*page.gone, *missing), page.notes)


def _make_page(body: Any, brand: str | None, cursor: str | None) -> Page:
    things = need_list(body, "data", "children")
    gone = tuple(str(take(thing, "data", "name")) for thing in things if _is_gone(thing))
    there = [thing for thing in things if not _is_gone(thing)]
    posts, notes = understand(there, Record, to_items, brand=brand)
    return Page(posts, cursor, gone, notes)


def _is_gone(thing: Any) -> bool:
    """Tell whether a post was deleted by its author or removed by a moderator."""
    text = take(thing, "data", "body") or take(thing, "data", "selftext")
    return (isinstance(text, str) and text in GONE) or bool(take(thing, "data", "removed_by_category"))


def _get_rss_page(client: Client, term: str, _: Ask) -> Page:
    reply = client.get("search.rss", {"q": quote(term), "sort": "new", "limit": _ITEMS})
    parsed = parse_xml(reply.body)
    if not parsed.get("version"):
        raise FetchError("Reddit answered with no feed, as it does to strangers now and then", reply.status)
    posts: list[Posted] = []
    notes: list[Skipped] = []
    for entry, found in understand_entries(parsed.entries):
        if isinstance(found, Skipped):
            notes.append(found)
        elif str(ident := entry.get("id")).startswith("t3_"):  # subreddits are found as well
            posts.append(Posted(msgspec.structs.replace(found, id=ident, source="reddit"), write_entry(entry)))
    cut = f"Reddit's feed for {term}" if len(parsed.entries) >= _ITEMS else None
    return Page(tuple(posts), notes=tuple(notes), cut=cut)


def check(access: Access) -> None:
    """Log in, or ask for one entry of the feed."""
    if _has_login(access):
        _Session(access).get("search", {"q": "test", "limit": 1})
    else:
        client = access.connect(access.options.login_url, {"User-Agent": access.options.user_agent})
        client.get("search.rss", {"q": "test", "limit": 1})


SOURCE = Source(
    name="reddit",
    summary="Reddit links, comments of chosen subreddits, mentions of us and replies to us",
    options=RedditOptions,
    example=(
        'subreddits = ["acme"]',
        'user_agent = "python:acme-triage:v1 (by /u/yourname)"',
    ),
    open=open_streams,
    check=check,
    credentials=(
        Credential("client_id", "https://www.reddit.com/prefs/apps (since November 2025 on approval)", required=False),
        Credential("client_secret", "the same app (without both: the RSS of the search, fragile)", required=False),
        Credential("refresh_token", "OAuth with scopes read and privatemessages: mentions, replies", required=False),
    ),
    is_own_id=re.compile(r"t[13]_[0-9a-z]+").fullmatch,
)
