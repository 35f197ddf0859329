"""Our own shape, as docs/json.md gives it: the fastest to read.

An object belongs to it if it has no field that we do not know. A file does if all at its beginning
belong to it and one has a text (or passes on another post); anything else goes to the reader of usual
names, which reads the same fields.
"""

from typing import Any

import msgspec

from mentiontriage.model import Author, Engagement, Mention, Repost
from mentiontriage.payloads.own import FIELDS, Post, keep_wanted, to_items
from mentiontriage.readers import Sample, find_owner
from mentiontriage.readers._fields import build_mention
from mentiontriage.readers._json import as_dict, json_reader, tell_foreign
from mentiontriage.readers.flat_json import read_row

_OF_AUTHOR = frozenset(Author.__struct_fields__)
_OF_ENGAGEMENT = frozenset(Engagement.__struct_fields__)


def claims(value: Any) -> str | None:
    """Know our own shape by its fields."""
    tells = isinstance(value, dict) and ("text" in value or "repost_of" in value)
    return "our own fields" if tells and _is_ours(value) else None


def _is_ours(value: dict[str, Any]) -> bool:
    """Tell whether an object may be a post of ours; one without a text may be anybody's too.

    Others call fields as we do, and name the author in an object of their own: `"author": {"username": ...}`.
    """
    author, engagement = value.get("author"), value.get("engagement")
    if not isinstance(author, dict | None) or not as_dict(author).keys() <= _OF_AUTHOR:
        return False
    return value.keys() <= FIELDS and as_dict(engagement).keys() <= _OF_ENGAGEMENT


def read_loosely(value: dict[str, Any]) -> tuple[Mention | Repost]:
    """Understand a post whose fields are of other types than ours, each as far as it goes.

    A count as a string or a time without a zone makes the typed parser refuse a post, and so does a field
    that we do not know: another vendor's post, or one of ours with something beside.
    """
    if not value.keys() <= FIELDS:
        if find_owner(value):
            raise ValueError(tell_foreign(value, "own"))
        return (read_row(value),)
    author, engagement = as_dict(value.get("author")), as_dict(value.get("engagement"))
    found = build_mention({**engagement, **author, **value})
    if isinstance(found, Repost) and (original := as_dict(value.get("original"))):
        (told,) = read_loosely({**original, "id": found.of, "source": found.source})
        if isinstance(told, Mention):
            found = msgspec.structs.replace(found, original=told)
    return (found,)


def claims_sample(sample: Sample) -> str | None:
    """Claim an export only if all the objects at its beginning are ours.

    One with other names would lose what stands under them; the reader of usual names reads both.
    """
    if any(isinstance(value, dict) and not _is_ours(value) for value in sample.records):
        return None
    return _ANY.claims(sample)


_ANY = json_reader(
    "own",
    "mentiontriage's own shape, one post a line or in an array",
    claims,
    Post,
    to_items,
    read_loosely,
    keep_wanted,
)
READER = msgspec.structs.replace(_ANY, claims=claims_sample)
