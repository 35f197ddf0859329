"""Which way a message went, in an export of no known vendor: its names say that it has such a mark, its values which.

Help desks name it each in a way of its own: `direction` (HubSpot, Twilio), `is_inbound` (Front), `incoming`
(Freshdesk), `from_agent` (Gorgias), `message_type` (Chatwoot). A value that is none of these words marks nothing.
What colleagues write to one another, what was never sent and what a machine sends answers nobody.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from mentiontriage.text import normalise_name

Marks = Mapping[str, tuple[str, ...]]
"""Names of an export, each with the values, in small letters, that mark a message; any value if there are none.

A value that ends in `*` stands for all that begin so.
"""

_OUT = ("outbound", "outgoing", "out", "outbound-api", "outbound-call", "outbound-reply")
_NO = ("false", "no", "0")
_YES = ("true", "yes", "1")
_OURS = {
    **dict.fromkeys(("direction", "messagedirection", "messagetype"), _OUT),
    **dict.fromkeys(("isinbound", "inbound", "isincoming", "incoming"), _NO[:2]),
    **dict.fromkeys(("isoutbound", "outbound", "isoutgoing", "outgoing", "fromagent"), _YES[:2]),
}
"""What marks a message as ours: names as `normalise_name` leaves them. Numbers are a tool's codes, and no words."""
_UNSAID = {
    **dict.fromkeys(("private", "isprivate", "internal", "isinternal", "isnote", "isdraft", "draft"), _YES),
    **dict.fromkeys(("public", "ispublic"), _NO),
    **dict.fromkeys(("draftmode", "errortype", "errorcode", "failedat", "faileddatetime", "outgoingfailures"), ()),
    **dict.fromkeys(("status", "state"), ("draft", "scheduled", "failed", "undelivered", "bounced")),
    "parttype": ("note", "note_and_reopen", "assignment"),
}
"""What marks a message of ours that nobody else has read: a note among colleagues, a draft, one that failed."""
_MACHINES = ("bot", "agent_bot", "agentbot", "ai_agent", "captain_assistant", "system", "automation", "workflow")
_SIDES = ("sendertype", "authortype", "senderrole", "authorrole")
_BY_SIDE = dict.fromkeys(_SIDES, ("admin", "agent", "teammate", "operator", "staff", *_MACHINES))
"""What marks a message of a conversation as ours if nothing else does; in a forum the staff are not the firm's."""
_AUTOMATIC = {
    **dict.fromkeys(("automated", "isautomated", "automatic", "isautomatic", "isautomatedmessage", "isbot"), _YES),
    **dict.fromkeys(("autoreply", "isautoreply", "autoresponse", "isautoresponse"), _YES),
    "autosubmitted": (*_YES, "auto-replied", "auto-generated"),
    **dict.fromkeys(("ruleid", "automationid", "automationtypeid"), ()),
    **dict.fromkeys(("via", "viachannel"), ("rule", "api", "answer_bot", "self_service", *_MACHINES)),
    **dict.fromkeys((*_SIDES, "agentid", "agentname", "agent"), _MACHINES),
    "source": ("8",),  # Freshdesk's: forwarded to somebody else
    "direction": ("outbound-reply",),  # Twilio's: what a program gave back at once
    "type": ("voicecomment",),  # Zendesk's note of a call, whoever was reached by it
}
"""What marks a message of ours that is no person's words to the customer, or may be none: bots write by the API too."""
_OF_MESSAGES = re.compile(r"conversation|thread|recipient|messageid|messaging|inbox")
"""What stands beside a message's direction; that of a bus, of which people complain, is inbound or outbound too."""
_AGENTS = ("agentid", "agentname")
"""What names whoever of us wrote a message, the best first: what is nobody's a machine has sent."""
_CONVERSATION = re.compile(r"conversation(?:display|sthread)?(?:id|number)|ticket(?:id|number)|case(?:id|number)")
_PRIVACY = frozenset({"private", "isprivate", "public", "ispublic"})
_OF_CHATWOOT = frozenset({"messagetype", "conversationid"})
_CHATWOOT_TOO = frozenset({"inboxid", "contenttype", "private", "sendertype"})  # at least two of these
_BY_CHATWOOT = {"messagetype": (*_OUT, "1", "template", "3", "activity", "2")}
_EVENTS = {"messagetype": ("activity", "2")}
_OF_FRONT = frozenset({"isinbound", "blurb"})
_OF_HELP_SCOUT = frozenset({"createdbytype", "type", "state", "savedreplyid"})
_INSIDE = ("note", "lineitem", "forwardparent")
_OF_HUBSPOT = frozenset({"conversationsthreadid", "createdby", "type"})
_NOTHING = frozenset({"", "none", "null", "false", "0"})


class Directions(msgspec.Struct, frozen=True):
    """What tells which way the messages of an export went.

    `ours` marks what we wrote; of that `unsaid` is what nobody else has read, and `automatic` what answers nobody.
    Where an export says that a person of ours wrote a message, one of the marks in `person` is on it; else that is
    None. `talk` is the name that tells to which conversation with one person a message belongs. `tells_notes` says that
    notes among colleagues are marked.
    """

    ours: Marks = {}
    unsaid: Marks = {}
    automatic: Marks = {}
    person: Marks | None = None
    talk: str | None = None
    tells_notes: bool = False


def find_directions(names: Iterable[str]) -> Directions:
    """Find which of an export's names tell which way its messages went; no message is marked where none does."""
    plain = {name: _drop_message(normalise_name(name)) for name in names}
    there = frozenset(plain.values())
    of_chatwoot = there >= _OF_CHATWOOT and len(there & _CHATWOOT_TOO) > 1
    of_help_scout, of_hubspot = there >= _OF_HELP_SCOUT, there >= _OF_HUBSPOT
    marks, unsaid = _OURS, _UNSAID
    if of_chatwoot:
        marks, unsaid = _OURS | _BY_CHATWOOT, _UNSAID | _EVENTS
    elif of_help_scout:
        marks, unsaid = _OURS | {"type": ("message", *_INSIDE)}, _UNSAID | {"type": _INSIDE}
    elif of_hubspot:  # whose comments are colleagues', and have no direction
        marks, unsaid = (
            _OURS | {"type": ("comment", "welcome_message")},
            _UNSAID | {"type": ("comment",), "statusstatustype": ("failed",)},
        )
    is_of_messages = any(_OF_MESSAGES.search(normalise_name(name)) for name in plain)
    talk = min(
        (name for name, one in plain.items() if _CONVERSATION.fullmatch(one)),
        key=lambda name: _weigh(plain[name]),
        default=None,
    )
    ours = {name: marks[one] for name, one in plain.items() if one in marks and (one != "direction" or is_of_messages)}
    if talk is not None and not ours:
        ours = {name: _BY_SIDE[one] for name, one in plain.items() if one in _BY_SIDE}
    agents = [name for agent in _AGENTS for name, one in plain.items() if one == agent]
    person: dict[str, tuple[str, ...]] | None = {agents[0]: ()} if agents else None
    if of_chatwoot:  # whose rules and campaigns send what nobody is named for
        person = {name: ("user",) for name, one in plain.items() if one == "sendertype"}
    elif there >= _OF_FRONT:
        person = {name: () for name, one in plain.items() if one.startswith("author")}
    elif of_help_scout:
        person = {name: ("user",) for name, one in plain.items() if one == "createdbytype"}
    elif of_hubspot:  # an agent; bots, integrations and HubSpot itself begin with other letters
        person = {name: ("a-*",) for name, one in plain.items() if one == "createdby"}
    return Directions(
        ours=ours,
        unsaid={name: unsaid[one] for name, one in plain.items() if one in unsaid},
        automatic={name: _AUTOMATIC[one] for name, one in plain.items() if one in _AUTOMATIC},
        person=person,
        talk=talk,
        tells_notes=not there.isdisjoint(_PRIVACY),
    )


def _drop_message(plain: str) -> str:
    """Drop what says no more than that something is a message's: `message.is_inbound`."""
    return plain if plain in _OURS else plain.removeprefix("message") or plain


def weigh_conversation(plain: str) -> tuple[bool, int] | None:
    """Tell how well a name, as `normalise_name` leaves it, says which conversation is meant: less is better.

    None is said by a name of anything else.
    """
    return _weigh(plain) if _CONVERSATION.fullmatch(plain) else None


def _weigh(plain: str) -> tuple[bool, int]:
    return not plain.startswith("conv"), len(plain)  # a ticket may hold several of them


def has_mark(row: Mapping[str, Any], marks: Marks) -> bool:
    """Tell whether any of several marks is on a row in JSON, which has all their names."""
    for name, values in marks.items():
        told = str(row[name]).strip().lower()
        if told in values if values else told not in _NOTHING:
            return True
        if any(told.startswith(one[:-1]) for one in values if one.endswith("*")):
            return True
    return False
