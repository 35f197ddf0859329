"""Different people's posts are never one, whatever an export calls them; and the same post stays one."""

import json
from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.readers.tables import given_ids, mentions, notes, read_text

from mentiontriage.collect import Collection
from mentiontriage.idents import WITHIN
from mentiontriage.inputs import name_file
from mentiontriage.model import Mention

PAGE = "https://hotels.example/velora-inn"
SHARED = "not one post's, as posts of several people have the same"
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
POST = "https://www.instagram.com/p/CAbCdEf/"
SURVEY = "id,text,date,author\n1,the kettle leaks,2026-07-14 09:05,anna\n2,no refund,2026-07-14 09:06,carl\n"
LATER_SURVEY = "id,text,date,author\n1,parcel never came,2026-07-21 09:05,dora\n2,nobody helps,2026-07-21 10:06,emil\n"


def collect(folder: Path, *texts: str) -> list[Mention]:
    paths = [folder / f"{number}.export" for number, _ in enumerate(texts)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return list(Collection(map(name_file, paths), {}).read_all())


def names(found: list[Mention]) -> list[str | None]:
    return [mention.author.handle or mention.author.name for mention in found]


def test_comments_below_one_post_are_known_by_their_own_ids() -> None:
    items = read_text(
        "id,postUrl,text,ownerUsername\n"
        f"17900000000000001,{POST},the kettle leaks,anna\n17900000000000002,{POST},no refund,bea\n"
    )
    assert [(m.source, m.id) for m in mentions(items)] == [
        ("instagram", "17900000000000001"),
        ("instagram", "17900000000000002"),
    ]
    assert notes(items) == [f"{SHARED}: links to instagram"]


def test_a_row_whose_id_is_its_links_is_known_by_its_link() -> None:
    link = "https://www.reddit.com/r/kettles/comments/1abc/leaks/"
    assert [m.id for m in mentions(read_text(f"id,url,text\n1abc,{link},it leaks\n"))] == ["t3_1abc"]


def test_comments_whose_ids_a_spreadsheet_has_damaged_are_not_their_post() -> None:
    items = read_text(f"id,url,text,author\n1.79E+16,{POST},the kettle leaks,anna\n1.79E+16,{POST},no refund,bea\n")
    assert len({m.id for m in mentions(items)}) == 2
    assert notes(items) == [
        "ids damaged by a spreadsheet: 2; told apart by author, time and text (2) instead",
        f"{SHARED}: links to instagram",
    ]


@pytest.mark.parametrize(
    ("link", "kind"), [(PAGE, "hotels.example"), (VIDEO, "youtube"), (f"{PAGE}#reviews", "hotels.example")]
)
def test_reviews_below_one_link_are_told_apart_by_their_words(link: str, kind: str) -> None:
    items = read_text(f"url,author,review\n{link},anna,cold water\n{link},bea,bugs in the bed\n{link},cy,lovely\n")
    assert len({m.id for m in mentions(items)}) == 3
    assert notes(items) == [f"{SHARED}: links to {kind}"]


def test_reviews_without_authors_are_told_apart_by_their_days() -> None:
    items = read_text(f"url,date,review\n{PAGE},2026-07-14,cold water\n{PAGE},2026-07-15,bugs in the bed\n")
    assert len({m.id for m in mentions(items)}) == 2


def test_two_reviews_below_one_link_are_two_though_the_beginning_does_not_show_it() -> None:
    others = "".join(f"https://shop.example/{n},ida{n},it is fine,2026-07-01\n" for n in range(60))
    items = read_text(
        f"url,author,review,date\n{others}{PAGE},anna,cold water,2026-07-14\n{PAGE},bea,bugs,2026-07-14\n"
    )
    assert len({m.id for m in mentions(items)}) == 62


def test_an_id_that_is_the_products_names_no_review() -> None:
    items = read_text("id,text,author\nAVqkIhwDv8e3D1O-lebb,no refund,anna\nAVqkIhwDv8e3D1O-lebb,it died,bea\n")
    assert len({m.id for m in mentions(items)}) == 2
    assert notes(items) == [f"{SHARED}: the ids"]


def test_a_vendors_page_that_several_people_wrote_on_is_no_post() -> None:
    header = "Query Id,Query Name,Date,Title,Snippet,Url,Full Text,Author,Resource Id\n"
    row = "1,Velora,2026-07-14 09:05:00.0,,,https://forum.example/t/1#post-{n},{text},{author},{n}\n"
    items = read_text(
        header + row.format(n=1, text="it leaks", author="anna") + row.format(n=2, text="mine too", author="bea")
    )
    assert [m.id for m in mentions(items)] == ["brandwatch:1", "brandwatch:2"]


def test_a_post_and_its_newer_version_below_one_link_are_one() -> None:
    items = read_text(f"url,author,text\n{VIDEO},anna,the kettle lea...\n{VIDEO},anna,the kettle leaks\n")
    assert {m.id for m in mentions(items)} == {"dQw4w9WgXcQ"}
    assert not notes(items)


def test_tables_that_count_their_rows_share_no_post(tmp_path: Path) -> None:
    found = collect(tmp_path, SURVEY, LATER_SURVEY)
    assert names(found) == ["anna", "carl", "dora", "emil"]
    assert [m.text for m in found] == ["the kettle leaks", "no refund", "parcel never came", "nobody helps"]


def test_a_table_read_twice_and_with_newer_counts_is_still_one(tmp_path: Path) -> None:
    table = "id,text,date,author,likes\n1,the kettle leaks,2026-07-14 09:05,anna,{}\n"
    (found,) = collect(tmp_path, table.format(3), table.format(3), table.format(8))
    assert (found.engagement.likes, found.id.partition("~")[0]) == (8, "1")


def test_the_same_rows_in_a_table_and_in_json_are_one(tmp_path: Path) -> None:
    rows = [{"id": 1, "text": "the kettle leaks", "date": "2026-07-14 09:05", "author": "anna"}]
    assert names(collect(tmp_path, SURVEY, json.dumps(rows))) == ["anna", "carl"]


def leave_out_own_names(mention: Mention) -> Mention:
    """Leave out what only the export calls a post: another export refers to it by another name."""
    if not (mention.local_id or "").startswith(WITHIN):
        return mention
    assert (mention.in_reply_to or WITHIN).startswith(WITHIN)
    return replace(mention, local_id=None, in_reply_to=None)


LINKS = [
    "",
    "n/a",
    "https://shop.example/reviews/1/",
    "https://shop.example/reviews/1#c3",
    "https://x.com/ann/status/1857000000000000001",
    "https://www.reddit.com/r/a/comments/1abc/x/",
    "https://www.facebook.com/groups/1/permalink/2/",
    "https://www.facebook.com/velora/posts/10150000000000001",
    "https://www.trustpilot.com/review/shop.example",
    "https://youtu.be/dQw4w9WgXcQ",
]


@pytest.mark.parametrize("link", LINKS)
def test_a_post_of_no_known_tool_is_the_same_in_a_table_and_in_json(link: str) -> None:
    idents = ("", "7", "848.0", "5.70306E+17", "1857000000000000001", "4e102938")
    networks = ("", "2", "News", "Facebook", "Twitter for iPhone")
    for ident, network, more in product(idents, networks, ("retweet_count", "in_reply_to", "likes")):
        row = {"id": ident, "url": link, "network": network, "author": "ann", "date": "2026-07-14", "text": "no refund"}
        row |= {more: "12"}
        table = ",".join(row) + "\n" + ",".join(row.values()) + "\n"
        (in_table,), (in_json,) = (mentions(read_text(text)) for text in (table, json.dumps([row])))
        assert leave_out_own_names(in_table) == leave_out_own_names(in_json)


def test_an_id_that_a_spreadsheet_has_damaged_names_no_post_in_json_and_that_is_told() -> None:
    posts = [{"id": "5.70306E+17", "text": text, "user": "anna", "in_reply_to": None} for text in ("it leaks", "help")]
    items = read_text("\n".join(map(json.dumps, posts)))
    assert len({m.id for m in mentions(items)}) == 2
    assert [told.partition(";")[0] for told in notes(items)] == ["ids damaged by a spreadsheet: 2"]


def test_numbers_that_a_data_frame_made_fractions_of_are_ids_in_json_too() -> None:
    posts = [{"id": 12.0, "text": "it leaks", "in_reply_to": None}, {"id": 13.0, "text": "so?", "in_reply_to": 12.0}]
    assert [(m.id, m.in_reply_to) for m in mentions(read_text(json.dumps(posts)))] == [("12", None), ("13", "12")]


@pytest.mark.parametrize("word", ["appstore", "App Store", "app-store", "AppStore"])
def test_a_review_in_a_table_and_in_our_own_shape_is_one_however_the_store_is_written(
    tmp_path: Path, word: str
) -> None:
    table = "Post ID,Network,Author,Message\n12090265892,App Store,GrannyCath,it leaks\n"
    ours = {"id": "12090265892", "source": word, "text": "it leaks", "author": {"name": "GrannyCath"}}
    (review,) = collect(tmp_path, table, json.dumps(ours))
    assert (review.source, review.id) == ("app-store", "12090265892")


POST_ON_X = "https://x.com/sam/status/1850000000000000000"


def test_a_post_with_its_link_in_a_table_and_in_json_is_one_and_our_reply_answers_it(tmp_path: Path) -> None:
    table = f"Id,Link,Message\n7,{POST_ON_X},it leaks\n"
    objects = [{"id": "e3", "link": POST_ON_X, "text": "it leaks", "likes": 4}]
    reply = {"id": "1850000000000000009", "source": "x", "text": "we look into it", "author": {"handle": "velora"}}
    ours = reply | {"in_reply_to": "1850000000000000000", "ours": True, "posted_at": "2026-07-14T09:05:00Z"}
    (post, _) = collect(tmp_path, json.dumps(objects), table, json.dumps(ours))
    assert (post.source, post.id, post.author.handle) == ("x", "1850000000000000000", "sam")
    assert (post.engagement.likes, post.is_answered) == (4, True)


@pytest.mark.parametrize(("ident", "known"), [("c0ffee00-4a1b-4000", "c0ffee00-4a1b-4000"), ("e3", POST_ON_X[-19:])])
def test_objects_that_refer_to_one_another_by_ids_of_their_own_keep_the_long_ones(
    ident: str, known: str, tmp_path: Path
) -> None:
    posts = [
        {"id": ident, "link": POST_ON_X, "text": "it leaks", "user": "sam"},
        {"id": "e4", "link": f"{POST_ON_X}1", "text": "mine too", "user": "bea", "followers": 90, "parent_id": ident},
    ]
    asked, _ = collect(tmp_path, json.dumps(posts))
    assert (asked.id, [spreader.followers for spreader in asked.spread]) == (known, [90])


def test_what_objects_answer_and_pass_on_may_be_told_by_its_link(tmp_path: Path) -> None:
    bea, cy = {"name": "bea", "followers": 90}, {"name": "cy", "followers": 80}
    posts = [
        {"id": "e3", "link": POST_ON_X, "text": "it leaks", "user": "sam"},
        {"id": "e4", "link": f"{POST_ON_X}1", "text": "so it is", "user": bea, "in_reply_to": POST_ON_X},
        {"link": f"{POST_ON_X}2", "text": "it leaks", "user": cy, "retweeted_status_id": POST_ON_X},
    ]
    asked, _ = collect(tmp_path, json.dumps(posts))
    assert [spreader.followers for spreader in asked.spread] == [90, 80]


def test_comments_in_json_below_one_post_are_known_by_their_own_ids() -> None:
    posts = [
        {"id": f"1790000000000000{n}", "link": POST, "text": text, "user": who}
        for n, (who, text) in enumerate([("anna", "the kettle leaks"), ("bea", "no refund")])
    ]
    items = read_text(json.dumps(posts))
    assert [m.id for m in mentions(items)] == ["17900000000000000", "17900000000000001"]
    assert notes(items) == [f"{SHARED}: links to instagram"]


def test_an_article_and_what_people_write_below_it_stay_apart(tmp_path: Path) -> None:
    article = {"id": f"{PAGE}/e47", "source": "feed", "text": "Ovens locked", "author": {"name": "Ledger"}}
    below = f"Post ID,Network,Author,Message\n{PAGE}/e47,News,anna,mine leaks\n"
    assert len(collect(tmp_path, json.dumps(article), below)) == 2


def test_objects_below_one_link_or_with_counted_ids_share_no_post(tmp_path: Path) -> None:
    of_anna = {"body": "cold water", "user": "anna", "url": PAGE}
    of_bea = {"body": "bugs in the bed", "user": "bea", "url": PAGE}
    assert names(collect(tmp_path, json.dumps([of_anna, of_bea]))) == ["anna", "bea"]
    texts = [json.dumps([{**post, "id": 1}]) for post in (of_anna, of_bea, of_bea)]
    assert names(collect(tmp_path, *texts)) == ["anna", "bea"]


@pytest.mark.parametrize("link", [VIDEO, PAGE])
def test_what_one_person_writes_twice_below_a_link_is_two_posts_in_json_that_tells_of_answers_too(
    tmp_path: Path, link: str
) -> None:
    told = [("anna", "no refund"), ("bea", "it died"), ("anna", "still no refund")]
    posts = [{"body": text, "user": who, "url": link, "replyTo": None} for who, text in told]
    assert names(collect(tmp_path, json.dumps(posts))) == ["anna", "bea", "anna"]


def test_objects_that_bear_their_products_id_are_told_apart_and_that_is_said() -> None:
    product = "AVqkIhwDv8e3D1O-lebb"
    posts = [{"id": product, "body": "no refund", "user": "anna"}, {"id": product, "body": "it died", "user": "bea"}]
    items = read_text(json.dumps(posts))
    assert len({m.id for m in mentions(items)}) == 2
    assert notes(items) == [f"{SHARED}: the ids"]


@pytest.mark.parametrize("ident", ["570306133677760513", "6c84fb90-12c4-11e1-840d-7b25c5ee775a"])
def test_a_long_id_and_a_networks_id_are_left_as_they_are(ident: str) -> None:
    assert given_ids(items := read_text(f"id,text\n{ident},it leaks\n")) == [m.id for m in mentions(items)]
    assert [m.id for m in mentions(read_text("id,text,network\n7,it leaks,Twitter\n"))] == ["7"]


GROUP = "https://www.facebook.com/groups/1/permalink/2/"  # of what shape a post's id is there nobody can tell


def test_a_link_to_facebook_names_the_network_but_no_counted_id_beside_it(tmp_path: Path) -> None:
    texts = [
        f"id,url,text,author,date\n1,{GROUP},it leaks,anna,2026-07-14 09:05\n",
        f"id,url,text,author,date\n1,{GROUP},no refund,bea,2026-07-14 09:05\n",
        json.dumps([{"id": 1, "url": GROUP, "body": "no refund", "user": "bea", "date": "2026-07-14 09:05"}]),
        json.dumps([{"id": 1, "url": GROUP, "body": "dead", "user": "cy", "date": "2026-07-14 09:05"}]),
    ]
    found = collect(tmp_path, *texts)
    assert names(found) == ["anna", "bea", "cy"]
    assert {m.source for m in found} == {"facebook"}
    assert {m.id.partition("~")[0] for m in found} == {"1"}


def test_a_page_of_facebook_without_an_id_is_known_by_its_link_in_a_table_and_in_json(tmp_path: Path) -> None:
    table = f"url,text,author,date\n{GROUP.rstrip('/')},it leaks,anna,2026-07-14 09:05\n"
    rows = [{"url": GROUP.rstrip("/"), "body": "it leaks", "user": "anna", "date": "2026-07-14 09:05"}]
    (found,) = collect(tmp_path, table, json.dumps(rows))
    assert (found.source, found.id.partition("~")[0]) == ("facebook", GROUP.rstrip("/"))


@pytest.mark.parametrize(
    ("cells", "known"),
    [
        (f"7,{GROUP},Facebook", ("facebook", "7")),
        (f",{GROUP},Facebook", ("facebook.com", GROUP.rstrip("/"))),
        ("7,https://www.facebook.com/v/posts/10150000000000001?comment_id=77,", ("facebook", "77")),
        (f"17900000000000001,{GROUP},", ("facebook", "17900000000000001")),
    ],
)
def test_what_an_export_calls_facebook_by_a_word_or_an_id_stays_the_post_that_it_was(
    cells: str, known: tuple[str, str]
) -> None:
    (found,) = mentions(read_text(f"id,url,network,text,author\n{cells},it leaks,anna\n"))
    assert (found.source, found.id.partition("~")[0]) == known
    assert "~" not in found.id or known[1].startswith("http")


def test_an_id_that_was_made_unlike_all_others_is_not_made_so_again() -> None:
    (first,) = mentions(read_text("id,text,author\n1,it leaks,anna\n"))
    assert [m.id for m in mentions(read_text(f"id,text,author\n{first.id},it leaks,anna\n"))] == [first.id]


def test_rows_that_refer_to_one_another_keep_the_ids_that_they_do_it_by(tmp_path: Path) -> None:
    rows = "1,it leaks,anna,10,\n2,mine too,bea,900,1\n"
    asked, _ = collect(tmp_path, "id,text,author,followers,in_reply_to\n" + rows)
    assert [spreader.followers for spreader in asked.spread] == [900]
    posts = [
        {"id": 1, "body": "it leaks", "user": "anna", "parent_id": None},
        {"id": 2, "body": "mine too", "user": {"name": "bea", "followers": 900}, "parent_id": 1},
    ]
    asked, _ = collect(tmp_path, json.dumps(posts))
    assert [spreader.followers for spreader in asked.spread] == [900]


def test_rows_that_refer_to_one_another_by_long_ids_of_their_own_keep_them_whatever_their_links_say(
    tmp_path: Path,
) -> None:
    page, ident = (
        "https://www.facebook.com/velora/posts/pfbid0abc?comment_id=1112223334445",
        "c0ffee00-4a1b-4000-8000-901",
    )
    header = "id,author,text,date,url,ours,in_reply_to\n"
    asked = f"{ident},ada,no refund yet,2026-07-14 09:00,{page}55,,\n"
    reply = f"902,velora,it is on its way,2026-07-14 10:00,{page}66,yes,{ident}\n"
    post, ours = collect(tmp_path, header + asked + reply)
    assert (post.source, post.id, post.is_answered, ours.id) == ("facebook", ident, True, "111222333444566")
    (alone,) = collect(tmp_path, header + asked)
    assert alone.id == "111222333444555"  # nothing refers to it: other exports know it by its link as well


def test_rows_that_refer_to_one_another_by_counted_ids_are_known_by_their_links_as_the_next_table_counts_too(
    tmp_path: Path,
) -> None:
    header = "id,author,text,url,in_reply_to\n"
    tables = [
        f"{header}1,ada,no refund yet,{POST_ON_X}1,\n2,bea,mine too,{POST_ON_X}2,1\n",
        f"{header}1,carl,my toaster burns,{POST_ON_X}3,\n2,dora,so does mine,{POST_ON_X}4,1\n",
    ]
    told = [mention.text for mention in collect(tmp_path, *tables)]
    assert told == ["no refund yet", "mine too", "my toaster burns", "so does mine"]


@pytest.mark.parametrize("shape", ["table", "json"])
def test_a_post_on_bluesky_is_known_by_its_own_address_though_its_link_names_a_handle(
    shape: str, tmp_path: Path
) -> None:
    address, link = "at://did:plc:ada/app.bsky.feed.post/3kabc", "https://bsky.app/profile/ada.test/post/3kabc"
    post = {"uri": address, "url": link, "text": "no refund yet"}
    written = f"uri,url,text\n{address},{link},no refund yet\n" if shape == "table" else json.dumps(post)
    reply = json.dumps({"id": "r", "source": "bluesky", "text": "on its way", "ours": True, "in_reply_to": address})
    by_link = f"url,text,likes\n{link},no refund yet,4\n"
    (known, _) = collect(tmp_path, written, reply, by_link)
    assert (known.id, known.is_answered, known.engagement.likes) == (address, True, 4)


def test_a_post_is_one_however_the_lines_of_its_text_end() -> None:
    text = 'date,author,text\n2026-07-14 09:05,ada,"no refund\nand no answer"\n'
    row = '{"date": "2026-07-14 09:05", "author": "ada", "text": "no refund%sand no answer"}\n'
    written = (text, text.replace("\n", "\r\n"), row % r"\n", row % r"\r\n", row % r"\r")
    posts = [mentions(read_text(export))[0] for export in written]
    assert {(post.id, post.text) for post in posts} == {(posts[0].id, "no refund\nand no answer")}
