"""Who takes part in a ticket in JSON: the requester is the customer, and who else writes publicly is one of us.

But not those who are merely in copy, and nobody of whom a page that lists people says otherwise. So it is in Zendesk,
whose comments have no mark of their own that tells which way they went (`_directions`).
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from mentiontriage.readers._json import list_objects
from mentiontriage.text import normalise_name, read_name

_OF_COMMENTS = frozenset({"authorid", "auditid", "public"})
"""What Zendesk calls things in every comment."""
_IN_COPY = ("emailccids", "emailccs", "collaboratorids", "collaborators", "collaborator")
_FOLLOWING = ("followerids", "followers")
_OF_US = frozenset({"agent", "admin", "owner"})


class Person(NamedTuple):
    """Somebody whom a page lists beside its tickets."""

    name: str | None
    role: str | None


class Parties:
    """Who takes part in a ticket, by their ids."""

    def __init__(self, ticket: Mapping[str, Any], people: Mapping[str, Person]) -> None:
        """Read a flattened ticket; `people` are those whom its page lists."""
        told = {normalise_name(name): value for name, value in ticket.items()}
        self.requester = read_name(told.get("requesterid"))
        self._assignee = read_name(told.get("assigneeid"))
        self._following = _list_ids(told, _FOLLOWING)
        self._in_copy = _list_ids(told, _IN_COPY)
        named = {
            ident: Person(name, None)
            for who in ("requester", "submitter", "assignee")
            if (ident := read_name(told.get(f"{who}id"))) and (name := read_name(told.get(f"{who}name")))
        }
        self._people = {**_find_writer(told, self.requester), **named, **people}

    def name(self, ident: str | None) -> str | None:
        """Name somebody, if their name is told."""
        known = self._people.get(ident or "")
        return known.name if known else None

    def tell(self, author: str | None) -> bool:
        """Tell whether anything says on which side an author is."""
        known = self._people.get(author or "")
        return self.requester is not None or (known is not None and known.role is not None) or self.is_machine(author)

    def is_ours(self, author: str | None) -> bool:
        """Tell whether an author is one of us; in doubt nobody is."""
        if author is None or author == self.requester:
            return False
        known = self._people.get(author)
        if known and known.role:
            return known.role in _OF_US
        if author == self._assignee or author in self._following:
            return True
        return self.is_machine(author) or (self.requester is not None and author not in self._in_copy)

    def is_outside(self, author: str | None) -> bool:
        """Tell somebody of whom it is told that they are none of us."""
        known = self._people.get(author or "")
        return known is not None and known.role is not None and known.role not in _OF_US

    def is_machine(self, author: str | None) -> bool:
        """Tell Zendesk's own system, whose number is negative."""
        return author is not None and author.startswith("-")


def find_people(page: Mapping[str, Any]) -> dict[str, Person]:
    """Find whom a page lists beside its tickets or comments (Zendesk's `include=users`), by their ids."""
    people: dict[str, Person] = {}
    for one in list_objects(page.get("users")):
        if ident := read_name(one.get("id")):
            people[ident] = Person(read_name(one.get("name")), read_name(one.get("role")))
    return people


def is_comment(names: Iterable[str]) -> bool:
    """Tell a comment of Zendesk's by its names."""
    return set(map(normalise_name, names)) >= _OF_COMMENTS


def read_author(message: Mapping[str, Any]) -> str | None:
    """Read the id of a flattened message's author."""
    told = {normalise_name(name): value for name, value in message.items()}
    return read_name(told.get("authorid", told.get("userid")))


def read_sender(message: Mapping[str, Any]) -> str | None:
    """Read who sent a message that names them in a list, among those to whom it went (Front) or alone (HubSpot).

    Or by who created it, with given and family name apart (Help Scout).
    """
    for one in list_objects(message.get("recipients")):
        if one.get("role") == "from":
            return read_name(one.get("name")) or read_name(one.get("handle"))
    for one in list_objects(message.get("senders")):
        return read_name(one.get("name")) or read_name(one.get("actorId"))
    by = message.get("createdBy")
    names = (read_name(by.get(part)) for part in ("first", "last")) if isinstance(by, dict) else ()
    return " ".join(filter(None, names)) or None


def _find_writer(told: Mapping[str, Any], requester: str | None) -> dict[str, Person]:
    """Find the name of who wrote what a ticket was made of, if nobody else did that for them (Zendesk's `via`)."""
    source = told.get("viasource")
    writer = source.get("from") if isinstance(source, dict) else None
    name = read_name(writer.get("name")) if isinstance(writer, dict) else None
    if requester is None or name is None or read_name(told.get("submitterid", requester)) != requester:
        return {}
    return {requester: Person(name, None)}


def _list_ids(told: Mapping[str, Any], names: Iterable[str]) -> frozenset[str]:
    listed = (one for name in names if isinstance(several := told.get(name), list) for one in several)
    found = (read_name(one.get("id") if isinstance(one, dict) else one) for one in listed)
    return frozenset(one for one in found if one)
