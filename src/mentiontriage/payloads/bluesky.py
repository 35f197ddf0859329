"""Bluesky: posts as the AppView shows them, in searches, feeds, threads and notifications.

https://docs.bsky.app/docs/api/app-bsky-feed-search-posts (lexicon app.bsky.feed.defs)
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from mentiontriage.counts import add_counts, read_count
from mentiontriage.handles import read_handle
from mentiontriage.model import Author, Engagement, Mention, Repost, Skipped
from mentiontriage.payloads._each import Found, understand_each
from mentiontriage.payloads.links import name_on_bluesky
from mentiontriage.text import plain_text, read_name
from mentiontriage.times import parse_time

# The lexicons' own names are camelCase.
# ruff: noqa: N815


class Reference(msgspec.Struct):
    """A link to a record, by its at:// address."""

    uri: Any = None
    record: "Reference | None" = None


class Embed(msgspec.Struct, rename={"type": "$type"}):
    """What a post shows besides its text; a quoted post stands in `record`, once more nested with media."""

    type: Any = None
    record: Reference | None = None


class Thread(msgspec.Struct):
    """Where a reply belongs."""

    parent: Reference | None = None


class Record(msgspec.Struct, rename={"type": "$type"}):
    """A post as its author's server keeps it."""

    type: Any = None
    text: Any = None
    createdAt: Any = None
    langs: list[Any] | None = None
    reply: Thread | None = None
    embed: Embed | None = None
    subject: Reference | None = None


class Verification(msgspec.Struct):
    """Whether somebody that Bluesky trusts has verified a profile."""

    verifiedStatus: Any = None


class Profile(msgspec.Struct):
    """Somebody on Bluesky; followers stand only in detailed views."""

    did: Any = None
    handle: Any = None
    displayName: Any = None
    followersCount: Any = None
    verification: Verification | None = None


class PostView(msgspec.Struct):
    """A post with its author and counts."""

    uri: Any = None
    author: Profile | None = None
    record: Record | None = None
    indexedAt: Any = None
    replyCount: Any = None
    repostCount: Any = None
    quoteCount: Any = None
    likeCount: Any = None


class Reason(msgspec.Struct):
    """Why a post stands in a feed: somebody passed it on, or pinned it."""

    by: Profile | None = None


class FeedPost(msgspec.Struct):
    """A post in a feed or thread."""

    post: PostView | None = None
    reason: Reason | None = None
    parent: "FeedPost | None" = None
    replies: list["FeedPost"] | None = None


_OF_POSTS = frozenset({"mention", "reply", "quote", "subscribed-post"})
"""The notifications that are somebody's post; we may ask to be told of all that an account posts."""


class Notification(PostView):
    """Something that happened to an account; what it tells of a post is like a post view."""

    reason: Any = None
    reasonSubject: Any = None


class Page(PostView):
    """Any reply that holds posts, or one post view by itself."""

    posts: list[PostView] | None = None
    feed: list[FeedPost] | None = None
    notifications: list[Notification] | None = None
    thread: FeedPost | None = None
    post: PostView | None = None
    reason: Reason | Any = None


def to_items(page: Page) -> Iterator[Found]:
    """Understand one reply, or one post view."""
    if page.posts is not None:
        yield from understand_each(page.posts, to_mention)
    elif page.feed is not None:
        yield from understand_each(page.feed, _understand_feed_post)
    elif page.notifications is not None:
        yield from understand_each(page.notifications, _understand_notification)
    elif page.thread is not None:
        yield from understand_each(_walk_thread(page.thread), to_mention)
    elif page.post is not None:
        reason = page.reason if isinstance(page.reason, Reason) else None
        yield from understand_each([FeedPost(page.post, reason)], _understand_feed_post)
    else:
        yield to_mention(page)


def to_mention(post: PostView) -> Mention | Skipped:
    """Understand one post view."""
    uri, record = read_name(post.uri), post.record
    if uri is None:
        raise ValueError("it has no uri")
    if record is None:  # notFoundPost, blockedPost
        return Skipped(f"post {uri}", "Bluesky did not give it: it is deleted or blocked")
    author = read_profile(post.author)
    return Mention(
        id=uri,
        source="bluesky",
        text=plain_text(record.text),
        author=author,
        engagement=Engagement(
            read_count(post.replyCount),
            add_counts(post.repostCount, post.quoteCount),
            read_count(post.likeCount),
        ),
        posted_at=tell_time(record, post.indexedAt),
        url=link_to(uri, author.handle),
        lang=read_name(record.langs[0]) if record.langs else None,
        in_reply_to=read_name(record.reply.parent.uri) if record.reply and record.reply.parent else None,
        quotes=find_quoted(record),
        local_id=name_by_handle(uri, author.handle),
    )


def _understand_feed_post(entry: FeedPost) -> Mention | Repost | Skipped | None:
    if entry.post is None:
        raise ValueError("it holds no post")
    found = to_mention(entry.post)
    reason = entry.reason
    if reason is not None and reason.by is not None and isinstance(found, Mention):
        return Repost("bluesky", found.id, read_profile(reason.by), found)
    return found


def _understand_notification(notification: Notification) -> Mention | Repost | Skipped | None:
    if notification.reason == "repost":
        of = read_name(notification.reasonSubject)
        if of is None:
            raise ValueError("it passes on a post that it does not name")
        return Repost("bluesky", of, read_profile(notification.author))
    if notification.reason in _OF_POSTS:
        return to_mention(notification)
    return None  # likes and follows are no posts


def _walk_thread(thread: FeedPost) -> Iterator[PostView]:
    """Walk a thread from its oldest known post on, without recursion: threads can be deep."""
    above = []
    parent = thread.parent
    while parent is not None:
        above.append(parent)
        parent = parent.parent
    waiting = [thread, *above]
    while waiting:
        entry = waiting.pop()
        if entry.post is not None:
            yield entry.post
        waiting.extend(reversed(entry.replies or ()))


def read_profile(profile: Profile | None) -> Author:
    """Read who somebody is; without a valid handle, by the did that never changes."""
    if profile is None:
        return Author()
    handle = read_handle(profile.handle)
    known = handle if handle != "handle.invalid" else None
    verification = profile.verification
    return Author(
        known or read_name(profile.did),
        read_name(profile.displayName),
        read_count(profile.followersCount),
        verification.verifiedStatus == "valid" if verification else None,
    )


def tell_time(record: Record, seen: Any) -> Any:
    """Tell when a post was written: its author's clock says, and cannot be later than it was seen.

    This is what Bluesky sorts by (`sortAt`).
    """
    times = [time for time in (parse_time(record.createdAt), parse_time(seen)) if time]
    return min(times, default=None)


def link_to(uri: str, handle: str | None) -> str | None:
    """Make the link that a person can open out of `at://did/app.bsky.feed.post/key`."""
    parts = uri.removeprefix("at://").split("/")
    return f"https://bsky.app/profile/{handle or parts[0]}/post/{parts[2]}" if len(parts) == 3 else None


def name_by_handle(uri: str, handle: str | None) -> str | None:
    """Name a post as its link does, by the author's handle: exports of other tools know no more of it."""
    parts = uri.removeprefix("at://").split("/")
    if len(parts) != 3 or parts[1] != "app.bsky.feed.post" or not handle or handle.startswith("did:"):
        return None
    return named if (named := name_on_bluesky(handle, parts[2])) != uri else None


def find_quoted(record: Record) -> str | None:
    """Find the address of the post that a post quotes."""
    embed = record.embed
    if embed is None or embed.record is None:
        return None
    quoted = embed.record.record or embed.record
    uri = read_name(quoted.uri)
    return uri if uri and "/app.bsky.feed.post/" in uri else None  # feeds and lists are embedded alike
