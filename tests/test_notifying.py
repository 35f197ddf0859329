"""What a chat is told: whichever chat it is, no post in it calls anybody, links, shows pictures or hides other rows."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.hostile import list_harmful, queues
from tests.formats.queues import NOW, make_hard_queue, make_score

from mentiontriage.model import Author, Mention, Queue, QueueItem
from mentiontriage.notifying import write_text

NO_WIDTH = "\u200b"
CALL = re.compile(r"@(?:all|channel|everyone|here)\b", re.IGNORECASE)
OWN_LINK = re.compile(r" <https?://(?![^<>|\s]*@(?:all|channel|everyone|here)\b)[^<>|\s]+\|open>", re.IGNORECASE)
ACTS = re.compile(
    rf"[<>]|(?<!{NO_WIDTH})://|\]\(|``|\|\||\bwww\.\w|\w\.com|@\w",
    re.IGNORECASE,
)
MAIL = re.compile(r"(?<![\w.+@-])(?!www\.)[\w.+-]+@[\w-]+\.[\w.-]+", re.IGNORECASE)
LIVELY = st.sampled_from(
    [*"@3](`|>", "everyone", "here", "ada", "a@b.example", "://", "https", "www.", "evil.com", "<!"],
)


def tell(text: str, handle: str = "ada", url: str | None = None) -> str:
    mention = Mention("1", "x", text, author=Author(handle=handle), url=url)
    return write_text(Queue(NOW, None, 1, (), None, (QueueItem(1, mention, make_score()),)))


def list_acting(told: str) -> list[str]:
    assert not list_harmful(told, frozenset(f"\n{NO_WIDTH}"))
    shown = OWN_LINK.sub("", told)
    everybody = [mail for mail in MAIL.findall(shown) if CALL.search(mail)]
    return everybody + ACTS.findall(MAIL.sub("mail", shown))


@given(queue=queues())
@settings(max_examples=60)
def test_no_queue_whatever_acts_in_a_chat(queue: Queue) -> None:
    assert not list_acting(write_text(queue))


@given(text=st.lists(LIVELY, max_size=8).map("".join))
def test_no_text_made_of_what_acts_acts_in_a_chat(text: str) -> None:
    assert not list_acting(tell(text, text, f"https://x.example/{text}"))


def test_hard_situations_act_in_no_chat() -> None:
    assert not list_acting(write_text(make_hard_queue()))


@pytest.mark.parametrize(
    "text",
    [
        "[your bank](https://evil.example/pay) ![](https://evil.example/pixel.png) see www.evil.example",
        "@ada @channel x@everyone.example are ``` code and || covered",
        "it broke. e.g. the lid, 3.5 cm, v2.final",
    ],
)
def test_people_read_a_post_as_it_was_written(text: str) -> None:
    assert text in tell(text).replace(NO_WIDTH, "")


def test_a_mail_address_can_be_copied() -> None:
    assert "write to eve.j+lid@mail.example, please" in tell("write to eve.j+lid@mail.example, please")


def test_the_link_to_a_post_calls_nobody_either() -> None:
    told = tell("no reply", url="https://social.example/@everyone/1")
    assert told.endswith(" <https://social.example/%40everyone/1|open>")
