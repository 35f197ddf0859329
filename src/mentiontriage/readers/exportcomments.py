"""exportcomments.com: comments below a post, as CSV and as XLSX with six rows above the header.

`Id` and `SubId` count rows and name no comment; `1-2` is the second answer to the comment that is 1.
"""

from mentiontriage.readers._columns import Signature, table_reader
from mentiontriage.readers._shape import TableShape

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
    TableShape(thread=("Id", "SubId")),
)
