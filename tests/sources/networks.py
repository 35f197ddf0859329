"""Stand-ins for the networks that need no credentials: they page, sort and filter as the real ones do."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import quote

from tests.sources.service import Answer, Asked, Handler


class Post(NamedTuple):
    """An invented post, which every stand-in shows in its network's own shape."""

    n: int
    text: str
    at: datetime
    by: str = "ada"
    likes: int = 3


World = list[Post]
_AGO = timedelta(minutes=7)


def make_world(count: int, now: datetime, text: str = "still no reply from Acme about order {}") -> World:
    """Make posts, the newest first, seven minutes apart."""
    start = now.replace(microsecond=0)
    return [Post(count - n, text.format(count - n), start - (n + 1) * _AGO, f"ada{n % 5}") for n in range(count)]


def _sort(world: World) -> World:
    return sorted(world, key=lambda post: post.at, reverse=True)


def _cut(world: World, number: int, size: int) -> World:
    return _sort(world)[(number - 1) * size : number * size]


def hackernews(world: World, most: int = 1000) -> Handler:
    def answer(asked: Asked) -> Answer:
        bounds = re.findall(r"created_at_i(>=|<=)(\d+)", asked.one("numericFilters"))
        low = max((int(value) for sign, value in bounds if sign == ">="), default=0)
        high = min((int(value) for sign, value in bounds if sign == "<="), default=1 << 40)
        found = [post for post in _sort(world) if low <= int(post.at.timestamp()) <= high]
        hits = [
            {
                "objectID": str(post.n),
                "author": post.by,
                "comment_text": post.text,
                "points": None,
                "num_comments": None,
                "created_at_i": int(post.at.timestamp()),
                "parent_id": 1,
            }
            for post in found[: min(int(asked.one("hitsPerPage", "20")), most)]
        ]
        return Answer({"hits": hits, "nbHits": len(found), "page": 0, "nbPages": 1})

    return answer


def github(world: World, most: int = 100) -> Handler:
    def answer(asked: Asked) -> Answer:
        if asked.path.endswith("rate_limit"):
            return Answer({"resources": {}})
        query = asked.one("q")
        if "is:issue" not in query and "is:pull-request" not in query:
            return Answer({"message": "Query must include 'is:issue' or 'is:pull-request'"}, 422)
        low, _, high = (re.findall(r"created:(\S+)", query) or ["*..*"])[0].partition("..")
        found = [p for p in _sort(world) if _stamp(p) >= low.replace("*", "") and (high == "*" or _stamp(p) <= high)]
        items = [
            {
                "id": post.n,
                "html_url": f"https://github.example/acme/app/issues/{post.n}",
                "title": f"Issue {post.n}",
                "body": post.text,
                "user": {"login": post.by},
                "created_at": _stamp(post),
                "comments": 2,
                "reactions": {"total_count": post.likes},
            }
            for post in found[: min(int(asked.one("per_page", "30")), most)]
        ]
        return Answer({"total_count": len(found), "incomplete_results": False, "items": items})

    return answer


def _stamp(post: Post) -> str:
    return post.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def stack_exchange(world: World) -> Handler:
    def answer(asked: Asked) -> Answer:
        size, number = int(asked.one("pagesize", "30")), int(asked.one("page", "1"))
        if number > 25:
            told = {"error_id": 403, "error_name": "access_denied", "error_message": "page above 25 requires app key"}
            return Answer(told, 403)
        begin, end = int(asked.one("fromdate", "0")), int(asked.one("todate", str(1 << 40)))
        recent = [post for post in world if begin <= int(post.at.timestamp()) <= end]
        found = _cut(recent, number, size)
        items = [
            {
                "item_type": "question",
                "question_id": post.n,
                "title": f"Why {post.n}?",
                "body": post.text,
                "creation_date": int(post.at.timestamp()),
                "score": post.likes,
                "answer_count": 0,
            }
            for post in found
        ]
        return Answer(
            {"items": items, "has_more": number * size < len(recent), "quota_remaining": 250, "quota_max": 300}
        )

    return answer


def lemmy_3(world: World) -> Handler:
    def answer(asked: Asked) -> Answer:
        if "/api/v4/" in asked.path:
            return Answer(b"not found", 404, {"Content-Type": "text/html"})
        found = _cut(world, int(asked.one("page", "1")), int(asked.one("limit", "10")))
        posts = [_lemmy_post(post) | {"counts": {"upvotes": post.likes, "comments": 4}} for post in found]
        return Answer({"type_": "Posts", "posts": posts if asked.one("type_") == "Posts" else [], "comments": []})

    return answer


def _lemmy_post(post: Post) -> dict[str, Any]:
    content = {"ap_id": f"https://lemmy.example/post/{post.n}", "name": "Acme", "body": post.text, "deleted": False}
    times = {"published": post.at.isoformat(), "published_at": post.at.isoformat(), "removed": False}
    return {"post": content | times, "creator": {"name": post.by, "actor_id": f"https://lemmy.example/u/{post.by}"}}


def lemmy_4(world: World, listed: str = "results") -> Handler:
    def answer(asked: Asked) -> Answer:
        if asked.path == "/api/v4/site":
            return Answer({"version": "1.0.0"})
        if "/api/v3/" in asked.path:
            return Answer({"error": "gone"}, 404)
        start, size = int(asked.one("page_cursor", "p0")[1:]), int(asked.one("limit", "10"))
        found = _sort(world)[start : start + size] if asked.one("type_") == "posts" else []
        results = []
        for post in found:
            view = _lemmy_post(post) | {"type_": "post"}
            view["post"] |= {"upvotes": post.likes, "comments": 4}
            results.append(view)
        more = {"next_page": f"p{start + size}"} if len(found) == size else {}
        return Answer({listed: results, **more})

    return answer


def discourse(world: World) -> Handler:
    def answer(asked: Asked) -> Answer:
        if match := re.fullmatch(r"/posts/(\d+)\.json", asked.path):
            post = next(post for post in world if post.n == int(match[1]))
            return Answer({"id": post.n, "cooked": f"<p>{post.text}</p>"})
        size, number = 50, int(asked.one("page", "1"))
        if number > 10:
            return Answer({"errors": ["page parameter must not be greater than 10"]}, 400)
        begin, end = (re.findall(rf"{word}:(\S+)", asked.one("q"))[0] for word in ("after", "before"))
        matching = [post for post in _sort(world) if begin <= post.at.date().isoformat() < end]
        if "order:likes" not in asked.one("q"):
            matching = matching[:1]  # all are of one topic
        found = sorted(matching, key=lambda post: post.n % 7)[(number - 1) * size : number * size]
        posts = [
            {
                "id": post.n,
                "username": post.by,
                "created_at": post.at.isoformat(),
                "like_count": post.likes,
                "blurb": post.text[:12] + "..." if post.n % 10 == 0 else post.text,
                "post_number": 1,
                "topic_id": 5,
            }
            for post in found
        ]
        topics = [{"id": 5, "title": "Orders", "slug": "orders", "posts_count": 9, "views": 120}]
        more = number * size < len(matching)
        result = {"posts": posts, "topics": topics, "grouped_search_result": {"more_full_page_results": more}}
        return Answer(result)

    return answer


def app_store(world: World) -> Handler:
    def answer(asked: Asked) -> Answer:
        number = int((re.findall(r"page=(\d+)", asked.path) or ["1"])[0])
        entries: Any = [
            {
                "id": {"label": str(post.n)},
                "author": {"name": {"label": post.by}},
                "title": {"label": "Slow"},
                "content": {"label": post.text},
                "updated": {"label": post.at.isoformat()},
                "im:rating": {"label": "2"},
                "im:voteCount": {"label": str(post.likes)},
                "link": {"attributes": {"href": "https://apps.example/review"}},
            }
            for post in _cut(world, number, 50)
        ]
        if len(entries) == 1:
            entries = entries[0]  # Apple's one review is no list
        return Answer({"feed": {"author": {}} | ({"entry": entries} if entries else {})})

    return answer


def mastodon(world: World, link: bool = True) -> Handler:  # noqa: FBT001, FBT002 (a kind of server)
    def answer(asked: Asked) -> Answer:
        if asked.path.startswith(("/api/v1/instance", "/api/v1/accounts")):
            return Answer({"uri": "social.example"})
        older = int(asked.one("max_id", str(1 << 40)))
        found = [post for post in sorted(world, key=lambda p: -p.n) if post.n < older][: int(asked.one("limit", "20"))]
        headers = {}
        if found and link:
            after = f'<http://social.example{quote(asked.path)}?max_id={found[-1].n}>; rel="next"'
            headers["Link"] = f'{after}, <http://social.example{asked.path}?min_id={found[0].n}>; rel="prev"'
        return Answer([_status(post) for post in found], 200, headers)

    return answer


def _status(post: Post) -> dict[str, Any]:
    return {
        "id": str(post.n),
        "uri": f"https://social.example/users/{post.by}/statuses/{post.n}",
        "url": f"https://social.example/@{post.by}/{post.n}",
        "created_at": post.at.isoformat(),
        "content": f"<p>{post.text} <a>#acme</a></p>",
        "language": "en",
        "replies_count": 1,
        "reblogs_count": 2,
        "favourites_count": post.likes,
        "account": {"acct": post.by, "url": f"https://social.example/@{post.by}", "followers_count": 40},
    }


def feed(world: World) -> Handler:
    def answer(asked: Asked) -> Answer:
        version = f'"{len(world)}"'
        if asked.headers.get("if-none-match") == version:
            return Answer(b"", 304)
        items = "".join(
            f"<item><guid>{post.n}</guid><title>{post.text}</title><link>https://news.example/{post.n}</link>"
            f"<pubDate>{post.at.astimezone(UTC):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
            for post in _sort(world)
        )
        rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
        return Answer(rss.encode(), 200, {"Content-Type": "application/rss+xml", "ETag": version})

    return answer


STAND_INS: dict[str, Callable[[World], Handler]] = {
    "app-store": app_store,
    "discourse": discourse,
    "feed": feed,
    "github": github,
    "hackernews": hackernews,
    "lemmy": lemmy_3,
    "mastodon": mastodon,
    "stack-exchange": stack_exchange,
}
"""The sources that need no credentials, by name."""

MORE_OPTIONS: dict[str, dict[str, Any]] = {
    "feed": {"urls": ["/rss"]},
    "app-store": {"apps": [{"id": "1"}]},
}
"""What a source needs to be told beside where it is."""
