"""The store: what was seen and what people decided, in one SQLite file.

Facts (mentions, who spread them, their payloads) and human decisions live in tables of their
own: facts are merged whenever a post is seen again, decisions are only ever added to. Scores are
not stored, since waiting moves every minute. Fetch positions are saved in the transaction of the
mentions they cover, so that a killed run loses none and stores none twice.

Every function takes the connection that `open_store` gives; none reads the clock.
"""

from mentiontriage.store._connection import (
    check_integrity,
    drop_stored,
    hold_lock,
    name_failure,
    open_store,
    open_trial,
    transaction,
)
from mentiontriage.store._reading import is_read_only
from mentiontriage.store._schema import NEWEST, read_version

__all__ = [
    "NEWEST",
    "check_integrity",
    "drop_stored",
    "hold_lock",
    "is_read_only",
    "name_failure",
    "open_store",
    "open_trial",
    "read_version",
    "transaction",
]
