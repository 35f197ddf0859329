"""Stand-ins for the networks that want credentials: they log in, page and limit as the real ones do."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

from tests.sources.networks import Post, World
from tests.sources.running import NOW
from tests.sources.service import Answer, Asked, Handler

from mentiontriage.payloads.x_ids import make_id

FOLLOWERS = {f"ada{n}": 1_000 * (n + 1) for n in range(5)}


def bluesky(world: World, tokens: list[str], hidden: tuple[str, ...] = (), gone: tuple[int, ...] = ()) -> Handler:
    """Let in whoever holds the first of `tokens`; a login or renewal drops the used one and gives the next."""

    def answer(asked: Asked) -> Answer:
        method = asked.path.removeprefix("/xrpc/")
        if method == "com.atproto.server.createSession":
            if b"app-pass-word" not in asked.body:
                return Answer({"error": "AuthenticationRequired", "message": "Invalid identifier or password"}, 401)
            return Answer({"accessJwt": tokens[0], "refreshJwt": "re-fresh-token", "did": "did:plc:me"})
        if method == "com.atproto.server.refreshSession":
            if asked.headers["authorization"] != "Bearer re-fresh-token":
                return Answer({"error": "InvalidToken"}, 400)
            if len(tokens) > 1:
                tokens.pop(0)
            return Answer({"accessJwt": tokens[0], "refreshJwt": "re-fresh-token"})
        if asked.headers.get("authorization") != f"Bearer {tokens[-1]}":
            return Answer({"error": "ExpiredToken", "message": "Token has expired"}, 400)
        return Answer(_answer_bluesky(method, asked, world, hidden, gone))

    return answer


def _answer_bluesky(
    method: str, asked: Asked, world: World, hidden: tuple[str, ...], gone: tuple[int, ...]
) -> dict[str, Any]:
    views = {f"at://did:plc:{post.by}/app.bsky.feed.post/{post.n}": post for post in world}
    if method == "app.bsky.actor.getProfiles":
        names = [did.removeprefix("did:plc:") for did in asked.query["actors"]]
        assert len(names) <= 25
        return {
            "profiles": [
                {"did": f"did:plc:{n}", "handle": f"{n}.test", "followersCount": FOLLOWERS[n]}
                for n in names
                if n in FOLLOWERS
            ]
        }
    if method == "app.bsky.feed.getPosts":
        there = [uri for uri in asked.query["uris"] if uri in views and views[uri].n not in gone]
        return {"posts": [_view(uri, views[uri], hidden) for uri in there]}
    start = int(asked.one("cursor", "0"))
    uris = list(views)[start : start + int(asked.one("limit", "25"))]
    more = {"cursor": str(start + len(uris))} if start + len(uris) < len(views) else {}
    if method == "app.bsky.notification.listNotifications":
        return {
            "notifications": [_view(u, views[u], hidden) | {"reason": "mention"} for u in uris] if not start else []
        }
    return {"posts": [_view(uri, views[uri], hidden) for uri in uris], **more}


def _view(uri: str, post: Any, hidden: tuple[str, ...]) -> dict[str, Any]:
    labels = [{"val": "!no-unauthenticated", "src": f"did:plc:{post.by}"}] if post.by in hidden else []
    return {
        "uri": uri,
        "author": {"did": f"did:plc:{post.by}", "handle": f"{post.by}.test", "displayName": "Ada", "labels": labels},
        "record": {"$type": "app.bsky.feed.post", "text": post.text, "createdAt": post.at.isoformat(), "langs": ["en"]},
        "indexedAt": post.at.isoformat(),
        "likeCount": post.likes,
        "replyCount": 0,
        "repostCount": 1,
        "quoteCount": 0,
    }


def name_post(post: Post) -> int:
    """Number a post as X does: by the time that it was made."""
    return int(make_id(post.at)) + post.n


def x(world: World, dialect: str = "tweet", now: Callable[[], datetime] = lambda: NOW) -> Handler:
    def answer(asked: Asked) -> Answer:
        if f"{dialect}.fields" not in asked.query:
            wrong = next(name for name in asked.query if name.endswith("t.fields") and name != "user.fields")
            return Answer({"errors": [{"message": f"The query parameter [{wrong}] is not one of [...]"}]}, 400)
        if asked.one("until_id") and asked.one("start_time"):
            return Answer({"detail": "Invalid use of 'until_id' in conjunction with 'start_time'."}, 400)
        bounds = {name: int(asked.one(name)) for name in ("since_id", "until_id") if name in asked.query}
        if any(bound < int(make_id(now() - timedelta(days=7))) for bound in bounds.values()):
            return Answer({"detail": "'since_id' must be a tweet id created after the last week began."}, 400)
        low, high = bounds.get("since_id", 0), bounds.get("until_id", 1 << 63)
        begin = datetime.fromisoformat(asked.one("start_time", "2000-01-01T00:00:00Z"))
        found = sorted(
            (post for post in world if low < name_post(post) < high and post.at >= begin),
            key=lambda post: post.at,
            reverse=True,
        )
        start = int(asked.one("next_token", asked.one("pagination_token", "t0"))[1:])
        page = found[start : start + int(asked.one("max_results", "10"))]
        reposts = "retweet_count" if dialect == "tweet" else "repost_count"
        data = [
            {
                "id": str(name_post(post)),
                "text": post.text,
                "author_id": post.by,
                "created_at": post.at.isoformat(),
                "lang": "en",
                "public_metrics": {"like_count": post.likes, reposts: 4, "reply_count": 0, "impression_count": 90},
            }
            for post in page
        ]
        users = [
            {"id": by, "username": by, "name": "Ada", "public_metrics": {"followers_count": FOLLOWERS[by]}}
            for by in sorted({post.by for post in page})
        ]
        meta: dict[str, Any] = {"result_count": len(page)}
        if page:
            meta |= {"newest_id": str(name_post(page[0])), "oldest_id": str(name_post(page[-1]))}
        if start + len(page) < len(found):
            meta["next_token"] = f"t{start + len(page)}"
        return Answer({"data": data, "includes": {"users": users}, "meta": meta})

    return answer


def reddit(world: World) -> Handler:
    def answer(asked: Asked) -> Answer:
        if asked.path == "/api/v1/access_token":
            given = parse_qs(asked.body.decode())
            assert given["grant_type"] == ["client_credentials"]
            assert asked.headers["authorization"] == "Basic aWQtb2YtYXBwOmFwcC1zZWNyZXQ="
            return Answer({"access_token": "red-dit-token", "expires_in": 3600})
        if asked.headers.get("authorization") != "bearer red-dit-token":
            return Answer({"message": "Unauthorized", "error": 401}, 401)
        if asked.path == "/api/info":
            wanted = asked.one("id").split(",")
            found = [_link(post) for post in world if f"t3_{post.n}" in wanted]
            return Answer({"kind": "Listing", "data": {"children": found}})
        week = NOW - timedelta(days=7) if asked.one("t") == "week" else datetime.min.replace(tzinfo=UTC)
        shown = [post for post in world if post.at >= week]
        names = [f"t3_{post.n}" for post in shown]
        start = names.index(asked.one("after")) + 1 if asked.one("after") in names else 0
        page = shown[start : start + int(asked.one("limit", "25"))]
        children = [_link(post) for post in page]
        after = f"t3_{page[-1].n}" if start + len(page) < len(shown) else None
        headers = {"x-ratelimit-remaining": "99.0", "x-ratelimit-used": "1", "x-ratelimit-reset": "300"}
        return Answer({"kind": "Listing", "data": {"after": after, "children": children}}, 200, headers)

    return answer


def _link(post: Any) -> dict[str, Any]:
    data = {
        "name": f"t3_{post.n}",
        "author": post.by,
        "title": post.text,
        "selftext": "",
        "score": post.likes,
        "num_comments": 2,
        "created_utc": post.at.timestamp(),
        "permalink": f"/r/acme/comments/{post.n}/x/",
    }
    return {"kind": "t3", "data": data}


def youtube(world: World) -> Handler:
    def answer(asked: Asked) -> Answer:
        assert asked.headers["x-goog-api-key"] == "you-tube-key"
        what = asked.path.rsplit("/", 1)[-1]
        start = int(asked.one("pageToken", "p0")[1:])
        page = world[start : start + 50]
        if what == "search":
            items = [
                {"kind": "youtube#searchResult", "id": {"kind": "youtube#video", "videoId": name_video(p.n)}}
                for p in page
            ]
            more = {"nextPageToken": f"p{start + 50}"} if start + 50 < len(world) else {}
            return Answer({"items": items, **more})
        if what == "videos":
            wanted = asked.one("id").split(",")
            return Answer({"items": [_video(post) for post in world if name_video(post.n) in wanted]})
        if what == "channels":
            ids = asked.one("id").split(",")
            return Answer({"items": [_channel(ident) for ident in ids if ident in FOLLOWERS]})
        if what == "comments":
            wanted = asked.one("id").split(",")
            threads = [_thread(name_video(post.n), world)["snippet"]["topLevelComment"] for post in world]
            return Answer({"items": [comment for comment in threads if comment["id"] in wanted]})
        if asked.one("videoId") == name_video(world[0].n):
            reason = {"errors": [{"reason": "commentsDisabled"}], "message": "disabled"}
            return Answer({"error": reason}, 403)
        return Answer({"items": [_thread(asked.one("videoId"), world)] if asked.one("videoId").endswith("3A") else []})

    return answer


def name_video(number: int) -> str:
    """Write a video's id as YouTube does: eleven characters, of which the last is one of sixteen."""
    return f"v{number:09}A"


def name_comment(video: str) -> str:
    return f"Ug{video}AAAAAAAAABAg"


def _video(post: Any) -> dict[str, Any]:
    snippet = {"title": "Review", "description": post.text, "channelId": post.by, "channelTitle": f"@{post.by}"}
    counts = {"viewCount": "1234", "likeCount": str(post.likes), "commentCount": "5"}
    times = {"publishedAt": post.at.isoformat()}
    return {"kind": "youtube#video", "id": name_video(post.n), "snippet": snippet | times, "statistics": counts}


def _channel(ident: str) -> dict[str, Any]:
    hidden = ident == "ada0"
    return {"id": ident, "statistics": {"subscriberCount": str(FOLLOWERS[ident]), "hiddenSubscriberCount": hidden}}


def _thread(video: str, world: World) -> dict[str, Any]:
    told = {"textOriginal": "Acme never answers", "authorDisplayName": "@bob", "likeCount": 7, "videoId": video}
    comment = {
        "kind": "youtube#comment",
        "id": name_comment(video),
        "snippet": told | {"publishedAt": world[0].at.isoformat()},
    }
    snippet = {"topLevelComment": comment, "totalReplyCount": 2, "videoId": video}
    return {"kind": "youtube#commentThread", "id": name_comment(video), "snippet": snippet}
