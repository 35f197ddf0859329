"""Whom a table's author is: a handle, a name that many share, or nobody."""

import json

import pytest
from tests.readers.reading import mentions_in
from tests.readers.reading import read_text as read_export
from tests.readers.tables import mentions, read_text, reposts

from mentiontriage.model import Author, Mention


def authors(network: str, author: str, column: str = "Author") -> list[Author]:
    text = f"Date,{column},Text,Network\n2026-07-14 09:05,{author},no refund,{network}\n"
    return [mention.author for mention in mentions(read_text(text))]


@pytest.mark.parametrize(
    "network", ["Facebook", "facebook.com", "LinkedIn", "Trustpilot", "App Store", "Google Maps", "YouTube", "E-Mail"]
)
def test_where_people_are_shown_by_name_a_name_of_one_word_is_no_handle(network: str) -> None:
    assert authors(network, "Chris") == [Author(name="Chris")]


@pytest.mark.parametrize("network", ["X", "Instagram", "Reddit", "TikTok", "Bluesky", ""])
def test_where_people_have_handles_or_nothing_tells_a_word_is_a_handle(network: str) -> None:
    assert authors(network, "chris") == [Author(handle="chris")]


@pytest.mark.parametrize(
    ("column", "author"), [("Author", "@chris"), ("Username", "chris"), ("Author Handle", "chris")]
)
def test_what_is_evidently_a_handle_is_one_on_any_network(column: str, author: str) -> None:
    assert authors("Facebook", author, column) == [Author(handle="chris")]


@pytest.mark.parametrize("network", ["", "shop.example"])
@pytest.mark.parametrize(("author", "meant"), [("Julie", Author(name="Julie")), ("@julie", Author(handle="julie"))])
def test_who_writes_a_review_on_no_known_network_is_known_by_a_name(network: str, author: str, meant: Author) -> None:
    text = f"Date,Author,Review,Rating,Network\n2026-07-14,{author},no refund,1,{network}\n"
    assert mentions(read_text(text))[0].author == meant
    row = {"date": "2026-07-14", "author": author, "review": "no refund", "rating": 1, "network": network}
    assert [one.author for one in mentions_in(read_export(json.dumps([row]))[1])] == [meant]


def test_stars_make_no_name_of_a_handle_where_people_have_handles() -> None:
    text = "Date,Author,Review,Rating,Network\n2026-07-14,julie,no refund,1,Reddit\n"
    assert mentions(read_text(text))[0].author == Author(handle="julie")


@pytest.mark.parametrize("author", ["Ada Byron (@adab)", "Ada Byron @adab", "Ada Byron [@adab]"])
@pytest.mark.parametrize("network", ["X", "Facebook", ""])
def test_a_name_and_a_handle_in_one_cell_are_both(network: str, author: str) -> None:
    assert authors(network, author) == [Author(handle="adab", name="Ada Byron")]


def test_beside_another_name_the_author_is_a_handle() -> None:
    (mention,) = mentions(read_text("author,author_name,text,network\nchris.b,Chris Berg,no refund,facebook\n"))
    assert mention.author == Author("chris.b", "Chris Berg")


@pytest.mark.parametrize(("shown", "name"), [("ada (Ada Byron)", "Ada Byron"), ("bob (Bob)", "bob (Bob)"), ("(", "(")])
def test_a_name_that_begins_with_the_handle_is_what_stands_behind_it(shown: str, name: str) -> None:
    (mention,) = mentions(read_text(f"author,author_name,text,network\nada,{shown},no refund,x\n"))
    assert mention.author == Author("ada", name)


@pytest.mark.parametrize("columns", [{"author": "who"}, {"handle": "who"}])
def test_the_map_tells_whether_a_column_holds_handles(columns: dict[str, str]) -> None:
    text = "text,who,network,date\nno refund,Chris,facebook,2026-07-14\n"
    (mention,) = mentions(read_text(text, columns))
    assert (mention.author.handle == "Chris") is ("handle" in columns)


@pytest.mark.parametrize("name", ["Anonymous", "anónimo", "[deleted]", "A Google user", "guest", "N/A", "Unbekannt"])
@pytest.mark.parametrize("network", ["X", "Facebook", ""])
def test_what_stands_for_nobody_is_no_author(network: str, name: str) -> None:
    assert authors(network, name) == [Author()]


def test_two_rows_by_nobody_stay_two_posts_though_they_share_a_products_id_and_a_day() -> None:
    text = "id,author,date,text\n7,Anonymous,2026-07-14,no refund\n7,Anonymous,2026-07-14,it broke\n"
    assert len({mention.id for mention in mentions(read_text(text))}) == 2


def test_an_id_made_of_the_words_is_the_same_whether_they_name_a_handle_a_name_or_nobody() -> None:
    def ident(network: str) -> str:
        (mention,) = mentions(read_text(f"date,author,text,network\n2026-07-14 09:05,guest,no refund,{network}\n"))
        return mention.id

    assert ident("x") == ident("facebook") == ident("") == "9ac209f44398780a"


def test_json_of_no_known_vendor_tells_names_from_handles_as_tables_do() -> None:
    def author(text: str) -> Author:
        (mention,) = (item for item in read_export(text)[1] if isinstance(item, Mention))
        return mention.author

    row = '{"text": "no refund", "date": "2026-07-14", "network": "facebook", "%s": "%s"}'
    assert author(row % ("author", "Chris")) == Author(name="Chris")
    assert author(row % ("username", "Chris")) == Author(handle="Chris")
    assert author(row % ("author", "Guest")) == Author()


def test_an_authors_number_stands_back_behind_the_author() -> None:
    (mention,) = mentions(read_text("AuthorID,Author,Date,Content\n998877,ada,2026-07-14,no refund\n"))
    assert mention.author == Author(handle="ada")
    (mention,) = mentions(read_text("AuthorID,Date,Content\n998877,2026-07-14,no refund\n"))
    assert mention.author == Author(handle="998877")


@pytest.mark.parametrize(
    "names",
    [
        *("First Name,Last Name", "Given name,Surname", "RecipientFirstName,RecipientLastName", "Vorname,Nachname"),
        *("Prénom,Nom", "Nombre,Apellidos", "Nome,Cognome", "Nome,Sobrenome", "Voornaam,Achternaam"),
    ],
)
def test_given_and_family_name_in_two_columns_are_one_name(names: str) -> None:
    table = f"Date,{names},Text\n2026-07-14,Ada,Moon,no refund\n2026-07-15,,,it broke\n"
    assert [post.author.name for post in mentions(read_text(table))] == ["Ada Moon", None]
    given, family = names.split(",")
    table = f"Date,{family},{given},Text\n2026-07-14,Moon,Ada,no refund\n"
    assert mentions(read_text(table))[0].author.name == "Ada Moon"


def test_a_whole_name_needs_no_parts_and_the_map_chooses_one() -> None:
    table = "Date,Customer name,First Name,Last Name,Text\n2026-07-14,Ada M. Moon,Ada,Moon,no refund\n"
    assert mentions(read_text(table))[0].author.name == "Ada M. Moon"
    assert mentions(read_text(table, {"name": "First Name"}))[0].author.name == "Ada"


def test_a_name_that_stands_beside_the_handle_is_read() -> None:
    table = "Date,Author,Author username,Text\n2026-07-14,Ada Moon,@ada,no refund\n2026-07-15,Bob,@bob,it broke\n"
    authors = [post.author for post in mentions(read_text(table))]
    assert authors == [Author("ada", "Ada Moon"), Author("bob", "Bob")]


def test_a_name_that_is_the_handle_again_is_none() -> None:
    table = "Date,Author,Author username,Text\n2026-07-14,@ada,ada,no refund\n"
    assert mentions(read_text(table))[0].author == Author("ada")


def test_who_has_a_page_wrote_its_posts_and_its_followers_are_known() -> None:
    table = "id,creation_time,post_owner.name,post_owner.username,surface.name,text\n"
    owned = mentions(read_text(table + "7,2026-07-14T09:00:00Z,Ada's Kitchen,adaskitchen,Cooks,no refund\n"))
    assert owned[0].author == Author("adaskitchen", "Ada's Kitchen")
    table = "User Name,Likes at Posting,Followers at Posting,Post Created,Message,URL\n"
    posted = mentions(
        read_text(table + "ada,12,5310,2026-07-14 09:00:00 EDT,no refund,https://www.facebook.com/ada/posts/1\n")
    )
    assert posted[0].author == Author("ada", None, 5310)


def test_meltwater_shows_a_name_beside_the_handle() -> None:
    table = "Date,Hit Sentence,Influencer,AVE,Input Name,Twitter Screen Name,Tweet Id,URL\n"
    rows = "2026-07-14,no refund,Ada Moon,0,acme,@ada,1800000000000000001,\n2026-07-14,it broke,@bob,0,acme,@bob,,\n"
    assert [post.author for post in mentions(read_text(table + rows))] == [Author("ada", "Ada Moon"), Author("bob")]


@pytest.mark.parametrize("asked", ["Ihr Name (optional)", "Votre nom", "Su nombre", "What is your name?", "Uw naam"])
def test_a_form_asks_for_the_name(asked: str) -> None:
    table = f"Date,What went wrong?,{asked}\n2026-07-14,the lid came broken,Ada\n2026-07-15,it never came at all,Bob\n"
    assert [post.author.name or post.author.handle for post in mentions(read_text(table))] == ["Ada", "Bob"]


@pytest.mark.parametrize(
    ("cell", "author"),
    [
        ("Ada", Author("ada_b", "Ada")),
        ("Ada Moon", Author("ada_b", "Ada Moon")),
        ("ADA_B", Author("ADA_B")),
        ("@bob", Author("bob")),
        ("", Author("ada_b")),
    ],
)
def test_a_link_to_a_post_tells_the_handle_where_the_column_of_authors_may_hold_names(
    cell: str, author: Author
) -> None:
    table = f"Date,Author,Link,Text\n2026-07-14,{cell},https://x.com/ada_b/status/1803012345678901234,no refund\n"
    assert mentions(read_text(table))[0].author == author
    table = f"Date,Username,Link,Text\n2026-07-14,bob,https://x.com/ada_b/status/1803012345678901234,{cell}!\n"
    assert mentions(read_text(table))[0].author == Author("bob")


def test_who_passes_a_post_on_is_not_taken_for_whoever_wrote_it() -> None:
    table = (
        "Date,Author,Link,Text\n2026-07-14,Bob,https://x.com/ada_b/status/1803012345678901234,RT @ada_b: no refund\n"
    )
    assert [repost.by for repost in reposts(read_text(table))] == [Author("Bob")]


def test_the_handle_of_a_shops_goods_is_nobodys() -> None:
    loox = "id,status,rating,email,nickname,full_name,review,date,productId,handle,verified_purchase\n"
    row = "1,Active,1,a@b.example,Ada,Ada Byron,it broke,2026-07-14T14:05:00.000Z,8123,red-kettle,true\n"
    assert mentions(read_text(loox + row))[0].author == Author("Ada", "Ada Byron")
    okendo = "name,body,handle,productId,rating,dateCreated\nAda Byron,it broke,red-kettle,555,1,2026-07-14\n"
    assert mentions(read_text(okendo))[0].author == Author(name="Ada Byron")


@pytest.mark.parametrize(
    ("network", "address", "handle"),
    [
        ("mastodon", "https://here.example/@ada", "ada@here.example"),
        ("mastodon", "here.example/users/ada", "here.example/users/ada"),  # may be anything
        ("mastodon", "https://here.example/users/ada", "ada@here.example"),
        ("", "https://here.example/@ada", "ada@here.example"),
        ("x", "https://x.com/ada", "ada"),
        ("bluesky", "https://bsky.app/profile/ada.example", "ada.example"),
        ("youtube", "https://www.youtube.com/@ada", "ada"),  # where a mere word is a name
        ("facebook", "https://www.facebook.com/ada.byron", "ada.byron"),
        ("reddit", "u/ada", "ada"),
        ("", "https://blog.example/about", "https://blog.example/about"),
    ],
)
def test_the_address_of_a_profile_is_the_handle_of_its_owner(network: str, address: str, handle: str) -> None:
    assert authors(network, address) == [Author(handle=handle)]
    row = {"date": "2026-07-14", "author": address, "text": "no refund", "network": network}
    assert [one.author for one in mentions_in(read_export(json.dumps([row]))[1])] == [Author(handle=handle)]


def test_a_name_beside_the_address_of_a_profile_stays_a_name() -> None:
    text = "author,author_name,text,url\nhttps://x.com/ada,Ada Byron,no refund,https://x.com/ada/status/1\n"
    assert mentions(read_text(text))[0].author == Author("ada", "Ada Byron")
    alone = "author,text,url\nhttps://x.com/ada,no refund,https://x.com/ada/status/1\n"
    assert mentions(read_text(alone))[0].author == Author("ada")
