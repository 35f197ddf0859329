"""YouTube comments of Google Takeout: those that the account's owner wrote.

The text is JSON inside CSV: `{"text":"hello"}`, several such objects one after another or in a list, or plain.
"""

import json
from itertools import chain

from mentiontriage.readers._columns import Signature, table_reader
from mentiontriage.readers._shape import TableShape
from mentiontriage.text import plain_text

_LISTED = "takeoutSegments"


def read_text(cell: str) -> str:
    """Take the text out of its pieces; a cell that holds no such pieces is the text itself."""
    try:
        pieces = json.loads(cell if cell.startswith("[") else f"[{cell}]", strict=False)
        parts = chain.from_iterable(piece.get(_LISTED, [piece]) for piece in pieces)
        return plain_text("".join(part["text"] for part in parts if "text" in part))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return plain_text(cell)


READER = table_reader(
    "youtube-takeout",
    "YouTube comments of Google Takeout, one's own",
    Signature(
        needs=("Comment ID", "Comment Text"),
        some=("Channel ID", "Video ID", "Post ID", "Comment Create Timestamp"),
        at_least=2,
    ),
    {
        "id": "Comment ID",
        "text": "Comment Text",
        "created_at": "Comment Create Timestamp",
        "in_reply_to": "Parent Comment ID",
    },
    TableShape(source="youtube", native_id=True, ours=True, read_text=read_text),
)
