"""VADER's rules: how the words around a hit bend its score.

The rules are those of vaderSentiment 3.3.2 in its order of arithmetic, oddities included, so that results
are equal to the last bit (Hutto and Gilbert, 2014: VADER, ICWSM-14). A "hit" is a word that scores; `one`,
`two` and `three` are the words at that distance before it. Whether a zero is 0, 0.0 or -0.0 is not kept:
zeros change neither a sum nor a count.
"""

from collections.abc import Callable
from heapq import heappop, heappush

from mentiontriage.signals._vader_words import NEITHER, ONLY_SCORES, Meaning, Word, WordLists, lower_word

Bend = Callable[[float, int, list[Meaning], list[str], float], float]
Neighbours = tuple[Word, Word, Word]


def make_bend(lists: WordLists) -> Bend:
    """Make the function that scores one hit: bend(valence, place, words, tokens, capitals) -> valence.

    `words` are resolved up to the place; `capitals` is what capitals add, 0 where all tokens are in capitals.
    Without a `Word` within three before it, a hit that is no `Word` and not in capitals scores its valence
    and need not be asked for.
    """
    factor = lists.negation_factor
    match_idiom = _make_match_idiom(lists)

    def bend(valence: float, place: int, words: list[Meaning], tokens: list[str], capitals: float) -> float:
        hit = _as_word(words[place])
        asks = hit.lower in ("kind", "no") and place + 1 < len(tokens)
        following = lower_word(tokens[place + 1]) if asks else ""
        if hit.lower == "kind" and following == "of":
            return 0.0
        before = one, two, three = _find_before(place, words)
        if _follows_no(before, tokens, place):
            valence *= factor
        elif hit.lower == "no" and following in lists.lexicon:
            valence = 0.0
        if tokens[place].isupper():
            valence += capitals if valence > 0 else -capitals
        if not one.in_lexicon:
            valence += _boost(one, tokens, place - 1, valence, capitals)
            if one.negates:
                valence *= factor
        if not two.in_lexicon:
            valence += _boost(two, tokens, place - 2, valence, capitals) * 0.95
            valence *= _find_factor_at_two(before, factor)
        if place > 2 and not three.in_lexicon:
            valence += _boost(three, tokens, place - 3, valence, capitals) * 0.9
            valence *= _find_factor_at_three(before, factor)
            if hit.in_idiom or one.in_idiom or two.in_idiom or three.in_idiom:
                valence = match_idiom(place, tokens, valence)
        if one.lower == "least" and not one.in_lexicon and not _is_at_least(place, tokens):
            valence *= factor
        return valence

    return bend


def _as_word(meaning: Meaning) -> Word:
    if isinstance(meaning, Word):
        return meaning
    return NEITHER if meaning is None else ONLY_SCORES


def _find_before(place: int, words: list[Meaning]) -> Neighbours:
    return (
        _as_word(words[place - 1]) if place > 0 else NEITHER,
        _as_word(words[place - 2]) if place > 1 else NEITHER,
        _as_word(words[place - 3]) if place > 2 else NEITHER,
    )


def _follows_no(before: Neighbours, tokens: list[str], place: int) -> bool:
    one, two, three = before
    if "no" in (one.lower, two.lower):
        return True
    return three.lower == "no" and lower_word(tokens[place - 1]) in ("or", "nor")


def _is_at_least(place: int, tokens: list[str]) -> bool:
    return place > 1 and lower_word(tokens[place - 2]) in ("at", "very")


def _boost(word: Word, tokens: list[str], place: int, valence: float, capitals: float) -> float:
    if not word.booster:
        return 0.0
    scalar = -word.booster if valence < 0 else word.booster
    if tokens[place].isupper():
        scalar += capitals if valence > 0 else -capitals
    return scalar


def _find_factor_at_two(before: Neighbours, factor: float) -> float:
    one, two, _ = before
    if two.lower == "never" and one.lower in ("so", "this"):
        return 1.25
    if two.negates and not (two.lower == "without" and one.lower == "doubt"):
        return factor
    return 1.0


def _find_factor_at_three(before: Neighbours, factor: float) -> float:
    one, two, three = before
    # "and" binds before "or" in the reference, so that "so" or "this" just before needs no "never".
    if (three.lower == "never" and two.lower in ("so", "this")) or one.lower in ("so", "this"):
        return 1.25
    if three.negates and not (three.lower == "without" and "doubt" in (one.lower, two.lower)):
        return factor
    return 1.0


def _make_match_idiom(lists: WordLists) -> Callable[[int, list[str], float], float]:
    special_cases, boosters = lists.special_cases, lists.boosters

    def match_idiom(place: int, tokens: list[str], valence: float) -> float:
        """Replace the valence where a special case stands, and add the boosters of two words before it."""
        three, two, one, here, *after = map(lower_word, tokens[place - 3 : place + 3])
        before_hit = (f"{three} {two} {one}", f"{three} {two}", f"{two} {one}")
        for phrase in (f"{one} {here}", f"{two} {one} {here}", before_hit[2], before_hit[0], before_hit[1]):
            if phrase in special_cases:
                valence = special_cases[phrase]
                break
        for length in range(1, len(after) + 1):
            phrase = " ".join((here, *after[:length]))
            if phrase in special_cases:
                valence = special_cases[phrase]
        for phrase in before_hit:
            valence += boosters.get(phrase, 0.0)
        return valence

    return match_idiom


def weigh_but(valences: list[float], before: int, after: int) -> None:
    """Halve in place the scores up to `before`, raise by half those from `after`: around the first "but".

    The reference walks over the scores and for each changes the *first one equal to it*, which may be an
    earlier one. A heap of places for each value keeps that linear, where the reference is quadratic.
    """
    holders: dict[float, list[int]] = {}
    for index, valence in enumerate(valences):
        if valence == 0:
            continue
        heap = holders.setdefault(valence, [])
        heappush(heap, index)
        # A place stays listed under the values that it has had.
        while valences[heap[0]] != valence:
            heappop(heap)
        first = heap[0]
        if first < before or first >= after:
            changed = valence * (0.5 if first < before else 1.5)
            valences[first] = changed
            heappush(holders.setdefault(changed, []), first)
