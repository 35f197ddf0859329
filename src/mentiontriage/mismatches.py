"""Say in the words of a settings file what is wrong in it, and not in those of the library that found it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

import msgspec

_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>.*)`", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(?P<name>[^`]*)`")
_OTHER_KIND = re.compile(r"Expected `(?P<wanted>[^`]*)`, got `(?P<got>[^`]*)`")
_PLACE = re.compile(r"(?P<told>.*) - at `\$\.?(?P<place>[^`]*)`", re.DOTALL)
_FAULT = re.compile(r"(?P<told>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)", re.DOTALL)
_NAME = re.compile(r"\s*(\[+[\w.-]+\]*|[\w.-]+(?=\s*[=:]))")  # never the value: it may be a secret
_KINDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "datetime": "a date with a time",
    "date": "a date",
    "time": "a time of day",
}
_TYPES = {"list": "array", "dict": "object"}  # what Python calls otherwise
_FAULTS = (
    (("Cannot ", "Duplicate "), "it is set already, further up; keep one of the two"),
    (
        ("Invalid value", "Invalid date"),
        'there is no value that can be read; write a text in straight quotes ("Acme"), a number with a point (4.5), '
        "true or false in small letters, and ] behind a list",
    ),
    (
        ("Expected newline",),
        "something stands behind the value; write one setting a line, a number with a point (4.5), "
        'and a text in straight quotes ("Acme")',
    ),
    (
        ("Unterminated", 'Expected "', "Illegal character '\\n'", "Found invalid character '\\n'"),
        "a text has no end; close it with the quote that it begins with, on the same line",
    ),
    (("Illegal character", "Found invalid character"), "it holds a control character; write the line anew"),
    (
        ("Unescaped", "Invalid hex", "Escaped character"),
        r"a backslash in a text is written \\, or the text in single quotes ('C:\posts')",
    ),
    (("Unclosed array",), "a list from here or above has no end; put commas between its parts, and ] behind them"),
    (
        ("Unclosed inline", "Invalid initial"),
        "a name is missing, or a table has no end; put commas between the parts of { } and none behind the last, "
        "all on one line",
    ),
    (("Expected ']",), "the name of a table is written [NAME], one of several [[NAME]]"),
    (("Expected '='", "Invalid statement"), "it is not understood; write NAME = VALUE, [TABLE], or # before a comment"),
)


def describe_fault(error: Exception, text: str) -> str:
    """Describe why a text is no TOML: the line, what it sets, and how it is written."""
    found = _FAULT.fullmatch(str(error))
    if found is None:
        return str(error)
    lines = text.rstrip().split("\n")
    number = min(int(found["line"] or len(lines)), len(lines))
    name = _NAME.match(lines[number - 1])
    why = next((why for begins, why in _FAULTS if found["told"].startswith(begins)), found["told"])
    return f"line {number}{f' ({name[1]})' if name else ''}: {why}"


def describe_mismatch(error: Exception, kind: type[msgspec.Struct], table: Mapping[str, Any]) -> str:
    """Describe why a table does not fit a kind of settings; what we do not understand stays as it is told."""
    found = _PLACE.fullmatch(str(error))
    told, place = (found["told"], found["place"]) if found else (str(error), "")
    if unknown := _UNKNOWN.fullmatch(told):
        there_are = ", ".join(_list_settings(kind, place))
        where = f" under {place}" if place else ""
        return f"there is no setting {unknown['name']!r}{where}" + (f"; there are: {there_are}" if there_are else "")
    if (other := _OTHER_KIND.fullmatch(told)) and place:
        wanted = [_KINDS.get(name, name) for name in other["wanted"].split(" | ") if name != "null"]
        named = _name_keys(place, table, other["got"])
        return f"{named} is {_KINDS.get(other['got'], other['got'])}; it must be {' or '.join(wanted)}"
    if (missing := _MISSING.fullmatch(told)) and place:
        return f"{place} lacks its {missing['name']}"
    return f"{place}: {told}" if place else str(error)


def _name_keys(place: str, table: Mapping[str, Any], got: str) -> str:
    """Name the keys in a place like `tiers[...]`, which msgspec leaves out: those of the first value of that kind."""
    if "[...]" not in place:
        return place
    found: list[tuple[str, Any]] = [("", table)]
    for step in re.findall(r"\w+|\.\.\.", place):
        found = [
            (f"{name}.{key}".lstrip("."), value)
            for name, within in found
            if isinstance(within, Mapping)
            for key, value in within.items()
            if step in ("...", key)
        ]
    kinds = ((name, type(value).__name__) for name, value in found)
    return next((name for name, kind in kinds if _TYPES.get(kind, kind) == got), place)


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
