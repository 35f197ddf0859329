"""Where in a value of JSON of no known vendor its posts stand: it is one, or they stand inside it."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from mentiontriage.readers._fields import normalise_name
from mentiontriage.readers._json import list_objects
from mentiontriage.readers._json_below import BELOW, place_below
from mentiontriage.readers._json_parties import find_people
from mentiontriage.readers._json_shapes import MAPPED, Placed, Row, Shape, Shapes, flatten
from mentiontriage.readers._json_tickets import find_messages, open_ticket

_DEEPEST = 3  # posts inside other things stand no deeper than this
_MOST_LOOKED_AT = 200  # objects of a list: the first may be no posts, but notices of who joined, or stars alone
_FAULTS = ("error", "errors")
_OTHERS = frozenset({*_FAULTS, "includes", "included"})  # what posts refer to, as X and JSON:API have it
_NO_POSTS = frozenset({"community", "user"})  # what datasets of Reddit call subreddits and people, beside posts
_ANSWERS = BELOW | {"reply", "response", "answer"}
# What posts stand under, and what a text elsewhere must have beside it to be a post.
_PLACES = frozenset(
    {
        *("posts", "post", "tweets", "statuses", "mentions", "mention", "messages", "message", "comments"),
        *("reviews", "feedback", "items", "item", "results", "result", "hits", "entries", "data", "docs"),
        *("documents", "records", "rows", "values", "value", "response"),
    }
)
_TELLING = frozenset({"created_at", "handle", "followers", "rating", "likes"})


def find_rows(value: Any, shapes: Shapes) -> list[Placed]:
    """Find the posts in a value: the value itself, or all that stand inside it, with what stands below each."""
    if not isinstance(value, dict):
        return []
    shape = shapes.of(value)
    is_other = any(map(value.get, _FAULTS)) or value.get("dataType") in _NO_POSTS  # a refusal has a message too
    is_post = shape.reason is not None and not is_other
    if is_post and shape.has_text and not (shape.held or shape.is_ticket):  # nearly always
        return [Placed(value)]
    if (is_post and shape.has_text) or (not is_other and find_messages(value, shapes)):
        posts = [value]
    else:
        inside = [] if is_post and _has_thread(value, shapes) else _find_inside(value, 1, shapes)
        posts = inside or ([value] if is_post else [])
    people = find_people(value)
    placed = [one for number, post in enumerate(posts) for one in open_ticket(post, str(number), people, shapes)]
    return _unfold(placed, shapes)


def _unfold(posts: list[Placed], shapes: Shapes) -> list[Placed]:
    """Put behind posts the answers that stand inside them, and theirs; each names what it answers."""
    unfolded = list(posts)
    for post in unfolded:  # which grows meanwhile
        if post.talk is None and any(isinstance(one, list | dict) for one in post.row.values()):
            unfolded += map(Placed, _find_below(post.row, shapes))
    return unfolded


def _find_below(post: Row, shapes: Shapes) -> Iterator[Row]:
    flat = flatten(post)
    shape = shapes.of(post)
    around = {field: flat[name] for field, name in shape.fields.items()}
    for name in shape.below:
        objects = list_objects(flat[name])
        if any(_is_post(shapes.of(one), "comments") for one in objects[:_MOST_LOOKED_AT]):
            yield from place_below(objects, [shapes.take(Placed(one)).values for one in objects], around)


def _find_inside(value: Row, depth: int, shapes: Shapes) -> list[Row]:
    """Find the posts inside an object, in all its places; what has only a title counts if nothing there has a text."""
    found = {
        place: posts
        for place, inner in value.items()
        if place not in _OTHERS and (posts := _find_at(place, inner, value, depth, shapes))
    }
    if any(_is_answered(value[place], posts, shapes) for place, posts in found.items()):
        found = {place: posts for place, posts in found.items() if normalise_name(place) not in _ANSWERS}
    texts = [posts for posts in found.values() if _have_texts(posts, shapes)]
    return list(chain.from_iterable(texts or found.values()))


def _is_answered(inner: Any, posts: list[Row], shapes: Shapes) -> bool:
    """Tell a single review or ticket, beside which an answer is mostly ours and no post."""
    return isinstance(inner, dict) and len(posts) == 1 and shapes.of(inner).is_answered_below


def _find_at(place: str, inner: Any, around: Row, depth: int, shapes: Shapes) -> list[Row]:
    """Find the posts at one place inside an object: what stands there, or what is wrapped in it."""
    objects = [inner] if isinstance(inner, dict) else list_objects(inner)
    looked_at = objects[:_MOST_LOOKED_AT]
    told = [one for one in looked_at if _is_post(shapes.of(one), place) or find_messages(one, shapes)]
    if depth < _DEEPEST and not any(_has_text(one, shapes) or _has_thread(one, shapes) for one in told):
        wrapped = [post for one in objects for post in _find_inside(one, depth + 1, shapes)]
        if _have_texts(wrapped, shapes) or not (told or isinstance(inner, list)):
            return wrapped
    if not told:
        return []
    return [_date(inner, around, shapes)] if isinstance(inner, dict) else objects


def _have_texts(posts: list[Row], shapes: Shapes) -> bool:
    return any(_has_text(post, shapes) for post in posts[:_MOST_LOOKED_AT])


def _has_text(post: Row, shapes: Shapes) -> bool:
    return shapes.of(post).has_text or bool(find_messages(post, shapes))


def _has_thread(post: Row, shapes: Shapes) -> bool:
    """Tell a post that has only a title, with answers below it, from a product or page that people wrote about."""
    shape = shapes.of(post)
    if "created_at" not in shape.fields or shape.fields.keys().isdisjoint(("handle", "name")):
        return False
    flat = flatten(post)
    return any(list_objects(flat[name]) for name in shape.below)


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
