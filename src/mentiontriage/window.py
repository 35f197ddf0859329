"""Which posts are asked for by their age."""

from datetime import datetime
from typing import Generic, TypeVar

import msgspec

Moment = TypeVar("Moment", int, datetime)


class Window(msgspec.Struct, Generic[Moment], frozen=True):
    """What was posted between two moments, both included; None is no bound."""

    earliest: Moment | None = None
    latest: Moment | None = None

    @property
    def holds_all(self) -> bool:
        """Whether no bound is set."""
        return self.earliest is None and self.latest is None

    def holds(self, moment: Moment | None) -> bool:
        """Tell whether a post of that moment is asked for; of unknown age it is neither older nor newer."""
        if self.latest is not None and (moment is None or moment > self.latest):
            return False
        return self.earliest is None or (moment is not None and moment >= self.earliest)
