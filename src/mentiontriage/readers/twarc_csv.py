"""The CSV that twarc's `json2csv` writes of posts of X's first API.

One column names what is passed on or quoted; `tweet_type` says which of the two it is.
"""

from mentiontriage.readers._columns import Signature, table_reader
from mentiontriage.readers._shape import TableShape

READER = table_reader(
    "twarc-csv",
    "twarc json2csv",
    Signature(needs=("tweet_url", "user_screen_name", "tweet_type")),
    {
        "id": "id",
        "url": "tweet_url",
        "text": "text",
        "handle": "user_screen_name",
        "name": "user_name",
        "followers": "user_followers_count",
        "verified": "user_verified",
        "created_at": ("parsed_created_at", "created_at"),
        "lang": "lang",
        "in_reply_to": "in_reply_to_status_id",
        "quote_of": "retweet_or_quote_id",
        "repost_of": "retweet_or_quote_id",
        "reposts": "retweet_count",
        "likes": "favorite_count",
    },
    TableShape(source="x", native_id=True, repost_where={"tweet_type": ("retweet",)}),
)
