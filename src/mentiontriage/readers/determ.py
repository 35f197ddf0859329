"""Determ's export, from when it was called Mediatoolkit."""

from mentiontriage.readers._columns import Signature, table_reader

READER = table_reader(
    "determ",
    "Determ (Mediatoolkit)",
    Signature(needs=("mention_snippet",)),
    {
        "url": "url",
        "text": "mention_snippet",
        "title": "title",
        "handle": "author",
        "created_at": "date",
        "time": "time",
        "source": "from",
    },
)
