"""What a post is called that has no name of its own."""

from mentiontriage.idents import RETWEETED, WITHIN, make_id, make_retweet_id, names_everywhere


def test_all_retweets_of_one_post_meet_however_their_text_is_cut() -> None:
    text = "x" * 110
    assert make_retweet_id("Ada", text + "\u2026") == make_retweet_id("ada", text + " and more")
    assert make_retweet_id("ada", text) != make_retweet_id("ben", text)


def test_a_made_id_is_the_same_on_every_machine_and_tells_fields_apart() -> None:
    assert make_id("ada", None, "no answer") == "1e2f8eba50dc47d9"
    assert make_id("a", None, "bc") != make_id("ab", None, "c")
    assert make_id(None, None, "\ud83d")  # half a character is no reason to fail


def test_what_names_a_post_everywhere_is_no_number_of_a_server() -> None:
    named = ("https://news.example/a", f"{RETWEETED}1e2f", f"{WITHIN}export:7")
    assert [names_everywhere(name) for name in (*named, "4711")] == [True, True, True, False]
