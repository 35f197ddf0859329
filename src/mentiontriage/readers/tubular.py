"""Tubular's export of videos: a video's title is all the text there is."""

from mentiontriage.readers._columns import Signature, table_reader

READER = table_reader(
    "tubular",
    "Tubular, videos",
    Signature(needs=("Creator", "Video_Title", "Video_URL")),
    {
        "url": "Video_URL",
        "text": "Video_Title",
        "name": "Creator",
        "created_at": "Published_Date",
        "source": "Platform",
        "views": "Views",
    },
)
