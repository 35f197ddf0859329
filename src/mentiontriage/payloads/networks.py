"""Name a network as its own reader names it, by an export's word for it or by a link."""

import re
from functools import lru_cache
from typing import Any

from mentiontriage.text import normalise_name, read_name, split_link

_NETWORKS = {
    "twitter": "x", "x": "x", "xtwitter": "x", "twitterx": "x", "twittercom": "x", "xcom": "x",
    "reddit": "reddit", "redditcom": "reddit", "bluesky": "bluesky", "bskyapp": "bluesky",
    "youtube": "youtube", "youtubecom": "youtube", "hackernews": "hackernews",
    "newsycombinatorcom": "hackernews", "mastodon": "mastodon",
    "appstore": "app-store", "googleplay": "google-play", "googleplaystore": "google-play",
}  # fmt: skip
BY_SITE = frozenset({"facebook", "instagram", "linkedin"})
"""Networks that a link to their site names where nothing else does; an id beside such a link need not be theirs."""
# Only where people post: l.facebook.com passes on to any site, about.instagram.com is the company's own, lnkd.in and
# fb.me lead anywhere. The two letters are a country or a language, but for lm, which is l on phones.
_SITE = re.compile(
    r"(?:(?:www|m|mbasic|touch|web|business|(?!lm\.)[a-z]{2}(?:-[a-z]{2})?)\.)?(facebook|instagram|linkedin)\.com"
    r"|(?:(?:www|m)\.)?(?:fb\.com|fb\.watch)"
)


NAMES = frozenset(_NETWORKS.values()) | {"trustpilot", "facebook", "instagram", "feed"}
"""Names that stay as they are: of most posts nothing more need be asked."""


def read_source(value: Any, url: str | None) -> str:
    """Name the network that a post is from: by the export's word for it, else by the link, else "unknown"."""
    name = read_name(value)
    return _name_network(name) if name else _find_network(url)


@lru_cache(maxsize=4096)  # the few networks of a run, asked of every post
def _name_network(word: str) -> str:
    if word.startswith(("Twitter for ", "Twitter Web ", "TweetDeck")):  # X names the app here
        return "x"
    return _NETWORKS.get(normalise_name(word), word.lower())


def _find_network(url: str | None) -> str:
    if not url:
        return "unknown"
    host = split_link(url)[0]
    if match := _SITE.fullmatch(host):
        return match[1] or "facebook"  # by one of its short hosts
    site = ".".join(host.split(".")[-3 if host.endswith("ycombinator.com") else -2 :])
    return _NETWORKS.get(normalise_name(site), "unknown")
