import pytest

from mentiontriage.config import Brand
from mentiontriage.matching import Match, Matcher
from mentiontriage.model import Author, Mention, Repost

ACME = Brand("Acme", handles=("acme", "acme.bsky.social"), hashtags=("acmefail",), domains=("acme.example",))


def matches(brand: Brand, text: str) -> bool:
    return Matcher([brand]).match(Mention("1", "x", text)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Acme is late",
        "why ACME, why",
        "(acme)",
        "Acme's parcel",
        "ask @acme please",
        "hi @acme.bsky.social",
        "#AcmeFail again",
        "see https://shop.acme.example/help?x=1",
        "acmeの配送が遅い",
        "Ａｃｍｅ is late",
        "Acme-Kunde seit Jahren",
        "Acme를 다시는",
    ],
)
def test_a_post_names_the_brand(text: str) -> None:
    assert matches(ACME, text)


@pytest.mark.parametrize(
    "text",
    [
        "Acmeville",
        "my acmeish dream",
        "pacme",
        "me@acmes.example",
        "notacme.example",
        "#acmefailure",
        "@acmeville hi",
        "",
    ],
)
def test_a_post_that_only_looks_like_it_does_not(text: str) -> None:
    assert not matches(Brand("Acme", domains=("acme.example",), handles=("acme",), hashtags=("acmefail",)), text)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Ромашка", "Где мой заказ, ромашка?", True),
        ("Ромашка", "ромашками не торгуем", False),
        ("楽天", "昨日楽天で買った", True),
        ("ลาซาด้า", "สั่งของลาซาด้าแล้วไม่ได้", True),
        ("شركة", "الشركة تأخرت", False),
        ("शॉप", "शॉपिंग", False),
        ("शॉप", "यह शॉप खराब है", True),
        ("Café Öl", "im Cafe\u0301  O\u0308l war es kalt", True),
        ("Acm", "Acm\u0303e", False),
        ("C++ Air", "flew C++ Air today", True),
        ("Yahoo!", "thanks Yahoo! for nothing", True),
    ],
)
def test_names_are_whole_words_in_any_script(name: str, text: str, found: bool) -> None:  # noqa: FBT001 (expected)
    assert matches(Brand(name), text) is found


def test_a_phrase_that_does_not_mean_the_brand_is_passed_over() -> None:
    brand = Brand("Acme", exclude=("Acme Road", "looney tunes"))
    assert not matches(brand, "traffic on Acme Road")
    assert matches(brand, "on Acme Road I met an Acme driver")
    assert not matches(brand, "Acme anvil, Looney Tunes style")


def test_a_name_that_is_an_everyday_word_can_be_held_to_its_case() -> None:
    assert matches(Brand("Apple", exact_case=True), "my Apple broke")
    assert not matches(Brand("Apple", exact_case=True), "an apple a day")
    assert matches(Brand("Apple", handles=("AppleHelp",), exact_case=True), "hey @applehelp")


def test_a_post_may_name_us_and_a_competitor() -> None:
    matcher = Matcher([ACME, Brand("Globex", competitor=True)])
    assert matcher.match(Mention("1", "x", "left Globex for Acme")) == Match(("Acme", "Globex"), competitor=False)
    assert matcher.match(Mention("1", "x", "Globex again")) == Match(("Globex",), competitor=True)


def test_our_own_posts_are_ours_and_a_competitors_are_not() -> None:
    matcher = Matcher([ACME, Brand("Globex", handles=("globex",), competitor=True)], ["@OtherOfOurs"])

    def is_ours(handle: str) -> bool:
        marked = matcher.mark_ours(Mention("1", "x", "Acme is open", author=Author(handle)))
        return isinstance(marked, Mention) and marked.ours

    assert is_ours("acme")
    assert is_ours("ACME")
    assert is_ours("otherofours")
    assert not is_ours("globex")


def test_whom_we_pass_a_post_on_to_is_no_reach_of_it() -> None:
    matcher = Matcher([ACME])
    passed_on = Repost("x", "7", Author("acme", followers=1_000_000), Mention("7", "x", "Acme!", Author("ada")))
    marked = matcher.mark_ours(passed_on)
    assert isinstance(marked, Repost)
    assert (marked.by.followers, marked.original) == (None, passed_on.original)
    friend = Repost("x", "7", Author("star", followers=1_000_000))
    assert matcher.mark_ours(friend) == friend


def test_where_the_place_tells_the_brand_the_text_need_not() -> None:
    assert Matcher([ACME]).match(Mention("1", "x", "crashes"), "Acme") == Match(("Acme",), competitor=False)


def test_a_place_may_write_its_brand_in_other_letters() -> None:
    matcher = Matcher([ACME, Brand("Globex", competitor=True)])
    assert matcher.match(Mention("1", "x", "crashes"), "globex") == Match(("Globex",), competitor=True)


def test_a_million_letters_are_searched_in_no_time() -> None:
    assert not matches(ACME, "a." * 250_000 + " acm e" * 50_000)


def test_a_page_of_ours_is_marked_by_its_name() -> None:
    matcher = Matcher([Brand("Acme", handles=("Acme Support",))])
    assert matcher.mark_ours(Mention("1", "facebook", "sorry!", author=Author(name="Acme Support"))) == Mention(
        "1", "facebook", "sorry!", author=Author(name="Acme Support"), ours=True
    )
    stranger = Mention("1", "trustpilot", "no refund", author=Author(name="Acme Support"))
    assert matcher.mark_ours(stranger) == stranger
