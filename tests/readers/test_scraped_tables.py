"""Tables as scrapers and archives of posts write them: their names for who wrote, what, when and below what."""

import json
from datetime import UTC, datetime

from tests.readers.reading import mentions_in
from tests.readers.reading import read_text as read_json
from tests.readers.tables import given_ids, mentions, notes, read_text, reposts

from mentiontriage.model import Author, Engagement

TIKTOK = {
    "id": "7400000000000000001",
    "text": "my kettle broke @acme",
    "createTimeISO": "2026-08-01T10:15:00.000Z",
    "authorMeta.name": "ada_b",
    "authorMeta.nickName": "Ada Byron",
    "authorMeta.fans": 5100,
    "authorMeta.verified": False,
    "diggCount": 7,
    "shareCount": 4,
    "playCount": 900,
    "commentCount": 3,
    "webVideoUrl": "https://www.tiktok.com/@ada_b/video/7400000000000000001",
}
COMMENT = {
    "cid": "UgA",
    "comment": "my kettle broke",
    "author": "@ada_b",
    "pageUrl": "https://www.youtube.com/watch?v=abcdefghijk",
    "title": "All kettles of the year",
    "publishedAtTime": "2026-08-01T10:15:00.000Z",
    "voteCount": 7,
    "replyCount": 1,
    "replyToCid": None,
}


def write_table(*rows: dict[str, object]) -> str:
    """Write rows as CSV; nothing in them needs quotes."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    cells = [[row.get(name) for name in names] for row in rows]
    lines = [names, *(["" if cell is None else str(cell) for cell in line] for line in cells)]
    return "".join(",".join(line) + "\n" for line in lines)


def test_a_video_of_tiktok_has_author_link_and_counts_in_table_and_json_alike() -> None:
    inside = {name.partition(".")[2]: value for name, value in TIKTOK.items() if "." in name}
    nested = {name: value for name, value in TIKTOK.items() if "." not in name} | {"authorMeta": inside}
    (row,) = mentions(read_text(write_table(TIKTOK)))
    (one,) = mentions_in(read_json(json.dumps([nested]))[1])
    assert row == one
    assert (row.source, row.id, row.posted_at is not None) == ("tiktok", "7400000000000000001", True)
    assert row.author == Author("ada_b", "Ada Byron", 5100, verified=False)
    assert row.engagement == Engagement(3, 4, 7, 900)


def test_a_comment_below_a_video_is_known_by_its_own_id_and_has_no_title_of_the_videos() -> None:
    reply = COMMENT | {"cid": "UgA.b", "comment": "sorry!", "author": "@acme", "replyToCid": "UgA"}
    for found in (
        mentions(read_text(write_table(COMMENT, reply))),
        mentions_in(read_json(json.dumps([COMMENT, reply]))[1]),
    ):
        assert [(one.source, one.id, one.text) for one in found] == [
            ("youtube", "UgA", "my kettle broke"),
            ("youtube", "UgA.b", "sorry!"),
        ]
        assert [one.in_reply_to for one in found] == [None, "UgA"]
        assert (found[0].engagement.likes, found[0].posted_at is not None) == (7, True)


def test_the_title_of_a_post_is_none_of_the_comments_below_it() -> None:
    header = "commentUrl,postTitle,text,profileName\n"
    row = "https://www.facebook.com/acme/posts/pfbid0a?comment_id=901,We love our new kettle!,it broke,Ada Byron\n"
    assert [one.text for one in mentions(read_text(header + row))] == ["it broke"]
    assert mentions(read_text("postTitle,text,author\nKettle,it broke,ada\n"))[0].text == "Kettle\nit broke"


def test_a_tweet_that_twarc_has_flattened_tells_what_it_answers_quotes_or_passes_on() -> None:
    told = ("replied_to", "retweeted", "quoted")
    header = ",".join(f"referenced_tweets.{kind}.id" for kind in told)
    rows = (
        "1820000000000000001,,,,ada_b,5100,my kettle broke,Twitter for iPhone\n"
        "1820000000000000002,1820000000000000001,,,acme,9,so sorry,Sprinklr\n"
        "1820000000000000003,,1820000000000000001,,bob,9000,RT @ada_b: my kettle broke,Twitter Web App\n"
        "1820000000000000004,,,1820000000000000001,cyd,12,mine too,Twitter Web App\n"
    )
    items = read_text(f"id,{header},author.username,author.public_metrics.followers_count,text,source\n{rows}")
    ada, acme, cyd = mentions(items)
    assert (ada.source, ada.author.followers) == ("x", 5100)
    assert (acme.in_reply_to, cyd.quotes) == (ada.id, ada.id)
    assert [(one.of, one.by.handle, one.by.followers) for one in reposts(items)] == [(ada.id, "bob", 9000)]


def test_a_link_that_reddits_dumps_give_without_their_site_names_post_and_network() -> None:
    header = "author,body,created_utc,id,link_id,parent_id,permalink,score\n"
    rows = (
        "ada_b,my kettle broke,1785579300,kz1,t3_1abc,t3_1abc,/r/kettles/comments/1abc/acme/kz1/,7\n"
        "acme,so sorry,1785579400,kz2,t3_1abc,t1_kz1,/r/kettles/comments/1abc/acme/kz2/,1\n"
    )
    ada, acme = mentions(read_text(header + rows))
    assert (ada.source, ada.id, acme.in_reply_to) == ("reddit", "t1_kz1", "t1_kz1")
    assert ada.url == "https://www.reddit.com/r/kettles/comments/1abc/acme/kz1/"
    (same,) = mentions_in(read_json('{"text": "it broke", "permalink": "/r/kettles/comments/1abc/acme/kz1/"}')[1])
    assert (same.source, same.id) == ("reddit", "t1_kz1")


def test_a_person_with_all_that_a_program_knows_of_them_is_no_name() -> None:
    header = "url,date,content,user\n"
    row = 'https://twitter.com/ada_b/status/1160000000000000001,2026-08-01 10:15:00+00:00,it broke,"{}"\n'
    for user in ("User(username='ada_b', id=4412, displayname='Ada', followersCount=5100)", "{'username': 'ada_b'}"):
        assert mentions(read_text(header + row.format(user)))[0].author == Author("ada_b")
    assert [one.author.handle for one in mentions(read_text("user,text\n[deleted],it broke\nada,it leaks\n"))] == [
        None,
        "ada",
    ]


def test_a_review_has_the_headline_and_the_words_that_its_author_gave_it() -> None:
    of_amazon = "review_id,product_title,star_rating,review_headline,review_body,review_date\n"
    assert mentions(read_text(of_amazon + "R1,Acme Kettle,1,Broke,after two days,2026-08-01\n"))[0].text == (
        "Broke\nafter two days"
    )
    items = read_text("reviewId,ratingScore,reviewTitle,reviewDescription,date\nR1,2,Broke,after two days,2026-08-01\n")
    assert [(one.text, one.rating) for one in mentions(items)] == [("Broke\nafter two days", 2.0)]
    assert given_ids(items) == ["R1"]


def test_what_rtweet_writes_before_ids_is_no_part_of_them_and_a_persons_own_link_is_no_tweets() -> None:
    header = "user_id,status_id,created_at,screen_name,text,reply_to_status_id,status_url,url\n"
    site = "https://twitter.com/{}/status/116000000000000000{},https://t.co/{}\n"
    rows = (
        "x4412,x1160000000000000001,2026-08-01 10:15:00,ada_b,it broke,," + site.format("ada_b", 1, "abc"),
        "x1,x1160000000000000002,2026-08-01 11:15:00,acme,so sorry,x1160000000000000001," + site.format("acme", 2, "d"),
    )
    ada, acme = mentions(read_text(header + "".join(rows)))
    assert (ada.id, acme.in_reply_to) == ("1160000000000000001", "1160000000000000001")
    assert ada.url == "https://twitter.com/ada_b/status/1160000000000000001"
    without = mentions(read_text("status_id,screen_name,text\nx1160000000000000001,ada_b,RT it broke\n"))
    assert [one.id.partition("~")[0] for one in without] == ["1160000000000000001"]


def test_a_tweet_whose_time_cannot_be_read_is_of_the_time_that_its_id_tells() -> None:
    header = "id,created_at,date,time,username,tweet,link\n"
    link = "https://twitter.com/ada_b/status/1160000000000000001"
    row = "1160000000000000001,2019-08-09 21:28:46 Eastern Daylight Time,2019-08-09,21:28:46,ada_b,it broke," + link
    items = read_text(header + row + "\n")
    assert mentions(items)[0].posted_at == datetime(2019, 8, 10, 1, 28, 46, 414000, UTC)
    assert not notes(items)


def test_a_time_that_is_counted_in_seconds_has_its_hour_already() -> None:
    header = "conversation_id,created_at,date,time,username,tweet\n"
    (mention,) = mentions(read_text(header + "7,1565432100000,2019-08-10,10:15:00,ada_b,it broke\n"))
    assert mention.posted_at == datetime(2019, 8, 10, 10, 15, tzinfo=UTC)


def test_comments_of_wordpress_have_authors_and_name_what_they_answer() -> None:
    header = "comment_ID,comment_author,comment_author_email,comment_date,comment_content,comment_parent\n"
    rows = (
        "11,Ada Byron,a@b.example,2026-08-01 10:15:00,it broke after two days,0\n"
        "12,Acme Care,c@d.example,2026-08-01 11:15:00,so sorry to hear that,11\n"
    )
    found = mentions(read_text(header + rows))
    assert [(one.author.name, one.in_reply_to) for one in found] == [("Ada Byron", None), ("Acme Care", "11")]


def test_a_table_of_tiktoks_comments_is_read_as_their_json_is() -> None:
    video = {"videoWebUrl": "https://www.tiktok.com/@acme/video/7300000000000000001", "diggCount": 7}
    first = {"cid": "741", "uniqueId": "ada_b", "uid": "44", "text": "it broke", "createTime": 1785579300} | video
    reply = {
        "cid": "742",
        "uniqueId": "acme",
        "text": "so sorry",
        "createTime": 1785579400,
        "repliesToId": "741",
    } | video
    again = first | {"cid": "743", "text": "and now it leaks", "replyCommentTotal": 1}
    rows = mentions(read_text(write_table(again, reply, first)))
    name, items = read_json(json.dumps([again, reply, first]))
    assert (name, mentions_in(items)) == ("tiktok-comments", rows)
    assert [(one.id, one.author.handle, one.in_reply_to) for one in rows] == [
        ("743", "ada_b", None),
        ("742", "acme", "741"),
        ("741", "ada_b", None),
    ]


def test_how_long_ago_a_comment_was_written_is_told_beside_when_it_was() -> None:
    header = "cid,text,time,author,channel,votes,photo,heart,reply,time_parsed\n"
    row = "UgA,it broke,2 weeks ago,@ada_b,UC1,7,https://yt3.example/a,False,False,1785579300.0\n"
    (mention,) = mentions(read_text(header + row))
    assert (mention.id.partition("~")[0], mention.posted_at) == ("UgA", datetime(2026, 8, 1, 10, 15, tzinfo=UTC))
    assert (mention.source, mention.author.handle, mention.engagement.likes) == ("unknown", "ada_b", 7)


def test_tweets_of_social_feed_manager_are_known_by_their_links_and_not_by_its_own_count() -> None:
    ident = "1234567890123456789"
    link = f"http://twitter.com/ada/status/{ident}"
    told: dict[str, object] = {"sfm_id": "6114", "created_at": "2026-08-01T10:15:00Z", "twitter_id": ident}
    told |= {"screen_name": "ada", "text": "my kettle broke", "twitter_url": link}
    (mention,) = mentions(read_text(write_table(told)))
    assert (mention.id, mention.source, mention.url) == (ident, "x", link)
    (alone,) = mentions(read_text(write_table(told | {"twitter_url": ""})))
    assert (alone.id, alone.source) == (ident, "x")
    (customers,) = mentions(read_text(write_table({"twitter_id": "17", "author": "ada", "text": "my kettle broke"})))
    assert customers.id != "17"  # a person's elsewhere
