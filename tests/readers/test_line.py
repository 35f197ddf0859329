"""Chats of an official account on LINE: what one of us wrote in their own name answers what stands before it."""

import pytest
from tests.readers.reading import mentions_in, read_text
from tests.readers.tables import notes

HEAD = "アカウント名,ヴェローラ\nタイムゾーン,+09:00\n送信者タイプ,送信者名,送信日,送信時刻,内容\n"
ASKED = "User,はる,2026/11/18,09:12:30,荷物がまだ届きません。\n"
ANSWER = "Account,{},2026/11/18,{},本日お届けします。\n"


def list_answered(*rows: str) -> list[bool]:
    name, items = read_text(HEAD + "".join(rows))
    assert name == "line"
    return [one.is_answered for one in mentions_in(items) if not one.ours]


def test_what_one_of_us_writes_answers_what_stands_before_it() -> None:
    again = ASKED.replace("09:12", "11:12")
    assert list_answered(ASKED, ANSWER.format("森", "10:05:00"), again) == [True, False]


@pytest.mark.parametrize(
    ("name", "time"),
    [("応答メッセージ", "10:05:00"), ("Unknown", "10:05:00"), ("", "10:05:00"), ("森", "09:12:31")],
)
def test_what_comes_at_once_or_in_nobodys_name_answers_nothing(name: str, time: str) -> None:
    assert list_answered(ASKED, ANSWER.format(name, time)) == [False]


def test_whom_we_answer_is_not_told_where_several_people_write() -> None:
    rows = (ASKED, ASKED.replace("はる", "あき"), ANSWER.format("森", "10:05:00"))
    assert list_answered(*rows) == [False, False]
    assert any("several people write to us" in told for told in notes(read_text(HEAD + "".join(rows))[1]))


def test_what_we_took_back_answers_nothing() -> None:
    taken_back = ANSWER.format("森", "10:05:00").replace("本日お届けします。", "メッセージの送信を取り消しました")
    assert list_answered(ASKED, taken_back) == [False]


def test_a_picture_has_no_words() -> None:
    assert list_answered(ASKED.replace("荷物がまだ届きません。", "写真を送信しました"), ASKED) == [False]
