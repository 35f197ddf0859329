"""Name the author of a post, and say how many read it, in the same words wherever people are told of."""

from mentiontriage.formats._amounts import format_reach
from mentiontriage.formats._clean import clean_line
from mentiontriage.model import Author, Mention


def show_name(author: Author) -> str:
    """Name an author on one safe line: `@` and the handle, else the display name; "" where neither shows anything."""
    handle = clean_line(author.handle or "")
    return f"@{handle}" if handle else clean_line(author.name or "")


def say_reach(mention: Mention) -> str:
    """Say how many follow the author and those who passed the mention on: 1 follower, 12 +1.1M followers."""
    reach = format_reach(mention)
    return f"{reach} follower" if reach == "1" else f"{reach} followers"
