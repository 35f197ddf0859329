"""Dates with the months of other languages than English."""

from datetime import UTC, datetime

import pytest

from mentiontriage.spelled_dates import read_spelled_date
from mentiontriage.times import parse_time

# Each as Unicode's CLDR has it, long and short; and what spreadsheets and people make of them.
MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "de short": "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    "de in a spreadsheet": "Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez",
    "de in Austria": "Jänner Februar Maerz April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "fr short": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "fr in Canada, no accents": "janv fev mars avr mai juin juill aout sept oct nov dec",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "es short": "ene feb mar abr may jun jul ago sept oct nov dic",
    "es in Peru": "ene. feb. mar. abr. may. jun. jul. ago. set. oct. nov. dic.",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "it short": "gen feb mar apr mag giu lug ago set ott nov dic",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "pt short": "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "nl short": "jan feb mrt apr mei jun jul aug sep okt nov dec",
}


@pytest.mark.parametrize("names", MONTHS.values(), ids=MONTHS)
@pytest.mark.parametrize("form", ["5 {} 2026", "5. {} 2026 00:00", "5 de {} de 2026", "05/{}/2026", "5-{}-26"])
def test_every_month_is_read_in_every_language(names: str, form: str) -> None:
    found = [parse_time(form.format(name)) for name in names.split()]
    assert found == [datetime(2026, month, 5, tzinfo=UTC) for month in range(1, 13)]


@pytest.mark.parametrize(
    "written",
    [
        "20. Nov. 2026 14:05",
        "20. Nov 26 14:05",
        "Freitag, 20. November 2026 um 14:05 Uhr",
        "Fr., 20. Nov. 2026, 14:05",
        "20 novembre 2026 à 14:05",
        "20 novembre 2026 à 14h05",
        "20 nov. 2026, 14 h 05",
        "le vendredi 20 novembre 2026 à 14:05",
        "el 20 de noviembre de 2026 a las 14:05",
        "ven. 20 nov. 2026 14:05",
        "20 de noviembre de 2026 14:05",
        "20 de noviembre del 2026, 14:05",
        "viernes, 20 de noviembre de 2026 a las 14:05",
        "20 nov 2026, 2:05 p. m.",
        "20 de noviembre de 2026, 2:05\u00a0p.\u202fm.",
        "noviembre 20 de 2026 14:05",
        "noviembre 20, 2026 2:05 PM",
        "venerdì 20 novembre 2026 alle ore 14:05",
        "20 de nov. de 2026 14:05",
        "sexta-feira, 20 de novembro de 2026 às 14:05",
        "sex., 20 de nov. de 2026, 14:05",
        "vrijdag 20 november 2026 om 14:05",
        "20 novembre 2026 15:05 CET",
        "20. November 2026 um 15:05 MEZ",
        "20. November 2026 um 15:05:00 Uhr MEZ",
        "Fr., 20. Nov. 2026, 2:05 nachm.",
        "20. Nov. 2026 3:05 nachm. MEZ",
        "20. November 2026 16:05:00 +02:00",
        "20 NOVEMBRE 2026 14:05",
        "20 de noviembre de 2026 14:05".replace(" ", "\u00a0"),
    ],
)
def test_one_moment_in_the_forms_of_six_languages_is_one_time(written: str) -> None:
    assert parse_time(written) == datetime(2026, 11, 20, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize("written", ["1er mars 2026", "1º de março de 2026", "1° marzo 2026", "dom 1 mar 2026"])
def test_the_first_of_a_month_has_a_mark_of_its_own(written: str) -> None:
    assert parse_time(written) == datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize("written", ["mar 3 nov 2026", "mar. 3 nov. 2026", "mar, 3 novembre 2026", "mar., 3 nov 2026"])
def test_before_a_day_and_a_month_mar_is_a_tuesday(written: str) -> None:
    assert parse_time(written) == datetime(2026, 11, 3, tzinfo=UTC)


def test_before_a_day_and_a_year_mar_is_a_month() -> None:
    assert parse_time("mar 3 2026") == datetime(2026, 3, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        *("31 février 2026", "32. März 2026", "0 mai 2026", "20 novembre", "novembre 2026", "20 nov 14:05"),
        *("5 de set de", "10 out 10", "bis 20. November 2026", "5 mardi 2026", "20 lunedì 2026", "5 listopada 2026"),
        *("20/nov-2026", "20 nov. 2026 demain", "20 de noviembre de 2026, 2:05 de la tarde", "20 janv. 1970"),
    ],
)
def test_what_is_no_date_in_any_of_them_stays_unknown(written: str) -> None:
    assert parse_time(written) is None


def test_a_half_of_the_day_in_two_letters_is_heard_behind_english_dates_too() -> None:
    assert parse_time("20 nov 2026, 2:05 p. m.") == datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
    assert parse_time("2026-11-20 2:05 a. m.") == datetime(2026, 11, 20, 2, 5, tzinfo=UTC)


def test_no_month_has_two_meanings() -> None:
    for names in MONTHS.values():
        months = [found.month for name in names.split() if (found := read_spelled_date(f"5 {name} 2026"))]
        assert months == list(range(1, 13))


@pytest.mark.parametrize(
    "written",
    [
        "2026年11月20日 14:05",
        "2026年11月20日14:05:00",
        "2026年11月20日(金) 14時05分",
        "2026年11月20日（金）14:05",
        "2026年11月20日金曜日 14時5分00秒",
        "2026年 11月 20日 午後2:05",
        "2026年11月20日 14时05分00秒",
        "2026年11月20日星期五 下午2:05",
        "2026年11月20号 周五 14点05分",
        "2026年11月20日 14：05",
        "2026年11月20日 23:05 JST",
        "2026年11月20日 22:05 GMT+8",
    ],
)
def test_that_moment_in_the_forms_of_japan_and_china_is_the_same(written: str) -> None:
    assert parse_time(written) == datetime(2026, 11, 20, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("", 0),
        (" 14時", 14),
        (" 午前9時", 9),
        (" 上午12:00", 0),
        (" 午前12:00", 0),
        (" 下午12:00", 12),
        (" 午後0時", 12),
    ],
)
def test_a_day_of_japan_or_china_may_stand_alone_or_with_half_a_day(written: str, hour: int) -> None:
    assert parse_time(f"2026年7月14日{written}") == datetime(2026, 7, 14, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    ["2026年13月1日", "2026年2月30日", "2026年7月", "2026年7月14日 14", "2026年7月14日 晚上8:05", "2026年7月14日の朝"],
)
def test_what_is_no_day_or_no_known_time_of_it_stays_unknown(written: str) -> None:
    assert parse_time(written) is None
