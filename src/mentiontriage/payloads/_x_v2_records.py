"""What X API v2 sends, as far as it is read: the records that its parser fills.

A field is `Any` where a reply was met, or may be, that holds something else than the specification says.
https://docs.x.com/x-api/fundamentals/data-dictionary
"""

from typing import Any

import msgspec

# What only a post of X API v2 has; `id` and `text` alone could be anybody's.
ONLY_HERE = (
    "author_id",
    "public_metrics",
    "conversation_id",
    "edit_history_tweet_ids",
    "edit_history_post_ids",
    "edit_controls",
    "referenced_tweets",
    "referenced_posts",
    "reply_settings",
)


class UserMetrics(msgspec.Struct, gc=False):
    """A user's counts."""

    followers_count: Any = None


class User(msgspec.Struct, gc=False):
    """A user, from `includes` or inside twarc's flat post."""

    id: Any = None
    username: Any = None
    name: Any = None
    verified: Any = None
    public_metrics: UserMetrics | None = None


class Metrics(msgspec.Struct, gc=False):
    """A post's counts in either dialect."""

    reply_count: Any = None
    retweet_count: Any = None
    repost_count: Any = None
    quote_count: Any = None
    like_count: Any = None
    impression_count: Any = None


class LongText(msgspec.Struct, gc=False):
    """The whole text of a post that is longer than 280 characters."""

    text: Any = None


class Post(msgspec.Struct, gc=False):
    """A post in either dialect; as a reference (`type`) it may be embedded whole or be an id only."""

    type: Any = None
    id: Any = None
    text: Any = None
    author_id: Any = None
    username: Any = None
    created_at: Any = None
    lang: Any = None
    public_metrics: Metrics | None = None
    note_tweet: LongText | None = None
    note_post: LongText | None = None
    referenced_tweets: list["Post"] | None = None
    referenced_posts: list["Post"] | None = None
    edit_history_tweet_ids: list[Any] | None = None
    edit_history_post_ids: list[Any] | None = None
    author: User | None = None


class Includes(msgspec.Struct, gc=False):
    """What the posts of a page refer to."""

    users: list[User] | None = None
    tweets: list[Post] | None = None
    posts: list[Post] | None = None


class Problem(msgspec.Struct, gc=False):
    """An error that X reports beside or instead of data."""

    parameter: Any = None
    resource_id: Any = None
    value: Any = None
    title: Any = None
    detail: Any = None


class Page(Post, gc=False):
    """A reply of the API: a page, a single post, an error; or a post by itself as twarc flattens it."""

    conversation_id: Any = None
    edit_controls: Any = None
    reply_settings: Any = None
    data: list[Post] | Post | None = None
    includes: Includes | None = None
    errors: list[Problem] | None = None
