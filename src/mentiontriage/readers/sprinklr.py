"""Sprinklr's two exports: messages with their senders, and a dashboard's widget.

What a brand has sent says so behind its type (`Facebook Messenger ( Sent )`). Whether a person or a machine sent it
nothing tells, so it answers nobody. The widget's header stands below two other rows, and its `Reach (SUM)` is an
estimate. Whoever makes a dashboard chooses its columns.
"""

from mentiontriage.readers._columns import Signature, table_reader
from mentiontriage.readers._shape import TableShape

READER = table_reader(
    "sprinklr",
    "Sprinklr, exports of messages and of widgets",
    (
        Signature(
            needs=("SenderScreenName", "Message"), some=("UniversalMessageId", "MessageType", "Permalink"), at_least=1
        ),
        Signature(
            needs=("Conversation Stream",),
            some=("From User", "User Name", "Sender Screen Name", "Created Time", "snTypeColumn", "Permalink"),
            at_least=2,
        ),
    ),
    {
        "id": "UniversalMessageId",
        "url": "Permalink",
        "text": ("Message", "Conversation Stream"),
        "handle": ("SenderScreenName", "Author Screen Name", "From User"),
        "name": ("SenderListedName", "User Name"),
        "followers": ("Sender Followers Count", "Sender Follower Count"),
        "verified": "Sender Verified",
        "created_at": ("CreatedTime", "Created Time"),
        "source": ("SocialNetwork", "snTypeColumn"),
        "reposts": "Retweets",
        "likes": "Favorites",
        "rating": "Star Rating",
        "vendor_sentiment": "Sentiment",
    },
    TableShape(ours_where={"MessageType": ("( sent )",)}),
)
