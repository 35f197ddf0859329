"""Talkwalker's CSV: dotted names, a sentiment from -5 to 5."""

from mentiontriage.readers._columns import Signature, table_reader
from mentiontriage.readers._shape import TableShape
from mentiontriage.readers._talkwalker import COUNTS

_MARKS = {str(mark): "negative" if mark < 0 else "positive" if mark else "neutral" for mark in range(-5, 6)}
_AUTHORS = ("extra_author_attributes.name", "extra_author_attributes.short_name")

READER = table_reader(
    "talkwalker-csv",
    "Talkwalker CSV",
    (
        Signature(
            needs=("published", "content", "source_type"),
            some=(*_AUTHORS, "extra_source_attributes.name", "domain_url", "nsfw_level"),
            at_least=1,
        ),
        Signature(needs=("published", "content"), some=_AUTHORS, at_least=1),
    ),
    {
        "url": "url",
        "text": "content",
        "title": "title",
        "handle": "extra_author_attributes.short_name",
        "name": "extra_author_attributes.name",
        "created_at": "published",
        "lang": "lang",
        "source": ("domain_url", "extra_source_attributes.name"),
        "vendor_sentiment": "sentiment",
        **{field: tuple(f"{place}.{name}" for name in names) for field, (place, names) in COUNTS.items()},
    },
    TableShape(sentiments=_MARKS, zero_is_unknown=("followers", "views")),
)
