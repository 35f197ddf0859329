"""The usual names of things, and what becomes of a row that has them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.errors import UsageError
from mentiontriage.model import Author, Mention, Repost
from mentiontriage.readers._fields import (
    FIELDS,
    build_mention,
    map_text,
    match_fields,
    normalise_name,
    read_source,
    tell_posts,
)


def build(**values: object) -> Mention:
    found = build_mention(values)
    assert isinstance(found, Mention)
    return found


def build_repost(**values: object) -> Repost:
    found = build_mention(values)
    assert isinstance(found, Repost)
    return found


def test_usual_names_are_known_whatever_their_case_and_punctuation() -> None:
    found = match_fields(["Tweet-ID", "Full Text", "user.screen_name", "Followers_Count", "POSTED AT", "Unused"], {})
    assert found == {
        "id": "Tweet-ID",
        "text": "Full Text",
        "handle": "user.screen_name",
        "followers": "Followers_Count",
        "created_at": "POSTED AT",
    }


def test_of_two_usual_names_the_better_one_wins() -> None:
    assert match_fields(["text", "full_text"], {})["text"] == "full_text"
    assert match_fields(["id", "id_str"], {})["id"] == "id_str"  # JavaScript rounds the number


def test_a_column_serves_one_field_only() -> None:
    found = match_fields(["author", "author_name", "name"], {})
    assert found == {"handle": "author", "name": "author_name"}


def test_what_is_the_reviews_own_wins_over_what_is_the_shops() -> None:
    of_shop = ["rating", "url", "id", "name", "text"]
    found = match_fields([*of_shop, "review_rating", "review_link", "review_id", "author_title"], {})
    assert (found["rating"], found["url"], found["id"]) == ("review_rating", "review_link", "review_id")
    assert found["name"] == "author_title"


@pytest.mark.parametrize(
    ("beside", "field"),
    [
        (["reviewId"], "rating"),
        (["content", "at"], "rating"),
        (["ProductId"], "rating"),
        (["author"], "likes"),
        (["Respondent"], None),
    ],
)
def test_what_a_score_is_depends_on_what_stands_beside_it(beside: list[str], field: str | None) -> None:
    found = match_fields(["text", "score", *beside], {})
    assert [known for known, name in found.items() if name == "score"] == ([field] if field else [])


def test_a_reviews_thumbs_up_are_its_likes() -> None:
    found = match_fields(["reviewId", "content", "score", "thumbsUpCount"], {})
    assert (found["rating"], found["likes"]) == ("score", "thumbsUpCount")


def test_the_title_beside_a_places_score_is_the_places() -> None:
    assert "title" not in match_fields(["title", "stars", "text", "totalScore"], {})
    assert match_fields(["title", "stars", "text"], {})["title"] == "title"


def test_when_a_tool_found_what_others_published_is_not_when_they_did() -> None:
    names = ["title", "description", "published_at", "created_at", "source_type", "tone"]
    assert match_fields(names, {})["created_at"] == "published_at"
    assert match_fields(["text", "published_at", "created_at", "rating"], {})["created_at"] == "created_at"


def test_a_tickets_subject_wins_over_what_its_author_is_by_trade() -> None:
    found = match_fields(["Ticket ID", "Subject", "Created time", "Full name", "Title", "Requester"], {})
    assert (found["title"], found["id"], found["handle"]) == ("Subject", "Ticket ID", "Requester")


def test_the_users_map_wins_over_usual_names() -> None:
    found = match_fields(["text", "Remark", "who"], {"text": "remark", "author": "who"})
    assert found == {"text": "Remark", "handle": "who"}


def test_a_map_to_a_field_that_we_do_not_have_says_which_there_are() -> None:
    with pytest.raises(UsageError, match=r"colour.*created_at"):
        match_fields(["text"], {"colour": "text"})


def test_a_map_to_a_column_that_is_not_there_says_which_there_are() -> None:
    with pytest.raises(UsageError, match=r"remark.*body"):
        match_fields(["body"], {"text": "remark"})


def test_all_usual_names_are_written_as_they_are_compared() -> None:
    names = [name for usual in FIELDS.values() for name in usual]
    assert [name for name in names if normalise_name(name) != name] == []


def test_a_text_alone_tells_a_post_but_a_message_alone_does_not() -> None:
    assert tell_posts({"text": "review"})
    assert tell_posts({"text": "message"}) is None
    assert tell_posts({"text": "message", "handle": "author"})
    assert tell_posts({"text": "description", "handle": "username"}) is None  # an account
    assert tell_posts({"text": "description", "title": "title", "url": "link"})
    assert tell_posts({"id": "id"}) is None


def test_the_map_names_the_text_however_it_is_written() -> None:
    assert map_text({"Text": "My Remark"}) == "myremark"
    assert map_text({"author": "who"}) is None


def test_a_title_is_part_of_the_text() -> None:
    assert build(title="Dead", text="It died").text == "Dead\nIt died"


def test_a_row_without_text_id_and_link_is_no_post() -> None:
    with pytest.raises(ValueError, match="row 7: it has neither text"):
        build_mention({"handle": "ada"}, "row 7")
    assert build(rating="1", id="r1").text == ""  # stars alone say something


def test_an_id_that_a_spreadsheet_has_damaged_is_not_used() -> None:
    assert build(id="5.70306E+17", url="https://x.com/ada/status/1").id == "https://x.com/ada/status/1"
    one, two = (build(id="1,72517E+18", text=text) for text in ("one", "two"))
    assert one.id != two.id


def test_missing_counts_are_unknown() -> None:
    assert build(text="a").engagement.likes is None
    assert build(text="a", likes="0").engagement.likes == 0


@pytest.mark.parametrize(
    ("written", "stars"),
    [
        ("4", 4.0),
        ("4,5", 4.5),
        ("4/5", 4.0),
        ("4 out of 5 stars", 4.0),
        ("4/10", None),
        (5, 5.0),
        (4.5, 4.5),
        (True, None),
        ("0", None),
        ("87", None),
        ("good", None),
        ("nan", None),
    ],
)
def test_stars_are_between_one_and_five(written: object, stars: float | None) -> None:
    assert build(text="a", rating=written).rating == stars


@pytest.mark.parametrize(
    ("value", "url", "source"),
    [
        ("Twitter", None, "x"),
        ("X (Twitter)", None, "x"),
        ("Twitter for iPhone", None, "x"),
        ('<a href="http://velora.example/app" rel="nofollow">Velora Post</a>', None, "x"),
        ("Reddit", None, "reddit"),
        ("Trustpilot", None, "trustpilot"),
        (None, "https://twitter.com/ada/status/1", "x"),
        (None, "https://www.reddit.com/r/a/comments/1/", "reddit"),
        (None, "https://news.ycombinator.com/item?id=1", "hackernews"),
        (None, "https://www.facebook.com/velora/posts/10150000000000001", "facebook"),
        (None, "https://m.facebook.com/groups/1/permalink/2/", "facebook"),
        (None, "https://business.facebook.com/velora", "facebook"),
        (None, "https://de-de.facebook.com/share/p/1AbC/", "facebook"),
        (None, "https://fb.watch/1AbC/", "facebook"),
        (None, "https://www.fb.com/velora", "facebook"),
        (None, "https://instagram.com/p/CAbCdEf/", "instagram"),
        (None, "HTTPS://WWW.Instagram.com?hl=de", "instagram"),
        (None, "https://de.linkedin.com/pulse/my-order-anna-berg", "linkedin"),
        (None, "https://www.linkedin.com/feed/update/urn:li:activity:7100000000000000001/", "linkedin"),
        ("Facebook page", "https://www.instagram.com/p/CAbCdEf/", "facebook"),
        ("facebook.com", None, "facebook"),
        ("m.facebook.com", None, "facebook"),
        ("www.instagram.com", None, "instagram"),
        ("linkedin.com", None, "linkedin"),
        ("www.youtube.com", None, "youtube"),
        ("Facebook Comments", None, "facebook"),
        ("FACEBOOK_PAGE", None, "facebook"),
        ("Instagram Feed", None, "instagram"),
        ("Apple App Store", None, "app-store"),
        ("App Store Reviews", None, "app-store"),
        ("Google Maps", None, "google-maps"),
        ("Twitter/X", None, "x"),
        ("Facebook Marketplace", None, "facebook marketplace"),
        ("l.facebook.com", None, "l.facebook.com"),
        ("Reviews", None, "reviews"),
        ("--", None, "--"),
        (None, "https://shop.example/1", "unknown"),
        (None, None, "unknown"),
    ],
)
def test_a_network_has_one_name_however_it_is_called(value: object, url: str | None, source: str) -> None:
    assert read_source(value, url) == source


@pytest.mark.parametrize(
    "url",
    [
        "https://notfacebook.com/velora/posts/10150000000000001",
        "https://face-book.com/velora/posts/10150000000000001",
        "https://facebook.com.evil.example/velora",
        "https://www-facebook.com/velora",
        "https://facebook.com@evil.example/velora",
        "https://evil.example/www.facebook.com/velora",
        "https://evil.example?@www.facebook.com",
        "https://facebook.example/velora",
        "https://fb.com.evil.example/velora",
    ],
)
def test_a_site_that_only_looks_like_a_networks_is_none(url: str) -> None:
    assert read_source(None, url) == "unknown"


@pytest.mark.parametrize(
    "url",
    [
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fshop.example",
        "https://lm.facebook.com/l.php?u=https%3A%2F%2Fshop.example",
        "https://l.instagram.com/?u=https%3A%2F%2Fshop.example",
        "https://lnkd.in/dAbC",
        "https://fb.me/1AbC",
        "https://about.fb.com/news/2026/07/kettles/",
    ],
)
def test_a_networks_link_that_leads_elsewhere_names_no_network(url: str) -> None:
    assert read_source(None, url) == "unknown"


def test_an_address_or_a_number_is_no_author() -> None:
    assert build(text="a", handle="anna.berg@mail.example").author == Author()
    assert build(text="a", handle="+49 170 1234567", name="carl@mail.example").author == Author()
    assert build(text="a", handle="Dora Eck <dora@mail.example>").author == Author(name="Dora Eck")


def test_a_handle_with_its_server_is_one_where_networks_have_such() -> None:
    assert build(text="a", handle="@anna@social.example").author.handle == "anna@social.example"
    assert build(text="a", handle="anna@social.example", source="mastodon").author.handle == "anna@social.example"


def test_a_retweet_known_by_its_text_is_spread_of_a_stand_in() -> None:
    repost = build_repost(text="RT @Mira: no answer", handle="ben", followers="900", source="twitter")
    assert repost.by.followers == 900
    assert repost.original is not None
    assert (repost.original.author.handle, repost.original.text) == ("Mira", "no answer")
    assert repost.of == repost.original.id == build_repost(text="RT @mira: no answer", handle="cy").of


def test_a_repost_keeps_the_id_of_the_original_that_the_row_names() -> None:
    repost = build_repost(text="no answer", repost_of="41")
    assert repost.of == "41"
    assert repost.original is not None
    assert repost.original.text == "no answer"
    assert build_repost(repost_of="41").original is None


VALUES = st.text() | st.integers() | st.floats() | st.none() | st.booleans()


@given(st.dictionaries(st.sampled_from(sorted(FIELDS)), VALUES))
def test_any_row_is_a_post_unless_nothing_in_it_tells_of_one(values: dict[str, object]) -> None:
    telling = [values.get(name) for name in ("text", "title", "id", "url", "repost_of")]
    if any(isinstance(value, str) and value.strip() == value != "" and value.isalnum() for value in telling):
        assert isinstance(build_mention(values), Mention | Repost)
    else:
        with suppress(ValueError):
            build_mention(values)


@pytest.mark.parametrize(
    ("date", "author"), [("Datum", "Autor"), ("Date", "Auteur"), ("Fecha", "Usuario"), ("Data/Ora", "Autore")]
)
def test_date_and_author_have_usual_names_in_other_languages(date: str, author: str) -> None:
    fields = match_fields([date, author, "Text"], {})
    assert fields == {"text": "Text", "created_at": date, "handle": author}


@pytest.mark.parametrize(
    ("names", "date"),
    [
        (["Respondent ID", "Collector ID", "Start Date", "End Date", "text"], "Start Date"),
        (["StartDate", "EndDate", "RecordedDate", "ResponseId", "text"], "RecordedDate"),
        (["Start Date", "End Date", "text"], None),
    ],
)
def test_the_start_of_a_surveys_response_is_its_time_and_no_other_start(names: list[str], date: str | None) -> None:
    assert match_fields(names, {}).get("created_at") == date
