"""Meltwater's CSV of mentions, as it was in 2022 and as it is since 2025.

A social post's text is in `Hit Sentence`, beside an empty headline. Since 2025 there is no column for
followers. `Reach` is Meltwater's estimate and not a count of views, so it is left alone.
"""

from mentiontriage.readers._columns import Signature, table_reader

READER = table_reader(
    "meltwater",
    "Meltwater CSV, 2022 and 2025",
    Signature(needs=("Hit Sentence", "Input Name"), some=("Opening Text", "Influencer", "AVE"), at_least=1),
    {
        "id": "Tweet Id",
        "url": "URL",
        "text": ("Hit Sentence", "Opening Text"),
        "title": "Headline",
        "handle": ("Twitter Screen Name", "Influencer"),
        "name": "Influencer",
        "followers": "Twitter Followers",
        "created_at": "Date",
        "time": "Time",
        "lang": "Language",
        "source": "Source",
        "views": "Views",
        "vendor_sentiment": "Sentiment",
    },
)
