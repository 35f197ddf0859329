"""`triage forget`: take what somebody wrote, or what is old, out of the store for good."""

from typing import Annotated

import typer

from mentiontriage.cli._desk import Store
from mentiontriage.cli._options import AsText, Now, Shape


def forget(
    author: Annotated[
        str | None, typer.Argument(metavar="AUTHOR", help="Whose posts: a handle, or the name of who has none.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", "-s", metavar="NAME", help="From this network only.")
    ] = None,
    older_than: Annotated[
        str | None, typer.Option("--older-than", metavar="TIME", help="All posts older than this: 90d, 52w.")
    ] = None,
    ident: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="One post: its id, SOURCE:ID or link.")
    ] = None,
    store: Store = None,
    now: Now = None,
    format_: AsText = Shape.text,
) -> None:
    """Forget an author, one post, or all old posts, with their payloads, notes and reposts.

    What is forgotten is overwritten. Only a hash is kept, so that it is not fetched again; what the
    author writes from now on counts as new. Customers are another matter: `triage customers forget`.

    Example: triage forget @ada --source mastodon
    """
    from mentiontriage.cli._console import write_json, write_result
    from mentiontriage.cli._desk import find_number, find_store
    from mentiontriage.cli._networks import match_forgotten
    from mentiontriage.cli._options import go_back, read_age, read_now
    from mentiontriage.cli._settings import take_account
    from mentiontriage.errors import NotFoundError, UsageError
    from mentiontriage.formats._amounts import count_nouns
    from mentiontriage.payloads.links import is_link, leads_to
    from mentiontriage.payloads.networks import name_ident
    from mentiontriage.store import open_store
    from mentiontriage.store.forgetting import forget_author, forget_older, forget_post
    from mentiontriage.store.mentions import read_mentions

    if sum(asked is not None for asked in (author, older_than, ident)) != 1:
        raise UsageError("say what to forget with just one of these: an author, --older-than 90d or --id ID")
    if ident is not None and source is not None:
        raise UsageError("--source goes with an author or --older-than; --id SOURCE:ID names one post of a network")
    moment = read_now(now)
    path = find_store(store)
    db = open_store(path, create=False)
    source = None if source is None else match_forgotten(db, source)
    if author is not None:
        author = take_account(author)
        gone = forget_author(db, author, source, moment)
        if not gone:
            raise NotFoundError(f"no post by {author!r} is stored; older ones that are fetched later will be left out")
    elif ident is not None:
        no = find_number(db, path, ident)
        mention = next(iter(read_mentions(db, [no]))).mention
        whole = ident == mention.id or f"{mention.source}:{mention.id}" in (ident, name_ident(ident))
        if not whole and not (is_link(ident) and leads_to(ident, mention)):
            raise UsageError(f"forgetting cannot be undone, so give its whole id, {mention.source}:{mention.id}")
        forget_post(db, no, moment)
        gone = 1
    else:
        gone = forget_older(db, go_back(moment, read_age(older_than or "")), source, moment)
    if format_ is Shape.json:
        write_json({"forgotten": gone})
    else:
        write_result(f"forgot {count_nouns(gone, 'post')}\n", None)
