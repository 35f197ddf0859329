"""X: both dialects of API v2, v1.1, the archive, and reposts known only by their text."""

import msgspec
import pytest

from mentiontriage.model import Author, Mention, Note, Repost, Skipped
from mentiontriage.payloads import x_v1, x_v2
from mentiontriage.payloads._each import Found
from mentiontriage.payloads._x import read_language, stand_in
from mentiontriage.payloads._x_v2_records import Includes, Page, Post, User


def read(page: str) -> list[Found]:
    return list(x_v2.to_items(msgspec.json.decode(page, type=Page)))


@pytest.mark.parametrize("reposts", ["retweet_count", "repost_count"])
@pytest.mark.parametrize("references", ["referenced_tweets", "referenced_posts"])
@pytest.mark.parametrize("long", ["note_tweet", "note_post"])
@pytest.mark.parametrize("history", ["edit_history_tweet_ids", "edit_history_post_ids"])
def test_both_dialects_say_the_same(reposts: str, references: str, long: str, history: str) -> None:
    (mention,) = read(
        f'{{"data": [{{"id": "2", "text": "cut", "{long}": {{"text": "whole"}}, "{history}": ["1", "2"],'
        f' "{references}": [{{"type": "replied_to", "id": "0"}}], "public_metrics": {{"{reposts}": 3}}}}]}}'
    )
    assert isinstance(mention, Mention)
    assert (mention.id, mention.text, mention.in_reply_to, mention.engagement.reposts) == ("1", "whole", "0", 3)
    assert mention.url == "https://x.com/i/status/2"


@pytest.mark.parametrize("tweets", ["tweets", "posts"])
@pytest.mark.parametrize("kind", ["retweeted", "reposted"])
def test_a_repost_takes_its_original_from_what_the_page_includes(tweets: str, kind: str) -> None:
    (repost,) = read(
        '{"data": [{"id": "2", "text": "RT @ada: cut", "author_id": "9", "referenced_tweets":'
        f' [{{"type": "{kind}", "id": "1"}}]}}], "includes": {{"{tweets}": [{{"id": "1", "text": "whole"}}]}}}}'
    )
    assert isinstance(repost, Repost)
    assert repost.original is not None
    assert repost.original.text == "whole"
    assert repost.by == Author()  # 9 is not in `includes`


def test_a_repost_of_an_edited_post_is_spread_of_its_first_version() -> None:
    (repost,) = read(
        '{"data": [{"id": "3", "text": "RT @ada: b", "referenced_tweets": [{"type": "retweeted", "id": "2"}]}],'
        ' "includes": {"tweets": [{"id": "2", "text": "b", "edit_history_tweet_ids": ["1", "2"]}]}}'
    )
    assert isinstance(repost, Repost)
    assert repost.of == "1"


def test_an_error_about_a_post_that_was_asked_for_is_a_loss_and_any_other_is_not() -> None:
    asked = (
        '{"errors": [{"parameter": "ids", "resource_id": "7", "detail": "gone"}], "data": [{"id": "8", "text": "a"}]}'
    )
    referred = (
        '{"errors": [{"parameter": "referenced_tweets.id", "detail": "gone"}], "data": [{"id": "8", "text": "a"}]}'
    )
    assert read(asked)[1:] == [Skipped("post 7", "X did not give it: gone")]
    assert isinstance(read(referred)[1], Note)
    assert read('{"errors": [{}]}') == [Skipped("", "X did not give it: X gave an error without a reason")]


def test_an_unknown_language_is_unknown() -> None:
    assert [read_language(code) for code in ("en", "und", "qme", "zxx", None, "")] == ["en", *[None] * 5]


def test_a_stand_in_is_linked_only_where_its_real_id_is_known() -> None:
    known = stand_in("RT @ada: no", Author(), "5", 3).original
    guessed = stand_in("RT @ada: no", Author(), None, None).original
    assert known is not None
    assert known.url == "https://x.com/ada/status/5"
    assert guessed is not None
    assert guessed.url is None
    assert stand_in("not a retweet's text", Author(), "5", None).original is None
    with pytest.raises(ValueError, match="does not name"):
        stand_in("not a retweet's text", Author(), None, None)


def test_an_id_comes_from_its_string_because_the_number_is_rounded() -> None:
    found = x_v1.to_mention(x_v1.Status(id=900719925474099300, id_str="900719925474099312", text="a"))
    assert isinstance(found, Mention)
    assert found.id == "900719925474099312"


def test_an_id_that_is_none_costs_nobody_else_their_name() -> None:
    users = [User(id={"odd": 1}, username="bob"), User(id="5", username="ada")]
    page = Page(data=[Post(id="1", text="no bag", author_id="5")], includes=Includes(users=users))
    (found,) = x_v2.to_items(page)
    assert isinstance(found, Mention)
    assert found.author.handle == "ada"
