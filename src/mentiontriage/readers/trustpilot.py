"""Trustpilot's reviews of a service and of products. The reviewer's e-mail address is never read."""

from mentiontriage.readers._columns import Signature, table_reader
from mentiontriage.readers._shape import TableShape

READER = table_reader(
    "trustpilot",
    "Trustpilot, reviews of services and products",
    (
        Signature(needs=("Review Id", "Review Content", "Review Stars")),
        Signature(needs=("review_id", "stars", "content", "consumer_name")),
    ),
    {
        "id": ("Review Id", "review_id"),
        "text": ("Review Content", "content"),
        "title": "Review Title",
        "name": ("Review Username", "consumer_name"),
        "created_at": ("Review Created (UTC)", "created_at"),
        "rating": ("Review Stars", "stars"),
        "answered_at": ("Company Reply Date (UTC)", "Business Reply Date (UTC)"),
    },
    TableShape(source="trustpilot", native_id=True),
)
