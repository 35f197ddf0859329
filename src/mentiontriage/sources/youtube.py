"""YouTube: videos that name the brand, comments under them and on our own channels, with a key.

A day's key has 100 searches and 10,000 of everything else. So searches are spread over the day
and the rest is asked by id. https://developers.google.com/youtube/v3/docs
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import msgspec

from mentiontriage.counts import read_count
from mentiontriage.model import Mention, Note, Skipped
from mentiontriage.payloads.youtube import Page as Record
from mentiontriage.payloads.youtube import to_items, to_posts
from mentiontriage.sources import Access, Batch, Credential, Options, Posted, Reach, Source, Stream
from mentiontriage.sources._http import Client
from mentiontriage.sources._paging import look_up, walk, walk_back
from mentiontriage.sources._phrase import quote, strip_marks
from mentiontriage.sources._reply import FetchError, RateLimitError
from mentiontriage.sources._understand import find_missing, need_list, take, take_list, understand
from mentiontriage.sources._walking import Ask, Page
from mentiontriage.times import parse_time, write_time

_SEARCHES_A_DAY = 90  # of 100; the rest is for people who fetch by hand
_AT_ONCE = 50
_COMPLETED = 20  # threads of a page, whose other replies cost a unit each
_THREADS = 100  # of a video; more would take the units that the videos after it need
# 64 bits in base64, so that the eleventh character is one of sixteen; comments begin with what they are.
_VIDEO_ID = re.compile(r"[\w-]{10}[AEIMQUYcgkosw048]", re.ASCII)
_COMMENT_ID = re.compile(r"Ug[\w-]{16,}(\.[\w-]+)?", re.ASCII)
_USED_UP = frozenset({"quotaExceeded", "dailyLimitExceeded"})
_TOO_FAST = frozenset({"rateLimitExceeded", "userRateLimitExceeded"})
_TOO_FAST_S = 60.0  # those limits are by the minute
_BAD_KEY = frozenset({"keyInvalid", "keyExpired", "API_KEY_INVALID"})
_REFUSED = frozenset({401, 429})
_NO_COMMENTS = frozenset({"commentsDisabled", "videoNotFound", "forbidden"})


class YouTubeOptions(Options, frozen=True):
    """Our own channels (ids that begin with UC): every comment there is meant for us."""

    base_url: str = "https://youtube.googleapis.com/youtube/v3"
    channels: tuple[str, ...] = ()
    comments: bool = True


class _Api:
    def __init__(self, access: Access) -> None:
        key = {"X-Goog-Api-Key": access.credentials.get("key", "")}  # not in the query, which is logged on the way
        self._client: Client = access.connect(access.options.base_url, key)

    def get(self, what: str, **params: Any) -> Any:
        try:
            return self._client.get(what, params).json()
        except FetchError as error:
            raise _understand_refusal(error) from None


def _understand_refusal(error: FetchError) -> FetchError:
    """Tell a quota, a limit and a bad key from other refusals: their status is 403 or 400 alike."""
    reasons = _find_reasons(error)
    if reasons & _USED_UP:
        return RateLimitError("YouTube's quota for today is used up", _wait_for_quota(datetime.now(UTC)))
    if reasons & _TOO_FAST:
        return RateLimitError("YouTube's limit for this minute is used up", _TOO_FAST_S)
    if reasons & _BAD_KEY or "API key not valid" in str(take(error.body, "error", "message")):
        return FetchError(str(error), 401, error.body)
    return error


def _need_items(body: Any) -> list[Any]:
    """Take the items of a reply; some that hold none leave the list out and say only what they are."""
    is_empty = str(take(body, "kind")).endswith("ListResponse") and "items" not in body
    return [] if is_empty else need_list(body, "items")


def _find_reasons(error: FetchError) -> set[str]:
    told = [*take_list(error.body, "error", "errors"), *take_list(error.body, "error", "details")]
    return {str(take(one, "reason")) for one in told}


def _wait_for_quota(now: datetime) -> float:
    """Quotas begin anew at midnight on the Pacific coast: 07:00 or 08:00 in UTC, and never after 08:00."""
    reset = now.replace(hour=8, minute=0, second=0, microsecond=0)
    return (reset - now).total_seconds() % timedelta(days=1).total_seconds()


def open_streams(access: Access) -> Iterator[Stream]:
    """Open a search for each name of each brand, and the comments on our channels."""
    api = _Api(access)
    pause = timedelta(days=1) * len(access.terms) / _SEARCHES_A_DAY
    for term in access.terms:
        yield Stream(f"search:{term}", _Search(api, term, pause, comments=access.options.comments).fetch)
    for channel in access.options.channels:
        yield Stream(f"channel:{channel}", walk(_get_channel_page, api, channel, access.first_brand))
    yield Stream("known", partial(look_up, partial(_look_up, api), _AT_ONCE))


class _Search:
    def __init__(self, api: _Api, term: str, pause: timedelta, *, comments: bool) -> None:
        self._api = api
        self._term = term
        self._pause = pause
        self._comments = comments

    def fetch(self, position: Mapping[str, Any], reach: Reach) -> Iterator[Batch]:
        """Search, unless the last search was too short a while ago for the day's searches to last."""
        asked = parse_time(position.get("asked"))
        if asked is not None and reach.since is None and asked <= reach.now < asked + self._pause:
            return
        for batch in walk_back(self._get_page, position, reach, refresh=False):
            marked = {**batch.position, "asked": reach.now.isoformat()}
            yield msgspec.structs.replace(batch, position=marked)

    def _get_page(self, ask: Ask) -> Page:
        params = {"part": "snippet", "q": quote(self._term), "type": "video", "order": "date", "maxResults": 50}
        if isinstance(ask.cursor, str):
            params["pageToken"] = ask.cursor
        body = self._api.get("search", publishedAfter=write_time(ask.since), **params)
        hits = _need_items(body)
        ids = [ident for hit in hits if isinstance(ident := take(hit, "id", "videoId"), str)]
        videos = _need_items(self._api.get("videos", part="snippet,statistics", id=",".join(ids))) if ids else []
        posts, notes = _understand(videos, _get_subscribers(self._api, videos))
        comments: tuple[Posted, ...] = ()
        for video in ids if self._comments else ():
            threads, more = self._get_threads(video)
            comments, notes = (*comments, *threads), (*notes, *more)
        cursor = take(body, "nextPageToken")
        return Page(posts, cursor if isinstance(cursor, str) else None, notes=notes, beside=comments)

    def _get_threads(self, video: str) -> tuple[tuple[Posted, ...], tuple[Skipped | Note, ...]]:
        params = {"videoId": video, "searchTerms": strip_marks(self._term), "order": "time", "maxResults": _THREADS}
        try:
            body = self._api.get("commentThreads", part="snippet,replies", textFormat="plainText", **params)
        except RateLimitError:
            raise
        except FetchError as error:
            if _find_reasons(error) & _NO_COMMENTS or error.status == 404:
                return (), ()
            raise
        threads, notes = understand(_need_items(body), Record, to_items)
        if isinstance(take(body, "nextPageToken"), str):
            told = f"more than {_THREADS} comments name {self._term}: older ones were not seen"
            notes = (*notes, Note(f"video {video}", told))
        return threads, notes


def _get_subscribers(api: _Api, videos: list[Any]) -> dict[str, int | None]:
    """Ask how many follow each video's channel; some channels hide it."""
    ids = sorted({ident for video in videos if isinstance(ident := take(video, "snippet", "channelId"), str)})
    if not ids:
        return {}
    try:
        channels = take_list(api.get("channels", part="statistics", id=",".join(ids), maxResults=50), "items")
    except FetchError as error:
        if error.status in _REFUSED:
            raise
        return {}  # the videos are worth having all the same
    return {
        str(take(channel, "id")): None
        if take(channel, "statistics", "hiddenSubscriberCount") is True
        else read_count(take(channel, "statistics", "subscriberCount"))
        for channel in channels
    }


def _understand(videos: list[Any], subscribers: Mapping[str, int | None]) -> tuple[tuple[Posted, ...], tuple[Any, ...]]:
    posts: list[Posted] = []
    notes: list[Any] = []
    for video in videos:
        found, told = understand([video], Record, to_items)
        notes += told
        followers = subscribers.get(str(take(video, "snippet", "channelId")))
        posts += [_add_followers(post, followers) for post in found]
    return tuple(posts), tuple(notes)


def _add_followers(post: Posted, followers: int | None) -> Posted:
    if not isinstance(post.item, Mention):
        return post
    author = msgspec.structs.replace(post.item.author, followers=followers)
    return msgspec.structs.replace(post, item=msgspec.structs.replace(post.item, author=author))


def _look_up(api: _Api, ids: list[str]) -> Page:
    """Ask what became of videos and comments, at one unit a request."""
    videos = [ident for ident in ids if _VIDEO_ID.fullmatch(ident)]
    comments = [ident for ident in ids if _COMMENT_ID.fullmatch(ident)]
    found = _need_items(api.get("videos", part="snippet,statistics", id=",".join(videos))) if videos else []
    texts: list[Any] = []
    if comments:
        texts = _need_items(api.get("comments", part="snippet", id=",".join(comments), textFormat="plainText"))
    posts, notes = _understand(found, _get_subscribers(api, found))
    more, told = understand(texts, Record, to_items)
    gone = (*find_missing(videos, found, "id"), *find_missing(comments, texts, "id"))
    return Page((*posts, *more), None, gone, (*notes, *told))


def _get_channel_page(api: _Api, channel: str, brand: str | None, ask: Ask) -> Page:
    params = {"allThreadsRelatedToChannelId": channel, "order": "time", "maxResults": 100, "textFormat": "plainText"}
    if isinstance(ask.cursor, str):
        params["pageToken"] = ask.cursor
    body = api.get("commentThreads", part="snippet,replies", **params)
    threads = _need_items(body)
    posts, notes = understand(threads, Record, to_posts, brand=brand)
    replies, more = _complete(api, threads)
    beside, told = understand(replies, Record, to_posts, brand=brand)
    cursor = take(body, "nextPageToken")
    return Page(posts, cursor if isinstance(cursor, str) else None, notes=(*notes, *more, *told), beside=beside)


def _complete(api: _Api, threads: list[Any]) -> tuple[list[Any], list[Note]]:
    """Ask for the replies that are not in their threads, of which YouTube gives the first few alone."""
    replies: list[Any] = []
    missing = 0
    for number, thread in enumerate(filter(_lacks_replies, threads)):
        found, is_all = _get_replies(api, thread) if number < _COMPLETED else ([], False)
        replies += found
        missing += not is_all
    return replies, [Note("comments", f"comments of which not all replies were seen: {missing:,}")] if missing else []


def _lacks_replies(thread: Any) -> bool:
    count = read_count(take(thread, "snippet", "totalReplyCount")) or 0
    return isinstance(take(thread, "id"), str) and count > len(take_list(thread, "replies", "comments"))


def _get_replies(api: _Api, thread: dict[str, Any]) -> tuple[list[Any], bool]:
    """Get the replies that a thread lacks, and tell whether these are all; without them it is worth having too."""
    params = {"parentId": thread["id"], "maxResults": 100, "textFormat": "plainText"}
    try:
        body = api.get("comments", part="snippet", **params)
        listed = _need_items(body)
    except FetchError as error:
        if error.status in _REFUSED:
            raise
        return [], False
    known = [take(reply, "id") for reply in take_list(thread, "replies", "comments")]
    found = [_place(reply, thread) for reply in listed if take(reply, "id") not in known]
    return found, take(body, "nextPageToken") is None


def _place(reply: Any, thread: dict[str, Any]) -> Any:
    """Put into a reply the video that it is below, which it does not tell by itself."""
    snippet = take(reply, "snippet")
    video = take(thread, "snippet", "videoId")
    return reply | {"snippet": {"videoId": video} | snippet} if isinstance(snippet, dict) else reply


def check(access: Access) -> None:
    """Ask for the list of languages, which costs one unit of the day's 10,000."""
    _Api(access).get("i18nLanguages", part="snippet")


SOURCE = Source(
    name="youtube",
    summary="YouTube videos and comments",
    options=YouTubeOptions,
    example=('channels = ["UC..."]             # our own channels: every comment there is meant for us',),
    open=open_streams,
    check=check,
    credentials=(Credential("key", "https://console.cloud.google.com/apis/credentials (YouTube Data API v3)"),),
    is_own_id=lambda ident: _VIDEO_ID.fullmatch(ident) or _COMMENT_ID.fullmatch(ident),
)
