"""Mastodon's API and the outbox of its archive."""

from typing import Any

import msgspec
import pytest

from mentiontriage.model import Author, Mention, Repost, Skipped
from mentiontriage.payloads import mastodon, outbox

HERE = "https://here.example"


def read(reply: dict[str, Any]) -> list[Any]:
    return list(mastodon.to_items(msgspec.convert(reply, mastodon.Reply)))


def status(number: int, **fields: object) -> dict[str, Any]:
    account = {"acct": "ada", "url": f"{HERE}/@ada"}
    return {"id": str(number), "uri": f"{HERE}/{number}", "content": f"<p>{number}</p>", "account": account, **fields}


def test_every_reply_that_holds_statuses_gives_them() -> None:
    replies: dict[str, dict[str, Any]] = {
        "a search": {"accounts": [], "statuses": [status(1)], "hashtags": []},
        "a thread": {"ancestors": [], "descendants": [status(1)]},
        "a conversation": {"unread": False, "accounts": [], "last_status": status(1)},
        "a mention": {"type": "mention", "status": status(1)},
        "an edit": {"type": "update", "status": status(1)},
        "a status": status(1),
    }
    for name, reply in replies.items():
        (mention,) = read(reply)
        assert (mention.id, mention.text, mention.ours) == (f"{HERE}/1", "1", False), name


def test_a_notification_about_our_own_post_is_no_mention_by_a_stranger() -> None:
    (liked,) = read({"type": "favourite", "account": {"acct": "ben"}, "status": status(1)})
    assert liked.ours
    (passed_on,) = read({"type": "reblog", "account": {"acct": "ben"}, "status": status(1)})
    assert isinstance(passed_on, Repost)
    assert passed_on.by == Author(handle="ben")
    grouped = {"statuses": [status(1), status(2)], "notification_groups": [{"type": "favourite", "status_id": "1"}]}
    assert [mention.ours for mention in read(grouped)] == [True, False]
    assert read({"type": "follow", "account": {"acct": "ben"}}) == []


def test_a_poll_that_has_ended_may_be_somebody_elses_in_which_we_voted() -> None:
    (asked,) = read({"type": "poll", "account": {"acct": "ben"}, "status": status(1)})
    assert not asked.ours


def test_a_content_warning_is_part_of_the_text() -> None:
    (mention,) = read(status(1, spoiler_text="about kettles"))
    assert mention.text == "about kettles\n1"


def test_a_quote_names_what_it_quotes_whole_or_by_its_id() -> None:
    (whole,) = read(status(1, quote={"quoted_status": status(2)}))
    (by_id,) = read(status(1, quote={"quoted_status": None, "quoted_status_id": "2"}))
    (of_a_fork,) = read(status(1, quote=status(2)))
    assert (whole.quotes, by_id.quotes, of_a_fork.quotes) == (f"{HERE}/2", "2", f"{HERE}/2")


def test_a_page_with_one_bad_status_gives_all_others() -> None:
    found = read({"ancestors": [status(1), {"content": "known by nothing"}], "descendants": [status(2)]})
    assert [type(item) for item in found] == [Mention, Skipped, Mention]


def test_an_actors_address_becomes_a_handle() -> None:
    for actor in (f"{HERE}/users/ada", f"{HERE}/@ada", f"{HERE}/users/ada/"):
        note = outbox.Object(id="1", content="a")
        (mention,) = outbox.to_items(outbox.Outbox(type="Create", actor=actor, object=note))
        assert isinstance(mention, Mention)
        assert mention.author.handle == "ada@here.example"
        assert mention.ours


@pytest.mark.parametrize(
    ("page", "handle"),
    [
        (f"{HERE}/@ada/116", "ada@here.example"),
        ("https://there.example/@ada/116", None),  # the page is not of the server that counts
        (f"{HERE}/ap/users/115/statuses/116", None),
        (None, None),
    ],
)
def test_an_actor_that_is_a_number_is_told_by_the_page_of_the_post(page: str | None, handle: str | None) -> None:
    note = outbox.Object(id=f"{HERE}/ap/users/115/statuses/116", url=page, content="a")
    (mention,) = outbox.to_items(outbox.Outbox(type="Create", actor=f"{HERE}/ap/users/115", object=note))
    assert isinstance(mention, Mention)
    assert (mention.author.handle, mention.ours) == (handle, True)
    announced = outbox.Outbox(type="Announce", actor=f"{HERE}/ap/users/115", object=f"{HERE}/users/bob/statuses/1")
    (repost,) = outbox.to_items(announced)
    assert isinstance(repost, Repost)
    assert repost.by.handle is None


def test_a_language_is_told_only_where_there_is_one() -> None:
    for languages, told in (({"en": "a"}, "en"), ({"en": "a", "de": "b"}, None), (None, None)):
        note = outbox.Object(id="1", content="a", contentMap=languages)
        (mention,) = outbox.to_items(outbox.Outbox(type="Create", object=note))
        assert isinstance(mention, Mention)
        assert mention.lang == told


def test_a_status_keeps_its_instances_own_id_beside_its_uri() -> None:
    (known,) = read(status(1, in_reply_to_id="2"))
    assert (known.id, known.local_id, known.in_reply_to) == (f"{HERE}/1", "1", "2")
    (passed_on,) = read(status(3, reblog=status(4)))
    assert passed_on.original.local_id == "4"
    (without,) = read(status(5, uri=None))
    assert (without.id, without.local_id) == ("5", None)
