"""X API v2: pages of posts with `includes`, single posts, streamed posts and twarc's flat posts.

Both dialects of the specification are read: 2.159 says `referenced_tweets`, `retweet_count` and
`note_tweet`, 2.167 says `referenced_posts`, `repost_count` and `note_post`.
https://docs.x.com/x-api/fundamentals/data-dictionary
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from mentiontriage.counts import add_counts, believe_views, read_count
from mentiontriage.model import Author, Engagement, Mention, Note, Repost, Skipped
from mentiontriage.payloads._each import Found, understand_each
from mentiontriage.payloads._x import read_language, stand_in
from mentiontriage.payloads._x_v2_records import ONLY_HERE, Includes, Page, Post, Problem, User
from mentiontriage.text import plain_text, read_flag, read_name
from mentiontriage.times import parse_time

Known = TypeVar("Known", User, Post)

_UNKNOWN = Author()
_UNCOUNTED = Engagement()
_REPOST = frozenset({"retweeted", "reposted"})


def to_items(page: Page) -> Iterator[Found]:
    """Understand one reply of the API, or one flat post."""
    lookup = _Lookup(page.includes or Includes())
    posts = _list_posts(page)
    yield from understand_each(posts, lookup.understand)
    if page.errors:
        yield from report_problems(page.errors, alone=not posts)


def keep_wanted(page: Page, wanted: Callable[[str, str], bool]) -> Page | None:
    """Keep those posts of a page that are wanted, by source and id, or pass one on; None where none is."""
    posts = [
        post
        for post in _list_posts(page)
        if _passes_on(post) or (ident := _read_id(post)) is None or wanted("x", ident)
    ]
    if not posts:
        return None
    page.data = posts
    return page


def _passes_on(post: Post) -> bool:
    references = post.referenced_tweets or post.referenced_posts
    return references is not None and any(reference.type in _REPOST for reference in references)


def _read_id(post: Post) -> str | None:
    """Read a post's id. Each edit is a post of its own with a new id; the first id stands for them all."""
    history = post.edit_history_tweet_ids or post.edit_history_post_ids
    return (history and read_name(history[0])) or read_name(post.id)


def _list_posts(page: Page) -> Sequence[Post]:
    if page.data is None:
        return [page] if _is_post(page) else []
    return page.data if isinstance(page.data, list) else [page.data]


def _is_post(page: Page) -> bool:
    """Tell a post by itself from one of another network, which has an id as well, and maybe a text."""
    if page.id is None or page.text is None:
        return False
    return any(getattr(page, name) is not None for name in ONLY_HERE)


class _Lookup:
    """The users and posts that a page's posts refer to, each made into our records once."""

    def __init__(self, includes: Includes) -> None:
        self._users: Mapping[Any, User] = _index(includes.users or ())
        self._authors: dict[Any, Author] = {}
        self._posts = _index([*(includes.tweets or ()), *(includes.posts or ())])

    def understand(self, post: Post) -> Mention | Repost | Skipped:
        for reference in post.referenced_tweets or post.referenced_posts or ():
            if reference.type in _REPOST:
                return self._understand_repost(post, reference)
        if post.text is None:  # X gives one even where there are only pictures
            raise ValueError("it has no text")
        return self._build_mention(post)

    def _understand_repost(self, post: Post, reference: Post) -> Repost:
        original = reference if reference.text else self._posts.get(reference.id)
        by = self._find_author(post)
        if original is not None:
            mention = self._build_mention(original)
            return Repost("x", mention.id, by, mention)
        return stand_in(plain_text(post.text), by, read_name(reference.id), _read_metrics(post).reposts)

    def _build_mention(self, post: Post) -> Mention:
        own_id = read_name(post.id)
        if own_id is None:
            raise ValueError("it has no id")
        author = self._find_author(post)
        long = post.note_tweet or post.note_post
        replied_to = quotes = None
        for reference in post.referenced_tweets or post.referenced_posts or ():
            if reference.type == "replied_to":
                replied_to = read_name(reference.id)
            elif reference.type == "quoted":
                quotes = read_name(reference.id)
        return Mention(
            _read_id(post) or own_id,
            "x",
            plain_text((long and long.text) or post.text),
            author,
            _read_metrics(post),
            parse_time(post.created_at),
            f"https://x.com/{author.handle or 'i'}/status/{own_id}",
            read_language(post.lang),
            replied_to,
            quotes,
        )

    def _find_author(self, post: Post) -> Author:
        if post.author is not None:
            return _read_user(post.author)
        known = self._authors.get(post.author_id)
        if known is None:
            user = self._users.get(post.author_id)
            if user is None:  # X leaves out whoever is suspended or gone: unknown
                handle = read_name(post.username)
                return Author(handle=handle) if handle else _UNKNOWN
            known = self._authors[post.author_id] = _read_user(user)
        return known


def _index(known: Sequence[Known]) -> dict[Any, Known]:
    try:
        return {one.id: one for one in known}
    except TypeError:  # an id that is an object
        return {one.id: one for one in known if isinstance(one.id, str | int)}


def _read_user(user: User) -> Author:
    metrics = user.public_metrics
    return Author(
        read_name(user.username),
        read_name(user.name),
        read_count(metrics.followers_count) if metrics else None,
        read_flag(user.verified),
    )


def _read_metrics(post: Post) -> Engagement:
    counts = post.public_metrics
    if counts is None:
        return _UNCOUNTED
    passed_on = counts.retweet_count if counts.repost_count is None else counts.repost_count
    replies, likes = read_count(counts.reply_count), read_count(counts.like_count)
    reposts = add_counts(passed_on, counts.quote_count)
    views = believe_views(read_count(counts.impression_count), replies, reposts, likes)
    return Engagement(replies, reposts, likes, views)


def report_problems(problems: list[Problem], *, alone: bool) -> Iterator[Skipped | Note]:
    """Tell posts that were asked for and not given from those that others only refer to.

    Where they stand `alone`, without any post, all are about what was asked for.
    """
    referred = 0
    for problem in problems:
        if alone or problem.parameter in {"id", "ids"}:
            named = read_name(problem.resource_id) or read_name(problem.value)
            reason = read_name(problem.detail) or read_name(problem.title) or "X gave an error without a reason"
            yield Skipped(f"post {named}" if named else "", f"X did not give it: {reason}")
        else:
            referred += 1
    if referred:
        yield Note("", f"X did not give {referred} of the posts and people that these posts refer to")
