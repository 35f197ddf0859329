"""Dates whose month is spelled as in German, French, Spanish, Italian, Portuguese or Dutch; and 2026年7月14日.

The names and abbreviations are those of Unicode's CLDR, beside what spreadsheets (Mrz) and Austria (Jänner) write;
English ones too, as many are the same. No two of these languages mean different months by one name. Accents and the
dot of an abbreviation may be missing.
"""

import re
from datetime import datetime
from functools import cache
from unicodedata import normalize

from mentiontriage.clock import CLOCK, ZONE, set_clock, widen_year

# Without accents, in small letters.
_NAMES = (
    "jan january januar janner jaenner jan janv janvier ene enero gen gennaio janeiro januari",
    "feb february februar fev fevr fevrier febrero febbraio fevereiro februari",
    "mar march marz maerz mrz mars marzo marco mrt maart",
    "apr april avr avril abr abril aprile",
    "may mai mayo mag maggio maio mei",
    "jun june juni juin junio giu giugno junho",
    "jul july juli juil juill juillet julio lug luglio julho",
    "aug august aout ago agosto augustus",
    "sep sept september septembre septiembre setiembre set settembre setembro",
    "oct october okt oktober octobre octubre ott ottobre out outubro",
    "nov november novembre noviembre novembro",
    "dec december dez dezember decembre dic diciembre dicembre dezembro",
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_WEEKDAY_NAMES = (
    "mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag",
    "lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lun mar mie jue vie sab dom lunes martes miercoles jueves viernes sabado domingo",
    "lun mar mer gio ven sab dom lunedi martedi mercoledi giovedi venerdi sabato domenica",
    "seg ter qua qui sex sab dom segunda terca quarta quinta sexta sabado domingo",
    "segundafeira tercafeira quartafeira quintafeira sextafeira",
    "ma di wo do vr za zo maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
)
_WEEKDAYS = frozenset(name for names in _WEEKDAY_NAMES for name in names.split())
_WORD = r"[^\W\d_]{2,}"
_WEEKDAY = rf"(?:(?:le|el)\s+)?(?:(?P<weekday>{_WORD}(?:-{_WORD})?)(?:\.,?|,)?\s+)?"
_FORMS = (
    # 20. Nov. 2026; 1er mars 2026; 20 de nov. de 2026
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:\.|er|º|°)?\s+(?:de\s+)?(?P<month>{_WORD})\.?,?\s+(?:del?\s+)?"
    rf"(?P<year>\d{{4}}){CLOCK}",
    # noviembre 20 de 2026, as in parts of Latin America
    rf"{_WEEKDAY}(?P<month>{_WORD})\.?\s+(?P<day>\d{{1,2}})(?:,\s*|\s+)(?:del?\s+)?(?P<year>\d{{4}}){CLOCK}",
    # 05/mar/2026, 20-ene-26, and 20. Nov 26: what spreadsheets show
    rf"(?P<day>\d{{1,2}})(?P<mark>[-/])(?P<month>{_WORD})\.?(?P=mark)(?P<year>\d{{4}}|\d\d){CLOCK}",
    rf"(?P<day>\d{{1,2}})\.\s*(?P<month>{_WORD})\.?\s+(?P<year>\d\d){CLOCK}",
)
# 2026年7月14日 14:05; 2026年07月14日(火) 午後2時05分; 2026年7月14日星期二 下午2:05:09
_IN_SIGNS = (
    r"(?P<year>\d{4})年\s?(?P<month>\d{1,2})月\s?(?P<day>\d{1,2})[日号號]"
    r"(?:\s?[(（]?(?:[月火水木金土日](?:曜日?)?|(?:星期|周|週)[一二三四五六日天])[)）]?)?"
    r"(?:[\s,，、]*(?:(?P<half>[上下]午|午[前後])\s?)?(?P<hour>\d{1,2})"
    r"(?:[:：時时点點]\s?(?P<minute>\d{1,2})(?:[:：分]\s?(?P<second>\d{1,2})秒?|分)?|[時时点點])"
    rf"{ZONE})?"
)


def read_spelled_date(text: str) -> datetime | None:
    """Read a date with the name of its month, or as it is written in Japan and China; naive where it names no zone.

    None where it is none, or has a word that is no month or weekday.
    """
    *forms, in_signs = _compile_forms()
    if "年" in text:
        match = in_signs.fullmatch(text)
        return set_clock(match, int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    for form in forms:
        if (match := form.fullmatch(text)) and (month := _MONTHS.get(_fold(match["month"]))):
            weekday = match.groupdict().get("weekday")
            if not weekday or _fold(weekday) in _WEEKDAYS:
                return set_clock(match, widen_year(match["year"]), month, int(match["day"]))
    return None


@cache  # most inputs never need them
def _compile_forms() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form, re.I) for form in (*_FORMS, _IN_SIGNS))


def _fold(word: str) -> str:
    """Write a word in small letters without accents and hyphens: Março, sexta-feira."""
    return "".join(letter for letter in normalize("NFKD", word).casefold() if letter.isalpha())
