"""Messages of Hootsuite's Inbox 2.0 and of Sparkcentral, which it was before: an agent's are ours.

https://help.hootsuite.com/hc/en-us/articles/7801599392411-Sparkcentral-data-exports
`Post URL` is the post that a comment stands under, so it tells no two comments apart and is left alone. The contact
of a message that an agent sent is the customer to whom it went, and a conversation is with one of them. What no agent
is named for was sent by a machine.
"""

from mentiontriage.readers._columns import Signature, table_reader
from mentiontriage.readers._shape import TableShape

READER = table_reader(
    "hootsuite",
    "Hootsuite Inbox 2.0 (Sparkcentral), messages",
    Signature(
        needs=("Message ID", "Direction", "Contact Primary Identifier"),
        some=("Content", "Text"),
        at_least=1,
    ),
    {
        "id": "Message ID",
        "text": ("Content", "Text"),
        "handle": ("Contact Primary Identifier", "Contact Secondary Identifier"),
        "created_at": "Created at",
        "source": "Medium",
        "vendor_sentiment": "Sentiment",
    },
    TableShape(
        ours_where={"Direction": ("outbound",)},
        conversation=("Conversation ID", "Conversation ID"),
        automatic_where={"Agent Name": ("automation", "bot", "system")},
        person_where={"Agent ID": ()},
    ),
)
