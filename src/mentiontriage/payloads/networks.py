"""Name a network as its own reader names it, by an export's word for it or by a link."""

from functools import lru_cache
from typing import Any

from mentiontriage.text import normalise_name, read_name, split_link

_NETWORKS = {
    "twitter": "x", "x": "x", "xtwitter": "x", "twitterx": "x", "twittercom": "x", "xcom": "x",
    "reddit": "reddit", "redditcom": "reddit", "bluesky": "bluesky", "bskyapp": "bluesky",
    "youtube": "youtube", "youtubecom": "youtube", "hackernews": "hackernews",
    "newsycombinatorcom": "hackernews", "mastodon": "mastodon",
}  # fmt: skip


NAMES = frozenset(_NETWORKS.values()) | {"app-store", "google-play", "trustpilot", "facebook", "instagram", "feed"}
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
    site = ".".join(host.split(".")[-3 if host.endswith("ycombinator.com") else -2 :])
    return _NETWORKS.get(normalise_name(site), "unknown")
