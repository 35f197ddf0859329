"""Turn the whitespace tokens of a post into the words that the complaint model weighs.

Who is addressed, what is linked to and how much of a number it is must not matter, so handles,
links and numbers become marks such as ``<user>``. Case, stretched letters and the many
apostrophes are evened out. One token may hold several words: ``#CustomerService``, ``late!!``.
"""

from __future__ import annotations

import html
import re

from mentiontriage.memos import Memo

USER = "<user>"
LINK = "<link>"
NUMBER = "<n>"
MONEY = "<money>"
MARKS = frozenset((USER, LINK, NUMBER, MONEY, "<!>", "<?>", "<...>", "<:)>", "<:(>"))

_LONGEST = 200  # characters of one token that are read: hostile posts come without spaces
_LINK = re.compile(r"https?://|www\.|t\.co/|pic\.twitter")
_HANDLE = re.compile(r"[^\w@#]{0,3}@\w")
# It can only begin where a run of these letters does: that keeps the search linear.
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.\w")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# What is said of a brand may be run on to it: #acmefail, #acmedown (but a #countdown is none).
_TAG_ENDS = ("fail", "fails", "failed", "sucks", "outage", "scam", "down")
_DOWNS = tuple(
    f"{word}down"
    for word in (
        "back", "break", "count", "crack", "hand", "let", "lock", "low", "man", "melt", "put", "rub", "run", "shake",
        "show", "shut", "side", "sit", "slow", "smack", "sun", "touch", "turn",
    )
)  # fmt: skip
_STRETCHED = re.compile(r"(.)\1{2,}")
_PIECE = re.compile(
    r"(?P<money>[$£€]\s?\d[\d.,]*|\d[\d.,]*[$£€])"
    r"|(?P<number>\d[\d.,:]*)"
    r"|(?P<sad>[:;=]['\-o]?[(\[/|\\]+|\)+-?:|:'\()"
    r"|(?P<glad>[:;=]['\-o]?[)\]d*]+|<3|\(+:)"
    r"|(?P<word>[^\W\d_]+(?:['&][^\W\d_]+)*)"
    r"|(?P<asked>[!.]*\?[?!]*)"
    r"|(?P<cried>!+)"
    r"|(?P<trailing>\.{2,}|…)"
    r"|(?P<emoji>[\u2600-\u27bf\U0001f300-\U0001faff])"
)
_MARK_OF = {
    "money": MONEY, "number": NUMBER, "sad": "<:(>", "glad": "<:)>",
    "asked": "<?>", "cried": "<!>", "trailing": "<...>",
}  # fmt: skip
_ENDS: dict[str, tuple[str, ...]] = {",": (), ".": (), ":": (), ";": (), "!": ("<!>",), "?": ("<?>",)}
_SKIN = range(0x1F3FB, 0x1F400)  # a skin tone is no emoji of its own


def split_token(token: str) -> tuple[str, ...]:
    """Give the words and marks of one whitespace token, in order; empty for bare punctuation."""
    # Most tokens are a word, bare or with one mark behind it. ("www." begins a link.)
    core, mark = (token[:-1], _ENDS[token[-1]]) if token[-1:] in _ENDS else (token, ())
    if core.isalpha() and len(token) <= _LONGEST and (word := core.lower()).isalpha() and not core.endswith("www"):
        return (even_out(word), *mark)
    if "@" in token and (_HANDLE.match(token) or _MAIL.search(token)):
        return (USER,)
    if _LINK.search(token):
        return (LINK,)
    token = token[:_LONGEST]  # before html.unescape, which raises ValueError for numbers of thousands of digits
    if "&" in token:
        token = html.unescape(token)
    token = token.replace("’", "'").replace("‘", "'").replace("`", "'")
    if "#" in token:
        token = _cut_tag(_CAMEL.sub(" ", token))
    words = []
    for match in _PIECE.finditer(token.lower()):
        kind = match.lastgroup or ""
        found = _MARK_OF.get(kind) or match.group()
        if kind == "emoji" and ord(found) in _SKIN:
            continue
        words.append(even_out(found) if kind == "word" else found)
    return tuple(words)


def _cut_tag(token: str) -> str:
    """Cut a hashtag before what is said of a brand whose name begins it, and behind a call to boycott it."""
    low = token.lower()
    if low.startswith("#boycott"):
        return f"{token[:8]} {token[8:]}"
    if not low.endswith(_TAG_ENDS) or low.endswith(_DOWNS):
        return token
    end = next(end for end in _TAG_ENDS if low.endswith(end))
    return f"{token[: -len(end)]} {token[-len(end) :]}"


def even_out(word: str) -> str:
    """One spelling for ``don't``/``dont`` and for ``sooo``/``sooooo``."""
    return _STRETCHED.sub(_take_two, word.replace("'", ""))


def _take_two(match: re.Match[str]) -> str:
    return match[1] * 2  # as the template r"\1\1" would, which Python 3.11 works through even where nothing is found


SPLIT = Memo(split_token, 6_000)
"""Tokens as they were split of late: the complaint's weights and the lanes' read the same, one after the other."""


def read_words(tokens: list[str]) -> list[str]:
    """All words and marks of a post, in order."""
    return [word for token in tokens for word in split_token(token)]
