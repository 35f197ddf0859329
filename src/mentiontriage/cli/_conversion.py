"""Write what a collection holds in our own shape, one post at a time."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from mentiontriage.collect import Collection
from mentiontriage.formats._record import encode
from mentiontriage.formats.csv import defuse
from mentiontriage.model import Engagement, Mention, Repost, Skipped
from mentiontriage.payloads.own import Post, list_parts, to_post
from mentiontriage.text import escape_text

_NESTED = {
    "author": ("handle", "name", "followers", "verified"),
    "engagement": ("replies", "reposts", "likes", "views"),
}
_COLUMNS = tuple(name for name in Post.__struct_fields__ if name not in (*_NESTED, "original"))


def to_ndjson(collection: Collection, counts: Counter[str]) -> Iterator[str]:
    """Write each post as one line of JSON, harmless to a terminal; `counts` learns how many."""
    for item in _read(collection, counts):
        yield encode(to_post(item)).decode() + "\n"


def to_csv(collection: Collection, counts: Counter[str]) -> Iterator[str]:
    """Write each post as a row, with the usual names as columns; `counts` learns how many."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*_COLUMNS, *(name for names in _NESTED.values() for name in names)])
    for item in _read(collection, counts):
        for post in _list_rows(item):
            cells = [getattr(post, name) for name in _COLUMNS]
            cells += [getattr(getattr(post, part), name, None) for part, names in _NESTED.items() for name in names]
            writer.writerow(map(defuse, cells))
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def _list_rows(item: Mention | Repost) -> Iterator[Post]:
    """List the rows of an item: a repost has no column for more than its original's words, which then has a row too."""
    post = to_post(item)
    if isinstance(item, Repost) and (original := item.original) is not None:
        if _is_more_than_words(original):
            yield to_post(original)
        else:
            handle = original.author.handle
            post.text = escape_text(f"RT @{handle}: {original.text}" if handle else original.text)
    yield post


def _is_more_than_words(original: Mention) -> bool:
    known = (original.url, original.posted_at, original.author.followers, original.lang, original.local_id)
    return bool(original.text) and (any(one is not None for one in known) or original.engagement != Engagement())


def _read(collection: Collection, counts: Counter[str]) -> Iterator[Mention | Repost]:
    census = collection.census
    for item in collection.read_items():
        if isinstance(item, Mention | Repost):
            counts["mentions" if isinstance(item, Mention) else "reposts"] += 1
            yield from list_parts(item)
        elif isinstance(item, Skipped):
            census.skipped.append(item)
        else:
            census.notes.append(item)
