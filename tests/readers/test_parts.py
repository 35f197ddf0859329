"""Parts of an export of lines: cut anywhere, together they hold every line once, with its own number."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentiontriage.inputs import name_file
from mentiontriage.model import Mention, Note, Skipped
from mentiontriage.readers import Export, Item, choose_reader
from mentiontriage.readers._open import open_export
from mentiontriage.readers._parts import cut_lines

LINES = st.lists(st.sampled_from([b'{"id": "%d", "text": "no reply"}', b"", b"{broken", b'{"x": "\xff"}', b"[1, 2]"]))


def open_lines(path: Path, content: bytes) -> Export:
    path.write_bytes(content)
    found = name_file(path)
    return open_export(found.name, found.open_raw, {})


def read(export: Export) -> list[Item]:
    return list(choose_reader(export)[0].read(export))


def leave_out_notes(items: list[Item]) -> list[Item]:
    return [item for item in items if not isinstance(item, Note)]


@given(lines=LINES, end=st.sampled_from([b"", b"\n"]), data=st.data())
def test_the_parts_together_read_as_the_whole(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], end: bytes, data: st.DataObject
) -> None:
    numbered = [line % number if b"%d" in line else line for number, line in enumerate(lines)]
    content = b"\n".join([b'{"id": "first", "text": "broken"}', *numbered]) + end
    export = open_lines(tmp_path_factory.mktemp("parts") / "lines", content)
    assert export.is_lines
    cuts = sorted(data.draw(st.lists(st.integers(0, len(content)), max_size=4)))
    parts = [cut_lines(export, *cut) for cut in pairwise([0, *cuts, len(content)])]
    reader = choose_reader(export)[0]
    found = [item for part in parts for item in reader.read(part)]
    told = [item for item in found if isinstance(item, Note)]
    assert [item for item in found if not isinstance(item, Note)] == [
        i for i in read(export) if not isinstance(i, Note)
    ]
    assert all(note.is_of_all for note in told)  # each part tells it, and the census keeps the first


def test_a_bad_line_has_the_number_that_it_has_in_the_file(tmp_path: Path) -> None:
    content = b'{"id": "1", "text": "no reply"}\n' * 9 + b"{broken\n" + b'{"id": "2", "text": "no reply"}\n' * 9
    export = open_lines(tmp_path / "lines", content)
    (skipped,) = [item for item in read(cut_lines(export, 200, len(content))) if isinstance(item, Skipped)]
    assert skipped.where.endswith("lines:10")


@pytest.mark.parametrize(
    "content",
    [
        b'[{"id": "1", "text": "no reply"},\n{"id": "2", "text": "no reply"}]',
        '{"id": "1", "text": "no reply"}\n'.encode("utf-16"),
        b"id,text\n1,no reply\n",
    ],
)
def test_what_is_no_sequence_of_lines_is_not_cut(tmp_path: Path, content: bytes) -> None:
    assert not open_lines(tmp_path / "other", content).is_lines


def test_lines_of_usual_names_are_cut_as_well(tmp_path: Path) -> None:
    content = b"".join(b'{"message": "broken %d", "user": "ada"}\n' % number for number in range(50))
    export = open_lines(tmp_path / "lines", content)
    parts = [cut_lines(export, *cut) for cut in pairwise([0, 700, 701, len(content)])]
    found = [item for part in parts for item in read(part)]
    assert [item.text for item in found if isinstance(item, Mention)] == [f"broken {number}" for number in range(50)]


def test_each_part_counts_its_own_times_that_cannot_be_read(tmp_path: Path) -> None:
    content = b"".join(b'{"message": "broken %d", "date": "soon"}\n' % number for number in range(50))
    export = open_lines(tmp_path / "lines", content)
    parts = [cut_lines(export, *cut) for cut in pairwise([0, 700, len(content)])]
    told = [item for part in parts for item in read(part) if isinstance(item, Note)]
    assert sum(note.count for note in told) == 50
    assert all(note.is_of_all for note in told)
