"""Meltwater's CSV of mentions, as it was in 2022, as it is since 2025, and as its Explore writes it (`Author Handle`).

A social post's text is in `Hit Sentence`, beside an empty headline. Since 2025 there is no column for
followers. `Reach` is Meltwater's estimate and not a count of views, so it is left alone.
"""

from mentiontriage.readers._columns import Signature, table_reader
from mentiontriage.readers._shape import TableShape

READER = table_reader(
    "meltwater",
    "Meltwater CSV, 2022 and 2025, and of Explore",
    Signature(needs=("Hit Sentence", "Input Name"), some=("Opening Text", "Influencer", "AVE"), at_least=1),
    {
        "id": "Tweet Id",
        "url": "URL",
        "text": ("Hit Sentence", "Opening Text"),
        "title": ("Headline", "Title"),
        "handle": ("Twitter Screen Name", "Author Handle", "Influencer"),
        "name": ("Author Name", "Influencer"),
        "followers": "Twitter Followers",
        "created_at": "Date",
        "time": "Time",
        "lang": "Language",
        "source": ("Source", "Source Domain", "Source Name"),
        "replies": ("Replies", "Comments"),
        "reposts": ("Reposts", "Shares"),
        "likes": ("Likes", "Reactions"),
        "views": "Views",
        "vendor_sentiment": "Sentiment",
    },
    TableShape(zero_is_unknown=("followers", "views")),
)
