"""The address of a profile tells whose account it is; that of a post or another page tells none."""

import pytest

from mentiontriage.profiles import read_profile


@pytest.mark.parametrize(
    ("address", "account"),
    [
        ("https://x.com/acme", "acme"),
        ("https://twitter.com/Acme/?lang=de#top", "Acme"),
        ("mobile.x.com/acme", "acme"),
        ("https://bsky.app/profile/acme.example", "acme.example"),
        ("https://www.reddit.com/user/acme/", "acme"),
        ("https://www.youtube.com/@acme", "acme"),
        ("https://www.tiktok.com/@acme", "acme"),
        ("https://www.threads.com/@acme", "acme"),
        ("https://en-gb.facebook.com/acme", "acme"),
        ("https://www.facebook.com/profile.php?id=100001", "100001"),
        ("https://www.linkedin.com/company/acme/", "acme"),
        ("https://vk.com/acme", "acme"),
        ("https://news.ycombinator.com/user?id=acme-help", "acme-help"),
        ("https://mastodon.example/@acme", "acme@mastodon.example"),
        ("mastodon.example/@acme", "acme@mastodon.example"),
        ("https://Mastodon.example/users/acme", "acme@mastodon.example"),
        ("https://mastodon.example/@acme@other.example", "acme@other.example"),
    ],
)
def test_the_address_of_a_profile_is_its_handle(address: str, account: str) -> None:
    assert read_profile(address) == account


@pytest.mark.parametrize("account", ["@acme", "acme@mastodon.example", "Acme Care", "u/acme", "acme.example", "a.b/c"])
def test_what_is_no_address_stays_as_it_is(account: str) -> None:
    assert read_profile(account) == account


@pytest.mark.parametrize(
    "address",
    [
        "https://x.com/acme/status/1",
        "https://x.com/",
        "https://x.com/i/lists/1",
        "https://mastodon.example/@acme/1",
        "https://mastodon.example/users/acme/statuses/1",
        "https://mastodon.example/ap/users/116000000000000001",
        "https://mastodon.example/ap/users/116000000000000001/statuses/1",
        "https://bsky.app/profile/acme.example/post/1",
        "https://www.reddit.com/r/acme",
        "https://www.youtube.com/watch?v=abcdefghijk",
        "https://www.facebook.com/permalink.php?story_fbid=1&id=2",
        "https://acme.example",
        "https://acme.example/contact",
        "https://forum.example/u/acme",  # here a forum's, elsewhere Lemmy's, where the server belongs to it
        "http://localhost:3000/@acme",
    ],
)
def test_the_address_of_anything_else_is_nobodys(address: str) -> None:
    assert read_profile(address) is None
