"""X Analytics, the account's own posts: since 2024 (`Post id`) and before (`Tweet id`)."""

from mentiontriage.readers._columns import Signature, table_reader
from mentiontriage.readers._shape import TableShape

READER = table_reader(
    "x-analytics",
    "X Analytics, one's own posts",
    (
        Signature(needs=("Post id", "Post text", "Impressions")),
        Signature(needs=("Tweet id", "Tweet text", "impressions")),
    ),
    {
        "id": ("Post id", "Tweet id"),
        "url": ("Post Link", "Tweet permalink"),
        "text": ("Post text", "Tweet text"),
        "created_at": ("Date", "time"),
        "replies": "Replies",
        "reposts": ("Reposts", "Retweets"),
        "likes": ("Likes", "Favorites"),
        "views": "Impressions",
    },
    TableShape(source="x", native_id=True, ours=True),
)
