"""YouScan's export; one row stands above the header, date and time are two columns."""

from mentiontriage.readers._columns import Signature, table_reader

READER = table_reader(
    "youscan",
    "YouScan, CSV or XLSX",
    Signature(needs=("Text snippet", "Author"), some=("Date", "Time", "URL", "Source"), at_least=2),
    {
        "url": "URL",
        "text": "Text snippet",
        "handle": "Author",
        "created_at": "Date",
        "time": "Time",
        "source": "Source",
        "vendor_sentiment": "Sentiment",
    },
)
