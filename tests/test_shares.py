"""Each line of the inputs is in one share, in its order, however many processes read them."""

import io
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentiontriage.readers import Export, Item, Reader, Sample
from mentiontriage.shares import Opened, Share, prepare, share_out

SIZES = st.lists(st.integers(0, 60), max_size=5)
JOBS = st.integers(1, 5)


def read(export: Export) -> Iterator[Item]:
    return iter(())


def open_lines(name: str, count: int, *, is_apart: bool = True) -> Opened:
    """Open an input of so many numbered lines."""
    content = b"".join(b"%s %d\n" % (name.encode(), number) for number in range(count))
    export = Export(name, Sample("json", ""), lambda: io.BytesIO(content), is_lines=True)
    return Opened(export, Reader("story", "a story", lambda _: "told", read), "told", len(content), is_apart)


def open_whole(name: str, size: int) -> Opened:
    """Open an input that cannot be cut, as JSON in one piece."""
    export = Export(name, Sample("other", ""), io.BytesIO)
    return Opened(export, Reader("story", "a story", lambda _: "told", read), "told", size, is_apart=True)


def read_lines(shares: Sequence[Share]) -> list[bytes]:
    found: list[bytes] = []
    for share in shares:
        for opened in share:
            with opened.export.open_bytes() as stream:
                found += stream
    return found


@given(SIZES, JOBS)
def test_every_line_is_in_one_share_and_in_order(counts: list[int], jobs: int) -> None:
    inputs = [open_lines(f"file{number}", count) for number, count in enumerate(counts)]
    assert read_lines(share_out(inputs, jobs)) == read_lines([inputs])


@given(SIZES, JOBS)
@example([1, 0], 2)
def test_what_cannot_be_cut_is_in_one_share_and_in_order(sizes: list[int], jobs: int) -> None:
    inputs = [open_whole(f"file{number}", size) for number, size in enumerate(sizes)]
    assert [opened for share in share_out(inputs, jobs) for opened in share] == inputs


def test_no_share_is_far_larger_than_the_others() -> None:
    sizes = [len(b"".join(read_lines([share]))) for share in share_out([open_lines("file", 1_000)], 2)]
    assert len(sizes) > 2
    assert max(sizes) < 2 * min(sizes)


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_share_is_enough_for_one_process_and_for_what_several_cannot_read(jobs: int) -> None:
    inputs = [open_lines("file", 100, is_apart=jobs == 1), open_lines("other", 100)]
    assert share_out(inputs, jobs) == [inputs]


def test_an_input_that_is_to_be_read_in_another_way_is_otherwise_the_same() -> None:
    opened = open_lines("file", 2)
    again = prepare(opened, name="another")
    assert (again.export.name, again.size, again.reason) == ("another", opened.size, opened.reason)
    assert read_lines([[again]]) == read_lines([[opened]])
