"""A post's link tells its network and its id there."""

import pytest

from mentiontriage.payloads.links import fold_link, names_thread, read_answered, read_link, read_link_handle

FACEBOOK_POST = ("facebook", "123456789012345")


@pytest.mark.parametrize(
    ("link", "post"),
    [
        ("https://x.com/anna/status/18", ("x", "18")),
        ("http://twitter.com/anna/statuses/18?s=20", ("x", "18")),
        ("https://mobile.twitter.com/i/web/status/18", ("x", "18")),
        ("https://www.reddit.com/r/a/comments/1abc/title/", ("reddit", "t3_1abc")),
        ("https://old.reddit.com/r/a/comments/1abc/title/kx9/?context=3", ("reddit", "t1_kx9")),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", ("youtube", "dQw4w9WgXcQ")),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&lc=Ugx.9-a", ("youtube", "Ugx.9-a")),
        ("https://youtu.be/dQw4w9WgXcQ?t=4", ("youtube", "dQw4w9WgXcQ")),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", ("youtube", "dQw4w9WgXcQ")),
        ("https://bsky.app/profile/did:plc:abc/post/3kx", ("bluesky", "at://did:plc:abc/app.bsky.feed.post/3kx")),
        ("https://bsky.app/profile/Ada.Example/post/3kx?ref=a", ("bluesky", "at://ada.example/app.bsky.feed.post/3kx")),
        ("https://social.example/@anna/11", ("mastodon", "https://social.example/users/anna/statuses/11")),
        (
            "https://social.example/users/anna/statuses/11",
            ("mastodon", "https://social.example/users/anna/statuses/11"),
        ),
        (
            "https://social.example/ap/users/115/statuses/116",
            ("mastodon", "https://social.example/ap/users/115/statuses/116"),
        ),
        ("https://news.ycombinator.com/item?id=4", ("hackernews", "4")),
        ("https://www.facebook.com/velora/posts/10150000000000001", ("facebook", "10150000000000001")),
        ("https://www.facebook.com/velora/posts/1015000000?comment_id=77", ("facebook", "77")),
        ("https://www.facebook.com/velora/posts/1?comment_id=77&reply_comment_id=78", ("facebook", "78")),
        ("https://www.facebook.com/velora/posts/1?reply_comment_id=78&comment_id=77", ("facebook", "78")),
        ("https://www.instagram.com/p/CAbCdEf/c/1790/", ("instagram", "1790")),
        ("https://www.instagram.com/p/CAbCdEf/c/1790/r/1791/", ("instagram", "1791")),
        ("https://www.instagram.com/p/CAbCdEf/", ("instagram", "CAbCdEf")),
        ("https://www.tiktok.com/@ama/video/73", ("tiktok", "73")),
        ("https://www.threads.net/@ama/post/C1-a_b", ("threads", "C1-a_b")),
        (
            "https://www.linkedin.com/feed/update/urn:li:activity:7100000000000000001/",
            ("linkedin", "7100000000000000001"),
        ),
        (
            "https://www.linkedin.com/feed/update/urn:li:activity:7100000000000000001"
            "?commentUrn=urn%3Ali%3Acomment%3A%28activity%3A7100000000000000001%2C7100000000000000022%29",
            ("linkedin", "7100000000000000022"),
        ),
        (
            "https://www.linkedin.com/feed/update/urn:li:ugcPost:7100000000000000001"
            "?dashCommentUrn=urn:li:fsd_comment:(7100000000000000022,urn:li:ugcPost:7100000000000000001)",
            ("linkedin", "7100000000000000022"),
        ),
        (
            "https://www.linkedin.com/feed/update/urn:li:activity:7100000000000000001"
            "?commentUrn=urn:li:comment:(activity:7100000000000000001,7100000000000000022)"
            "&replyUrn=urn:li:comment:(activity:7100000000000000001,7100000000000000033)",
            ("linkedin", "7100000000000000033"),
        ),
        ("https://vk.com/wall-55_40", ("vk", "-55_40")),
        ("https://m.vk.ru/wall901_2?from=feed", ("vk", "901_2")),
        ("https://vk.com/wall-55_40?reply=3&thread=1", ("vk", "-55_3")),
        ("https://vk.com/brightwell?w=wall-55_40_r3", ("vk", "-55_3")),
        ("https://www.trustpilot.com/reviews/64f000000000000000000001", ("trustpilot", "64f000000000000000000001")),
        ("https://play.google.com/store/apps/details?id=a.b&reviewId=gp%3AAO", ("google-play", "gp:AO")),
        ("https://twitter.com/#!/anna/status/18", ("x", "18")),
        ("https://x.com/intent/post?url=https://x.com/anna/status/18", None),
        ("https://www.reddit.com/r/a/comments/1abc/comment/kx9/", ("reddit", "t1_kx9")),
        ("https://www.reddit.com/gallery/1abc", ("reddit", "t3_1abc")),
        ("https://redd.it/1abc", ("reddit", "t3_1abc")),
        ("https://v.redd.it/1abc", None),
        ("https://www.reddit.com/r/a/s/Xy12Zz", None),
        ("https://www.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=4s", ("youtube", "dQw4w9WgXcQ")),
        ("https://www.youtube.com/live/dQw4w9WgXcQ?si=1", ("youtube", "dQw4w9WgXcQ")),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", ("youtube", "dQw4w9WgXcQ")),
        ("https://www.youtube.com/v/dQw4w9WgXcQ", ("youtube", "dQw4w9WgXcQ")),
        ("https://www.youtube.com/KettleBrand", None),
        ("https://www.youtube.com/@kettlebrand", None),
        ("https://www.youtube.com/embed/videoseries?list=PL1", None),
        ("https://www.youtube.com/embed/live_stream?channel=UC1", None),
        ("https://news.ycombinator.com/item?id=4#5", ("hackernews", "5")),
        ("https://social.example/@anna/11/?lang=en", ("mastodon", "https://social.example/users/anna/statuses/11")),
        ("https://www.facebook.com/acme/videos/introducing-the-new-oven/123456789012345/", FACEBOOK_POST),
        ("https://www.facebook.com/acme/videos/vb.998877665544/123456789012345/?type=2", FACEBOOK_POST),
        ("https://www.facebook.com/acme/posts/introducing-the-new-oven/123456789012345", FACEBOOK_POST),
        ("https://www.facebook.com/acme/photos/a.10150.20150.30150/123456789012345/?type=3", FACEBOOK_POST),
        ("https://www.facebook.com/photo/?fbid=123456789012345&set=a.10150", FACEBOOK_POST),
        ("https://www.facebook.com/watch/?ref=saved&v=123456789012345", FACEBOOK_POST),
        ("https://m.facebook.com/story.php?story_fbid=123456789012345&id=99", FACEBOOK_POST),
        ("https://www.facebook.com/groups/ovens/permalink/123456789012345/", FACEBOOK_POST),
        ("https://www.facebook.com/groups/ovens/?multi_permalinks=123456789012345", FACEBOOK_POST),
        ("https://www.facebook.com/reel/123456789012345", FACEBOOK_POST),
        ("https://www.facebook.com/998877665544_123456789012345", FACEBOOK_POST),
        ("https://www.facebook.com/permalink.php?story_fbid=pfbid02Ab9&id=99", ("facebook", "pfbid02Ab9")),
        ("https://www.facebook.com/acme/posts/pfbid02Ab9", ("facebook", "pfbid02Ab9")),
        ("https://www.facebook.com/share/p/1AbCdEfGhI/", None),
        ("https://www.facebook.com/share/v/1AbCdEfGhI/", None),
        ("https://fb.watch/1AbCdEfGhI/", None),
        ("https://www.facebook.com/acme/photos/ovens-and-kettles", None),
        ("https://www.facebook.com/acme?v=timeline", None),
        ("https://www.instagram.com/reels/CAbCdEf/", ("instagram", "CAbCdEf")),
        ("https://www.instagram.com/acme/reel/CAbCdEf/", ("instagram", "CAbCdEf")),
        ("https://www.instagram.com/share/reel/BAxyz12", None),
        ("https://www.instagram.com/reels/audio/1790/", None),
        ("https://m.tiktok.com/v/73.html", ("tiktok", "73")),
        ("https://www.tiktok.com/embed/v2/73", ("tiktok", "73")),
        ("https://vm.tiktok.com/ZMLLPwsVC/", None),
        ("https://www.threads.com/@ama/post/C1-a_b/media", ("threads", "C1-a_b")),
        (
            "https://www.linkedin.com/posts/acme_ovens-activity-7100000000000000001-AbCd",
            ("linkedin", "7100000000000000001"),
        ),
        (
            "https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7100000000000000001",
            ("linkedin", "7100000000000000001"),
        ),
        (
            "https://www.linkedin.com/feed/update/urn:li:groupPost:99-7100000000000000001",
            ("linkedin", "7100000000000000001"),
        ),
        ("https://www.linkedin.com/in/ama-activity-7", None),
        ("https://vk.com/brightwell", None),
        ("https://bsky.app/profile/ada.example/post/3kx-9", None),
        ("https://bsky.app/search?q=/profile/ada.example/post/3kx", None),
        ("https://x.com/anna", None),
        ("https://notx.com/anna/status/18", None),
        ("https://evil.example/https://x.com/anna/status/18", None),
        ("https://news.example/story-1", None),
        ("no link at all", None),
    ],
)
def test_a_link_tells_the_post(link: str, post: tuple[str, str] | None) -> None:
    assert read_link(link) == post


def test_a_link_on_x_and_bluesky_tells_the_author() -> None:
    assert read_link_handle("https://x.com/anna/status/18") == "anna"
    assert read_link_handle("https://x.com/i/web/status/18") is None
    assert read_link_handle("https://bsky.app/profile/anna.example/post/3k") == "anna.example"
    assert read_link_handle("https://bsky.app/profile/did:plc:abc/post/3k") is None


@pytest.mark.parametrize(
    ("post", "comment"),
    [
        ("https://www.instagram.com/p/CAbCdEf/", "https://www.instagram.com/p/CAbCdEf/c/1790/"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dQw4w9WgXcQ&lc=Ugx.9-a"),
        ("https://www.facebook.com/velora/posts/1015000000", "https://www.facebook.com/velora/posts/1?comment_id=77"),
        ("https://www.reddit.com/r/a/comments/1abc/title/", "https://www.reddit.com/r/a/comments/1abc/title/kx9/"),
        ("https://vk.com/wall-55_40", "https://vk.com/wall-55_40?reply=3"),
        ("https://vk.com/brightwell?w=wall-55_40", "https://vk.com/brightwell?w=wall-55_40_r3"),
    ],
)
def test_a_link_to_what_people_comment_on_is_told_from_a_link_to_a_comment(post: str, comment: str) -> None:
    assert is_thread(post)
    assert not is_thread(comment)


def test_what_answers_a_post_on_x_has_a_link_of_its_own() -> None:
    assert not is_thread("https://x.com/anna/status/18")


def is_thread(link: str) -> bool:
    known = read_link(link)
    assert known is not None
    return names_thread(*known, link)


def test_a_facebook_post_with_its_place_behind_it_is_that_post() -> None:
    assert read_link("https://www.facebook.com/acme/posts/10158888888888888:0") == ("facebook", "10158888888888888")


@pytest.mark.parametrize(
    ("link", "same"),
    [
        ("https://x.com/ada/status/18?s=20", "http://mobile.twitter.com/i/web/status/18/photo/1"),
        ("HTTPS://X.com/ada/status/18", "https://x.com/ada/status/18#m"),
        ("https://blog.example/late/", "http://www.Blog.example/late?utm_source=x&utm_medium=y"),
        ("https://m.forum.example/t/9?page=2&fbclid=Iw", "https://forum.example/t/9/?page=2#:~:text=late"),
        ("https://blog.example", "https://blog.example/?"),
        ("http://social.example/@anna/11", "https://social.example/users/anna/statuses/11"),
    ],
)
def test_links_to_one_page_are_the_same_however_they_came_into_the_clipboard(link: str, same: str) -> None:
    assert fold_link(link) == fold_link(same)


@pytest.mark.parametrize(
    ("link", "other"),
    [
        ("https://x.com/ada/status/18", "https://x.com/ada/status/180"),
        ("https://blog.example/late", "https://blog.example/later"),
        ("https://forum.example/view?t=9", "https://forum.example/view?t=10"),
        ("https://forum.example/t/9#comment-1", "https://forum.example/t/9#comment-2"),
        ("https://forum.example/t/9", "https://m.example/t/9"),
        ("https://m.example/t/9", "https://www.example/t/9"),
    ],
)
def test_links_to_two_pages_are_two(link: str, other: str) -> None:
    assert fold_link(link) != fold_link(other)


@pytest.mark.parametrize(
    ("url", "comment"),
    [
        ("https://www.facebook.com/velora/posts/1?comment_id=77&reply_comment_id=78", "77"),
        ("https://www.facebook.com/velora/posts/1?reply_comment_id=78&comment_id=77", "77"),
        ("https://www.instagram.com/p/DHKx1Yzabcd/c/77/r/78/", "77"),
        ("https://www.youtube.com/watch?v=abcDEF12345&lc=Ugz1_a-b.9xY", "Ugz1_a-b"),
        (
            "https://www.linkedin.com/feed/update/urn:li:activity:7306512345678901248?commentUrn=urn:li:comment:"
            "(activity:7306512345678901248,7306598765432109056)&replyUrn=urn:li:comment:"
            "(activity:7306512345678901248,7306598765432109099)",
            "7306598765432109056",
        ),
        ("https://www.facebook.com/velora/posts/1?comment_id=77", None),
        ("https://www.instagram.com/p/DHKx1Yzabcd/c/77/", None),
        ("https://www.youtube.com/watch?v=abcDEF12345&lc=Ugz1", None),
        ("https://x.com/ada/status/1?comment_id=77&reply_comment_id=78", None),
        ("no link", None),
    ],
)
def test_the_link_to_a_reply_tells_the_comment_above_it(url: str, comment: str | None) -> None:
    source, reply = read_link(url) or ("", "")
    assert read_answered(source, url) == comment != reply
