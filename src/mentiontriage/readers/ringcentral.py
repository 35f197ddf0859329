"""RingCentral Engage Digital's messages, in the dialects for BI tools and for Excel.

https://github.com/ringcentral/engage-digital-api-docs/blob/main/docs/exports/main-export-fields.md
`foreign_id` is the network's own id. A message with a creator was written by one of our agents.
What it answers is given as RingCentral's id and not the network's, so that each message to us is taken for a
conversation of its own by that id; a thread may be of several people.
"""

from mentiontriage.readers._columns import Signature, table_reader
from mentiontriage.readers._shape import TableShape

READER = table_reader(
    "ringcentral",
    "RingCentral Engage Digital, messages",
    Signature(
        needs=("content_thread_id",),
        some=("body", "body_as_text", "intervention_id", "foreign_id", "private_message"),
        at_least=2,
    ),
    {
        "id": ("foreign_id", "id"),
        "text": ("body_as_text", "body", "body_as_html"),
        "title": "title",
        "handle": "screenname",
        "name": "author_name",
        "followers": ("tw_followers_count", "ig_followers_count"),
        "created_at": "created_at",
        "lang": "language",
        "source": ("source_type", "source_name"),
        "rating": "rating",
    },
    TableShape(
        native_id=True,
        ours_where={"creator_id": (), "status": ("Agent message", "Agent reply")},
        conversation=("id", "in_reply_to_id"),
        automatic_where={"auto_submitted": ("true", "1")},
        answered_where={"status": ("Replied",)},
    ),
)
