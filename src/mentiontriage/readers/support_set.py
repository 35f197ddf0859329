"""Support conversations as Kaggle's set has them: the customers are numbers, the brands have names."""

from mentiontriage.readers._columns import Signature, table_reader
from mentiontriage.readers._shape import TableShape

READER = table_reader(
    "support-set",
    "support conversations on X (tweet_id, author_id, inbound)",
    Signature(needs=("tweet_id", "author_id", "inbound", "text")),
    {
        "id": "tweet_id",
        "text": "text",
        "handle": "author_id",
        "created_at": "created_at",
        "in_reply_to": "in_response_to_tweet_id",
    },
    TableShape(source="x", native_id=True, ours_where={"inbound": ("False", "0", "no")}),
)
