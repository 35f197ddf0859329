"""Turn a flat record with usual names into a mention. Shared by the readers that know no vendor.

Names are compared by letters and digits only, so that `Followers_Count`, `followers count` and
`followers` nested in `author` all meet.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, tzinfo
from typing import Any

from mentiontriage.counts import believe_views, read_count, read_rating
from mentiontriage.errors import UsageError
from mentiontriage.handles import ADDRESSED, read_handle
from mentiontriage.idents import make_id, make_retweet_id
from mentiontriage.model import Author, Engagement, Mention, Repost
from mentiontriage.payloads.networks import knows_network, read_source, shows_names
from mentiontriage.readers._cells import is_damaged_id, leave_out_nobody, read_people, read_stars, spell_handle
from mentiontriage.readers._names import DESCRIPTIONS, FIELDS, SHOWN, list_usual
from mentiontriage.text import join_runs, join_title, normalise_name, plain_text, read_flag, read_name, split_retweet
from mentiontriage.times import parse_time

_OF_TABLES = frozenset({"status"})
"""Fields that only tables have."""
# What people call our fields in `--map`, beside our own names.
_SPOKEN = {
    "author": "handle",
    "user": "handle",
    "date": "created_at",
    "time": "created_at",
    "stars": "rating",
}

# A word or two that stand in error replies and account lists as well: alone they make no post.
_WEAK_TEXTS = frozenset({"message", "post", "comment", "commentary", "title", "mention"})
_OF_VIDEOS = frozenset({"created_at", "url", "views", "likes"})
_COMPANIONS = frozenset({"created_at", "handle", "followers", "rating", "likes"})
_COMPANIONS_OF_TABLES = _COMPANIONS | {"title", "status", "source", "url"}

_NOTHING = "it has neither text nor id nor url"

__all__ = [
    "FIELDS",
    "build_mention",
    "find_mapped",
    "go_by_names",
    "join_title",
    "keep_known",
    "match_fields",
    "may_be_shown",
    "name_field",
    "normalise_name",
    "read_source",
    "tell_posts",
]


def match_fields(names: Iterable[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Find which of an export's names holds which of our fields.

    `columns` is the user's `--map`, our field (or its everyday word: author, date) to the
    export's name; it wins over the usual names.

    Raises UsageError for a field that we do not have and for a name that the export does not have.
    """
    known: dict[str, str] = {}
    for name in names:
        known.setdefault(normalise_name(name), name)
    found = find_mapped(columns, known)
    taken = set(found.values())
    for field in FIELDS:
        if field in found:
            continue
        usual = list_usual(field, known)
        column = next((known[name] for name in usual if name in known and known[name] not in taken), None)
        if column is not None:
            found[field] = column
            taken.add(column)
    return found


def find_mapped(columns: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """Find what the user's `--map` names among an export's names, by how they are compared.

    Raises UsageError as `match_fields` does.
    """
    return {name_field(field): _find_column(column, known) for field, column in columns.items()}


def may_be_shown(column: str, columns: Mapping[str, str]) -> bool:
    """Tell a column that may hold shown names although it serves as the handle; `columns` is the user's `--map`."""
    plain = normalise_name(column)
    words = [normalise_name(word) for word, name in columns.items() if normalise_name(name) == plain]
    return (plain in SHOWN or "author" in words or "user" in words) and "handle" not in words


def go_by_names(source: str, *, is_review: bool) -> bool:
    """Tell where people go by their names: who wrote a review does wherever no network is known."""
    return shows_names(source) or (is_review and not knows_network(source))


def map_text(columns: Mapping[str, str]) -> str | None:
    """Name what the user's `--map` calls the text, as `normalise_name` writes it; None if nothing."""
    chosen = (column for field, column in columns.items() if normalise_name(field) == "text")
    return next((normalise_name(column) for column in chosen), None)


def keep_known(columns: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """Keep of the user's `--map` what names something that an export has."""
    there = set(names)
    plain = set(map(normalise_name, there))
    return {field: name for field, name in columns.items() if name in there or normalise_name(name) in plain}


def name_field(word: str) -> str:
    """Name the field that the user means in `--map`; raises UsageError where there is none."""
    plain = normalise_name(word)
    for field in FIELDS:
        if plain == normalise_name(field):
            return field
    if plain in _SPOKEN:
        return _SPOKEN[plain]
    if plain in _OF_TABLES:
        return plain
    known = sorted({*FIELDS, *_SPOKEN, *_OF_TABLES})
    raise UsageError(f"--map knows no field {word!r}; there are: {', '.join(known)}")


def _find_column(column: str, known: Mapping[str, str]) -> str:
    if column in known.values():
        return column
    if (plain := normalise_name(column)) in known:
        return known[plain]
    raise UsageError(f"--map names {column!r}, which is not there; there are: {', '.join(known.values())}")


def tell_posts(found: Mapping[str, str]) -> str | None:
    """Tell by its matched fields (`match_fields`) whether an export holds posts, and by what."""
    text = found.get("text") or found.get("title")
    if text is None:
        return None
    if normalise_name(text) in DESCRIPTIONS:  # accounts have one too, but no title beside it
        is_post = "title" in found and not _OF_VIDEOS.isdisjoint(found)
        return "a title and a description" if is_post else None
    plain = normalise_name(text)
    if "text" in found and plain not in FIELDS["text"]:  # of a table (`_table_names`), whatever else it may be of
        return f"a column called {text}" if _COMPANIONS_OF_TABLES & found.keys() else None
    weak = "text" not in found or plain in _WEAK_TEXTS
    if weak and not _COMPANIONS & found.keys():
        return None
    return f"a field called {text}"


def build_mention(
    values: Mapping[str, Any], where: str = "", zone: tzinfo = UTC, *, is_shown: bool = False
) -> Mention | Repost:
    """Build a mention from raw values under our field names, as `match_fields` gives them.

    A retweet that only its text betrays ("RT @somebody: ...") is a Repost of a stand-in: its id is
    made from the handle and the beginning of the text, so that all retweets of one post meet.

    Times that name no zone are of `zone`. `is_shown` says that the handle may be a name (`may_be_shown`). Raises
    ValueError where there is neither text nor id nor url; `where` begins its message.
    """
    get = values.get
    url = read_name(get("url"))
    source = read_source(get("source"), url)
    is_shown = is_shown and go_by_names(source, is_review="rating" in values)
    who = spell_handle(read_name(get("handle")) or "")
    handle, name = read_people(who, read_name(get("name")) or "", is_shown=is_shown)
    if source in ADDRESSED:
        handle = read_handle(who)
    told = Author(handle, name, read_count(get("followers")), read_flag(get("verified")))
    author = leave_out_nobody(told, who, url or "")
    text = join_title(plain_text(get("title")), plain_text(join_runs(get("text"))))
    of = _read_id(get("repost_of"))
    if retweet := split_retweet(text):
        return _build_retweet(source, of, author, *retweet)
    if of:
        return Repost(source, of, author, Mention(id=of, source=source, text=text) if text else None)
    ident = _read_id(get("id")) or url
    if not ident and not text:
        raise ValueError(f"{where}: {_NOTHING}" if where else _NOTHING)
    posted_at = parse_time(get("created_at"), zone)
    return Mention(
        id=ident or make_id(told.handle or told.name, posted_at, text),
        source=source,
        text=text,
        author=author,
        engagement=_read_engagement(values),
        posted_at=posted_at,
        url=url,
        lang=read_name(get("lang")),
        in_reply_to=_read_id(get("in_reply_to")),
        quotes=_read_id(get("quote_of")),
        rating=_read_rating(get("rating")),
        vendor_sentiment=read_name(get("vendor_sentiment")),
        ours=read_flag(get("ours")) or False,
        hidden=read_flag(get("hidden")) or False,
        local_id=_read_id(get("local_id")),
        answered_at=parse_time(get("answered_at"), zone),
    )


def _build_retweet(source: str, of: str | None, by: Author, handle: str, text: str) -> Repost:
    ident = of or make_retweet_id(handle, text)
    original = Mention(id=ident, source=source, text=text, author=Author(handle=handle))
    return Repost(source, ident, by, original)


def _read_engagement(values: Mapping[str, Any]) -> Engagement:
    replies, reposts, likes, views = (read_count(values.get(name)) for name in ("replies", "reposts", "likes", "views"))
    return Engagement(replies, reposts, likes, believe_views(views, replies, reposts, likes))


def _read_id(value: Any) -> str | None:
    name = read_name(value)
    return None if name is None or is_damaged_id(name) else name


def _read_rating(value: Any) -> float | None:
    return read_stars(value) if isinstance(value, str) else read_rating(value)
