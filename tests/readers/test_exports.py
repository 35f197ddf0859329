"""What each reader makes of its exports: tests/fixtures has a folder a reader, expected items beside each file."""

from pathlib import Path

import pytest
from tests.readers.reading import EXPORTS, FIXTURES, describe, read_expected, read_file

from mentiontriage import plugins, readers
from mentiontriage.model import Mention, Skipped

READERS = plugins.list_names(readers.__name__)


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_one_reader_claims_an_export_and_gives_exactly_what_stands_beside_it(path: Path) -> None:
    name, items = read_file(path)
    assert name == path.parent.name.replace("_", "-")
    assert [describe(item) for item in items] == read_expected(path)


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_has_exports_with_good_and_with_broken_records(reader: str) -> None:
    folder = FIXTURES / reader.replace("-", "_")
    items = [item for path in EXPORTS if path.parent == folder for item in read_file(path)[1]]
    assert any(isinstance(item, Mention) for item in items)
    assert any(isinstance(item, Skipped) for item in items)


def test_no_folder_is_without_a_reader() -> None:
    assert {path.parent.name.replace("_", "-") for path in EXPORTS} <= set(READERS)
