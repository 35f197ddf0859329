"""Name a network as its own reader names it, by an export's word for it or by a link."""

import re
from functools import lru_cache
from typing import Any

from mentiontriage.accounts import PAGES
from mentiontriage.text import normalise_name, read_name, split_link

_NETWORKS = {
    "twitter": "x", "x": "x", "xtwitter": "x", "twitterx": "x", "twittercom": "x", "xcom": "x",
    "xformerlytwitter": "x", "xformerlyknownastwitter": "x",
    "reddit": "reddit", "redditcom": "reddit", "bluesky": "bluesky", "bskyapp": "bluesky",
    "youtube": "youtube", "youtubecom": "youtube", "hackernews": "hackernews",
    "newsycombinatorcom": "hackernews", "mastodon": "mastodon",
    "vk": "vk", "vkcom": "vk", "vkru": "vk", "vkontakte": "vk", "вконтакте": "vk",
    "appstore": "app-store", "googleplay": "google-play", "googleplaystore": "google-play",
}  # fmt: skip
# What only a word may say: beside a link to one of these sites an id need not be theirs.
_WORDS = _NETWORKS | {
    "appleappstore": "app-store", "iosappstore": "app-store", "itunes": "app-store", "appsapplecom": "app-store",
    "itunesapplecom": "app-store", "playgooglecom": "google-play", "playstore": "google-play",
    "fb": "facebook", "fbcom": "facebook", "facebook": "facebook", "ig": "instagram", "instagram": "instagram",
    "linkedin": "linkedin", "tiktok": "tiktok", "tiktokcom": "tiktok", "threads": "threads", "threadsnet": "threads",
    "threadscom": "threads", "trustpilot": "trustpilot", "trustpilotcom": "trustpilot",
    "googlemaps": "google-maps", "googlereviews": "google-maps", "googlereview": "google-maps",
    "googlebusinessprofile": "google-maps", "googlemybusiness": "google-maps", "gmb": "google-maps",
}  # fmt: skip
_APPS_ON_X = ("Twitter for ", "Twitter Web ", "TweetDeck", '<a href="')
"""How begins what X calls the source of a tweet: the app, or a link to it."""
# What tools put behind a network's name to say which part of it: Facebook Comments, FACEBOOK_PAGE, Instagram Feed.
_PARTS = frozenset(
    """account ad ads business comment comments company direct dm dms feed fanpage group groups mention mentions message
    messages page pages post posts profile public reel reels reply replies review reviews stories story timeline
    tweet tweets video videos""".split()  # noqa: SIM905 (a list of words, read as one)
)
_SPLIT = re.compile(r"[\W_]+")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.I)
BY_SITE = frozenset({"facebook", "instagram", "linkedin"})
"""Networks that a link to their site names where nothing else does; an id beside such a link need not be theirs."""
# Only where people post: l.facebook.com passes on to any site, about.instagram.com is the company's own, lnkd.in and
# fb.me lead anywhere. The two letters are a country or a language, but for lm, which is l on phones.
_SITE = re.compile(
    r"(?:(?:www|m|mbasic|touch|web|business|(?!lm\.)[a-z]{2}(?:-[a-z]{2})?)\.)?(facebook|instagram|linkedin)\.com"
    r"|(?:(?:www|m)\.)?(?:fb\.com|fb\.watch)"
)


NAMES = frozenset(_WORDS.values()) | {"feed"}
"""Names that stay as they are: of most posts nothing more need be asked."""
# As `normalise_name` leaves them. A help desk, a form and a review have customers' names and no handles.
_BY_NAME = frozenset(map(normalise_name, PAGES)) | frozenset(
    """airbnb amazon appstore booking bookingcom capterra g2 glassdoor google googlemaps googleplay hotelscom kununu
    provenexpert trustpilot
    call chat contactform email form freshdesk helpdesk intercom livechat mail messenger
    facebookmessenger phone sms support survey surveys
    ticket tickets tripadvisor trustedshops voice web webform website webchat whatsapp widget yelp
    zendesk""".split()  # noqa: SIM905 (a list of words, read as one)
)


def read_source(value: Any, url: str | None) -> str:
    """Name the network that a post is from: by the export's word for it, else by the link, else "unknown".

    A number is some tool's code for a channel (Freshdesk's `source`), and no word.
    """
    name = read_name(value)
    return _name_network(name) if name and not name.isdecimal() else _find_network(url)


def name_ident(ident: str) -> str:
    """Write SOURCE:ID with the network's own name: `twitter:123` is `x:123`. What names no network stays as it is."""
    name, colon, rest = ident.partition(":")
    own = read_source(name, None)
    return f"{own}:{rest}" if colon and own != "unknown" else ident


@lru_cache(maxsize=4096)  # the few networks of a run, asked of every post
def _name_network(word: str) -> str:
    if word.startswith(_APPS_ON_X):
        return "x"
    if known := _WORDS.get(normalise_name(word)):
        return known
    if _HOST.fullmatch(word) and (site := _find_network(f"https://{word}/")) != "unknown":
        return site
    words = list(filter(None, _SPLIT.split(word.casefold())))
    while words:
        if known := _WORDS.get("".join(words)):
            return known
        if words.pop() not in _PARTS:
            break
    return word.lower()


@lru_cache(maxsize=4096)
def shows_names(source: str) -> bool:
    """Tell a network or a channel on which people are shown by their names, which many share, and not by handles."""
    return normalise_name(_name_network(source)) in _BY_NAME  # tables call the network of a page by its site


def knows_network(word: str) -> bool:
    """Tell an export's word for a network or a channel that is known from any other word."""
    named = _name_network(word)
    return named in NAMES or shows_names(named)


def _find_network(url: str | None) -> str:
    if not url:
        return "unknown"
    host = split_link(url)[0]
    if match := _SITE.fullmatch(host):
        return match[1] or "facebook"  # by one of its short hosts
    site = ".".join(host.split(".")[-3 if host.endswith("ycombinator.com") else -2 :])
    return _NETWORKS.get(normalise_name(site), "unknown")
