"""Say in the words of a settings file what is wrong in it, and not in those of the library that found it."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import msgspec

_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>.*)`")
_MISSING = re.compile(r"Object missing required field `(?P<name>[^`]*)`")
_OTHER_KIND = re.compile(r"Expected `(?P<wanted>[^`]*)`, got `(?P<got>[^`]*)`")
_PLACE = re.compile(r"(?P<told>.*) - at `\$\.?(?P<place>[^`]*)`", re.DOTALL)
_KINDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
}


def describe_mismatch(error: Exception, kind: type[msgspec.Struct]) -> str:
    """Describe why a value does not fit a kind of settings; what we do not understand stays as it is told."""
    if isinstance(error, UnicodeDecodeError):
        return f"it is no text in UTF-8 (byte {error.start})"
    found = _PLACE.fullmatch(str(error))
    told, place = (found["told"], found["place"]) if found else (str(error), "")
    if unknown := _UNKNOWN.fullmatch(told):
        there_are = ", ".join(_list_settings(kind, place))
        where = f" under {place}" if place else ""
        return f"there is no setting {unknown['name']!r}{where}" + (f"; there are: {there_are}" if there_are else "")
    if (other := _OTHER_KIND.fullmatch(told)) and place:
        wanted = [_KINDS.get(name, name) for name in other["wanted"].split(" | ") if name != "null"]
        return f"{place} is {_KINDS.get(other['got'], other['got'])}; it must be {' or '.join(wanted)}"
    if (missing := _MISSING.fullmatch(told)) and place:
        return f"{place} lacks its {missing['name']}"
    return f"{place}: {told}" if place else str(error)


def _list_settings(kind: Any, place: str) -> tuple[str, ...]:
    """List the settings that there are at a place like `brands[0]`; none where the place has no fixed ones."""
    for name in re.findall(r"\w+", re.sub(r"\[.*?\]", "", place)):
        types = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
        kind = next(_find_structs(types.get(name)), None)
        if kind is None:
            return ()
    return tuple(field.encode_name for field in msgspec.structs.fields(kind))


def _find_structs(kind: Any) -> Iterator[type[msgspec.Struct]]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind
    for part in get_args(kind):
        yield from _find_structs(part)
