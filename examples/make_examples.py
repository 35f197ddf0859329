"""Renders parts of `brightwell.ndjson` in two other shapes that people really have.

    python examples/make_examples.py

- `x-pages.jsonl`: the posts from X as pages of the X API v2 search, one page a line, newest post
  first, the way twarc 2 saves them
  (https://docs.x.com/x-api/posts/search/introduction,
  https://twarc-project.readthedocs.io/en/latest/twarc2_en_us/).
- `brightwell.csv`: the posts of the working morning, as a support team keeps them in a spreadsheet.

Standard library only; the same input gives the same bytes. What the NDJSON does not say but a page
always holds (account ids, counts of followed accounts) is derived from the handle by a hash.
"""

import csv
import hashlib
import html
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]

HERE = Path(__file__).resolve().parent
PAGE_SIZE = 100
LONGEST_PLAIN_POST = 280
"""Characters of `text` on X; the whole of a longer post stands in `note_tweet`."""
CUT_POST = 277
MORNING = ("2026-11-20T07:00:00Z", "2026-11-20T13:00:00Z")
RETRIEVED_AT = "2026-11-20T20:05:00+00:00"
SEARCH = "https://api.x.com/2/tweets/search/all?query=brightwell&max_results=100"
CSV_HEADER = "Post ID,Network,Date,Author,Followers,Message,Link,Likes,Shares,Comments,Language\n"
NETWORKS = {
    "x": "X",
    "bluesky": "Bluesky",
    "mastodon": "Mastodon",
    "reddit": "Reddit",
    "youtube": "YouTube",
    "hackernews": "Hacker News",
    "appstore": "App Store",
    "trustpilot": "Trustpilot",
    "feed": "News",
}


def read_posts(path: Path) -> list[Row]:
    """Read every post once, oldest first; of a post that stands there twice, the later line counts."""
    with path.open(encoding="utf-8") as lines:
        newest = {row["id"]: row for row in map(json.loads, lines)}
    return sorted(newest.values(), key=lambda row: (row["created_at"], row["id"]))


def derive_number(what: str, below: int) -> int:
    """Return a number that looks arbitrary and is the same on every run."""
    return int.from_bytes(hashlib.sha256(what.encode()).digest()[:8], "big") % below


def derive_user_id(handle: str) -> str:
    """Return a numeric account id of the length that accounts of the 2010s have."""
    return str(10**9 + derive_number(f"id {handle}", 2 * 10**9))


def render_user(author: Row) -> Row:
    """Render one entry of `includes.users`."""
    handle = author["handle"]
    year = 2009 + derive_number(f"year {handle}", 15)
    month = 1 + derive_number(f"month {handle}", 12)
    return {
        "id": derive_user_id(handle),
        "username": handle,
        "name": author["name"],
        "verified": author["verified"],
        "created_at": f"{year}-{month:02}-11T08:30:00.000Z",
        "public_metrics": {
            "followers_count": author["followers"],
            "following_count": derive_number(f"following {handle}", 900),
            "tweet_count": 1 + derive_number(f"posts {handle}", 20_000),
            "listed_count": author["followers"] // 400,
        },
    }


def count_quotes(posts: Iterable[Row]) -> dict[str, int]:
    """Count how often each post is quoted."""
    counts: dict[str, int] = {}
    for post in posts:
        if quoted := post.get("quote_of"):
            counts[quoted] = counts.get(quoted, 0) + 1
    return counts


def render_metrics(post: Row, by_id: dict[str, Row], quotes: dict[str, int]) -> Row:
    """`public_metrics`; on a repost X gives the original's reposts and zero for all else."""
    if original := post.get("repost_of"):
        reposts = by_id[original]["engagement"]["reposts"]
        counts = {"replies": 0, "reposts": reposts, "likes": 0, "views": 0}
    else:
        counts = post["engagement"]
    return {
        "retweet_count": counts["reposts"],
        "reply_count": counts["replies"],
        "like_count": counts["likes"],
        "quote_count": quotes.get(post["id"], 0),
        "bookmark_count": counts["likes"] // 40,
        "impression_count": counts["views"],
    }


def list_references(post: Row) -> list[Row]:
    """`referenced_tweets`: what the post reposts, answers or quotes."""
    kinds = (("retweeted", "repost_of"), ("replied_to", "in_reply_to"), ("quoted", "quote_of"))
    return [{"type": kind, "id": post[field]} for kind, field in kinds if post.get(field)]


def find_conversation(post: Row, by_id: dict[str, Row]) -> str:
    """Return the id of the post that the thread began with."""
    while answered := post.get("in_reply_to"):
        post = by_id[answered]
    return str(post["id"])


def escape_text(text: str) -> str:
    """Write `&`, `<` and `>` as entities, as X does in every text it gives out."""
    return html.escape(text, quote=False)


def render_post(post: Row, by_id: dict[str, Row], quotes: dict[str, int]) -> Row:
    """Render one entry of `data` or `includes.tweets`."""
    text = post["text"]
    rendered: Row = {
        "id": post["id"],
        "author_id": derive_user_id(post["author"]["handle"]),
        "conversation_id": find_conversation(post, by_id),
        "created_at": post["created_at"].replace("Z", ".000Z"),
        "text": escape_text(text),
        "public_metrics": render_metrics(post, by_id, quotes),
        "edit_history_tweet_ids": [post["id"]],
        "possibly_sensitive": False,
        "reply_settings": "everyone",
    }
    if "lang" in post:
        rendered["lang"] = post["lang"]
    if len(text) > LONGEST_PLAIN_POST:
        rendered["text"] = escape_text(text[:CUT_POST].rstrip() + "…")
        rendered["note_tweet"] = {"text": escape_text(text)}
    if answered := post.get("in_reply_to"):
        rendered["in_reply_to_user_id"] = derive_user_id(by_id[answered]["author"]["handle"])
    if references := list_references(post):
        rendered["referenced_tweets"] = references
    return rendered


def render_page(posts: list[Row], by_id: dict[str, Row], quotes: dict[str, int]) -> Row:
    """Render a page, all but its `meta.next_token`, with what its posts refer to in `includes`."""
    referred = {ref["id"]: by_id[ref["id"]] for post in posts for ref in list_references(post)}
    authors = {row["author"]["handle"]: row["author"] for row in [*posts, *referred.values()]}
    return {
        "data": [render_post(post, by_id, quotes) for post in posts],
        "includes": {
            "users": [render_user(author) for author in authors.values()],
            "tweets": [render_post(post, by_id, quotes) for post in referred.values()],
        },
        "meta": {
            "newest_id": posts[0]["id"],
            "oldest_id": posts[-1]["id"],
            "result_count": len(posts),
        },
        "__twarc": {"url": SEARCH, "version": "2.14.1", "retrieved_at": RETRIEVED_AT},
    }


def render_x_pages(posts: list[Row]) -> Iterator[Row]:
    """Give the X posts in pages, newest first; every page but the last names the next."""
    on_x = [post for post in reversed(posts) if post["source"] == "x"]
    by_id = {post["id"]: post for post in on_x}
    quotes = count_quotes(on_x)
    for start in range(0, len(on_x), PAGE_SIZE):
        page = render_page(on_x[start : start + PAGE_SIZE], by_id, quotes)
        if start + PAGE_SIZE < len(on_x):
            page["meta"]["next_token"] = hashlib.sha256(f"page {start}".encode()).hexdigest()[:40]
        yield page


def render_csv_row(post: Row) -> tuple[Any, ...]:
    """Render one line of the spreadsheet; an unknown number is an empty cell."""
    author, counts = post["author"], post.get("engagement", {})
    # Of a Mastodon post, whose id is an address, a spreadsheet holds the number that its own server gave it.
    ident = post["id"].rpartition("/")[2] if post["source"] == "mastodon" else post["id"]
    return (
        ident,
        NETWORKS[post["source"]],
        post["created_at"][:16].replace("T", " "),
        author.get("handle") or author.get("name"),
        author.get("followers"),
        post["text"],
        post["url"],
        counts.get("likes"),
        counts.get("reposts"),
        counts.get("replies"),
        post.get("lang"),
    )


def write_x_pages(posts: list[Row], path: Path) -> None:
    """Write one page a line; escaped to ASCII as twarc does, so that no control character is left bare."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(page) + "\n" for page in render_x_pages(posts))


def write_csv(posts: list[Row], path: Path) -> None:
    """Write the morning without reposts, texts as they are: real spreadsheets hold formulas too."""
    start, end = MORNING
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(CSV_HEADER)
        # Plain newlines: git may change CRLF, and the file would differ from what this script writes.
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows(
            render_csv_row(post) for post in posts if start <= post["created_at"] < end and "repost_of" not in post
        )


def main() -> None:
    """Write both files beside this script."""
    posts = read_posts(HERE / "brightwell.ndjson")
    write_x_pages(posts, HERE / "x-pages.jsonl")
    write_csv(posts, HERE / "brightwell.csv")


if __name__ == "__main__":
    main()
