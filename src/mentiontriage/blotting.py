"""Keep secrets out of all that is told: services, mail servers and libraries quote what we sent them."""

import html
import json
import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable, Sequence
from functools import cache
from urllib.parse import unquote, urlsplit

_SHORTEST = 4  # what is shorter would blot out words
_BEGINNING = 8  # whoever quotes a secret and cuts it short has shown as much

_Ways = tuple[str, ...]


class Secrets:
    """What must never be shown: credentials, tokens learnt on the way, addresses that let one in."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        # For each secret, the ways to write each of its characters; filled by the thread that
        # fetches, read by the one that tells.
        self._secrets: dict[str, Sequence[_Ways]] = {}
        for secret in known:
            self.hide(secret)

    def hide(self, secret: str) -> None:
        """Blot out a secret from now on, also as it stands in addresses, in JSON, in HTML and in base64."""
        for one in (secret, unquote(secret)):  # a token may hold %2B itself, and be told as +
            self._add(one)
        self.hide_encoded(secret)

    def hide_encoded(self, secret: str) -> None:
        """Blot out what is written in base64 only: a user's name may be told, the login that holds it may not."""
        if len(secret) >= _SHORTEST:
            sent = secret.encode("utf-8", "surrogatepass")
            for encode in (b64encode, urlsafe_b64encode):
                self._add(encode(sent).decode())

    def hide_login(self, url: str) -> None:
        """Blot out the name and password that an address may hold, also as they are sent."""
        place = urlsplit(url)
        name, password = unquote(place.username or ""), unquote(place.password or "")
        if name or password:
            self.hide_encoded(f"{name}:{password}")
            self.hide(password or name)  # a name alone is a token

    def hide_address(self, url: str) -> None:
        """Blot out all of an address but its host: whoever knows a private feed's can read it."""
        try:
            place = urlsplit(url)
            self.hide_login(url)
        except ValueError:  # no address at all
            self.hide(url)
            return
        for part in (place.path, place.query, *re.split("[/&=]", f"{place.path}&{place.query}")):
            if part.startswith("/") or len(part) >= _BEGINNING:  # a short one alone is a word
                self.hide(part)

    def blot(self, text: str) -> str:
        """Blot the secrets out of a text, also where only the beginning of one is left."""
        spans = [span for secret in tuple(self._secrets.values()) for span in _find(secret, text)]
        told: list[str] = []
        end = 0
        for start, stop in sorted(spans):
            if not told or start > end:
                told += [text[end:start], "***"]
            end = max(end, stop)
        return "".join((*told, text[end:]))

    def _add(self, secret: str) -> None:
        if len(secret) >= _SHORTEST and secret not in self._secrets:
            self._secrets[secret] = tuple(map(_list_ways, secret))


def _find(secret: Sequence[_Ways], text: str) -> Iterable[tuple[int, int]]:
    """Find where a secret stands in a text, whole or cut short, each character written in any way.

    One that begins inside another is found as well: a text may repeat a beginning before the whole.
    """
    firsts = "|".join(map(re.escape, secret[0]))
    for found in re.finditer(f"(?={firsts})", text):
        if (end := _follow(secret, text, found.start())) is not None:
            yield found.start(), end


def _follow(secret: Sequence[_Ways], text: str, at: int) -> int | None:
    """Follow a secret through a text for as far as they agree; None where that is not far enough to tell.

    A character may be written in ways of which one begins another (% and %25), so that all are
    followed, and the one that leads furthest holds.
    """
    ends, furthest = {at}, at
    for number, ways in enumerate(secret):
        if number >= _BEGINNING:
            furthest = max(furthest, *(_skip_half(ways, text, end) for end in ends))
        ends = {end + len(way) for end in ends for way in ways if text.startswith(way, end)}
        if not ends:
            return furthest if number >= _BEGINNING else None
    return max(furthest, *ends)


def _skip_half(ways: _Ways, text: str, at: int) -> int:
    """Pass over what a cut has left of an escaped character."""
    return at + max(len(way[:n]) for way in ways for n in range(len(way)) if text.startswith(way[:n], at))


@cache
def _list_ways(sign: str) -> _Ways:
    """List how a character is written: plainly, in addresses (also twice over), in JSON and in HTML."""
    quoted = "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "surrogatepass"))
    twice = quoted.replace("%", "%25")
    number = ord(sign)
    ways = [sign, quoted, quoted.lower(), twice, twice.lower(), json.dumps(sign)[1:-1]]
    ways += [f"\\u{number:04x}", f"\\u{number:04X}", html.escape(sign)]
    ways += [f"&#{number};", f"&#x{number:x};", f"&#x{number:X};"]
    if not sign.isalnum():
        ways.append(f"\\{sign}")  # as \/ in the JSON of some services
    if sign in " +":
        ways.append("+ ".replace(sign, ""))  # forms write a space as +, and whoever reads one undoes it
    return tuple(dict.fromkeys(ways))
