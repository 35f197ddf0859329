"""Which way a message went, in an export of no known vendor: its names say that it has such a mark, its values which.

Help desks name it each in a way of its own: `direction` (HubSpot, Twilio), `is_inbound` (Front), `incoming`
(Freshdesk), `from_agent` (Gorgias). A value that is none of these words marks nothing.
"""

import re
from collections.abc import Iterable

from mentiontriage.text import normalise_name

_OUT = ("outbound", "outgoing", "out", "outbound-api", "outbound-call", "outbound-reply")
_NO = ("false", "no")
_YES = ("true", "yes")
_OURS = {
    **dict.fromkeys(("direction", "messagedirection", "messagetype"), _OUT),
    **dict.fromkeys(("isinbound", "inbound", "isincoming", "incoming"), _NO),
    **dict.fromkeys(("isoutbound", "outbound", "isoutgoing", "outgoing", "fromagent"), _YES),
}
"""What marks a message as ours: names as `normalise_name` leaves them, each with its values in small letters."""
_OF_MESSAGES = re.compile(r"conversation|thread|recipient|messageid|messaging|inbox")
"""What stands beside a message's direction; that of a bus, of which people complain, is inbound or outbound too."""
_CONVERSATION = re.compile(r"conversation(?:display)?(?:id|number)|ticket(?:id|number)|case(?:id|number)")
NOTES = {"private": _YES, "isprivate": _YES, "public": _NO, "ispublic": _NO}
"""What marks a message of ours as a note among colleagues, which answers nobody."""


def find_ours(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Find which of an export's names tell what we wrote, each with the values, in small letters, that say so."""
    plain = {name: normalise_name(name) for name in names}
    is_of_messages = any(map(_OF_MESSAGES.search, plain.values()))
    return {name: _OURS[one] for name, one in plain.items() if one in _OURS and (one != "direction" or is_of_messages)}


def find_conversation(names: Iterable[str]) -> str | None:
    """Find which name tells to which conversation with one person a help desk's message belongs."""
    return min(
        (name for name in names if _CONVERSATION.fullmatch(normalise_name(name))),
        key=lambda name: (normalise_name(name)[:4] != "conv", len(name)),  # a ticket may hold several of them
        default=None,
    )
