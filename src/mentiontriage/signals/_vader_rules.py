"""VADER's rules: how the words around a hit bend its score.

The rules are those of vaderSentiment 3.3.2 in its order of arithmetic, oddities included, so that results
are equal to the last bit (Hutto and Gilbert, 2014: VADER, ICWSM-14). A "hit" is a word that scores; `one`,
`two` and `three` are the words at that distance before it. Whether a zero is 0, 0.0 or -0.0 is not kept:
zeros change neither a sum nor a count.
"""

from collections.abc import Callable
from heapq import heappop, heappush

from mentiontriage.signals._vader_words import NEITHER, ONLY_SCORES, Meaning, Word, WordLists, lower_word

Bend = Callable[[int, list[Meaning], list[str], bool], float]
Neighbours = tuple[Word, Word, Word]


def make_bend(lists: WordLists) -> Bend:
    """Make the function that scores the hit at a place: bend(place, words, tokens, mixed_case) -> valence.

    `words` are resolved up to the place. `mixed_case` says that some token is not in capitals; only then do
    capitals emphasise. Without a `Word` within three before it, a hit that is no `Word` and not in capitals
    scores its valence and need not be asked for.
    """
    factor, increment = lists.negation_factor, lists.capitals_increment
    match_idiom = _make_match_idiom(lists)

    def bend(place: int, words: list[Meaning], tokens: list[str], mixed_case: bool) -> float:
        hit = words[place]
        assert hit is not None
        if isinstance(hit, Word) and hit.lower == "kind" and list(map(lower_word, tokens[place + 1 : place + 2])) == ["of"]:
            return 0.0
        before = one, two, three = _find_before(place, words)
        valence = begin(place, hit, tokens, before)
        if mixed_case and tokens[place].isupper():
            valence += increment if valence > 0 else -increment
        if not one.in_lexicon:
            if one.booster:
                valence += boost(one, tokens[place - 1], valence, mixed_case)
            if one.negates:
                valence *= factor
        if not two.in_lexicon:
            if two.booster:
                valence += boost(two, tokens[place - 2], valence, mixed_case) * 0.95
            valence *= _find_factor_at_two(before, factor)
        if place > 2 and not three.in_lexicon:
            if three.booster:
                valence += boost(three, tokens[place - 3], valence, mixed_case) * 0.9
            valence *= _find_factor_at_three(before, factor)
            if one.in_idiom or two.in_idiom or three.in_idiom or (isinstance(hit, Word) and hit.in_idiom):
                valence = match_idiom(place, tokens, valence)
        if one.lower == "least" and not one.in_lexicon:
            earlier = lower_word(tokens[place - 2]) if place > 1 else ""
            if earlier not in ("at", "very"):
                valence *= factor
        return valence

    def begin(place: int, hit: float | Word, tokens: list[str], before: Neighbours) -> float:
        """Tell what the hit scores before boosters and negations; "no" is both a hit and a negation."""
        valence = hit.valence if isinstance(hit, Word) else hit
        assert valence is not None
        one, two, three = before
        if "no" in (one.lower, two.lower) or (
            three.lower == "no" and lower_word(tokens[place - 1]) in ("or", "nor")
        ):
            return valence * factor
        if isinstance(hit, Word) and hit.lower == "no" and place + 1 < len(tokens):
            return 0.0 if lower_word(tokens[place + 1]) in lists.lexicon else valence
        return valence

    def boost(word: Word, token: str, valence: float, mixed_case: bool) -> float:
        scalar = -word.booster if valence < 0 else word.booster
        if mixed_case and token.isupper():
            scalar += increment if valence > 0 else -increment
        return scalar

    return bend


def _find_before(place: int, words: list[Meaning]) -> Neighbours:
    one = words[place - 1] if place > 0 else None
    two = words[place - 2] if place > 1 else None
    three = words[place - 3] if place > 2 else None
    return (
        one if isinstance(one, Word) else NEITHER if one is None else ONLY_SCORES,
        two if isinstance(two, Word) else NEITHER if two is None else ONLY_SCORES,
        three if isinstance(three, Word) else NEITHER if three is None else ONLY_SCORES,
    )


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
        """Replace the valence where a special case stands at, before or after the hit; add two-word boosters."""
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


def weigh_but(valences: list[float], places: list[int], but: int) -> None:
    """Halve what stands before the first "but" (at place `but`) and raise by half what follows, in place.

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
        if places[first] != but:
            changed = valence * (0.5 if places[first] < but else 1.5)
            valences[first] = changed
            heappush(holders.setdefault(changed, []), first)
