"""Posts of many people about one event are found by what they say, and nothing is found where nothing happened."""

import random
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.outages import OUTAGE, USUAL

from mentiontriage.incidents import Event, find_events
from mentiontriage.terms import FEWEST, Voice, split_words


def say(text: str, by: str, *, complains: bool = True) -> Voice:
    return Voice(by, split_words(text), complains)


def make_usual(count: int, seed: int = 7) -> list[Voice]:
    """Make the complaints of a usual month: of all kinds, each about something of its own."""
    rng = random.Random(seed)  # noqa: S311 (repeatable, no secret)
    names = ["".join(rng.choices("abcdefghij", k=5)) for _ in range(count)]
    return [say(rng.choice(USUAL).format(name), f"user{number}") for number, name in enumerate(names)]


def put_amid(usual: list[Voice], posts: Sequence[Voice], at: int) -> list[Voice]:
    """Put posts among usual ones from a place on, one after every second of these."""
    mixed = [voice for pair in zip(usual[at:], posts, strict=False) for voice in pair]
    return [*usual[:at], *mixed, *usual[at + len(posts) :]]


def tell_outage(times: int = 1) -> list[Voice]:
    return [say(text, f"guest{number}-{turn}") for turn in range(times) for number, text in enumerate(OUTAGE)]


def give_texts(event: Event, posts: Sequence[Voice]) -> list[str]:
    return [" ".join(posts[place].words) for place in event.places]


def test_an_outage_is_found_whatever_words_people_have_for_it() -> None:
    posts = put_amid(make_usual(300), tell_outage(), 200)
    (event,) = find_events(posts)
    assert len(event.places) == len(OUTAGE)
    assert all("app" in text and "down" in text for text in give_texts(event, posts))
    assert set(" ".join(event.words).split()) & {"app", "down"}
    assert event.asked == 2 * len(OUTAGE) - 1


def test_the_typical_post_holds_most_of_the_words() -> None:
    posts = put_amid(make_usual(300), tell_outage(), 200)
    (event,) = find_events(posts)
    words = {word for term in event.words for word in term.split()}
    assert words <= set(posts[event.typical].words)


@pytest.mark.parametrize("seed", range(5))
def test_a_usual_month_holds_no_incident(seed: int) -> None:
    assert find_events(make_usual(400, seed)) == []


def test_what_is_said_as_often_all_the_time_is_no_incident() -> None:
    usual = make_usual(300)
    everyday = [say("the app is down", f"again{number}") for number in range(30)]
    posts = [voice for number, one in enumerate(everyday) for voice in (*usual[number * 10 : number * 10 + 10], one)]
    assert find_events(posts) == []


def test_one_person_who_writes_twenty_times_is_no_incident() -> None:
    posts = put_amid(make_usual(300), [say("the app is down", "ada")] * 20, 200)
    assert find_events(posts) == []


def test_it_takes_five_people() -> None:
    for people, found in ((FEWEST - 1, 0), (FEWEST, 1)):
        told = [say("lockers jammed at terminal two", f"guest{number}") for number in range(people)]
        assert len(find_events(put_amid(make_usual(2000), told, 900))) == found


def test_what_an_author_says_again_belongs_to_it_and_counts_once() -> None:
    told = [*tell_outage()[:4], say("app still down", "guest0-0"), *tell_outage()[4:]]
    posts = put_amid(make_usual(300), told, 200)
    (event,) = find_events(posts)
    assert len(event.places) == len(OUTAGE) + 1
    assert len({posts[place].author for place in event.places}) == len(OUTAGE)


def test_a_concert_is_no_incident() -> None:
    told = [say("tickets for the dragons concert please", f"fan{number}", complains=False) for number in range(12)]
    assert find_events(put_amid(make_usual(300), told, 200)) == []


def test_a_third_that_complains_makes_it_one() -> None:
    told = [say("tickets for the dragons gone", f"fan{n}", complains=n % 3 == 0) for n in range(12)]
    assert len(find_events(put_amid(make_usual(300), told, 200))) == 1


def test_two_outages_are_two_incidents() -> None:
    posts = put_amid(make_usual(600), tell_outage(), 100)
    posts = put_amid(posts, [voice_of_later(voice) for voice in tell_outage()], 450)
    events = find_events(posts)
    assert sorted(len(event.places) for event in events) == [len(OUTAGE)] * 2
    assert set(events[0].places).isdisjoint(events[1].places)


def voice_of_later(voice: Voice) -> Voice:
    return Voice(f"{voice.author}-later", voice.words, voice.complains)


def test_words_that_begin_together_are_one_incident() -> None:
    """Some name the error, some what no longer works; nobody both."""
    told = [say(("E47 on the screen", "oven locked")[number % 2], f"guest{number}") for number in range(24)]
    (event,) = find_events(put_amid(make_usual(400), told, 300))
    assert {"e47", "screen"} & set(" ".join(event.words).split())
    assert {"oven", "locked"} & set(" ".join(event.words).split())
    assert len(event.places) == 24


def test_who_tells_of_it_later_belongs_to_it_where_nobody_did_before() -> None:
    posts = put_amid(make_usual(400), tell_outage(2), 200)
    for place in (330, 380):
        posts[place] = say("the app is down here too", f"late{place}")
    (event,) = find_events(posts)
    assert event.places[-2:] == (330, 380)


def test_two_strays_long_after_do_not_stretch_it() -> None:
    posts = put_amid(make_usual(2000), tell_outage(2), 200)
    for place in (1500, 1900):
        posts[place] = say("app down", f"late{place}")
    (event,) = find_events(posts)
    assert event.places[-1] < 260


def test_what_comes_with_another_network_is_no_incident() -> None:
    usual = make_usual(800)
    reviews = [Voice(f"r{n}", split_words(f"five stars app item{n}"), complains=True, kind="store") for n in range(100)]
    mixed = [*usual[:700], *(voice for pair in zip(usual[700:], reviews, strict=True) for voice in pair)]
    assert find_events(mixed) == []
    alike = [Voice(voice.author, voice.words, voice.complains) for voice in mixed]
    assert len(find_events(alike)) == 1


def test_who_writes_all_day_makes_others_no_rarer() -> None:
    flood = [say(f"spam spam {n}", "robot") for n in range(2000)]
    usual = make_usual(300)
    assert find_events([*usual[:150], *flood, *usual[150:]]) == []


def test_who_says_a_usual_word_later_does_not() -> None:
    usual = make_usual(400)
    for place in range(0, 400, 20):
        usual[place] = say("app down", f"usual{place}")
    (event,) = find_events(put_amid(usual, tell_outage(2), 205))
    assert event.places[-1] < 260


def test_people_who_answer_one_another_tell_of_one_event() -> None:
    told = [say(f"@nadia {text}", f"guest{n}") for n, text in enumerate(("same", "me too", "here also") * 4)]
    (event,) = find_events(put_amid(make_usual(400), told, 300))
    assert event.words == ("@nadia",)


def test_the_brands_own_handle_names_no_event() -> None:
    usual = [Voice(voice.author, ["@acme", *voice.words], voice.complains) for voice in make_usual(100)]
    named_by_few = [Voice(voice.author, ["@globex", *voice.words], voice.complains) for voice in make_usual(100, 3)]
    assert find_events([*named_by_few, *usual]) == []


@pytest.mark.parametrize("common", ["this morning", "on monday", "heute", "ce soir", "please", "danke"])
def test_the_calendar_and_courtesy_name_no_event(common: str) -> None:
    usual = make_usual(300)
    told = [Voice(voice.author, [*voice.words, *common.split()], voice.complains) for voice in usual[200:230]]
    assert find_events([*usual[:200], *told, *usual[230:]]) == []


def test_links_and_versions_are_no_words_and_handles_are() -> None:
    text = "@Acme: don’t like v8.4.22 or iOS 11.1 on https://acme.example/app www.acme.example #AppDown e47 504"
    assert split_words(text) == ["@acme", "dont", "like", "or", "ios", "on", "appdown", "e47", "504"]


def test_long_posts_are_read_by_their_beginning() -> None:
    assert len(split_words("word " * 10_000)) == 100
    assert len(split_words("x" * 10_000)[0]) == 60


def test_nothing_is_found_in_nothing() -> None:
    assert find_events([]) == []
    assert find_events([say("the app is down", "ada")]) == []


def make_posts() -> st.SearchStrategy[list[Voice]]:
    words = st.lists(st.sampled_from(["app", "down", "refund", "the", "leeds", "@ada", "oven"]), max_size=4)
    return st.lists(st.builds(Voice, st.sampled_from("abcdefghijkl"), words, st.booleans()), max_size=120)


@given(make_posts())
def test_events_share_no_post_and_hold_enough_people(posts: list[Voice]) -> None:
    events = find_events(posts)
    told = list(_list_places(events))
    assert len(told) == len(set(told))
    for event in events:
        assert len({posts[place].author for place in event.places}) >= FEWEST
        assert 3 * sum(posts[place].complains for place in event.places) >= len(event.places)
        assert list(event.places) == sorted(event.places)
        assert event.asked == event.places[-1] - event.places[0] + 1
        assert event.typical in event.places
        assert event.words


def _list_places(events: Sequence[Event]) -> Iterator[int]:
    for event in events:
        yield from event.places
