"""Secrets are blotted out however they are written, and however short they are cut."""

import html
import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from urllib.parse import quote, quote_plus, unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentiontriage.blotting import Secrets

# Letters of no word in the frame that it is told in, so that any of them that is left is seen.
_SIGNS = "ABCDEFGHXYZabdfghkp012789%/+=&<>\"'~ \\"
_TOKENS = st.text(_SIGNS, min_size=8, max_size=40).filter(lambda token: len(token.strip()) == len(token))
_FORMS: dict[str, Callable[[str], str]] = {
    "raw": str,
    "quoted": lambda token: quote(token, safe=""),
    "quoted but for slashes": quote,
    "quoted in small letters": lambda token: "".join(f"%{byte:02x}" for byte in token.encode()),
    "quoted twice": lambda token: quote(quote(token, safe=""), safe=""),
    "in a form": quote_plus,
    "unquoted": unquote,
    "in JSON": lambda token: json.dumps(token)[1:-1],
    "in JSON with slashes escaped": lambda token: json.dumps(token)[1:-1].replace("/", "\\/"),
    "in HTML": html.escape,
    "in HTML by numbers": lambda token: "".join(f"&#{ord(sign)};" for sign in token),
    "in base64": lambda token: b64encode(token.encode()).decode(),
    "in base64 for addresses": lambda token: urlsafe_b64encode(token.encode()).decode().rstrip("="),
    "in base64, quoted": lambda token: quote(b64encode(token.encode()).decode(), safe=""),
}


@pytest.mark.parametrize("form", _FORMS)
@given(token=_TOKENS)
@example("BuSeid%2BULvsea4%3D")
@example("abcdefgh/ijklm+nop=")
@example("aaaaaaaa%25aaaaaaab")
def test_no_end_of_a_secret_is_left_however_it_is_written(form: str, token: str) -> None:
    written = _FORMS[form](token)
    if len(written) >= 8:  # a token of percent signs may be next to nothing once it is unquoted
        assert Secrets([token]).blot(f"@{written}@") == "@***@"


@pytest.mark.parametrize("form", _FORMS)
@given(token=_TOKENS, data=st.data())
def test_a_secret_that_is_cut_short_is_blotted_out_to_the_cut(form: str, token: str, data: st.DataObject) -> None:
    shortest = len(_FORMS[form](token[:8]))
    written = _FORMS[form](token)
    if len(written) > shortest >= 8:
        cut = written[: data.draw(st.integers(shortest, len(written)))]
        assert Secrets([token]).blot(f"@{cut}") == "@***"


@given(user=st.text(_SIGNS.replace(" ", ""), min_size=1, max_size=12), password=_TOKENS)
def test_a_login_in_an_address_is_blotted_out_as_it_is_sent(user: str, password: str) -> None:
    secrets = Secrets()
    secrets.hide_login(f"https://{quote(user, safe='')}:{quote(password, safe='')}@forum.example/")
    sent = b64encode(f"{user}:{password}".encode()).decode()
    assert secrets.blot(f"@Basic {sent}@") == "@Basic ***@"
    assert secrets.blot(f"@{password}@") == "@***@"


def test_a_token_in_the_place_of_a_user_is_blotted_out() -> None:
    secrets = Secrets()
    secrets.hide_login("https://t0ken-of-ours@forum.example")
    sent = b64encode(b"t0ken-of-ours:").decode()
    assert secrets.blot(f"no t0ken-of-ours, no {sent}") == "no ***, no ***"


def test_the_beginning_of_a_secret_before_the_whole_leaves_none_of_it() -> None:
    assert Secrets(["abcabcabcX12"]).blot("abcabcabcabcX12.") == "***."


def test_what_only_begins_like_a_secret_is_a_word() -> None:
    assert Secrets(["password-of-ours", "abc"]).blot("a passport, abc") == "a passport, abc"
