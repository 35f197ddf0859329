"""An account that answers many people is asked about, as it may be ours; nothing but a note comes of it."""

from collections.abc import Iterable, Iterator
from itertools import count

import pytest

from mentiontriage import answerers
from mentiontriage.answerers import AnswerLog
from mentiontriage.census import Census
from mentiontriage.model import Author, Mention

CARE = "NordhausCare"


class Talk:
    """Posts on one network, in the order in which they were written."""

    def __init__(self, source: str = "x") -> None:
        self.source = source
        self.posts: list[Mention] = []
        self._ids = map(str, count(1))

    def say(self, who: str, to: str | None = None, *, by_name: bool = False) -> str:
        """Have somebody write something; gives its id."""
        author = Author(name=who) if by_name else Author(handle=who)
        self.posts.append(Mention(next(self._ids), self.source, "hm", author, in_reply_to=to))
        return self.posts[-1].id

    def be_answered(self, who: str, people: Iterable[str], *, by_name: bool = False) -> "Talk":
        """Have people write something each, and somebody answer all of them."""
        for person in people:
            self.say(who, self.say(person, by_name=by_name), by_name=by_name)
        return self


def name_people(number: int) -> Iterator[str]:
    return (f"person{at}" for at in range(number))


def ask(posts: Iterable[Mention], *, own: tuple[str, ...] = ()) -> list[str]:
    census = Census(own)
    for _ in census.read_first(posts):
        pass
    census.settle()
    census.ask("export.json")
    assert all(note.is_pressing and note.where == "export.json" for note in census.notes)
    return [note.text for note in census.notes]


def test_whoever_answers_ten_people_may_be_us() -> None:
    talk = Talk().be_answered(CARE, name_people(10))
    talk.say(CARE, talk.say("person3"))
    assert ask(talk.posts) == [
        "@NordhausCare answers 11 posts of 10 people; if it is yours, say so (--handle NordhausCare), "
        "so that they count as answered"
    ]
    assert ask(reversed(talk.posts)) == ask(talk.posts)


def test_nine_are_too_few() -> None:
    assert ask(Talk().be_answered(CARE, name_people(9)).posts) == []


def test_one_person_who_writes_ten_times_is_one() -> None:
    assert ask(Talk().be_answered(CARE, ["ada"] * 30).posts) == []


def test_a_post_that_stands_in_two_exports_is_one() -> None:
    talk = Talk().be_answered(CARE, name_people(12))
    assert ask([*talk.posts, *talk.posts]) == ask(talk.posts) != []


def test_nobody_is_asked_about_who_is_known_to_be_ours() -> None:
    talk = Talk().be_answered(CARE, name_people(12))
    assert ask(talk.posts, own=("@nordhauscare",)) == []
    assert ask(talk.posts, own=("@somebody_else",)) != []


def test_where_one_of_ours_replies_others_are_others() -> None:
    talk = Talk().be_answered("eager_fan", name_people(12)).be_answered(CARE, ["zoe"])
    assert ask(talk.posts) != []
    assert ask(talk.posts, own=(CARE,)) == []
    elsewhere = Talk("bluesky").be_answered("nordhaus.example", name_people(12))
    assert len(ask([*talk.posts, *elsewhere.posts], own=(CARE,))) == 1


def test_whoever_begins_a_thread_and_thanks_everybody_in_it_is_no_brand() -> None:
    talk = Talk("reddit")
    begun = talk.say("ada")
    for person in name_people(30):
        talk.say("ada", talk.say(person, begun))
    assert ask(talk.posts) == []


def test_below_what_a_page_posts_people_write_to_the_page() -> None:
    talk = Talk("facebook")
    begun = talk.say("Nordhaus Care", by_name=True)
    for person in name_people(12):
        talk.say("Nordhaus Care", talk.say(person, begun, by_name=True), by_name=True)
    assert ask(talk.posts) == [
        "Nordhaus Care answers 12 posts of 12 people; if it is yours, say so (--handle 'Nordhaus Care'), "
        "so that they count as answered"
    ]


def test_somebody_who_answers_one_in_twenty_is_not_asked_about() -> None:
    talk = Talk("reddit").be_answered("eager", name_people(12))
    for number in range(240):
        talk.say(f"friend{number}", str(number % 12 * 2 + 1))
    assert ask(talk.posts) == []


def test_somebody_who_says_much_unasked_is_not_asked_about() -> None:
    talk = Talk().be_answered("chatty", name_people(12))
    for _ in range(5):
        talk.say("chatty")
    assert ask(talk.posts) == []


def test_whoever_goes_by_a_name_where_handles_count_cannot_be_given_as_ours() -> None:
    assert ask(Talk("x").be_answered("Acme Care", name_people(12), by_name=True).posts) == []


def test_of_many_three_are_named() -> None:
    talk = Talk()
    for number in range(5):
        talk.be_answered(f"brand{number}", name_people(20 - number))
    assert ask(talk.posts) == [
        "@brand0 answers 20 posts of 20 people, @brand1 19 of 19, @brand2 18 of 18, and so on, 5 accounts in all; "
        "if one is yours, say so (--handle brand0), so that they count as answered"
    ]


def test_a_name_cannot_be_a_command_for_a_shell() -> None:
    [told] = ask(Talk().be_answered("x;reboot", name_people(12)).posts)
    assert "--handle 'x;reboot'" in told


def test_replies_that_name_posts_by_a_servers_own_ids_count() -> None:
    talk = Talk("mastodon")
    for number, person in enumerate(name_people(12)):
        local = str(113_000_000_000_000_000 + number)
        talk.posts.append(Mention(f"https://a.example/{person}", "mastodon", "hm", Author(person), local_id=local))
        talk.say(CARE, local)
    assert len(ask(talk.posts)) == 1


@pytest.mark.parametrize("cut", [1, 7, 20, 33])
def test_only_the_first_posts_are_looked_at_however_they_were_shared_out(
    monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    monkeypatch.setattr(answerers, "LOOKED_AT", 30)
    posts = Talk().be_answered(CARE, name_people(18)).posts
    log = AnswerLog()
    for share in (posts[:cut], posts[cut:]):
        noted = AnswerLog()
        for post in share:
            noted.meet(post)
        log.extend(noted)
    [told] = log.ask("export.json")
    assert told.text.startswith("@NordhausCare answers at least 15 posts of 15 people")


def test_what_is_answered_by_another_name_of_a_post_counts_where_posts_are_imported_too() -> None:
    log = AnswerLog()
    for number in range(12):
        name = f"11558662344556677{number}"
        log.meet(Mention(f"q{number}", "mastodon", "hm", Author(f"person{number}"), local_id=name))
        log.meet(Mention(f"a{number}", "mastodon", "hm", Author(CARE), in_reply_to=name))
    (asked,) = log.ask("posts.json")
    assert asked.text.startswith(f"@{CARE} answers 12 posts of 12 people")
