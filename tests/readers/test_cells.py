"""What a cell of a table stands for."""

import pytest
from tests.growth import measure_growth

from mentiontriage.readers._cells import read_cell_count, read_language, read_person, read_stars
from mentiontriage.readers._footers import is_footer


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *[("1204", 1204), ("1,204", 1204), ("1.204.000", 1204000), ("1 204", 1204), ("12,0", 12), ("12.0", 12)],
        *[("12,345.00", 12345), ("1.234,0", 1234), ("1 234,0", 1234), ("1\u2019234", 1234), ("1.234.567,5", 1234568)],
        *[("1,2 Mio.", 1200000), ("2,5 Tsd.", 2500), ("12,4k", 12400), ("1,234,5", None), ("1.2 Mao", None)],
        *[("12.4K", 12400), ("1,2M", 1200000), ("0", 0), ("", None), ("-", None), ("-1", None), ("n/a", None)],
    ],
)
def test_a_count_is_read_in_every_country(written: str, meant: int | None) -> None:
    assert read_cell_count(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *[("4", 4.0), ("4.0", 4.0), ("4,5", 4.5), ("4/5", 4.0), ("2 out of 5 stars", 2.0), ("1 star", 1.0)],
        *[("9", None), ("0", None), ("8/10", None), ("5.5", None), ("positive", None)],
    ],
)
def test_stars_are_from_one_to_five(written: str, meant: float | None) -> None:
    assert read_stars(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *[("@anna", "anna"), ("u/anna", "anna"), ("Anna Berg", "Anna Berg"), ("@anna@so.example", "anna@so.example")],
        *[("anna@mail.example", None), ("Anna <anna@mail.example>", "Anna"), ("+44 20 7946 0958", None)],
        *[("/u/anna", "anna"), ("u/anna berg", "anna berg"), ("@@anna", "@anna"), ("@", None), ("u/", None)],
        *[("@ anna", "anna"), ("u/ anna", "anna"), ("@u/anna", "anna"), ("/anna", "/anna"), ("under", "under")],
        *[("(020) 7946-0958", None), ("115887", "115887"), ("2026-fan", "2026-fan"), ("  ", None)],
    ],
)
def test_addresses_and_phone_numbers_are_no_names(written: str, meant: str | None) -> None:
    assert read_person(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("=?UTF-8?Q?J=C3=BCrgen_Lang?= <j.lang@mail.example>", "Jürgen Lang"),
        ("=?ISO-8859-1?Q?Andr=E9?= =?ISO-8859-1?Q?_Roux?=", "André Roux"),
        ("=?utf-8?b?QWRhIDxhZGFAbWFpbC5leGFtcGxlPg==?= <ada@mail.example>", "Ada"),
        ("=?nowhere?Q?Ada?=", "=?nowhere?Q?Ada?="),
        ("=?utf-8?q?Ada=0A=0ABcc?=", "Ada Bcc"),
        ('"Ida (Acme)" <support@mail.example>', "Ida (Acme)"),
        ('"Moon, Ada" <ada@mail.example>', "Moon, Ada"),
        ("ada@mail.example (Ada Moon)", "Ada Moon"),
        ('"ada@mail.example" <ada@mail.example>', None),
        (f"{'(' * 5_000}ada@mail.example", None),
    ],
)
def test_the_sender_of_a_mail_is_the_name_that_is_shown(written: str, meant: str | None) -> None:
    assert read_person(written) == meant


def test_a_language_is_its_code() -> None:
    assert [read_language(word) for word in ("English", "en", "pt-BR")] == ["en", "en", "pt"]
    assert [read_language(word) for word in ("Klingon", "")] == ["Klingon", None]


@pytest.mark.parametrize("unit", ["a", "a.", "@", "a@", "1", " ", "1 ", "(", "=?"])
def test_a_cell_without_end_is_read_in_time_that_grows_with_its_length(unit: str) -> None:
    def read(text: str) -> None:
        for begin in ("", "1", "a@", "total 1"):
            read_person(f"{begin}{text} @")
            read_cell_count(begin + text)
            is_footer(f"{begin}{text}a b")

    assert measure_growth(read, lambda size: unit * size, 2_000, 10) < 40  # quadratic work: 100
