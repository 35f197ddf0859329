"""Conversations of Intercom as Prodsight exports them; an admin's or a bot's messages are ours.

An admin's message answers what stands before it in the conversation, if the export names that; a bot's and a note,
which only colleagues see, do not.
"""

from mentiontriage.readers._columns import Signature, table_reader
from mentiontriage.readers._shape import TableShape

READER = table_reader(
    "intercom",
    "Intercom conversations (Prodsight CSV)",
    Signature(needs=("message_id", "message_body", "message_author_type")),
    {
        "id": "message_id",
        "text": "message_body",
        "name": "message_author_name",
        "created_at": "message_created_at",
    },
    TableShape(
        source="intercom",
        native_id=True,
        is_of_tickets=True,
        ours_where={"message_author_type": ("admin", "bot", "operator")},
        conversation=("conversation_id", "conversation_id"),
        automatic_where={
            "message_author_type": ("bot", "operator"),
            "message_type": ("note", "assignment", "assign_and_reopen", "close"),
        },
    ),
)
