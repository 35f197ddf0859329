"""Keep secrets out of all that is told: services and libraries quote what we sent them."""

import json
import re
from base64 import b64encode
from collections.abc import Iterable
from itertools import takewhile
from urllib.parse import quote, unquote, urlsplit

_SHORTEST = 4  # what is shorter would blot out words
_BEGINNING = 8  # whoever quotes a secret and cuts it short has shown as much


class Secrets:
    """What must never be shown: credentials, tokens learnt on the way, addresses that let one in."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._forms: list[str] = []  # appended to by the thread that fetches, read by the one that tells
        for secret in known:
            self.hide(secret)

    def hide(self, secret: str) -> None:
        """Blot out a secret from now on, also as it stands in addresses and in JSON."""
        if len(secret) >= _SHORTEST:
            forms = (secret, quote(secret, safe=""), json.dumps(secret)[1:-1])
            self._forms += [form for form in dict.fromkeys(forms) if form not in self._forms]

    def hide_login(self, url: str) -> None:
        """Blot out the name and password that an address may hold, also as they are sent."""
        place = urlsplit(url)
        if place.password:
            pair = f"{unquote(place.username or '')}:{unquote(place.password)}"
            self.hide(b64encode(pair.encode()).decode())
            self.hide(unquote(place.password))

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
        for form in sorted(self._forms, key=len, reverse=True):
            at = text.find(form[:_BEGINNING])
            while at >= 0:
                text = f"{text[:at]}***{text[at + _count_alike(form, text[at:]) :]}"
                at = text.find(form[:_BEGINNING], at + 3)
        return text


def _count_alike(one: str, other: str) -> int:
    """Count the characters that two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
