"""Tell what a source cannot work with before it asks anybody: addresses that are none, impossible limits."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

_EXAMPLE = "https://forum.example"
_LIMITS = {
    "seconds": (0.001, 86_400, "seconds"),
    "patience": (0.001, 3_600, "seconds"),
    "pause": (0, 3_600, "seconds"),
    "most": (1, 1_000_000, "posts"),
}


def check_options(options: msgspec.Struct) -> None:
    """Raise ValueError for an option that cannot be, naming it. No address is quoted: it may be a secret."""
    told = msgspec.structs.asdict(options)
    for name, (least, most, unit) in _LIMITS.items():
        if name in told and not least <= told[name] <= most:
            raise ValueError(f"{name} is {told[name]:g}; it must be at least {least:g} and at most {most:,} {unit}")
    if (empty := next(_list_empty(options), None)) is not None:
        raise ValueError(f"{empty} is empty, so that nobody would be asked; fill it in, or leave it out")
    for name, address in _list_addresses(told):
        if (why := _find_fault(address)) is not None:
            raise ValueError(f"{name} is not a usable address ({why}); write it like {_EXAMPLE}")


def _list_empty(options: msgspec.Struct, where: str = "") -> Iterator[str]:
    """List the options that are empty and are not so by themselves, those of places (an app, a feed) too."""
    for field in msgspec.structs.fields(options):
        value = getattr(options, field.name)
        if isinstance(value, str | tuple) and not value and field.default not in ("", (), None):
            yield where + field.name
        for number, inner in enumerate(value if isinstance(value, tuple) else (), 1):
            if isinstance(inner, msgspec.Struct):
                yield from _list_empty(inner, f"number {number} of {field.name}: ")


def _list_addresses(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """List the addresses with the names of their options: base_url, login_url, and all of urls.

    What stands under urls may be the end of an address, behind base_url.
    """
    base = told.get("base_url")
    for name, value in told.items():
        if not name.endswith(("url", "urls")) or not value:
            continue
        for number, entry in enumerate([value] if isinstance(value, str) else value, 1):
            address = entry if isinstance(entry, str) else entry.url
            if name != "urls" or "://" in address or not base:
                yield name if isinstance(value, str) else f"number {number} of {name}", address


def _find_fault(address: str) -> str | None:
    """Find why an address cannot be asked; None where it can."""
    if not address.isprintable() or " " in address:
        return "it holds a blank or a control character"
    try:
        place = urlsplit(address)
        host = place.hostname or ""
        host.encode("idna")  # as connecting does: forum..example is none
        place.port  # noqa: B018 (raises for one that is none)
    except ValueError:
        return "its host or port cannot be"
    if place.scheme not in {"http", "https"}:
        return "it does not begin with https:// or http://"
    return None if host else "it names no host"
