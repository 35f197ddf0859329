"""Stack Exchange: excerpts of questions and answers, as its search gives them.

https://api.stackexchange.com/docs/types/search-excerpt
"""

from typing import Any

import msgspec

from mentiontriage.counts import read_count
from mentiontriage.model import Author, Engagement, Mention
from mentiontriage.text import join_title, plain_text, read_name
from mentiontriage.times import parse_time

_HOSTS = {
    "stackoverflow": "stackoverflow.com",
    "serverfault": "serverfault.com",
    "superuser": "superuser.com",
    "askubuntu": "askubuntu.com",
    "mathoverflow": "mathoverflow.net",
    "stackapps": "stackapps.com",
}


class Owner(msgspec.Struct):
    """Who asked or answered, where the reply says so."""

    display_name: Any = None


class Excerpt(msgspec.Struct):
    """A question or answer that a search found."""

    item_type: Any = None
    question_id: Any = None
    answer_id: Any = None
    title: Any = None
    body: Any = None
    excerpt: Any = None
    creation_date: Any = None
    score: Any = None
    answer_count: Any = None
    owner: Owner | None = None


def to_mention(item: Excerpt, site: str) -> Mention:
    """Understand one excerpt; `site` is the site's name in the API."""
    answer, question = read_name(item.answer_id), read_name(item.question_id)
    if question is None and answer is None:
        raise ValueError("it has no id")
    host = _HOSTS.get(site, f"{site}.stackexchange.com")
    is_answer = answer is not None and item.item_type != "question"
    ident, path = (f"{site}-{answer}", f"a/{answer}") if is_answer else (f"{site}-{question}", f"q/{question}")
    text = plain_text(item.body) or plain_text(item.excerpt)
    title = plain_text(item.title)
    return Mention(
        id=ident,
        source="stack-exchange",
        text=text if is_answer else join_title(title, text),
        author=Author(name=read_name(item.owner.display_name) if item.owner else None),
        engagement=Engagement(
            replies=None if is_answer else read_count(item.answer_count),
            # Votes less downvotes stand for likes: below zero nobody's liking is left over.
            likes=read_count(max(0, item.score)) if type(item.score) is int else None,
        ),
        posted_at=parse_time(item.creation_date),
        url=f"https://{host}/{path}",
        in_reply_to=f"{site}-{question}" if is_answer and question else None,
    )
