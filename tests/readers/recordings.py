"""Unpack recorded replies of the networks, and count the posts in them without the readers' help."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

FOLDER = Path(__file__).parents[3] / "shared" / "recordings"


class Reply(NamedTuple):
    """One recorded body, named after its file and its place in it."""

    name: str
    network: str
    body: bytes


def unpack_all() -> Iterator[Reply]:
    """Unpack every recorded reply that could hold posts; specifications are left out."""
    for network in ("x", "mastodon", "bluesky", "reddit", "youtube", "hn", "discourse", "github"):
        for path in sorted((FOLDER / network).rglob("*")):
            if path.suffix in {".json", ".jsonl", ".yaml"} and not _is_specification(path):
                for number, body in enumerate(_unpack(path), 1):
                    yield Reply(f"{path.relative_to(FOLDER)}#{number}", network, body)


def list_specifications() -> list[Path]:
    """List the specifications of the networks, in JSON, which hold no posts."""
    return sorted(path for path in FOLDER.rglob("*.json") if _is_specification(path))


def list_feeds() -> list[Path]:
    """List every recorded feed."""
    return sorted(p for p in (FOLDER / "feeds").rglob("*") if p.suffix in {".xml", ".json"})


def _is_specification(path: Path) -> bool:
    return "openapi" in str(path) or path.parent.name in {"lexicons", "discovery"} or path.stem == "manifest"


def _unpack(path: Path) -> Iterator[bytes]:
    if path.suffix == ".jsonl":
        yield path.read_bytes()
        return
    if path.suffix == ".yaml":
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        value = yaml.load(path.read_text("utf-8"), Loader=loader)  # noqa: S506 (it is a safe loader)
    else:
        value = json.loads(path.read_text("utf-8"))
    found = list(_find_bodies(value))
    yield from found or [path.read_bytes()]


def _find_bodies(value: Any) -> Iterator[bytes]:
    """Find the bodies in the ways that five recorders keep them."""
    if isinstance(value, dict) and "interactions" in value:
        for exchange in value["interactions"]:
            yield _decode(exchange["response"]["body"]["string"])
    elif isinstance(value, dict) and set(value) == {"request", "response"}:
        yield _encode(value["response"].get("json"))
    elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        key = next((key for key in ("reply", "response") if all(key in one for one in value)), None)
        yield from (_encode(one[key]) for one in value) if key else ()


def _decode(body: str | bytes) -> bytes:
    raw = body.encode() if isinstance(body, str) else body
    return gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw


def _encode(value: Any) -> bytes:
    return json.dumps(value).encode()


def count_posts(network: str, body: bytes) -> int:
    """Count the posts in a reply by what the network's documentation says of their place."""
    values, broken = _parse(body)
    count = {
        "x": _count_x,
        "mastodon": _count_mastodon,
        "bluesky": _count_bluesky,
        "reddit": _count_reddit,
        "youtube": _count_youtube,
        "hn": _count_hits,
    }[network]
    return sum(count(value) for value in values) + broken


def _parse(body: bytes) -> tuple[list[Any], int]:
    """Parse a body, whole or by lines; also count the lines that are broken, as each is a loss."""
    try:
        return [json.loads(body)], 0
    except ValueError:
        pass
    values, broken = [], 0
    for line in filter(None, map(bytes.strip, body.splitlines())):
        try:
            values.append(json.loads(line))
        except ValueError:
            broken += 1
    return values, broken


def _count_x(value: Any) -> int:
    if isinstance(value, list):
        return sum(map(_count_x, value))
    if not isinstance(value, dict):
        return 0
    inner = value.get("data", value.get("statuses"))
    if inner is not None:
        return _count_x(inner)
    return int("text" in value or "full_text" in value)


def _count_mastodon(value: Any) -> int:
    if isinstance(value, list):
        return sum(map(_count_mastodon, value))
    if not isinstance(value, dict):
        return 0
    if "visibility" in value and "uri" in value:
        return 1
    places = ("status", "last_status", "statuses", "ancestors", "descendants")
    return sum(_count_mastodon(value.get(place)) for place in places)


def _count_bluesky(value: Any) -> int:
    if not isinstance(value, dict):
        return 0
    if value.get("kind") == "commit":
        commit = value["commit"]
        wanted = {"app.bsky.feed.post", "app.bsky.feed.repost"}
        return int(commit["collection"] in wanted and commit["operation"] != "delete")
    told = [n for n in value.get("notifications", ()) if n["reason"] not in {"like", "follow"}]
    return len(value.get("posts", ())) + len(told)


def _count_reddit(value: Any) -> int:
    if isinstance(value, list):
        return sum(map(_count_reddit, value))
    if not isinstance(value, dict):
        return 0
    if isinstance(value.get("data"), list):
        return len(value["data"])
    own = int(value.get("kind") in {"t1", "t3", "t4"} and "data" in value)
    return own + sum(_count_reddit(value.get(place)) for place in ("data", "children", "replies"))


def _count_youtube(value: Any) -> int:
    if isinstance(value, list):
        return sum(map(_count_youtube, value))
    if not isinstance(value, dict):
        return 0
    kind = value.get("kind")
    own = kind in {"youtube#comment", "youtube#video"} or (kind == "youtube#searchResult" and "videoId" in value["id"])
    places = ("items", "snippet", "topLevelComment", "replies", "comments")
    return own + sum(_count_youtube(value.get(place)) for place in places)


def _count_hits(value: Any) -> int:
    if not isinstance(value, dict):
        return 0
    hits = value.get("hits")
    own = int("comment_text" in value or value.get("type") in {"story", "comment", "poll"})
    return own + sum(map(_count_hits, hits or value.get("children") or ()))
