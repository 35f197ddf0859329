"""What the exports of the vendors have in common: the posts, whose they are, and what is left out of them."""

import io
from collections import defaultdict
from functools import partial

from tests.readers.reading import EXPORTS, mentions_in, read_file, read_text

from mentiontriage.model import Mention
from mentiontriage.readers import choose_reader
from mentiontriage.readers._open import open_export


def test_the_same_post_in_the_exports_of_many_vendors_is_one_post() -> None:
    found = defaultdict(set)
    for path in EXPORTS:
        for item in read_file(path)[1]:
            if isinstance(item, Mention):
                found[item.source, item.id].add(path.parent.name)
    assert found["x", "1800000000000000001"] == {
        *("brandwatch", "meltwater", "sprinklr", "talkwalker_csv", "talkwalker_json", "youscan", "brand24"),
        *("ringcentral", "octolens", "twarc_csv"),
    }
    assert found["reddit", "t1_kx9y8z7"] == {"brandwatch", "octolens"}
    assert found["youtube", "AAAAAAAAAA1"] == {"tubular"}


def test_no_column_is_named_twice_for_one_field() -> None:
    for path in EXPORTS:
        export = open_export(path.name, partial(io.BytesIO, path.read_bytes()), {})
        reader, _ = choose_reader(export)
        for field, columns in (reader.columns(export) if reader.columns else {}).items():
            assert len(set(columns)) == len(columns), (path, field)


def test_a_zero_among_brandwatchs_counts_of_views_does_not_say_that_nobody_saw_it() -> None:
    header = "Query Id,Query Name,Date,Title,Snippet,Url,Full Text,Author,X Likes,Threads Views,Tiktok Views\n"
    row = "1,Velora,2026-07-14 09:05:00.0,,,https://x.com/anna/status/18,it leaks,anna,0,0,{}\n"
    unseen, seen = mentions_in(read_text(header + row.format(0) + row.format(31))[1])
    assert (unseen.engagement.likes, unseen.engagement.views) == (0, None)
    assert seen.engagement.views == 31


def test_what_an_agent_or_the_account_wrote_is_ours_and_what_a_customer_wrote_is_not() -> None:
    ours = {
        (path.parent.name, item.text)
        for path in EXPORTS
        for item in read_file(path)[1]
        if isinstance(item, Mention) and item.ours
    }
    assert {vendor for vendor, _ in ours} == {
        *("ringcentral", "support_set", "x_analytics", "youtube_takeout", "intercom", "meta_business", "hootsuite"),
        *("outbox", "x_archive", "intercom_api", "flat_json", "meta_messages", "telegram", "line", "sprinklr"),
    }
    assert ("ringcentral", "Sorry, Marta! Which flight?") in ours
    assert not any("my suitcase" in text for _, text in ours)


def test_no_e_mail_address_and_no_phone_number_comes_in_as_an_author() -> None:
    for path in EXPORTS:
        for item in read_file(path)[1]:
            assert "mail.example" not in str(item)
            assert "7946 0958" not in str(item)


def test_brandwatchs_zero_with_a_decimal_point_hides_no_count_of_another_network() -> None:
    header = "Query Id,Query Name,Date,Title,Url,Full Text,X Followers,Instagram Followers"
    row = "1,acme,2026-01-31 12:34:56.0,,https://www.instagram.com/p/CAbCdEf/,no refund,0.0,523000.0"
    (mention,) = mentions_in(read_text(f"{header}\n{row}\n")[1])
    assert mention.author.followers == 523_000


def test_an_answer_below_a_comment_on_facebook_answers_the_comment_above_it() -> None:
    post = "https://www.facebook.com/acme/posts/10150000000000001?comment_id=10000000000000"
    _, items = read_text(
        "Id,SubId,Name (click to view profile),Date,Likes,Comment,Link\n"
        f"1,,Mary Ann,2026-07-14 09:00,3,my order never arrived,{post}1\n"
        f"1,1-1,Acme,2026-07-14 10:00,0,sorry!,{post}1&reply_comment_id=100000000000002\n"
        f"1-2,1-2,Bob,2026-07-14 10:30,0,same here,{post}1&reply_comment_id=100000000000003\n"
        f"2,,Carl,2026-07-14 11:00,0,still no refund,{post}4\n"
        f",7-1,Dan,2026-07-14 11:30,0,me too,{post}4&reply_comment_id=100000000000005\n"
    )
    asked, ours, other, second, stray = mentions_in(items)
    assert [mention.in_reply_to for mention in (ours, other)] == [asked.id, asked.id]
    assert [mention.in_reply_to for mention in (asked, second)] == [None, None]
    assert stray.in_reply_to == second.id  # by its link: no row above it has its number


def test_an_answer_finds_the_comment_above_it_in_a_second_reading_that_leaves_that_out() -> None:
    text = (
        "Id,SubId,Name (click to view profile),Date,Likes,Comment,Link\n"
        "1,,Mary Ann,2026-07-14 09:00,3,my order never arrived,https://www.facebook.com/acme/posts/9?comment_id=1001\n"
        "1,1-1,Bob,2026-07-14 10:00,0,same here,https://www.facebook.com/acme/posts/9?comment_id=1001&reply_comment_id=1002\n"
    )
    export = open_export("export", lambda: io.BytesIO(text.encode()), {})
    reader, _ = choose_reader(export)
    first, second = mentions_in(list(reader.read(export)))
    assert reader.read_wanted is not None
    again = list(reader.read_wanted(export, lambda _, ident: ident == second.id))
    assert mentions_in(again) == [second]
    assert second.in_reply_to == first.id


def test_a_tool_that_calls_its_time_otherwise_is_read_with_times() -> None:
    table = (
        "Message ID,Conversation ID,Contact Primary Identifier,Direction,Sent At,Content\n"
        "m1,c1,ada,inbound,2026-07-14 14:05:00,no refund\nm2,c1,ada,outbound,2026-07-14 15:05:00,it is on its way\n"
    )
    one, ours = mentions_in(read_text(table)[1])
    assert [post.posted_at is None for post in (one, ours)] == [False, False]
    assert one.answered_at == ours.posted_at
