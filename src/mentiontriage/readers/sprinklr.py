"""Sprinklr's two exports: messages with their senders, and a dashboard's widget.

The widget's header stands below two other rows, and its `Reach (SUM)` is an estimate.
"""

from mentiontriage.readers._columns import Signature, table_reader

READER = table_reader(
    "sprinklr",
    "Sprinklr, exports of messages and of widgets",
    (
        Signature(
            needs=("SenderScreenName", "Message"), some=("UniversalMessageId", "MessageType", "Permalink"), at_least=1
        ),
        Signature(needs=("From User", "Conversation Stream")),
    ),
    {
        "id": "UniversalMessageId",
        "url": "Permalink",
        "text": ("Message", "Conversation Stream"),
        "handle": ("SenderScreenName", "From User"),
        "name": "SenderListedName",
        "followers": "Sender Followers Count",
        "created_at": ("CreatedTime", "Created Time"),
        "source": ("SocialNetwork", "snTypeColumn"),
        "reposts": "Retweets",
        "likes": "Favorites",
        "rating": "Star Rating",
        "vendor_sentiment": "Sentiment",
    },
)
