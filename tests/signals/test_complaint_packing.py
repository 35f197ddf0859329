"""Packed sums tell what adding each unit by itself would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.signals._complaint_packing import NINES, Packing
from mentiontriage.signals._complaint_weigher import MOST_WORDS
from mentiontriage.signals._model_file import MOST_STEPS

STEPS = st.integers(-MOST_STEPS, MOST_STEPS)


@st.composite
def weighed_words(draw: st.DrawFn) -> tuple[list[int], list[tuple[float, list[int]]]]:
    """Signs of units, and words with a weight and steps towards each unit, of which the first are thresholds."""
    signs = draw(st.lists(st.sampled_from([1, -1]), max_size=24))
    steps = st.lists(STEPS, min_size=len(signs), max_size=len(signs))
    words = st.tuples(st.integers(-50_000, 50_000).map(lambda tens: tens / 10_000), steps)
    return signs, draw(st.lists(words, min_size=1, max_size=30))


@given(weighed_words())
def test_a_packed_sum_is_the_sum_of_each_unit(drawn: tuple[list[int], list[tuple[float, list[int]]]]) -> None:
    signs, words = drawn
    packing = Packing(signs)
    total = packing.middles + sum(packing.pack(weight, steps) for weight, steps in words)
    reached = [sum(steps[unit] for _, steps in words) for unit in range(len(signs))]
    active = packing.find_active(total)
    assert packing.read_weight(total) == pytest.approx(sum(weight for weight, _ in words))
    assert packing.count_steps(total, active) == sum(
        sign * count for sign, count in zip(signs, reached, strict=True) if count > 0
    )
    for _, steps in words:
        share = (packing.pack_shares(steps) & active) % NINES - packing.lift(active)
        assert share == sum(s * sign for s, sign, count in zip(steps, signs, reached, strict=True) if count > 0)
    assert (packing.pack_shares() & active) % NINES == packing.lift(active)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("step", [MOST_STEPS, -MOST_STEPS])
def test_the_longest_sentence_of_the_heaviest_words_overflows_nothing(sign: int, step: int) -> None:
    packing = Packing([sign] * 24)
    total = packing.middles + (MOST_WORDS + 4) * packing.pack(-9.9, [step] * 24)
    expected = 24 * (MOST_WORDS + 4) * MOST_STEPS * sign if step > 0 else 0
    assert packing.count_steps(total, packing.find_active(total)) == expected
    assert packing.read_weight(total) == pytest.approx(-9.9 * (MOST_WORDS + 4))
