"""Who is one of us: by handle, or by the name that a network shows where it has no handles."""

from typing import Literal
from unicodedata import normalize

import pytest

from mentiontriage.accounts import is_ours
from mentiontriage.handles import fold_handles
from mentiontriage.model import Author, Mention

OURS = fold_handles(("Café Acme", "AcmeHelps"))


def is_by_us(author: Author, source: str) -> bool:
    return is_ours(Mention("1", source, "We are on it", author), OURS)


@pytest.mark.parametrize("handle", ["acmehelps", "ACMEHELPS", "ＡｃｍｅＨｅｌｐｓ"])
def test_a_handle_is_ours_however_its_letters_are_written(handle: str) -> None:
    assert is_by_us(Author(handle), "x")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_page_is_ours_by_its_name_however_its_letters_are_written(form: Literal["NFC", "NFD"]) -> None:
    name = normalize(form, "CAFÉ Acme")
    assert is_by_us(Author(name=name), "facebook")


def test_a_name_is_ours_only_where_firms_are_known_by_theirs() -> None:
    assert not is_by_us(Author(name="Café Acme"), "trustpilot")
    assert not is_by_us(Author("ada", "Café Acme"), "facebook")
    assert not is_by_us(Author(), "facebook")
