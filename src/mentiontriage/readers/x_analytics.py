"""X Analytics, one's own posts: since 2024 (`Post id`, or in the language of the account) and before (`Tweet id`)."""

from mentiontriage.readers._columns import Signature, table_reader
from mentiontriage.readers._shape import TableShape

READER = table_reader(
    "x-analytics",
    "X Analytics, one's own posts",
    (
        Signature(needs=("Post id", "Post text", "Impressions")),
        Signature(needs=("ポストID", "ポスト本文", "インプレッション数")),
        Signature(needs=("Tweet id", "Tweet text", "impressions")),
    ),
    {
        "id": ("Post id", "ポストID", "Tweet id"),
        "url": ("Post Link", "ポストのリンク", "Tweet permalink"),
        "text": ("Post text", "ポスト本文", "Tweet text"),
        "created_at": ("Date", "日付", "time"),
        "replies": ("Replies", "返信"),
        "reposts": ("Reposts", "リポスト", "Retweets"),
        "likes": ("Likes", "いいね", "Favorites"),
        "views": ("Impressions", "インプレッション数"),
    },
    TableShape(source="x", native_id=True, ours=True),
)
