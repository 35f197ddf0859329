"""Comments as Facebook's Graph API gives them: their ids are written with what they stand under, or without it."""

import json
from collections.abc import Callable

import pytest
from tests.readers.reading import mentions_in, read_text

from mentiontriage.model import Mention

POST = "123456789012"
ASKED, SENT = "998877665501", "998877665502"


def spell_whole(ident: str) -> str:
    return f"{POST}_{ident}"


def spell_page_too(ident: str) -> str:
    return f"100200300_{POST}_{ident}"


def spell_alone(ident: str) -> str:
    return ident


SPELLINGS = [spell_whole, spell_page_too, spell_alone]
Spell = Callable[[str], str]


def read_comments(ids: Spell, parents: Spell, *, as_json: bool, **more: str) -> list[Mention]:
    """Read a complaint and our reply to it."""
    asked = {"id": ids(ASKED), "message": "no refund", "created_time": "2026-11-20T09:00:00+0000"} | more
    sent = asked | {"id": ids(SENT), "message": "so sorry", "created_time": "2026-11-20T10:00:00+0000"}
    if as_json:
        posts = [
            asked | {"from": {"name": "Ada Moon", "id": "77"}},
            sent | {"from": {"name": "Acme", "id": "42"}, "parent": {"id": parents(ASKED)}},
        ]
        return mentions_in(read_text("".join(json.dumps(one) + "\n" for one in posts))[1])
    head = (*asked, "from.name", "from.id", "parent.id")
    rows = ((*asked.values(), "Ada Moon", "77", ""), (*sent.values(), "Acme", "42", parents(ASKED)))
    return mentions_in(read_text("\n".join(map(",".join, (head, *rows))) + "\n")[1])


@pytest.mark.parametrize("as_json", [False, True], ids=["table", "JSON"])
@pytest.mark.parametrize("parents", SPELLINGS)
@pytest.mark.parametrize("ids", SPELLINGS)
def test_a_reply_finds_its_comment_however_either_writes_the_id(ids: Spell, parents: Spell, *, as_json: bool) -> None:
    asked, sent = read_comments(ids, parents, as_json=as_json, network="facebook")
    assert (asked.id, sent.id, sent.in_reply_to) == (ASKED, SENT, ASKED)


@pytest.mark.parametrize("as_json", [False, True], ids=["table", "JSON"])
def test_the_apis_names_and_ids_tell_facebook(*, as_json: bool) -> None:
    asked, sent = read_comments(spell_whole, spell_whole, as_json=as_json)
    assert (asked.source, asked.author.name, sent.in_reply_to) == ("facebook", "Ada Moon", ASKED)


@pytest.mark.parametrize("as_json", [False, True], ids=["table", "JSON"])
def test_elsewhere_an_id_stays_as_it_is_written(*, as_json: bool) -> None:
    asked, sent = read_comments(spell_whole, spell_whole, as_json=as_json, network="forum.example")
    assert (asked.id, sent.in_reply_to) == (spell_whole(ASKED), spell_whole(ASKED))


@pytest.mark.parametrize("as_json", [False, True], ids=["table", "JSON"])
def test_what_a_tool_has_counted_below_a_post_is_no_id_of_facebooks(*, as_json: bool) -> None:
    def count(ident: str) -> str:
        return f"{POST}_{ident[-1]}"

    asked, sent = read_comments(count, count, as_json=as_json, network="facebook")
    assert (asked.id, sent.id, sent.in_reply_to) == (f"{POST}_1", f"{POST}_2", f"{POST}_1")
