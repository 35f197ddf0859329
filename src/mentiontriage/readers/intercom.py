"""Conversations of Intercom as Prodsight exports them; an admin's or a bot's messages are ours."""

from mentiontriage.readers._columns import Signature, table_reader
from mentiontriage.readers._shape import TableShape

READER = table_reader(
    "intercom",
    "Intercom conversations (Prodsight CSV)",
    Signature(needs=("message_id", "message_body", "message_author_type")),
    {
        "id": "message_id",
        "text": "message_body",
        "created_at": "message_created_at",
    },
    TableShape(source="intercom", native_id=True, ours_where={"message_author_type": ("admin", "bot", "operator")}),
)
