"""What is remembered is what would be worked out, in bounded memory, and common words are kept."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.memos import LONGEST, Memo


@given(st.lists(st.text("ab", max_size=5)), st.integers(1, 8))
def test_a_memo_gives_what_it_would_work_out(tokens: list[str], most: int) -> None:
    memo = Memo(str.upper, most)
    assert list(map(memo.__getitem__, tokens)) == [token.upper() for token in tokens]
    assert len(memo) <= most


def test_a_word_in_common_use_is_worked_out_once_whatever_passes_by() -> None:
    asked: Counter[str] = Counter()

    def work_out(token: str) -> str:
        asked[token] += 1
        return token

    memo = Memo(work_out, most=10)
    for number in range(100):
        assert (memo["late"], memo[f"name{number}"]) == ("late", f"name{number}")
    assert asked["late"] == 1


def test_a_token_that_is_no_word_for_its_length_is_not_kept() -> None:
    memo = Memo(len)
    assert memo["a" * (LONGEST + 1)] == LONGEST + 1
    assert not memo
