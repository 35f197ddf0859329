"""What stands beside a status that calls a ticket solved, and says that nobody was answered by that.

A machine closed it, the customer wrote last, or none of us wrote at all.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from itertools import product
from typing import Any

import msgspec

from mentiontriage.readers._directions import MACHINES, Marks, has_mark
from mentiontriage.text import normalise_name

_THEIRS = (
    *("customer", "user", "contact", "client", "end-user", "end_user", "end user", "enduser", "requester", "visitor"),
    *("lead", "guest", "consumer", "inbound", "incoming", "kunde", "cliente", "klant"),
)
_AUTOMATIC = ("auto*", "workflow*", "trigger", "rule", "sla", "timeout", "inactivity", "answer bot", *MACHINES)
_NONE = ("0", "0.0")
_SAYS_LAST = tuple(
    f"{last}{said}{who}"
    for last, said, who in product(
        ("last", "latest"),
        ("message", "reply", "response", "comment"),
        ("by", "from", "sender", "sendertype", "author", "authortype", "authorrole", "direction", "type"),
    )
)
_CLOSED_BY = tuple(f"{what}{by}" for what in ("closed", "lastclosed", "resolved", "solved") for by in ("by", "bytype"))
_WE_SAID = (
    *("agentreplies", "agentresponses", "agentinteractions", "agentmessages", "agentreplycount", "agentresponsecount"),
    *("agentmessagecount", "numberofagentreplies", "teammatereplies", "publicreplies", "outboundmessages"),
    *("outboundmessagecount", "numberofreplies", "metricsetreplies"),
)
"""How often we wrote: Freshdesk counts interactions, Zendesk replies."""
_DOUBTS = {
    **dict.fromkeys((*_SAYS_LAST, "lastrespondedby", "lastrepliedby", "lastresponder"), _THEIRS),
    **dict.fromkeys(_CLOSED_BY, _AUTOMATIC),
    **dict.fromkeys(_WE_SAID, _NONE),
}
_PAIRED = frozenset({"requesterrespondedat", "statsrequesterrespondedat"})  # Freshdesk has both or leaves one empty
_THEIR_LAST = frozenset(
    (
        *_PAIRED,
        *("lastcontactreplyat", "statisticslastcontactreplyat"),
        *("lastcustomerreply", "lastcustomerreplyat", "lastcustomerreplydate", "lastcustomermessageat"),
        *("lastcustomerresponse", "lastcustomerresponseat", "lastcustomermessagedate", "lastreceivedmessagedatetime"),
    )
)
"""When the customer wrote last, as names are compared (Freshdesk, Intercom, Gorgias)."""
_OUR_LAST = frozenset(
    (
        *("agentrespondedat", "statsagentrespondedat", "lastadminreplyat", "statisticslastadminreplyat"),
        *("lastagentreply", "lastagentreplyat", "lastagentreplydate", "lastagentmessageat", "lastagentresponse"),
        *("lastagentresponseat", "lastagentmessagedate", "lastteammatereplyat", "lastresponsedate"),
        "lastmessagedatetime",
    )
)
"""When we did, or anybody (Gorgias), which is when they did if they wrote last."""

SILENT = "posts of tickets that their status calls solved, and after which no person of ours wrote"
DOUBTED = (
    "tickets that are called solved, although a machine closed them, the customer wrote last or none of us wrote, "
    "as it says beside it"
)
"""Why a status is not believed, as people are told with the number of posts."""


class Doubts(msgspec.Struct, frozen=True):
    """What in an export speaks against a status: by marks, and by who wrote last.

    `is_paired` says that where their time is told ours would be too, if we had written.
    """

    marks: Marks = {}
    theirs: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    is_paired: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All names that speak against a status."""
        return (*self.marks, *self.theirs, *self.ours)

    def tell(self, row: Mapping[str, Any], parse: Callable[[Any], datetime | None]) -> bool:
        """Tell whether a row says itself that whoever asked was not answered; `parse` reads its times."""
        if has_mark(row, {name: values for name, values in self.marks.items() if row.get(name) not in (None, "")}):
            return True
        theirs, ours = (_find_last(row, names, parse) for names in (self.theirs, self.ours))
        if theirs is None or not (self.ours or self.is_paired):
            return False
        return ours is None or theirs >= ours


def find_doubts(names: Iterable[str]) -> Doubts:
    """Find which of an export's names tell who closed a ticket, and who wrote there last."""
    plain = {name: normalise_name(name) for name in names}
    return Doubts(
        marks={name: _DOUBTS[one] for name, one in plain.items() if one in _DOUBTS},
        theirs=tuple(name for name, one in plain.items() if one in _THEIR_LAST),
        ours=tuple(name for name, one in plain.items() if one in _OUR_LAST),
        is_paired=not _PAIRED.isdisjoint(plain.values()),
    )


def _find_last(
    row: Mapping[str, Any], names: Iterable[str], parse: Callable[[Any], datetime | None]
) -> datetime | None:
    times = (parse(told) for name in names if (told := row.get(name)))
    return max((time for time in times if time is not None), default=None)
