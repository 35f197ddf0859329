"""Brand24's XLSX: the column `Source` holds the link, the sentiment is -1, 0 or 1.

The columns were described by users, not by the vendor.
"""

from mentiontriage.readers._columns import Signature, table_reader
from mentiontriage.readers._shape import TableShape

READER = table_reader(
    "brand24",
    "Brand24 XLSX",
    Signature(needs=("Hrs", "Content", "Source"), some=("Domain", "Category", "Sentiment", "Tags"), at_least=2),
    {
        "id": "ID",
        "url": "Source",
        "text": "Content",
        "title": "Title",
        "created_at": "Date",
        "time": "Hrs",
        "source": ("Domain", "Category"),
        "vendor_sentiment": "Sentiment",
    },
    TableShape(sentiments={"-1": "negative", "0": "neutral", "1": "positive"}),
)
