"""GitHub: issues and pull requests, as search gives them.

https://docs.github.com/en/rest/search/search#search-issues-and-pull-requests
"""

from typing import Any

import msgspec

from mentiontriage.counts import read_count
from mentiontriage.model import Author, Engagement, Mention
from mentiontriage.text import join_title, plain_text, read_name
from mentiontriage.times import parse_time


class User(msgspec.Struct):
    """Who opened an issue."""

    login: Any = None


class Reactions(msgspec.Struct):
    """How often people reacted."""

    total_count: Any = None


class Issue(msgspec.Struct):
    """An issue or pull request; the text is Markdown."""

    id: Any = None
    html_url: Any = None
    title: Any = None
    body: Any = None
    created_at: Any = None
    comments: Any = None
    user: User | None = None
    reactions: Reactions | None = None


def to_mention(issue: Issue) -> Mention:
    """Understand one issue; reactions stand for likes."""
    url = read_name(issue.html_url)
    ident = read_name(issue.id) or url
    if ident is None:
        raise ValueError("it has no id")
    return Mention(
        id=ident,
        source="github",
        text=join_title(plain_text(issue.title), plain_text(issue.body)),
        author=Author(handle=read_name(issue.user.login) if issue.user else None),
        engagement=Engagement(
            replies=read_count(issue.comments),
            likes=read_count(issue.reactions.total_count) if issue.reactions else None,
        ),
        posted_at=parse_time(issue.created_at),
        url=url,
    )
