"""The archive that X gives to an account's owner: `data/tweets.js`, the owner's own posts.

Counts are strings; the owner's name stands in another file of the archive.
"""

from collections.abc import Iterator

import msgspec

from mentiontriage.model import Mention
from mentiontriage.payloads import x_v1
from mentiontriage.payloads._each import Found


class Entry(x_v1.Status):
    """One post of the archive; before 2019 without the wrapping `tweet`."""

    tweet: x_v1.Status | None = None


def to_items(entry: Entry) -> Iterator[Found]:
    """Understand one post of the archive; all but the posts it passes on are our own."""
    found = x_v1.to_mention(entry.tweet or entry)
    yield msgspec.structs.replace(found, ours=True) if isinstance(found, Mention) else found
