"""Know a post by its link: which network it is on, and its id there.

Monitoring tools name posts by their own ids; the link is what two exports of one post have in
common. The ids are those that the networks' own interfaces give.
"""

import re
from collections.abc import Callable

from mentiontriage.model import Mention
from mentiontriage.text import split_link

# Nothing here looks further than a link goes: a hostile one is as long as a post may be.
_X = re.compile(r"^(?:/#!)?/(?:\w+|i/web)/status(?:es)?/(\d+)")
_ON_X_WHOLE = re.compile(r"https?://(?:www\.|mobile\.)?(?:x|twitter)\.com/(?:\w+|i/web)/status(?:es)?/(\d+)")
_REDDIT = re.compile(r"/(?:comments|gallery)/(\w+)(?:/[^/?#]*/(\w+))?")
_REDDIT_SHORT = re.compile(r"^/(\w+)/?(?=[?#]|$)")
# Two names that are as long as an id lead to a list and to whatever a channel shows now.
_YOUTUBE_ID = r"((?!videoseries|live_stream)[\w-]{11})(?=[/?&#]|$)"
_YOUTUBE = re.compile(rf"[?&]v={_YOUTUBE_ID}|^/(?:shorts|live|embed|v|e)/{_YOUTUBE_ID}")
_YOUTUBE_SHORT = re.compile(rf"^/{_YOUTUBE_ID}")  # on youtube.com a word after the host is a channel
_YOUTUBE_COMMENT = re.compile(r"[?&]lc=([\w.-]+)")
_YOUTUBE_ANSWERED = re.compile(r"[?&]lc=([\w-]+)\.[\w-]+")
_BLUESKY = re.compile(r"^/profile/([^/]+)/post/(\w++)(?![.:~-]\w)")  # whole: half a key may be another post's
_MASTODON = re.compile(r"https://([^/]+)/(?:@([^/@]+)|((?:ap/)?users/[^/]+)/statuses)/(\d+)/?(?:[?#].*)?")
_READ_ELSEWHERE = re.compile(r"https?://[^/]+/(?:deck/)?@[^/@]+@[^/@]+/(\d+)/?(?:[?#].*)?", re.I)
_HACKER_NEWS = re.compile(r"/item\?id=\d+#(\d+)|/item\?id=(\d+)")  # a comment may be told by its place on the page
_FACEBOOK_REPLY = re.compile(r"[?&]reply_comment_id=(\d+)")
_FACEBOOK_COMMENT = re.compile(r"[?&]comment_id=(\d+)")
# Ids are numbers, or `pfbid` and more; what stands before may be the words of a title or an album's number. What
# people pass on by `/share/` or on fb.watch has a code that is another one each time.
_FACEBOOK = re.compile(
    r"/(?:posts|videos|photos|reels?|permalink)/(?:[^/?#]{0,200}/){0,8}?(pfbid\w+|\d{5,})(?=[/?#:]|$)"
    r"|[?&](?:story_fbid|fbid|multi_permalinks|v)=(pfbid\w+|\d+)|^/\d+_(\d+)(?=[/?#]|$)"
)
_INSTAGRAM_COMMENT = re.compile(r"/c/\d+/r/(\d+)|/c/(\d+)")
_INSTAGRAM = re.compile(r"^(?!/share/)(?:/[\w.]+)?/(?:p|reels?|tv)/(?!audio/)([\w-]+)")
_INSTAGRAM_ANSWERED = re.compile(r"/c/(\d+)/r/\d+")
_TIKTOK = re.compile(r"/(?:video|photo|v|embed|embed/v2|player/v1)/(\d+)")
_THREADS = re.compile(r"/post/([\w-]+)|/t/([\w-]+)")
# urn:li:comment:(activity:POST,COMMENT) or urn:li:fsd_comment:(COMMENT,urn:li:activity:POST); replyUrn is like it.
_LINKEDIN_REPLY = re.compile(r"[?&](?:dash)?replyUrn=[^&#]{0,200}?(?:[(,]|%28|%2C)(\d{15,})", re.I)
_LINKEDIN_COMMENT = re.compile(r"[?&](?:dash)?commentUrn=[^&#]{0,200}?(?:[(,]|%28|%2C)(\d{15,})", re.I)
_LINKEDIN = re.compile(r"(?:activity|ugcPost|share|groupPost:\d+)(?:[-:]|%3A)(\d{15,})", re.I)
_TRUSTPILOT = re.compile(r"/reviews/([0-9a-f]{24})")
_PLAY = re.compile(r"[?&]reviewId=([^&#]+)")
# A wall's owner and the number of a post on it; of a comment, which shares the wall's numbers, `reply` or `_r` tells.
_VK = re.compile(r"[/=]wall(-?\d{1,20})_(\d{1,20})(?:_r(\d{1,20}))?")
_VK_COMMENT = re.compile(r"[?&]reply=(\d{1,20})")
_ANY_COMMENT = re.compile(
    r"[?&](?:comment_id|reply_comment_id|lc|(?:dash)?(?:comment|reply)Urn|reply)=|/c/\d|[/=]wall-?\d+_\d+_r\d", re.I
)
_WEB = re.compile("https?://", re.I)
# What says only from where somebody came, or which of a site's hosts they use.
_WHENCE = re.compile(r"utm_\w+=|(?:fbclid|gclid|msclkid|igsh|igshid|mc_[ce]id|ref_src|ref_url)=|$")
_OTHER_HOST = re.compile(r"^(?:www|m|mobile|amp)\.(?=[^.]+\.)")
_MARKED_TEXT = ":~:"  # what a browser adds to a link to a marked passage
HAVE_COMMENTS = frozenset({"facebook", "instagram", "linkedin", "youtube", "tiktok", "reddit", "hackernews", "vk"})
"""The networks on which a comment's link may be that of the post above it, as exports write it."""


def read_link(url: str) -> tuple[str, str] | None:
    """Tell a post's network and id by its link; None where the link is of no network we know.

    The pair is what `Mention.source` and `Mention.id` hold for that post.
    """
    if match := _ON_X_WHOLE.match(url):  # by far the most common, so it is looked for first
        return "x", match[1]
    start = url.find("://")
    if start < 0:
        return None
    host, _, rest = url[start + 3 :].partition("/")
    host = host.lower()
    known = _HOSTS.get(host)
    if known is None:
        site = ".".join(host.split(":")[0].split(".")[-2:])
        known = _HOSTS.get(site) or _HOSTS.get(".".join(host.split(".")[-3:]))
        if known is None:
            return _read_mastodon(url)
    source, read_id = known
    ident = read_id("/" + rest)
    return (source, ident) if ident else None


def is_link(text: str) -> bool:
    """Tell a link to a page from any other word."""
    return _WEB.match(text) is not None


def fold_link(url: str) -> tuple[str, str]:
    """Reduce a link to what all links to that page have in common: what `read_link` tells, else "" and the address.

    What only says from where somebody came, or which of a site's hosts they use, counts for nothing.
    """
    url = _WEB.sub("https://", url, count=1)
    if post := read_link(url):
        return post
    host, path = split_link(url)
    address, _, place = url.partition("#")
    asked = (part for part in address.partition("?")[2].split("&") if not _WHENCE.match(part))
    place = "" if place.startswith(_MARKED_TEXT) else place
    return "", f"{_OTHER_HOST.sub('', host)}{path.rstrip('/')}?{'&'.join(asked)}#{place}"


def leads_to(link: str, mention: Mention) -> bool:
    """Tell whether a link is one to a mention, however the mention's own is written."""
    folded = fold_link(link)
    return folded == (mention.source, mention.id) or (mention.url is not None and folded == fold_link(mention.url))


def read_local_id(url: str) -> str | None:
    """Tell what a Mastodon server calls another server's status, by the page that shows it to its own users."""
    match = _READ_ELSEWHERE.fullmatch(url)
    return match[1] if match else None


def names_thread(source: str, ident: str, url: str) -> bool:
    """Tell a link to a post below which people comment from a link to a comment.

    Exports give the former beside each of the comments too. `source` and `ident` are what `read_link` tells.
    """
    if source not in HAVE_COMMENTS or ident.startswith("t1_"):
        return False
    return _ANY_COMMENT.search(url) is None


def read_answered(source: str, url: str) -> str | None:
    """Tell which comment a reply stands under, by the reply's own link; its network is what `read_link` tells."""
    if source not in _ANSWERED:
        return None
    of_reply, of_comment = _ANSWERED[source]
    match = of_comment.search(url) if of_reply.search(url) else None
    return match[1] if match else None


_ANSWERED = {
    "facebook": (_FACEBOOK_REPLY, _FACEBOOK_COMMENT),
    "instagram": (_INSTAGRAM_ANSWERED, _INSTAGRAM_ANSWERED),
    "linkedin": (_LINKEDIN_REPLY, _LINKEDIN_COMMENT),
    "youtube": (_YOUTUBE_ANSWERED, _YOUTUBE_ANSWERED),
}
"""By what a link shows that it leads to a reply, and which comment that answers."""


def read_link_handle(url: str) -> str | None:
    """Tell who wrote a post, where the link says so: on X and Bluesky it does."""
    if match := _HANDLE.match(url):
        return match[1] or match[2]
    return None


_HANDLE = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:(?:x|twitter)\.com/(?!i/)(\w+)/status|bsky\.app/profile/((?!did:)[^/]+)/)"
)


def _first(*patterns: re.Pattern[str]) -> Callable[[str], str | None]:
    """Take what the group of the first pattern finds; of a pattern's groups only one can find anything."""

    def read_id(path: str) -> str | None:
        for pattern in patterns:
            if match := pattern.search(path):
                return match[match.lastindex or 0]
        return None

    return read_id


def _read_reddit(path: str) -> str | None:
    if match := _REDDIT.search(path):
        return f"t1_{match[2]}" if match[2] else f"t3_{match[1]}"
    return None


def _read_short_reddit(path: str) -> str | None:
    match = _REDDIT_SHORT.search(path)
    return f"t3_{match[1]}" if match else None


def _read_mastodon(url: str) -> tuple[str, str] | None:
    """Write a status' page as its ActivityPub id, which is what Mastodon calls it everywhere.

    Accounts made since 4.5 have another, which their pages do not tell.
    """
    if match := _MASTODON.fullmatch(url):
        return "mastodon", f"https://{match[1]}/{match[3] or f'users/{match[2]}'}/statuses/{match[4]}"
    return None


def _read_bluesky(path: str) -> str | None:
    match = _BLUESKY.search(path)
    return name_on_bluesky(match[1], match[2]) if match else None


def name_on_bluesky(author: str, key: str) -> str:
    """Write the address of a post by its author, a did or a handle, whose case says nothing."""
    return f"at://{author if author.startswith('did:') else author.lower()}/app.bsky.feed.post/{key}"


def _read_play(path: str) -> str | None:
    match = _PLAY.search(path)
    return match[1].replace("%3A", ":").replace("%3a", ":") if match else None


def _read_vk(path: str) -> str | None:
    if not (match := _VK.search(path)):
        return None
    comment = _VK_COMMENT.search(path)
    return f"{match[1]}_{match[3] or (comment[1] if comment else match[2])}"


_ON_X = ("x", _first(_X))
_ON_VK = ("vk", _read_vk)
_ON_YOUTUBE = ("youtube", _first(_YOUTUBE_COMMENT, _YOUTUBE))
_ON_REDDIT = ("reddit", _read_reddit)
_ON_FACEBOOK = ("facebook", _first(_FACEBOOK_REPLY, _FACEBOOK_COMMENT, _FACEBOOK))
_HOSTS: dict[str, tuple[str, Callable[[str], str | None]]] = {
    "x.com": _ON_X,
    "twitter.com": _ON_X,
    "reddit.com": _ON_REDDIT,
    "redd.it": ("reddit", _read_short_reddit),
    "v.redd.it": _ON_REDDIT,  # a film has an id of its own
    "youtube.com": _ON_YOUTUBE,
    "youtube-nocookie.com": _ON_YOUTUBE,
    "youtu.be": ("youtube", _first(_YOUTUBE_COMMENT, _YOUTUBE_SHORT)),
    "bsky.app": ("bluesky", _read_bluesky),
    "news.ycombinator.com": ("hackernews", _first(_HACKER_NEWS)),
    "facebook.com": _ON_FACEBOOK,
    "instagram.com": ("instagram", _first(_INSTAGRAM_COMMENT, _INSTAGRAM)),
    "tiktok.com": ("tiktok", _first(_TIKTOK)),
    "threads.net": ("threads", _first(_THREADS)),
    "threads.com": ("threads", _first(_THREADS)),
    "linkedin.com": ("linkedin", _first(_LINKEDIN_REPLY, _LINKEDIN_COMMENT, _LINKEDIN)),
    "trustpilot.com": ("trustpilot", _first(_TRUSTPILOT)),
    "play.google.com": ("google-play", _read_play),
    "vk.com": _ON_VK,
    "vk.ru": _ON_VK,
}
NETWORKS = (frozenset(source for source, _ in _HOSTS.values()) | {"mastodon"}) - {"vk"}
"""The networks of which an id is of one post. On VK each wall counts its own; a link names both."""
