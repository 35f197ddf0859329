"""Reading a customer file: whatever its columns are called, and never an e-mail address."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from tests.desks import ANGRY, Desk
from tests.growth import measure_growth
from tests.readers.workbooks import write_workbook
from tests.stories import post

from mentiontriage.customers import find_columns, read_customers, read_handle, read_value
from mentiontriage.errors import ShapeError, UsageError
from mentiontriage.model import Customer, Note, Skipped
from mentiontriage.readers._open import open_export
from mentiontriage.store.customers import Entry


def read(text: str, **columns: str) -> list[Entry | Skipped | Note]:
    return list(read_customers(open_export("crm.csv", lambda: BytesIO(text.encode()), columns)))


def handles_of(header: Sequence[str], cells: Sequence[str]) -> tuple[tuple[str, str], ...]:
    other = ",".join("other" for _ in header)
    entry, _ = read(",".join(header) + "\n" + ",".join(cells) + "\n" + other + "\n")
    assert isinstance(entry, Entry)
    return entry.handles


def test_a_customer_has_a_handle_on_each_network() -> None:
    text = "Customer Name,E-Mail,Twitter Handle,mastodon,Plan,LTV (EUR),Notes\n"
    text += 'Ada Lovel,ada@mail.example,@AdaL,ada@social.example,Gold,"1.234,50",calls on Mondays\n'
    (entry,) = read(text, value="LTV (EUR)")
    assert entry == Entry(
        Customer("Ada Lovel", "Gold", 1234.5, "calls on Mondays"), (("x", "adal"), ("mastodon", "ada@social.example"))
    )


@pytest.mark.parametrize("column", ["Total Spent", "Annual value", "revenue", "LTV"])
def test_what_a_customer_is_worth_has_many_names(column: str) -> None:
    entry, *_ = read(f"handle,{column}\nada,1200\n")
    assert isinstance(entry, Entry)
    assert entry.customer.value == 1200


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        (("handle", "tier"), ("@Bob", "gold"), (("*", "bob"),)),
        (("Username", "Network"), ("bob", "Twitter"), (("x", "bob"),)),
        (("Username", "Network"), ("bob", "Gopher"), (("gopher", "bob"),)),
        (("X", "tier"), ("https://x.com/Bob?s=20", "gold"), (("x", "bob"),)),
        (("Mastodon profile", "tier"), ("https://social.example/@bob", ""), (("mastodon", "bob@social.example"),)),
        (("reddit", "tier"), ("u/Bob", ""), (("reddit", "bob"),)),
        (("X", "tier"), ("x.com/Bob", ""), (("x", "bob"),)),
        (("X", "tier"), ("https://x.com/Bob/status/12", ""), (("x", "bob"),)),
        (("X", "tier"), ("https://www.x.com/Bob#top", ""), (("x", "bob"),)),
        (("Facebook", "tier"), ("https://facebook.com/profile.php?id=100001", ""), (("facebook", "100001"),)),
        (("LinkedIn", "tier"), ("linkedin.com/in/bob-l/", ""), (("linkedin", "bob-l"),)),
        (("Lemmy", "tier"), ("ada@lemmy.example", ""), (("lemmy", "ada@lemmy.example"),)),
        (("Lemmy", "tier"), ("@bob@lemmy.example", ""), (("lemmy", "bob@lemmy.example"),)),
        (("Lemmy", "tier"), ("https://lemmy.example/u/cleo", ""), (("lemmy", "cleo@lemmy.example"),)),
        (("Handle", "tier"), ("@ada@social.example", ""), (("*", "ada@social.example"),)),
        (("twitter username", "tier"), ("bob; bobs_shop", ""), (("x", "bob"), ("x", "bobs_shop"))),
    ],
)
def test_handles_are_read_as_networks_write_them(
    header: Sequence[str], cells: Sequence[str], expected: tuple[tuple[str, str], ...]
) -> None:
    assert handles_of(header, cells) == expected


def test_an_email_address_is_nobodys_handle_and_is_masked_everywhere_else() -> None:
    rows = read(
        "handle,name,note\nada@mail.example,Ada,x\nbob,bob@mail.example,write to bob@mail.example or +44 20 7946 0958\n"
    )
    assert rows[0] == Skipped("crm.csv:2", "no handle")
    assert isinstance(rows[1], Entry)
    assert rows[1].customer == Customer("[e-mail]", None, None, "write to [e-mail] or [phone]")
    assert read_handle("ada@social.example", "mastodon") == "ada@social.example"


@pytest.mark.parametrize("address", ["https://x.com", "https://x.com/", "https://x.com/i/status/12", "x.com/home"])
def test_an_address_that_is_nobodys_profile_holds_no_handle(address: str) -> None:
    assert read_handle(address, "x") is None


@pytest.mark.parametrize("unit", ["a", "a.", "@", "/", "a/", " "])
def test_a_cell_without_end_is_read_in_time_that_grows_with_its_length(unit: str) -> None:
    def read(text: str) -> None:
        read_handle(f"a@{text}@", "x")
        read_handle(f"x.com/{text}", "x")

    assert measure_growth(read, lambda size: unit * size, 2_000, 10) < 40  # quadratic work: 100


@pytest.mark.parametrize("nothing", ["n/a", "N/A", "-", "--", "none", "unknown", "@", "?", "TBD"])
def test_what_stands_for_no_handle_is_nobodys(nothing: str) -> None:
    assert read_handle(nothing, "x") is None


def test_a_name_in_a_column_of_handles_is_no_handle_of_a_stranger() -> None:
    text = "User,Plan\nJohn Miller,VIP\n@ada @adas_shop,Gold\n@bob https://x.com/bobs_shop,Gold\n"
    miller, ada, bob = read(text)
    assert isinstance(miller, Skipped)
    assert miller.reason.startswith("no handle: a name is none, as two people may share it")
    assert isinstance(ada, Entry)
    assert isinstance(bob, Entry)
    assert (ada.handles, bob.handles) == ((("*", "ada"), ("*", "adas_shop")), (("*", "bob"), ("*", "bobs_shop")))


def test_two_customers_are_never_made_one(desk: Desk, tmp_path: Path) -> None:
    crm = tmp_path / "crm.csv"
    crm.write_text("Twitter,Mastodon,Name,Tier\nn/a,@ann@social.example,Ann,Gold\nn/a,@ben@social.example,Ben,Bronze\n")
    assert desk.do("customers", "import", crm).startswith("2 new customers, 0 brought up to date")
    assert desk.do("customers", "import", crm).startswith("0 new customers, 2 brought up to date")
    crm.write_text("Mastodon,Name\n@ann@social.example; @ben@social.example,Cyd\n")
    told = desk.run("customers", "import", crm)
    assert told.out.startswith("0 new customers, 0 brought up to date, 1 row skipped")
    assert "handles of different customers" in told.err
    (left_out,) = desk.ask("customers", "import", crm)["skipped"]
    assert (left_out["where"], "handles of different customers" in left_out["reason"]) == (str(crm), True)
    assert [entry["customer"]["name"] for entry in desk.ask("customers", "list")] == ["Ann", "Ben"]


def test_of_two_customers_who_share_a_handle_the_one_that_is_meant_is_forgotten(desk: Desk, tmp_path: Path) -> None:
    crm = tmp_path / "crm.csv"
    crm.write_text("Name,Twitter,Reddit\nAnn Bell,ann,\nAnn Reed,,ann\n")
    desk.do("customers", "import", crm)
    refused = desk.run("customers", "forget", "@ann")
    assert (refused.code, "x:ann (Ann Bell); reddit:ann (Ann Reed)" in refused.err) == (2, True)
    assert [entry["customer"]["name"] for entry in desk.ask("customers", "show", "reddit:ann")] == ["Ann Reed"]
    assert desk.ask("customers", "forget", "X:Ann") == {"forgotten": 1}
    assert [entry["customer"]["name"] for entry in desk.ask("customers", "list")] == ["Ann Reed"]


def test_a_customer_is_found_by_any_name_of_the_network(desk: Desk, tmp_path: Path) -> None:
    crm = tmp_path / "crm.csv"
    crm.write_text("handle,network,name\nann,X (formerly Twitter),Ann\nada,,Ada\nann,,Anyone\n")
    desk.do("customers", "import", crm)
    named = ("x:ann", "X:@Ann", "twitter:ann", "Twitter:@ann")
    for handle, name in (*((told, "Ann") for told in named), ("reddit:ann", "Anyone"), ("x:@ada", "Ada")):
        assert [entry["customer"]["name"] for entry in desk.ask("customers", "show", handle)] == [name], handle
    assert desk.run("customers", "show", "x:bob").code == 8


def test_who_stands_twice_in_a_file_is_named_and_the_last_row_holds(desk: Desk, tmp_path: Path) -> None:
    crm = tmp_path / "crm.csv"
    crm.write_text("handle,tier\n@nina,gold\n@gus,gold\n@Nina,silver\n", "utf-8")
    told = desk.run("customers", "import", crm)
    assert told.out.startswith("2 new customers, 0 brought up to date, 0 rows skipped")
    assert "nina is in more than one row; the last one counts" in told.err
    assert {entry["customer"]["tier"] for entry in desk.ask("customers", "show", "nina")} == {"silver"}


def test_a_sheet_of_the_workbook_that_is_not_read_is_told(desk: Desk, tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    crm = tmp_path / "crm.xlsx"
    people = [["Twitter", "Name"], ["@ann", "Ann"], ["@ben", "Ben"]]
    crm.write_bytes(write_workbook({"People": people, "Shops": [["City", "Turnover"], ["Bonn", 3]]}))
    told = desk.run("customers", "import", crm)
    assert told.out.startswith("2 new customers")
    assert f"note {crm}: sheet 'Shops' is not read: " in told.err


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("Twitter,Tier\n@ada,gold\n", {"ada": "gold"}),
        (
            "Twitter,Tier,Plan\nada,gold,Basic plan\nacme,gold,Key account\nbob,silver,\n",
            {"ada": "gold", "acme": "gold", "bob": "silver"},
        ),
        ("Mastodon handle;Customer tier\nada@inst.example;gold\n", {"ada@inst.example": "gold"}),
    ],
    ids=["a single row", "a row that speaks of an account", "semicolons"],
)
def test_the_header_is_known_by_the_words_of_customer_lists(
    desk: Desk, tmp_path: Path, text: str, handles: dict[str, str]
) -> None:
    crm = tmp_path / "crm.csv"
    crm.write_text(text, "utf-8")
    assert desk.run("customers", "import", crm).out.startswith(f"{len(handles)} new customer")
    for handle, tier in handles.items():
        assert {entry["customer"]["tier"] for entry in desk.ask("customers", "show", handle)} == {tier}


def test_a_list_without_names_of_columns_is_told_what_it_lacks() -> None:
    with pytest.raises(ShapeError, match=r"whose first row names its columns.*--map handle=COLUMN"):
        read("@ada,gold\n")
    with pytest.raises(ShapeError, match="is no table; save the customer list as CSV or XLSX"):
        read('{"handle": "ada"}')


def test_a_file_without_handles_says_which_columns_it_has() -> None:
    with pytest.raises(ShapeError, match="there are: name, tier"):
        find_columns(("name", "tier"), {})
    assert find_columns(("name", "tier", "who"), {"handle": "WHO"}).fields["handle"] == 2
    assert find_columns(("name", "who"), {"Handle": "who"}).fields["handle"] == 1
    with pytest.raises(UsageError, match="no column 'nick'; there are: name, tier"):
        find_columns(("name", "tier"), {"handle": "nick"})
    with pytest.raises(UsageError, match="there is no 'shoe'"):
        find_columns(("handle", "tier"), {"shoe": "tier"})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("€ 1.234,50", 1234.5),
        ("12,000", 12000),
        ("12.000", 12000),
        ("$12,000.75", 12000.75),
        ("1'500.-", 1500),
        ("7", 7),
        ("1200.0000", 1200),
        ("523.1875", 523.1875),
        ("1234.567", 1234.567),
        ("0.125", 0.125),
        ("0,125", 0.125),
        ("1234,567", 1234.567),
        ("12k", 12_000),
        ("$1.2M", 1_200_000),
        ("1.1M", 1_100_000),
        ("\u20ac 3,5 Mio.", 3_500_000),
        ("3,5 Mio. EUR", 3_500_000),
        ("CHF 1'500.\u2013", 1500),
        ("12 000,50 kr", 12000.5),
        ("-\u20ac500", -500),
        ("(500)", None),
        ("2 x 500", None),
        ("1e6", None),
        ("Q3 2026: 500", None),
        ("1" * 5_000, None),
        ("none", None),
        ("\u0663\u0660", None),
    ],
)
def test_amounts_are_read_with_their_marks(text: str, value: float | None) -> None:
    assert read_value(text) == value


def test_a_value_that_is_no_amount_is_left_out_and_said() -> None:
    first, second, note = read("handle,value\n@ada,2 x 500\n@bob,500\n")
    assert isinstance(first, Entry)
    assert isinstance(second, Entry)
    assert isinstance(note, Note)
    assert (first.customer.value, second.customer.value) == (None, 500)
    assert (note.where, note.text[:48]) == ("crm.csv:2", "values that are no amount and are left out: 1 (a")


def test_a_cell_that_says_there_is_no_value_lacks_none() -> None:
    assert not [row for row in read("handle,value\nada,-\nbob,n/a\ncyd,\n") if isinstance(row, Note)]


def test_a_number_of_a_sheet_is_not_taken_for_thousands() -> None:
    pytest.importorskip("python_calamine")
    book = write_workbook({"People": [["handle", "value"], ["@ada", 12.345], ["@bob", 12345.5]]})
    entries = list(read_customers(open_export("crm.xlsx", lambda: BytesIO(book), {})))
    assert [entry.customer.value for entry in entries if isinstance(entry, Entry)] == [12.345, 12345.5]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "triage.db")
    desk.receive([post("1", ANGRY, by="ada", hours_ago=2), post("2", ANGRY, by="Bob", hours_ago=2)])
    return desk


def test_a_good_customer_is_recognised_at_once_and_show_says_so(desk: Desk, tmp_path: Path) -> None:
    assert desk.list_queue() == ["1", "2"]
    crm = tmp_path / "crm.csv"
    crm.write_text("twitter,tier,name,email,value\nbob,Gold,Bob & Sons,bob@mail.example,12000\n")
    assert desk.do("customers", "import", crm).startswith("1 new customer, 0 brought up to date")
    assert desk.list_queue() == ["2", "1"]
    shown = desk.do("show", "2")
    assert "Gold customer Bob & Sons, value 12,000" in shown
    assert "Gold customer" in next(line for line in shown.splitlines() if line.startswith("x customer"))
    assert "Gold customer Bob & Sons" in desk.do("queue")
    everything = shown + desk.do("customers", "list") + desk.do("queue", "--format", "json")
    assert "mail.example" not in everything


def test_importing_again_brings_up_to_date_and_forgetting_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    crm = tmp_path / "crm.csv"
    crm.write_text("twitter,tier,name\nbob,gold,Bob\n")
    desk.do("customers", "import", crm)
    crm.write_text("twitter,bluesky,tier,name\nBOB,bob.example,platinum,\n")
    assert desk.ask("customers", "import", crm) == {"new": 0, "known": 1, "skipped": [], "ignored": []}
    told = desk.run("customers", "show", "@bob", "--format", "json").json
    assert told == [
        {
            "customer": {"name": "Bob", "tier": "platinum", "value": None, "note": None},
            "handles": ["bluesky:bob.example", "x:bob"],
        }
    ]
    assert desk.run("customers", "forget", "bob").out == "forgot 1 customer\n"
    assert desk.run("customers", "show", "bob").code == 8


def test_a_tier_that_nobody_is_of_is_told_with_those_that_there_are(desk: Desk, tmp_path: Path) -> None:
    nobody = "No customer is known yet; `triage customers import crm.csv` reads a list.\n"
    assert desk.do("customers", "list") == desk.do("customers", "list", "--tier", "gol") == nobody
    crm = tmp_path / "crm.csv"
    crm.write_text("twitter,tier,name\nann,,Ann\n")
    desk.do("customers", "import", crm)
    assert desk.do("customers", "list", "--tier", "gol") == "No customer is of the tier 'gol'; there are: none\n"
    crm.write_text("twitter,tier\nbob,Silver\ncyd,gold\ndan,GOLD\n")
    desk.do("customers", "import", crm)
    told = desk.do("customers", "list", "--tier", "gol")
    assert told.casefold() == "no customer is of the tier 'gol'; there are: gold, silver\n"
    assert desk.do("customers", "list", "--tier", "gold").count("\n") == 2
    assert desk.ask("customers", "list", "--tier", "gol") == []


@pytest.mark.parametrize(
    ("written", "network", "handle"),
    [
        ("https://www.facebook.com/pages/Ann-Bell-Bakery/111111111", "facebook", "111111111"),
        ("https://www.facebook.com/people/Ann-Bell/100012/", "facebook", "100012"),
        ("https://www.facebook.com/pg/cidcall", "facebook", "cidcall"),
        ("https://stackoverflow.com/users/1234/joe", "stack-exchange", "joe"),
        ("https://github.com/orgs/joe", "github", "joe"),
        ("https://www.linkedin.com/pub/joe-bell/1/2/3", "linkedin", "joe-bell"),
        ("x.com/ada", "x", "ada"),
        ("www.facebook.com/ada", "facebook", "ada"),
        ("joe.bell/x", "x", "joe.bell/x"),
        ("https://news.ycombinator.com/user?id=joe", "hackernews", "joe"),
        ("https://social.example/users/joe/followers", "mastodon", "joe@social.example"),
        ("https://social.example/ap/users/115", "mastodon", None),
        ("https://www.reddit.com/r/joe", "reddit", None),
    ],
)
def test_the_handle_in_an_address_is_what_tells_its_owner_from_others(
    written: str, network: str, handle: str | None
) -> None:
    assert read_handle(written, network) == handle
