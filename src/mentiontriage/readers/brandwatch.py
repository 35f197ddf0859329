"""Brandwatch's "Bulk Mentions Download", as it was in 2022 (`Twitter ...`) and is in 2026 (`X ...`).

Up to seven rows stand above the header, and accounts have columns of their own. Every network has
its counts in columns of its own, and a 0 stands where a count is not known: so a 0 for followers or views is unknown.
`Impressions` and `Reach` are Brandwatch's estimates and not counts of views, so they are left alone.
A mention's text may be missing where the network's licence does not let Brandwatch hand it out.
"""

from mentiontriage.readers._columns import Signature, table_reader
from mentiontriage.readers._shape import TableShape

READER = table_reader(
    "brandwatch",
    "Brandwatch bulk mentions, CSV or XLSX, 2022 and 2026",
    Signature(needs=("Query Name",), some=("Query Id", "Date", "Title", "Snippet", "Url", "Full Text"), at_least=3),
    {
        "id": ("Resource Id", "Mention Id", "postID"),
        "url": ("Url", "Original Url"),
        "text": ("Full Text", "Snippet", "Title"),
        "handle": "Author",
        "name": "Full Name",
        "followers": (
            "X Followers",
            "Twitter Followers",
            "Bluesky Followers",
            "Instagram Followers",
            "Youtube Subscriber Count",
        ),
        "verified": ("X Verified", "Twitter Verified"),
        "created_at": "Date",
        "lang": "Language",
        "source": ("Domain", "Content Source Name", "Page Type Name", "Page Type"),
        "in_reply_to": ("X Reply to", "Twitter Reply to", "Parent Post Id"),
        "repost_of": ("X Repost of", "Twitter Retweet of"),
        "replies": (
            "X Replies",
            "Twitter Reply Count",
            "Bluesky Replies",
            "Threads Replies",
            "Facebook Comments",
            "Instagram Comments",
            "Linkedin Comments",
            "Tiktok Comments",
            "Youtube Comments",
            "Reddit Comments",
            "Comments",
        ),
        "reposts": (
            "X Reposts",
            "Twitter Retweets",
            "Bluesky Reposts",
            "Threads Reposts",
            "Facebook Shares",
            "Linkedin Shares",
            "Tiktok Shares",
            "Shares",
        ),
        "likes": (
            "X Likes",
            "Twitter Likes",
            "Bluesky Likes",
            "Threads Likes",
            "Facebook Likes",
            "Instagram Likes",
            "Linkedin Likes",
            "Tiktok Likes",
            "Youtube Likes",
            "Reddit Score",
            "Likes",
        ),
        "views": ("Threads Views", "Tiktok Views", "Linkedin Video Views", "Linkedin Impressions"),
        "rating": "Rating",
        "vendor_sentiment": "Sentiment",
    },
    TableShape(repost_where={"Engagement Type": ("RETWEET", "REPOST")}, zero_is_unknown=("followers", "views")),
)
