"""What our own posts of a table answer where no column tells it: whom they begin with."""

from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
from tests.readers.tables import mentions, open_bytes

from mentiontriage.collect import Collection
from mentiontriage.inputs import name_file
from mentiontriage.readers import choose_reader

POSTS = (
    "ID,Date,Network,Handle,Text\n"
    "1,2026-07-14 09:00,Instagram,ada,it broke on day two\n"
    "2,2026-07-14 10:00,Instagram,bob.reed,where is my refund?\n"
    "3,2026-07-14 11:00,Instagram,velora,@ada so sorry! It is on its way.\n"
    "4,2026-07-14 12:00,Instagram,ada,it broke again\n"
)


def read_replies(table: str, own: Iterable[str] = ("velora",)) -> dict[str, str | None]:
    export = msgspec.structs.replace(open_bytes(table.encode()), own=frozenset(own))
    posts = mentions(list(choose_reader(export)[0].read(export)))
    texts = {post.id: post.text for post in posts}
    return {post.text: texts.get(post.in_reply_to or "") for post in posts if post.in_reply_to}


def test_what_we_write_to_somebody_answers_their_last_post_before_it() -> None:
    assert read_replies(POSTS) == {"@ada so sorry! It is on its way.": "it broke on day two"}


def test_the_order_of_the_rows_is_nothing_to_it() -> None:
    header, *rows = POSTS.splitlines()
    assert read_replies("\n".join([header, *reversed(rows)])) == read_replies(POSTS)


def test_only_ours_are_answers_and_only_where_we_say_who_we_are() -> None:
    assert read_replies(POSTS, own=()) == {}
    assert read_replies(POSTS, own=("cy",)) == {}


def test_whom_a_column_calls_by_name_is_known_by_the_link() -> None:
    table = "Date,Author,URL,Text\n" + "".join(
        f"2026-07-14 {hour:02}:00,{name},https://x.com/{handle}/status/180000000000000000{hour},{text}\n"
        for hour, name, handle, text in (
            (7, "Ada Moon", "ada_m", "it broke on day two"),
            (8, "Velora France", "velora", "@ada_m so sorry!"),
            (9, "Bo Reed", "bo", "@ada_m mine too"),
        )
    )
    assert read_replies(table) == {"@ada_m so sorry!": "it broke on day two"}
    assert read_replies(table.replace("Author", "Place")) == {"@ada_m so sorry!": "it broke on day two"}


@pytest.mark.parametrize(
    "text", ["@bob.reed. done", "@Bob.Reed: done", "@velora @bob.reed done", "@bob.reed @ada done", " @bob.reed\ndone"]
)
def test_the_first_of_those_addressed_who_is_not_ourselves_is_answered(text: str) -> None:
    told = read_replies(POSTS.replace("@ada so sorry! It is on its way.", f'"{text}"'))
    assert list(told.values()) == ["where is my refund?"]


@pytest.mark.parametrize("text", ["so sorry @ada", "@nobody so sorry", "@ so sorry", "so sorry", "@velora hello"])
def test_whom_we_merely_mention_or_do_not_know_has_no_answer(text: str) -> None:
    assert read_replies(POSTS.replace("@ada so sorry! It is on its way.", text)) == {}


def test_nothing_is_answered_before_it_was_written_or_on_another_network() -> None:
    assert read_replies(POSTS.replace("2026-07-14 11:00", "2026-07-14 08:00")) == {}
    assert read_replies(POSTS.replace("Instagram,velora", "X,velora")) == {}


def test_what_a_machine_writes_to_somebody_answers_nothing() -> None:
    header, *rows = POSTS.splitlines()
    for sender, answered in (("bot", {}), ("agent", {"@ada so sorry! It is on its way.": "it broke on day two"})):
        told = [f"{row},7,{sender if 'velora' in row else 'contact'}" for row in rows]
        assert read_replies("\n".join([f"{header},Conversation ID,Sender type", *told])) == answered


def test_a_column_that_tells_what_is_answered_is_believed_instead() -> None:
    header, *rows = POSTS.splitlines()
    table = "\n".join([f"{header},In reply to", *(f"{row},{2 if 'velora' in row else ''}" for row in rows)])
    assert read_replies(table) == {"@ada so sorry! It is on its way.": "where is my refund?"}


def test_a_list_of_people_is_no_reference_to_a_post() -> None:
    header, *rows = POSTS.splitlines()
    table = "\n".join([f"{header},reply_to", *(f"{row},[{{'screen_name': 'ada'}}]" for row in rows)])
    assert read_replies(table) == read_replies(POSTS)


def test_a_second_reading_tells_the_same(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("posts.csv", "copies.csv")]
    for path in paths:
        path.write_text(POSTS)
    collection = Collection(map(name_file, paths), {}, ("velora",))
    assert [post.text for post in collection.read_all() if post.is_answered] == ["it broke on day two"]


def test_the_link_of_our_reply_tells_the_comment_that_it_answers_whatever_ids_a_tool_gives() -> None:
    link = "https://www.facebook.com/velora/posts/9?comment_id=1001"
    table = (
        "Content ID,Date,Author,Text,Link,Parent ID\n"
        f"fb_1,2026-07-14 09:00,Ada Moon,it broke,{link},fb_post\n"
        f"fb_2,2026-07-14 10:00,Velora,so sorry!,{link}&reply_comment_id=1002,fb_1\n"
    )
    assert read_replies(table)["so sorry!"] == "it broke"
