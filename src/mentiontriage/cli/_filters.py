"""Which open mentions a command is about, as far as can be told without reading their texts."""

from datetime import datetime

from mentiontriage import plugins, sources
from mentiontriage.cli._desk import NOBODY, Desk
from mentiontriage.cli._networks import match_name, match_source
from mentiontriage.cli._settings import take_account
from mentiontriage.config import list_brands
from mentiontriage.handles import fold_handle, fold_read_handle
from mentiontriage.store.desk import Candidate
from mentiontriage.store.mentions import find_by_name, list_named, list_sources
from mentiontriage.times import to_micros
from mentiontriage.window import Window
from mentiontriage.worklist import Worklist


class Filters:
    """The filters of `triage queue`."""

    def __init__(
        self,
        worklist: Worklist,
        desk: Desk,
        source: str | None,
        author: str | None,
        window: Window[datetime],
        assignee: str | None,
    ) -> None:
        self._worklist = worklist
        self._source = source
        self._author = None if author is None else fold_handle(take_account(author))
        self._named = frozenset[int]() if self._author is None else find_by_name(desk.db, self._author)
        self._window = Window(to_micros(window.earliest), to_micros(window.latest))
        self._assignee = None if assignee is None else assignee.casefold()

    @property
    def asks_for_all(self) -> bool:
        """Whether no filter is set."""
        return self._window.holds_all and all(told is None for told in (self._source, self._author, self._assignee))

    def wants(self, candidate: Candidate) -> bool:
        """Tell whether a mention is asked for."""
        if self._source is not None and candidate.source != self._source:
            return False
        if self._author is not None and not self._is_by(candidate, self._author):
            return False
        if not self._window.holds(candidate.posted_at):
            return False
        if self._assignee is None:
            return True
        return (self._worklist.find_assignee(candidate) or NOBODY).casefold() == self._assignee

    def _is_by(self, candidate: Candidate, author: str) -> bool:
        """Tell whether somebody wrote a mention, by the handle or, where there is none, by the name."""
        if candidate.handle is None:
            return candidate.no in self._named
        return fold_read_handle(candidate.handle) == author


def find_brand(desk: Desk, name: str | None) -> str | None:
    """Find the brand that is meant, whatever its case; one that is in the settings need have no mention yet.

    Raises UsageError for one that neither the store nor the settings hold.
    """
    if name is None:
        return None
    described = [brand.name for brand in list_brands(desk.settings)]
    return match_name("brand", name, {*described, *list_named(desk.db)})


def find_source(desk: Desk, name: str | None) -> str | None:
    """Find the network that is meant, as `find_brand` does; where the settings name none, any may be fetched from."""
    if name is None:
        return None
    fetched = desk.settings.sources or plugins.list_names(sources.__name__)
    return match_source(name, {*fetched, *list_sources(desk.db)})
