"""Read whose account the address of a profile is: `https://x.com/ada` is ada's. Pure."""

import re
from collections.abc import Sequence

_ADDRESS = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(/[^?#]*)(?:\?([^#]*))?", re.I)
_BEFORE_HANDLE = frozenset(
    {"u", "user", "users", "profile", "profiles", "in", "c", "channel", "company", "member", "members", "people", "add"}
    | {"pg", "pub", "blog", "id", "orgs"}
)
"""What stands in the address of a profile before the handle."""
_BEFORE_NAME = frozenset({"pages", "people", "users"})
"""What stands before a name and a number, of which the second tells one from others: /pages/Ann-Bell/111111111."""
_KNOWN_SERVER = re.compile(
    r"(?:[\w-]+\.)?(?:x|twitter|facebook|fb|instagram|linkedin|youtube|tiktok|reddit|github|threads|bsky|t|vk|ycombinator)"
    r"\.\w+",
    re.I,
)
_NO_PROFILES = frozenset(
    {"i", "home", "search", "hashtag", "p", "reel", "status", "watch", "share", "groups", "events", "intent", "posts"}
    | {"r", "explore", "feed", "shorts", "playlist", "stories"}
)
NUMBERED = "/ap/users/"
"""How a path begins by which Mastodon (since 4.5) names an account by a number of the server's own, and no handle."""
_ASKED_BY_ID = re.compile(r"(?:\w+\.php|user)", re.I)  # facebook.com/profile.php?id=100001, ycombinator.com/user?id=ada
_PROFILE_BY_ID = re.compile(r"(?:profile\.php|user)", re.I)
_ID = re.compile(r"(?:^|&)id=([\w-]+)")


def match_address(text: str, *, is_anywhere: bool = False) -> re.Match[str] | None:
    """Match an address at the beginning of a text, for `read_owner`; what it begins with may be left out: `x.com/ada`.

    Without that a word with a dot and a slash may be something else (`joe.bell/x`), but on servers that are known, and
    if it `is_anywhere`.
    """
    address = _ADDRESS.match(text)
    if address and ("://" in address[0] or is_anywhere or _KNOWN_SERVER.fullmatch(address[1])):
        return address
    return None


def read_owner(address: re.Match[str]) -> str:
    """Read the handle in the address of a profile, or of a post of its owner; "" where there is none."""
    steps = _split(address)
    at = _find_handle(steps)
    if at is None or address[2].lower().startswith(NUMBERED):
        return ""
    if _ASKED_BY_ID.fullmatch(steps[at]):
        return found[1] if (found := _ID.search(address[3] or "")) else ""
    return steps[at].lstrip("@")


def read_profile(text: str) -> str | None:
    """Read the account that the address of a profile is of, as its posts show it; any other text stays as it is.

    None for the address of a post or of any other page. On a server that may be anybody's, `@ada` and `users/ada` are
    handles with that server, as on Mastodon.
    """
    address = match_address(text, is_anywhere="/@" in text)
    if address is None:
        return None if "://" in text else text
    steps, handle = _split(address), read_owner(address)
    at = _find_handle(steps)
    if not handle or at != len(steps) - 1:
        return None
    if _ASKED_BY_ID.fullmatch(steps[at]) and not _PROFILE_BY_ID.fullmatch(steps[at]):
        return None  # facebook.com/permalink.php?story_fbid=1&id=2
    if "@" in handle or _KNOWN_SERVER.fullmatch(address[1]):
        return handle
    is_actor = steps[at].startswith("@") or steps[at - 1].lower() == "users"
    return f"{handle}@{address[1].lower()}" if is_actor else None


def _split(address: re.Match[str]) -> list[str]:
    return [step for step in address[2].split("/") if step]


def _find_handle(steps: Sequence[str]) -> int | None:
    """Find which step of a path is the handle, or stands where it would; None where none is."""
    low = [step.lower() for step in steps]
    if len(low) > 2 and low[0] in _BEFORE_NAME and low[1].isdecimal() != low[2].isdecimal():
        return 2
    marked = (at for at, step in enumerate(low) if step.startswith("@"))
    named = (at for at, before in enumerate(low[:-1], 1) if before in _BEFORE_HANDLE)
    usual = 0 if low and low[0] not in _NO_PROFILES else None
    return next(marked, next(named, usual))
