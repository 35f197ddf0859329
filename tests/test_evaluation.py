"""The measures say what the textbooks say they do."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mentiontriage.evaluation import (
    bootstrap,
    count_reads,
    evaluate,
    measure_average_precision,
    measure_calibration,
    measure_precision,
    measure_roc_auc,
)

PAIRS = st.lists(
    st.tuples(st.sampled_from([0.0, 0.1, 0.2, 0.5, 0.7, 0.9, 1.0]), st.booleans()), min_size=2, max_size=40
)


def test_a_perfect_order_is_one_and_a_reversed_one_is_nothing() -> None:
    labels = [True, True, False, False]
    assert measure_roc_auc([0.9, 0.8, 0.2, 0.1], labels) == 1
    assert measure_roc_auc([0.1, 0.2, 0.8, 0.9], labels) == 0
    assert measure_roc_auc([0.5] * 4, labels) == 0.5


@given(PAIRS)
def test_the_auc_is_the_share_of_pairs_in_order(pairs: list[tuple[float, bool]]) -> None:
    scores, labels = [score for score, _ in pairs], [label for _, label in pairs]
    assume(any(labels) and not all(labels))
    good = [score for score, label in pairs if label]
    bad = [score for score, label in pairs if not label]
    by_hand = sum((g > b) + (g == b) / 2 for g in good for b in bad) / (len(good) * len(bad))
    assert measure_roc_auc(scores, labels) == pytest.approx(by_hand)


def test_average_precision_is_the_mean_of_the_precisions_where_complaints_are_met() -> None:
    assert measure_average_precision([4, 3, 2, 1], [True, False, True, False]) == pytest.approx((1 + 2 / 3) / 2)
    assert measure_average_precision([1, 1, 1, 1], [True, False, False, False]) == 0.25


def test_precision_counts_only_the_first() -> None:
    assert measure_precision([3, 2, 1], [True, False, True], 2) == 0.5


def test_who_reads_from_the_top_stops_when_enough_is_met() -> None:
    labels = [True] * 9 + [False] * 5 + [True]
    assert count_reads(list(range(15, 0, -1)), labels, 0.9) == 9
    assert count_reads([1.0] * 15, labels, 0.9) == 15  # nobody can tell them apart


def test_a_calibrated_probability_has_no_error_and_a_certain_mistake_has_it_all() -> None:
    assert measure_calibration([0.5, 0.5], [True, False]) == 0
    assert measure_calibration([1.0, 1.0], [False, False]) == 1
    assert measure_calibration([0.25] * 4, [True, False, False, False]) == 0


def test_the_interval_holds_the_value_and_is_the_same_each_time() -> None:
    scores = [n / 100 for n in range(100)]
    labels = [n % 3 == 0 or n > 70 for n in range(100)]
    found = bootstrap(measure_roc_auc, scores, labels)
    assert found.low < found.value < found.high
    assert found == bootstrap(measure_roc_auc, scores, labels)


def test_labels_that_are_all_the_same_measure_nothing() -> None:
    with pytest.raises(ValueError, match="every label is the same"):
        evaluate("x", [0.1, 0.2], [True, True], calibrated=True)
