"""Write posts plainly, and phrases of a table as patterns that find them in such writing.

Plain writing is small letters, one spelling of apostrophes and stretched letters, numbers without their marks,
and a space around each word and sign.
"""

from __future__ import annotations

import re
from functools import cache

NO_WORD = ("@", "#", "http", "www.")
"""What handles, links and hashtags begin with: they may be names, and carry nothing."""
EDGES = ".,;:!?¡¿()\"'\u2019\u2026"
"""Signs that may stand beside a word without a space."""
_A_NAME = "@ "  # what one of them leaves behind
_LONGEST_TOKEN = 60  # no table has longer words, and what is longer should not be searched
# A piece is an article or pronoun run on to the next word (l'avion, dell'ordine), a number, a word, a sign or an end.
_PIECE = re.compile(
    r"(?:[cdjlmnst]|qu|un|[dn]ell|all|sull|dall)'(?=[^\W\d_]{2})|"
    r"\d+(?:st|nd|rd|th|ème|ª)(?![^\W_])|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['*-]+[^\W\d_]*)*|[$€£¥₹]"
    r"|[\U0001f300-\U0001faff]|[.!?;:…]+"
)
_ENDS = {",": "", ".": ". ", ":": ". ", ";": ". ", "!": ". ", "?": ". "}
_LENGTHENED = re.compile(r"([^\W\d])\1{2,}")
_CENSORED = re.compile(r"(f|sh?)\*+\w*")
_CENTS = re.compile(r"[.,]\d{1,2}$")
_NUMBER_WORDS = (
    "a an one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen eighteen "
    "twenty thirty forty fifty sixty ninety hundred several few many couple half some "
    "ein eins eine einem einer zwei drei vier fünf sechs sieben acht neun zehn elf zwölf vierzehn fünfzehn zwanzig "
    "dreißig mehreren mehrere einigen paar "
    "un une deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente plusieurs quelques "
    "una uno unos unas dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta "
    "varias varios muchas muchos "
    "due tre quattro cinque sei sette otto nove dieci undici dodici quindici venti trenta alcuni alcune diversi "
    "tanti tante "
    "um uma umas dois duas três cinco sete oito nove dez onze doze quinze trinta vários várias muitas muitos "
    "een één twee drie vijf zes zeven negen tien twaalf veertien enkele paar"
)
_NUMBER_ENDS = (
    "a of couple more full whole long solid business working paar ganze ganzen halben volle vollen "
    "de bonne bonnes longues longs dizaine quinzaine par di paio decina"
)


def _gather(words: str) -> str:
    """Write words as alternatives, those of one first letter together: most are then passed over at one look."""
    endings: dict[str, list[str]] = {}
    for word in words.split():
        endings.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{letter}(?:{'|'.join(ends)})" for letter, ends in endings.items())


_NUMBER = rf"(?:\d+|{_gather(_NUMBER_WORDS)})(?: (?:{_gather(_NUMBER_ENDS)}))*"


def write_plainly(token: str) -> str:
    """Write a token plainly: words, numbers, signs, "." for what ends a sentence or a part of it, "@" for a name.

    A space stands behind each of them, so that what is written may be put together as it is.
    """
    if token.startswith(NO_WORD):
        return _A_NAME
    plain = _LENGTHENED.sub(_take_letter, token[:_LONGEST_TOKEN].lower().replace("’", "'"))
    if plain.isalpha():  # most tokens: nothing to split
        return f"{plain} "
    if plain[-1:] in _ENDS and plain[:-1].isalpha():  # and most others: a word and a mark behind it
        return f"{plain[:-1]} {_ENDS[plain[-1]]}"
    return "".join([f"{word} " for piece in _PIECE.findall(plain) if (word := _plain_piece(piece))])


def _take_letter(match: re.Match[str]) -> str:
    return match[1]  # as the template r"\1" would, which Python 3.11 works through even where nothing is found


def _plain_piece(piece: str) -> str:
    if piece[0].isdigit() and piece[-1].isdigit():
        return _CENTS.sub("", piece).replace(",", "").replace(".", "")
    if piece[0] in ".!?;:…":
        return "."
    if censored := _CENSORED.fullmatch(piece):
        return "fuck" if censored[1] == "f" else "shit"
    return piece.strip("'*-")


@cache
def compile_phrase(words: str) -> re.Pattern[str]:
    """Return a pattern that finds the phrase in plain writing, from the space before it to that after it."""
    parts: list[str] = []
    for word in words.split():
        if word == "~":
            parts.append("(?:(?! \\.) [^ ]+){0,3}?")
        elif word[0] == "!":
            parts.append(f"(?! (?:{'|'.join(map(_spell, word[1:].split('|')))}) )")
        else:
            parts.append(f" (?:{'|'.join(map(_spell, word.split('|')))})")
    return re.compile("".join(parts) + "(?= )")


def _spell(word: str) -> str:
    if word.strip("#") == "":
        return _NUMBER if word == "#" else rf"\d{{{len(word)},}}"
    return re.escape(word[:-1]) + "[^ ]*" if word.endswith("*") else re.escape(word)
