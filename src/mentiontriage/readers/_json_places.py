"""Where in a value of JSON of no known vendor its posts stand: it is one, or they are in a list inside it."""

from collections.abc import Iterator
from typing import Any

from mentiontriage.readers._fields import normalise_name
from mentiontriage.readers._json_below import place_below
from mentiontriage.readers._json_shapes import MAPPED, Row, Shape, Shapes, flatten

_DEEPEST = 3  # a list of posts inside other things stands no deeper than this
# What posts stand under, and what a text elsewhere must have beside it to be a post.
_PLACES = frozenset(
    {
        *("posts", "post", "tweets", "statuses", "mentions", "mention", "messages", "message", "comments"),
        *("reviews", "feedback", "items", "item", "results", "result", "hits", "entries", "data", "docs"),
        *("documents", "records", "rows", "values", "value", "response"),
    }
)
_TELLING = frozenset({"created_at", "handle", "followers", "rating", "likes"})


def find_rows(value: Any, shapes: Shapes) -> list[Row]:
    """Find the posts in a value: the value itself, or the objects of a list inside it, with what stands below."""
    if not isinstance(value, dict):
        return []
    if "error" in value or "errors" in value:  # a service's refusal has a message too
        return []
    shape = shapes.of(value)
    if shape.has_text:
        return _unfold([value], shapes) if shape.below else [value]
    return _unfold(_find_list(value, 1, shapes) or ([value] if shape.reason else []), shapes)


def _unfold(posts: list[Row], shapes: Shapes) -> list[Row]:
    """Put behind posts the answers that stand inside them, and theirs; each names what it answers."""
    unfolded = list(posts)
    for post in unfolded:  # which grows meanwhile
        if any(isinstance(one, list | dict) for one in post.values()):
            unfolded += _find_below(post, shapes)
    return unfolded


def _find_below(post: Row, shapes: Shapes) -> Iterator[Row]:
    flat = flatten(post)
    shape = shapes.of(post)
    around = {field: flat[name] for field, name in shape.fields.items()}
    for name in shape.below:
        objects = _list_objects(flat[name])
        if any(_is_post(shapes.of(one), "comments") for one in objects[:5]):
            yield from place_below(objects, [shapes.take(one).values for one in objects], around)


def _find_list(value: Row, depth: int, shapes: Shapes) -> list[Row]:
    """Find the list of posts inside an object (the longest one), or a single post that it wraps."""
    found: list[Row] = []
    for name, inner in value.items():
        rows: list[Row] = []
        if isinstance(inner, list):
            objects = _list_objects(inner)
            rows = objects if any(_is_post(shapes.of(one), name) for one in objects[:5]) else []
        elif isinstance(inner, dict):
            rows = [_date(inner, value, shapes)] if _is_post(shapes.of(inner), name) else []
            if not rows and depth < _DEEPEST:
                rows = _find_list(inner, depth + 1, shapes)
        # Posts with texts are preferred to things with titles, as a forum's reply lists both.
        found = max(found, rows, key=lambda rows: (any(shapes.of(row).has_text for row in rows[:5]), len(rows)))
    return found


def _date(post: Row, around: Row, shapes: Shapes) -> Row:
    """Give a post the time of what it stands in, where it has none: a conversation's first message."""
    told = shapes.of(around).fields.get("created_at")
    if told not in around or "created_at" in shapes.of(post).fields:
        return post
    return post | {told: around[told]}


def _is_post(shape: Shape, place: str) -> bool:
    """Tell a post from a rule, a label or whatever else has a text inside something else."""
    if shape.reason == MAPPED:
        return True
    if shape.reason is None or (not shape.has_text and "created_at" not in shape.fields):
        return False
    return normalise_name(place) in _PLACES or not _TELLING.isdisjoint(shape.fields)


def _list_objects(value: Any) -> list[Row]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
