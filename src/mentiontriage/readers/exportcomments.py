"""exportcomments.com: comments below a post, as CSV and as XLSX with six rows above the header.

`Id` and `SubId` count rows and name no comment.
"""

from mentiontriage.readers._columns import Signature, table_reader

READER = table_reader(
    "exportcomments",
    "exportcomments.com, CSV or XLSX",
    Signature(needs=("Name (click to view profile)", "Comment")),
    {
        "url": ("Link", "(view source)"),
        "text": "Comment",
        "name": "Name (click to view profile)",
        "created_at": "Date",
        "likes": "Likes",
    },
)
