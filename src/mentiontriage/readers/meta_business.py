"""Meta Business Suite's content export: a page's own posts."""

from mentiontriage.readers._columns import Signature, table_reader
from mentiontriage.readers._shape import TableShape

READER = table_reader(
    "meta-business",
    "Meta Business Suite, one's own posts",
    Signature(needs=("Post ID", "Page ID", "Publish time", "Permalink")),
    {
        "id": "Post ID",
        "url": "Permalink",
        "text": ("Description", "Title"),
        "name": "Page name",
        "created_at": "Publish time",
        "replies": "Comments",
        "reposts": "Shares",
        "likes": "Reactions",
        "views": ("Views", "Impressions"),
    },
    TableShape(ours=True),
)
