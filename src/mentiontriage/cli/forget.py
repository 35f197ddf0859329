"""`triage forget`: take what somebody wrote, or what is old, out of the store for good."""

from typing import Annotated

import typer

from mentiontriage.cli._desk import Store
from mentiontriage.cli._options import Now, Quiet


def forget(
    author: Annotated[str | None, typer.Argument(metavar="[AUTHOR]", help="Whose posts: a handle.")] = None,
    source: Annotated[str | None, typer.Option("--source", metavar="NAME", help="On this network only.")] = None,
    older_than: Annotated[
        str | None, typer.Option("--older-than", metavar="TIME", help="All posts older than that: 90d, 52w.")
    ] = None,
    store: Store = None,
    now: Now = None,
    quiet: Quiet = False,
) -> None:
    """Forget an author, or all that is old: posts, payloads, notes about them, and what they spread.

    What is forgotten is overwritten. Only a hash is left, so that it is not fetched again; what
    the author writes from now on is new.

    Example: triage forget @ada --source mastodon
    """
    from mentiontriage.cli._console import print_note
    from mentiontriage.cli._desk import find_store
    from mentiontriage.cli._options import read_age, read_now
    from mentiontriage.errors import UsageError
    from mentiontriage.formats._amounts import count_nouns
    from mentiontriage.store import open_store
    from mentiontriage.store.forgetting import forget_author, forget_older

    if (author is None) == (older_than is None):
        raise UsageError("whom or what to forget? name an author, or give --older-than 90d")
    moment = read_now(now)
    db = open_store(find_store(store), create=False)
    if author is not None:
        gone = forget_author(db, author.strip().removeprefix("@").removeprefix("u/"), source, moment)
    else:
        gone = forget_older(db, moment - read_age(older_than or ""), moment)
    if not quiet:
        print_note(f"forgot {count_nouns(gone, 'post')}")
