"""Google Play Console's reviews (`reviews_<package>_<yyyymm>.csv`, UTF-16).

Most rows are stars alone: without text, link or author. Those are told apart by app, device and time.
"""

from mentiontriage.readers._columns import Signature, table_reader
from mentiontriage.readers._shape import TableShape

READER = table_reader(
    "google-play",
    "Google Play Console, reviews",
    Signature(needs=("Package Name", "Star Rating", "Review Text")),
    {
        "url": "Review Link",
        "text": "Review Text",
        "title": "Review Title",
        "created_at": (
            "Review Last Update Date and Time",
            "Review Submit Date and Time",
            "Review Last Update Millis Since Epoch",
            "Review Submit Millis Since Epoch",
        ),
        "lang": "Reviewer Language",
        "rating": "Star Rating",
        "answered_at": ("Developer Reply Date and Time", "Developer Reply Millis Since Epoch"),
    },
    TableShape(
        source="google-play",
        identity=("Package Name", "Device", "Review Submit Millis Since Epoch", "Review Submit Date and Time"),
    ),
)
