"""App Store: the newest reviews of apps, a storefront each. No credentials.

Apple shows 50 reviews a page and 10 pages at most. Its own `next` link leads to XML, so pages are
counted. Now and then a storefront answers with an empty feed; that is told and asked again next time.
"""

from collections.abc import Iterator

import msgspec

from mentiontriage.model import Note
from mentiontriage.payloads.app_store import Entry, is_review, to_mention
from mentiontriage.sources import Access, Options, Source, Stream
from mentiontriage.sources._http import Client
from mentiontriage.sources._paging import walk
from mentiontriage.sources._reply import FetchError
from mentiontriage.sources._understand import take, understand
from mentiontriage.sources._walking import Ask, Page

_LAST_PAGE = 10


class App(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An app: the number in its App Store address, whose it is (default: our first brand's), and where it is sold."""

    id: str
    brand: str | None = None
    countries: tuple[str, ...] = ("us",)


class AppStoreOptions(Options, frozen=True):
    """Which apps' reviews to read."""

    base_url: str = "https://itunes.apple.com"
    apps: tuple[App, ...] = ()


def open_streams(access: Access) -> Iterator[Stream]:
    """Open the reviews of each app in each country."""
    client = access.connect(access.options.base_url, {})
    for app in access.options.apps:
        brand = app.brand or access.first_brand
        for country in app.countries:
            yield Stream(f"reviews:{app.id}:{country}", walk(_get_page, client, app.id, country, brand))


def _get_page(client: Client, app: str, country: str, brand: str | None, ask: Ask) -> Page:
    number = ask.cursor if isinstance(ask.cursor, int) else 1
    address = f"{country}/rss/customerreviews/page={number}/id={app}/sortBy=mostRecent/json"
    feed = take(client.get(address).json(), "feed")
    if not isinstance(feed, dict):
        raise FetchError("answered without a feed of reviews", 200)
    found = feed.get("entry")
    entries = found if isinstance(found, list) else [found] if isinstance(found, dict) else []  # one is no list
    posts, notes = understand(
        entries, Entry, lambda entry: [to_mention(entry, country)] if is_review(entry) else [], brand=brand
    )
    where = f"app {app} in {country}"
    if number == 1 and not entries:
        notes = (*notes, Note(where, "Apple sent an empty feed, as it does now and then"))
    if number >= _LAST_PAGE:
        return Page(posts, notes=notes, cut=where if posts else None)
    return Page(posts, number + 1 if posts else None, notes=notes)


def check(access: Access) -> None:
    """Ask for an app's first page."""
    client = access.connect(access.options.base_url, {})
    for app in access.options.apps[:1]:
        client.get(f"{app.countries[0]}/rss/customerreviews/page=1/id={app.id}/sortBy=mostRecent/json").json()


SOURCE = Source(
    name="app-store",
    summary="reviews of apps in Apple's App Store",
    options=AppStoreOptions,
    example=('apps = [{ id = "310633997", brand = "Acme", countries = ["us", "gb"] }]',),
    open=open_streams,
    check=check,
    about=lambda options: [app.brand for app in options.apps if app.brand],
    lacks=lambda options: None if options.apps else 'the apps: apps = [{id = "310633997", countries = ["us", "gb"]}]',
)
