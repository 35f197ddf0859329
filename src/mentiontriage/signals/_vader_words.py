"""What each word of a post means to VADER: it scores, it bends the score of a word near it, or neither.

Dictionary and word lists are those of the installed vaderSentiment package.
"""

from collections.abc import Callable
from pathlib import Path
from string import punctuation

import msgspec


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word that the rules know by more than its valence; it may bend the score of a word near it."""

    lower: str = ""
    in_lexicon: bool = False
    scores: bool = False
    """As words of the lexicon do, unless they are boosters."""
    valence: float = 0.0
    booster: float = 0.0
    negates: bool = False
    in_idiom: bool = False
    """It opens a special case, or is the word by which one is recognised."""


Meaning = float | Word | None
"""The valence of a word that only scores, a `Word`, or None for words that C code can skip."""

NEITHER = Word()
ONLY_SCORES = Word(in_lexicon=True)
CONTRACTION = Word(negates=True)
UNSURE = Word("unsure")
"""Known to the rules with or without the punctuation around it: `Vocabulary.resolve` tells."""


class WordLists(msgspec.Struct, frozen=True):
    """The lexicon, the emoji descriptions and the constants of one installed vaderSentiment."""

    lexicon: dict[str, float]
    emoji: dict[int, str]
    """By code point, for `str.translate`. The reference reads single code points only, and so do we."""
    negations: frozenset[str]
    boosters: dict[str, float]
    special_cases: dict[str, float]
    negation_factor: float
    capitals_increment: float


def read_word_lists(lexicon_file: str = "vader_lexicon.txt") -> WordLists:
    """Read the word lists of the installed package, without building its analyzer.

    `lexicon_file` may be an absolute path, as it may for the package's own analyzer.
    """
    # Here, as it takes milliseconds that commands without sentiment need not spend.
    from vaderSentiment import vaderSentiment as package  # noqa: N813

    folder = Path(package.__file__).parent
    emoji = _read_pairs(folder / "emoji_utf8_lexicon.txt").items()
    return WordLists(
        lexicon={word: float(valence) for word, valence in _read_pairs(folder / lexicon_file).items()},
        emoji={ord(symbol): " " + description for symbol, description in emoji if len(symbol) == 1},
        negations=frozenset(package.NEGATE),
        boosters=package.BOOSTER_DICT,
        special_cases=package.SPECIAL_CASES,
        negation_factor=package.N_SCALAR,
        capitals_increment=package.C_INCR,
    )


def _read_pairs(path: Path) -> dict[str, str]:
    pairs = {}
    # Only a line feed ends a line: some keys hold other characters that splitlines() would break at.
    for line in path.read_bytes().decode("utf-8").split("\n"):
        if line:
            fields = line.strip().split("\t", 2)
            pairs[fields[0]] = fields[1]
    return pairs


def lower_word(token: str) -> str:
    """Strip ASCII punctuation, unless at most two code points would remain (an emoticon?), and lower."""
    stripped = token.strip(punctuation)
    return (stripped if len(stripped) > 2 else token).lower()


class Vocabulary:
    """The meaning of every word that has one."""

    def __init__(self, lists: WordLists) -> None:
        self._words: dict[str, float | Word] = _describe_words(lists)
        self._stripped = _find_stripped(self._words)

    def make_look_up(self) -> Callable[[str, list[str]], list[Meaning]]:
        """Make look_up(text, tokens) -> the meaning of each token, `UNSURE` among them."""
        get = self._stripped.get

        def look_up(text: str, tokens: list[str]) -> list[Meaning]:
            # Looking a word up afresh costs less than remembering tokens, as so many come but once.
            words: list[Meaning] = [
                get(token.lower() if token.isalpha() else token.strip(punctuation).lower() or token) for token in tokens
            ]
            if "'" in text and "n't" in text.lower():
                for place, token in enumerate(tokens):
                    if words[place] is None and "n't" in token.lower():
                        words[place] = CONTRACTION
            return words

        return look_up

    def resolve(self, token: str) -> Meaning:
        """Tell the meaning of one token exactly, whatever its punctuation."""
        lower = lower_word(token)
        return self._words.get(lower) or (CONTRACTION if "n't" in lower else None)


def _describe_words(lists: WordLists) -> dict[str, float | Word]:
    idioms = [phrase.split() for phrase in (*lists.special_cases, *lists.boosters) if " " in phrase]
    # An idiom is looked for only where its longest word stands, which is seldom a common one, ...
    idiom_words = {max(phrase, key=len) for phrase in idioms}
    # ... or at a hit that opens it. Openers outside the lexicon ("the", "to") bend nothing by themselves.
    idiom_words |= {phrase[0] for phrase in idioms} & lists.lexicon.keys()
    # The rules ask for some words by name, beside negations and boosters.
    by_name = {"no", "so", "this", "doubt", "least", "kind", "but"}
    words: dict[str, float | Word] = dict(lists.lexicon)
    special = idiom_words | by_name | lists.negations | lists.boosters.keys()
    special.update(word for word, valence in lists.lexicon.items() if "n't" in word or not valence)
    for word in special:
        words[word] = Word(
            lower=word,
            in_lexicon=word in lists.lexicon,
            scores=word in lists.lexicon and word not in lists.boosters,
            valence=lists.lexicon.get(word, 0.0),
            booster=lists.boosters.get(word, 0.0),
            negates=word in lists.negations or "n't" in word,
            in_idiom=word in idiom_words,
        )
    return words


def _find_stripped(words: dict[str, float | Word]) -> dict[str, float | Word]:
    """Key the words by what is left of a token once punctuation is stripped.

    Three code points or more are the word itself. With none, the token is ("=)"). With one or two it depends
    on the token, as punctuation then stays: "no" and ":p" are words, "(no)" and "p" are none. U+0130 alone
    grows when lowered (it leaves a U+0307), so that the length of such a word does not tell the token's.
    """
    stripped: dict[str, float | Word] = {}
    for word, meaning in words.items():
        core = word.strip(punctuation)
        if core in ("", word) and len(core) not in (1, 2) and "\u0307" not in core:
            stripped[word] = meaning
        elif len(core) <= 2 or "\u0307" in core:
            stripped[core] = UNSURE
    return stripped
