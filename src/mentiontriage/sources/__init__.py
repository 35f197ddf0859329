"""Sources: one file a network service, each ending in `SOURCE = Source(...)`.

A source opens streams (one search of one brand, one feed); a stream gives batches, and each batch
says how far the stream has been read once it is saved. Understanding what the network answers is
the business of `payloads`; talking to it is that of `_http`, which alone knows the HTTP library.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec

from mentiontriage.config import Brand
from mentiontriage.model import Mention, Note, Repost, Skipped
from mentiontriage.sources._http import Client


class Credential(msgspec.Struct, frozen=True):
    """Something that a source needs to be let in: its name, and where the user gets it."""

    name: str
    where: str
    required: bool = True


class Posted(msgspec.Struct, frozen=True):
    """A post as a source gave it, with the network's own JSON.

    `brand` is set where the place says whom it is about (an app's own reviews), whatever the text
    says.
    """

    item: Mention | Repost
    payload: bytes | None = None
    brand: str | None = None


class Batch(msgspec.Struct, frozen=True):
    """Some posts, and how far their stream has been read once they are saved.

    `gone` are ids of posts that the source says were deleted. `notes` tell of what was skipped.
    `again` is how many of the posts earlier runs have read: `--max` is about new ones.
    """

    posts: tuple[Posted, ...]
    position: Mapping[str, Any]
    gone: tuple[str, ...] = ()
    notes: tuple[Skipped | Note, ...] = ()
    again: int = 0


class Reach(msgspec.Struct, frozen=True):
    """How far a run goes.

    Back to `since` (default: where the last run ended, a week at first), until `most` new posts of
    a host were read. `now` is when the run began. `known` are ids of this source's young posts that were
    not seen for a while: sources that can be asked for posts by id look what became of them.
    """

    now: datetime
    since: datetime | None = None
    most: int | None = None
    known: tuple[str, ...] = ()


class Stream(msgspec.Struct, frozen=True):
    """One thing to read on from where the last run ended: position and reach in, batches out.

    `host` tells whom it asks, in sources with several: hosts are asked side by side and stop each
    other in nothing.
    """

    key: str
    fetch: Callable[[Mapping[str, Any], Reach], Iterator[Batch]]
    host: str = ""


class Access(msgspec.Struct, frozen=True):
    """What a source works with.

    Whom to look for (`brands`), whom its posts are matched with (`known`: all brands, whomever this
    run looks for), its options, its credentials, and `connect`, which makes a client for a base
    address and the headers that let it in.
    """

    brands: tuple[Brand, ...]
    known: tuple[Brand, ...]
    options: Any
    credentials: Mapping[str, str]
    connect: Callable[[str, Mapping[str, str]], Client]

    @property
    def terms(self) -> tuple[str, ...]:
        """The names to search for, each once however many brands go by it."""
        return tuple(dict.fromkeys(term for brand in self.brands for term in brand.terms))

    @property
    def first_brand(self) -> str | None:
        """The brand that a place of ours (a channel, an app) is about unless the settings say otherwise."""
        return next((brand.name for brand in self.known if not brand.competitor), None)

    @property
    def base_urls(self) -> tuple[str, ...]:
        """The addresses of the services to ask, for sources whose `base_url` may name one or several."""
        named = self.options.base_url
        return (named,) if isinstance(named, str) else named

    @property
    def words(self) -> str:
        """A hash of all that posts are matched with: once it changes, posts that named no brand may name one."""
        return hashlib.blake2b(msgspec.json.encode(self.known), digest_size=8).hexdigest()


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every source can be told in the settings; sources add their own.

    `seconds` is how long a run may take, `patience` how many seconds one reply may, and `pause`
    how many pass before a request is tried again; each try doubles it.
    """

    enabled: bool = True
    seconds: float = 120.0
    patience: float = 20.0
    pause: float = 0.5


class Source(msgspec.Struct, frozen=True):
    """One network service.

    `example` are lines of settings as `triage init` writes them. `open` gives the streams for the brands
    it is given. `check` makes one harmless request and raises FetchError where it fails. `by_default`
    sources run without being named in the settings. `lacks` says what the options still need, or None,
    and `about` which brands they say places are about. `cost` says beforehand what a run may cost in
    money, or None where it costs nothing. `is_own_id`, where posts can be asked for by id, tells the
    network's own ids from those that exports of other tools give its posts.
    """

    name: str
    summary: str
    options: type[Options]
    open: Callable[[Access], Iterable[Stream]]
    check: Callable[[Access], object]
    credentials: tuple[Credential, ...] = ()
    by_default: bool = False
    example: tuple[str, ...] = ()
    lacks: Callable[[Any], str | None] = lambda _: None
    about: Callable[[Any], Iterable[str]] = lambda _: ()
    cost: Callable[[Access, Reach], str | None] = lambda _access, _reach: None
    is_own_id: Callable[[str], object] | None = None
