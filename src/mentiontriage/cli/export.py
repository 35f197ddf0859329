"""`triage export`: everything in the store, in our own shape."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from mentiontriage.cli._desk import Store
from mentiontriage.cli._options import Now, Output

if TYPE_CHECKING:
    from mentiontriage.model import Mention


def export(
    since: Annotated[
        str | None, typer.Option("--since", metavar="TIME", help="Only what was posted since then: 2h, 3d or ISO.")
    ] = None,
    store: Store = None,
    now: Now = None,
    output: Output = None,
) -> None:
    """Write every stored mention as one JSON object a line; `triage import` reads it back.

    Each post is followed by its reposts. Decisions and deleted posts are left out.

    Example: triage export --since 30d -o mentions.ndjson
    """
    from mentiontriage.cli._console import spare_inputs, write_parts
    from mentiontriage.cli._desk import find_store
    from mentiontriage.cli._options import read_now, read_since
    from mentiontriage.store import open_store
    from mentiontriage.store.mentions import iterate_all

    path = find_store(store)
    spare_inputs(output, [path])
    db = open_store(path, create=False)
    edge = read_since(since, read_now(now)) if since is not None else None
    write_parts(_write(stored.mention for stored in iterate_all(db, edge)), output)


def _write(mentions: Iterator["Mention"]) -> Iterator[str]:
    from mentiontriage.formats._record import encode
    from mentiontriage.payloads.own import list_parts, to_post

    for mention in mentions:
        for part in list_parts(mention):
            yield encode(to_post(part)).decode() + "\n"
