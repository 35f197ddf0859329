"""Which way a message went, in an export of no known vendor: its names say that it has such a mark, its values which.

Help desks name it each in a way of its own: `direction` (HubSpot, Twilio), `is_inbound` (Front), `incoming`
(Freshdesk), `from_agent` (Gorgias), `message_type` (Chatwoot). A value that is none of these words marks nothing.
What colleagues write to one another, what was never sent and what a machine sends answers nobody.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from mentiontriage.text import normalise_name

Marks = Mapping[str, tuple[str, ...]]
"""Names of an export, each with the values, in small letters, that mark a message; any value if there are none.

A value that ends in `*` stands for all that begin so.
"""

_OF_TWILIO = ("outbound-api", "outbound-call", "outbound-reply")
"""What messages are called alone, which are from one number to another."""
_OUT = ("outbound", "outgoing", "out", "sent", "mt", *_OF_TWILIO)  # MessageBird's: terminated at a mobile
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
MACHINES = ("bot", "agent_bot", "agentbot", "ai_agent", "captain_assistant", "system", "automation", "workflow")
"""What exports call a program that writes or does something, and is no person of ours."""
_MACHINE = re.compile(
    r"bot(?![^\W_])"
    r"|(?<![^\W_])(?:auto\w*|broadcasts?|campaigns?|system|api|(?:work)?flows?|templates?|assistant|ai)(?![^\W_])",
    re.I,
)
"""How exports name what sends bots' messages and campaigns, alone or among a firm's own words: `Acme Bot`."""
_SIDES = ("sendertype", "authortype", "senderrole", "authorrole")
_BY_SIDE = dict.fromkeys(_SIDES, ("admin", "agent", "teammate", "operator", "staff", *MACHINES))
"""What marks a message of a conversation as ours if nothing else does; in a forum the staff are not the firm's."""
_AUTOMATIC = {
    **dict.fromkeys(("automated", "isautomated", "automatic", "isautomatic", "isautomatedmessage", "isbot"), _YES),
    **dict.fromkeys(("autoreply", "isautoreply", "autoresponse", "isautoresponse"), _YES),
    "autosubmitted": (*_YES, "auto-replied", "auto-generated"),
    **dict.fromkeys(("ruleid", "automationid", "automationtypeid"), ()),
    **dict.fromkeys(("via", "viachannel"), ("rule", "api", "answer_bot", "self_service", *MACHINES)),
    **dict.fromkeys((*_SIDES, "agentid", "agentname", "agent"), MACHINES),
    "source": ("8",),  # Freshdesk's: forwarded to somebody else
    "direction": ("outbound-reply",),  # Twilio's: what a program gave back at once
    "type": ("voicecomment",),  # Zendesk's note of a call, whoever was reached by it
}
"""What marks a message of ours that is no person's words to the customer, or may be none: bots write by the API too."""
_TO_MANY = ("template", "broadcast", "campaign")
_OF_CAMPAIGNS = {
    **dict.fromkeys((one + end for one in _TO_MANY for end in ("", "id", "name")), ()),
    **dict.fromkeys(("contenttype", "messagetype", "type", "subtype", "source"), _TO_MANY),
}
"""What marks a message that went to many where contacts tell conversations apart: it answers none of them."""
_OF_MESSAGES = re.compile(r"conversation|thread|recipient|messageid|messaging|inbox")
"""What stands beside a message's direction; that of a bus, of which people complain, is inbound or outbound too."""
_OF_OTHERS = re.compile(
    r"route|bus(?!i)|stop|station|train|vehicle|trip|flight|calls?(?!back)|duration|transcript|recording"
)
"""What stands beside the direction of something else, even where a contact and an agent do: of a bus or a call."""
_AGENTS = ("agentid", "agentname")
"""What names whoever of us wrote a message, the best first: what is nobody's a machine has sent."""
_WRITERS = (*_AGENTS, "agent", "agentemail", "operator", "operatorname", "operatorid", "teammate", "sentby")
_PEOPLE = ("user", "admin", "agent", "teammate", "operator", "staff", "human")
"""What is said of the sender of a message that we sent, where it was one of us (respond.io's users)."""
_NUMBERS = ("msisdn", "phone", "phonenumber", "mobile", "mobilenumber")
_CONTACTS = (
    *("contactid", "contactphone", "contactphonenumber", "contactnumber", "customerphone", "customerphonenumber"),
    *("customernumber", "waid", "whatsappid", "whatsappnumber", *_NUMBERS),
)
"""What tells with whom a message was exchanged, the best first."""
_CONVERSATION = re.compile(r"conversation(?:display|sthread)?(?:id|number)|ticket(?:id|number)|case(?:id|number)")
_PRIVACY = frozenset({"private", "isprivate", "public", "ispublic"})
_NOTHING = frozenset({"", "none", "null", "false", "0"})


class _Desk(msgspec.Struct, frozen=True):
    """A help desk whose words mean what others' do not: known by `names` and at least two of `some`, if there are any.

    `person` is how the names begin that tell of a person of ours, and what they say.
    """

    names: frozenset[str]
    some: frozenset[str] = frozenset()
    ours: Marks = {}
    unsaid: Marks = {}
    automatic: Marks = {}
    person: tuple[str, tuple[str, ...]] | None = None

    def has(self, names: frozenset[str]) -> bool:
        """Tell by its names, as they are compared, whether an export is of this desk."""
        return names >= self.names and (not self.some or len(names & self.some) > 1)


_INSIDE = ("note", "lineitem", "forwardparent")
_DESKS = (
    _Desk(  # Chatwoot, whose rules and campaigns send what nobody is named for
        frozenset({"messagetype", "conversationid"}),
        frozenset({"inboxid", "contenttype", "private", "sendertype"}),
        ours={"messagetype": (*_OUT, "1", "template", "3", "activity", "2")},
        unsaid={"messagetype": ("activity", "2")},
        person=("sendertype", ("user",)),
    ),
    _Desk(frozenset({"isinbound", "blurb"}), person=("author", ())),  # Front
    _Desk(  # Help Scout
        frozenset({"createdbytype", "type", "state", "savedreplyid"}),
        ours={"type": ("message", *_INSIDE)},
        unsaid={"type": _INSIDE},
        automatic={"actiontype": ("workflow",), "sourcetype": ("api",)},
        person=("createdbytype", ("user",)),
    ),
    _Desk(  # HubSpot, whose comments are colleagues' and have no direction; bots and programs begin with other letters
        frozenset({"conversationsthreadid", "createdby", "type"}),
        ours={"type": ("comment", "welcome_message")},
        unsaid={"type": ("comment",), "statusstatustype": ("failed",)},
        person=("createdby", ("a-*",)),
    ),
    _Desk(frozenset()),  # any other
)


class Directions(msgspec.Struct, frozen=True):
    """What tells which way the messages of an export went."""

    ours: Marks = {}
    """What marks a message that we wrote."""
    unsaid: Marks = {}
    """What marks one of ours that nobody else has read."""
    automatic: Marks = {}
    """What marks one of ours that answers nobody."""
    person: Marks | None = None
    """What marks one of ours as a person's, of which one is on it then; None where an export says no such thing."""
    talk: str | None = None
    """The name that tells to which conversation with one person a message belongs."""
    contact: tuple[str, str] | None = None
    """Without `talk`: the names that tell with whom a message of theirs, and one of ours, was exchanged.

    None where nothing tells as well who of us wrote (`writer`).
    """
    writer: Marks | None = None
    """Beside `contact`: what marks a message as one that somebody of us is said to have written."""
    tells_notes: bool = False
    """Whether notes among colleagues are marked."""


def find_directions(names: Iterable[str]) -> Directions:
    """Find which of an export's names tell which way its messages went; no message is marked where none does."""
    plain = {name: _drop_message(normalise_name(name)) for name in names}
    there = frozenset(plain.values())
    desk = next(one for one in _DESKS if one.has(there))
    marks, unsaid = {**_OURS, **desk.ours}, {**_UNSAID, **desk.unsaid}
    automatic = {**_AUTOMATIC, **desk.automatic}
    talks = [name for name, one in plain.items() if _CONVERSATION.fullmatch(one)]
    writer, contact = _find_writer(plain), None if talks else _find_contact(plain)
    if not _tells_messages(plain, is_of_contact=bool(writer and contact)):
        marks["direction"] = _OF_TWILIO if there >= {"from", "to"} else ()
    ours = {name: values for name, one in plain.items() if (values := marks.get(one))}
    is_by_contact = bool(ours and writer and contact)
    if is_by_contact:
        automatic |= {one: (*automatic.get(one, ()), *values) for one, values in _OF_CAMPAIGNS.items()}
    if talks and not ours:
        ours = {name: _BY_SIDE[one] for name, one in plain.items() if one in _BY_SIDE}
    return Directions(
        ours=ours,
        unsaid={name: unsaid[one] for name, one in plain.items() if one in unsaid},
        automatic={name: automatic[one] for name, one in plain.items() if one in automatic},
        person=_find_person(plain, desk),
        talk=min(talks, key=lambda name: _weigh(plain[name]), default=None),
        contact=contact if is_by_contact else None,
        writer=writer if is_by_contact else None,
        tells_notes=not there.isdisjoint(_PRIVACY),
    )


def _find_person(plain: Mapping[str, str], desk: _Desk) -> Marks | None:
    """Find what tells that a person of ours wrote a message: a desk's own mark, else whoever is named as its agent."""
    if desk.person is not None:
        start, values = desk.person
        return {name: values for name, one in plain.items() if one.startswith(start)}
    agents = (name for agent in _AGENTS for name, one in plain.items() if one == agent)
    return next(({name: ()} for name in agents), None)


def _tells_messages(plain: Mapping[str, str], *, is_of_contact: bool) -> bool:
    """Tell a message's direction by what stands beside it; `is_of_contact` if that is a contact and one of us."""
    if any(_OF_MESSAGES.search(normalise_name(name)) for name in plain):
        return True
    return is_of_contact and not any(map(_OF_OTHERS.search, plain.values()))


def _find_writer(plain: Mapping[str, str]) -> Marks | None:
    """Find what says who of us wrote a message: its sender's role, else a name."""
    roles: Marks = {name: _PEOPLE for name, one in plain.items() if one in _SIDES}
    return roles or next(({name: ()} for one in _WRITERS for name in _list_called(plain, one)), None)


def _find_contact(plain: Mapping[str, str]) -> tuple[str, str] | None:
    """Find what tells with whom a message of theirs and one of ours was exchanged."""
    for one in _CONTACTS:
        for name in _list_called(plain, one):
            return name, name
    sender, receiver = (next(_list_called(plain, one), None) for one in ("from", "to"))
    return (sender, receiver) if sender and receiver else None


def _list_called(plain: Mapping[str, str], one: str) -> Iterator[str]:
    return (name for name, called in plain.items() if called == one)


def may_be_own(name: str) -> bool:
    """Tell a name of telephone numbers that may be our own, as nothing in it says whose they are."""
    return normalise_name(name) in _NUMBERS


def names_machine(writer: str) -> bool:
    """Tell by the name of who wrote a message of ours that it was none of us."""
    return _MACHINE.search(writer) is not None


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
