"""Ids of an export's own, by which its posts refer to one another while their links name them.

The next export counts from 1 as well. So what refers to such an id, and the post that has it, are given a name that no
other export uses, by how this one begins; what it stands for is looked up when all is read, as any `local_id` is.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from mentiontriage.idents import WITHIN, digest
from mentiontriage.readers import Sample
from mentiontriage.readers._identity import Link, may_be_counted
from mentiontriage.readers._sources import read_reference


class Referring(NamedTuple):
    """How the posts of an export refer to others: by which ids the first ones do, `head` being how it begins.

    `is_retweeted` says that retweets which name no id may refer to them too, by their authors and texts.
    """

    answered: Collection[str]
    head: Sample
    is_retweeted: bool


class OwnIds:
    """Names posts of one export by its own ids; nothing where the export has none."""

    def __init__(self, sample: Sample | None = None) -> None:
        """`sample` tells the export from others; None says that it has no ids of its own that matter."""
        self._export = digest(sample.text or repr(sample.records)) if sample else ""

    def may_hold(self, ident: str) -> bool:
        """Tell an id that may be another post's in the next export, where this one has such ids."""
        return bool(self._export) and may_be_counted(ident)

    def name(self, ident: str) -> str | None:
        """Give the name of the post that has an id; None for one that is the post's everywhere, and for 0."""
        found = read_reference(ident) if self.may_hold(ident) else None
        return f"{WITHIN}{digest(self._export + found)}" if found else None

    def refer(self, ident: str, source: str = "") -> str | None:
        """Read which post of a network is meant, as `read_reference` does, also where it is meant by an own id."""
        return self.name(ident) or read_reference(ident, source)


def find_own_ids(named: Sequence[tuple[str, Link]], refers: Referring, *, is_shown: bool) -> OwnIds:
    """Find by its first posts whether those of an export refer to one another by ids of its own.

    `named` are the ids of posts that are named by their links; `is_shown` says that others there refer to some ids.
    Where that stands further down, short ids are the export's own on a network that has long ones. A post has one
    name beside its id: it is for retweets, if there may be any, unless the ids are seen to matter.
    """
    own = [link for ident, link in named if _is_own(ident, link)]
    may_refer = any(map(may_be_counted, refers.answered)) or not (refers.answered or refers.is_retweeted)
    is_told = is_shown or (may_refer and not any(may_be_counted(name) for _, name in own))
    return OwnIds(refers.head if own and is_told else None)


def _is_own(ident: str, link: Link) -> bool:
    """Tell an id that an export has for itself from what the network has, of which links may show more (`t3_1abc`)."""
    return may_be_counted(ident) and not f"/{link[1]}".endswith((f"/{ident}", f"_{ident}"))
