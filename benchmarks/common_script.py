"""The script that people write today: json, vaderSentiment, a pandas sort by sentiment and followers.

python benchmarks/common_script.py posts.ndjson
"""

import csv
import json
import sys
from collections.abc import Iterator
from typing import Any

import pandas as pd
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer


def read_posts(path: str) -> Iterator[tuple[str, str, int]]:
    if path.endswith(".csv"):
        with open(path, encoding="utf-8", newline="") as file:  # noqa: PTH123 (it is the script that people write)
            for row in csv.DictReader(file):
                yield row["id"], row["text"], int(row["followers"])
        return
    with open(path, encoding="utf-8") as file:  # noqa: PTH123
        for line in file:
            yield from _take(json.loads(line))


def _take(value: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    if "data" in value:
        users = {user["id"]: user["public_metrics"]["followers_count"] for user in value["includes"]["users"]}
        for tweet in value["data"]:
            yield tweet["id"], tweet["text"], users[tweet["author_id"]]
    elif "full_text" in value:
        yield value["id_str"], value["full_text"], value["user"]["followers_count"]
    else:
        yield value["id"], value["text"], value["author"]["followers"]


def main() -> None:
    analyzer = SentimentIntensityAnalyzer()
    rows = [
        (ident, text, followers, analyzer.polarity_scores(text)["compound"])
        for ident, text, followers in read_posts(sys.argv[1])
    ]
    frame = pd.DataFrame(rows, columns=["id", "text", "followers", "compound"])
    frame = frame.drop_duplicates("id").sort_values(["compound", "followers"], ascending=[True, False])
    print(frame.head(20).to_string(max_colwidth=60))


if __name__ == "__main__":
    main()
