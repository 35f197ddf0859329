"""YouTube's Data API v3: comments, comment threads, videos and searches.

Counts are strings; a count that its owner hides is absent, and so unknown.
https://developers.google.com/youtube/v3/docs
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from mentiontriage.counts import read_count
from mentiontriage.model import Author, Engagement, Mention, Note, Skipped
from mentiontriage.payloads._each import Found, understand_each
from mentiontriage.text import join_title, plain_text, read_name
from mentiontriage.times import parse_time

# The API's own names are camelCase.
# ruff: noqa: N815


_LEFT_OUT = "YouTube left out more replies to this comment: comments.list gives them by its id, as parentId"


class Snippet(msgspec.Struct):
    """What a comment, thread or video says."""

    title: Any = None
    description: Any = None
    channelTitle: Any = None
    textOriginal: Any = None
    textDisplay: Any = None
    authorDisplayName: Any = None
    publishedAt: Any = None
    videoId: Any = None
    parentId: Any = None
    likeCount: Any = None
    totalReplyCount: Any = None
    defaultLanguage: Any = None
    defaultAudioLanguage: Any = None
    topLevelComment: "Item | None" = None


class Statistics(msgspec.Struct):
    """A video's counts."""

    viewCount: Any = None
    likeCount: Any = None
    commentCount: Any = None


class Replies(msgspec.Struct):
    """The first replies under a thread's comment."""

    comments: list["Item"] | None = None


class SearchHit(msgspec.Struct):
    """What a search found: a video, a channel or a playlist."""

    kind: Any = None
    videoId: Any = None


class Item(msgspec.Struct):
    """A resource of the API."""

    kind: Any = None
    id: SearchHit | str | None = None
    snippet: Snippet | None = None
    statistics: Statistics | None = None
    replies: Replies | None = None


class Page(Item):
    """A list of resources, or one by itself."""

    items: list[Item] | None = None


def to_items(page: Page) -> Iterator[Found]:
    """Understand one page, or one resource by itself, and tell of threads that lack replies: it gives but a few."""
    yield from to_posts(page)
    lacking = (item for item in _list_items(page) if _lacks_replies(item))
    yield from (Note(f"post {read_name(item.id)}", _LEFT_OUT) for item in lacking)


def to_posts(page: Page) -> Iterator[Found]:
    """Understand one page, or one resource by itself."""
    yield from understand_each(_walk(_list_items(page)), _understand)


def _list_items(page: Page) -> Sequence[Item]:
    return [page] if page.items is None else page.items


def _lacks_replies(item: Item) -> bool:
    if item.kind != "youtube#commentThread" or item.snippet is None:
        return False
    given = item.replies.comments if item.replies else None
    return (read_count(item.snippet.totalReplyCount) or 0) > len(given or ())


def _walk(items: Iterable[Item]) -> Iterator[Item]:
    """Take threads apart into their comments; the first takes over the thread's count of replies."""
    for item in items:
        if item.kind != "youtube#commentThread":
            yield item
            continue
        top = item.snippet and item.snippet.topLevelComment
        if item.snippet and top and top.snippet:
            top.snippet.totalReplyCount = item.snippet.totalReplyCount
            top.snippet.videoId = top.snippet.videoId or item.snippet.videoId
        yield top or item
        for reply in (item.replies and item.replies.comments) or ():
            if reply.snippet and item.snippet:
                reply.snippet.videoId = reply.snippet.videoId or item.snippet.videoId
            yield reply


def _understand(item: Item) -> Mention | Skipped | None:
    if item.kind == "youtube#searchResult" and not (isinstance(item.id, SearchHit) and item.id.videoId):
        return None  # channels and playlists are no posts
    ident = read_name(item.id.videoId if isinstance(item.id, SearchHit) else item.id)
    if ident is None:
        raise ValueError("it has no id")
    if item.snippet is None:
        return Skipped(f"post {ident}", "it came without its text: ask YouTube for part=snippet as well")
    if item.kind in {"youtube#comment", "youtube#commentThread"}:
        return _build_comment(ident, item.snippet)
    return _build_video(ident, item.snippet, item.statistics or Statistics())


def _build_comment(ident: str, snippet: Snippet) -> Mention:
    video = read_name(snippet.videoId)
    return Mention(
        id=ident,
        source="youtube",
        text=plain_text(snippet.textDisplay if snippet.textOriginal is None else snippet.textOriginal),
        author=_read_author(read_name(snippet.authorDisplayName)),
        engagement=Engagement(read_count(snippet.totalReplyCount), None, read_count(snippet.likeCount)),
        posted_at=parse_time(snippet.publishedAt),
        url=f"https://www.youtube.com/watch?v={video}&lc={ident}" if video else None,
        in_reply_to=read_name(snippet.parentId),
    )


def _build_video(ident: str, snippet: Snippet, counts: Statistics) -> Mention:
    return Mention(
        id=ident,
        source="youtube",
        text=join_title(plain_text(snippet.title), plain_text(snippet.description)),
        author=_read_author(read_name(snippet.channelTitle)),
        engagement=Engagement(
            read_count(counts.commentCount),
            None,
            read_count(counts.likeCount),
            read_count(counts.viewCount),
        ),
        posted_at=parse_time(snippet.publishedAt),
        url=f"https://www.youtube.com/watch?v={ident}",
        lang=read_name(snippet.defaultAudioLanguage) or read_name(snippet.defaultLanguage),
    )


def _read_author(shown: str | None) -> Author:
    """Read who wrote it: since 2022 the shown name is the handle (`@ada`), before it was any name."""
    if shown and shown.startswith("@"):
        return Author(handle=shown[1:])
    return Author(name=shown)
