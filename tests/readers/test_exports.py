"""What each reader makes of its exports: tests/fixtures has a folder a reader, expected items beside each file.

To write the expected items: `UPDATE_GOLDEN=1 python -m pytest tests/readers/test_exports.py`, then read the diff.
"""

from pathlib import Path

import pytest
from tests.readers.reading import EXPORTS, FIXTURES, describe, read_expected, read_file

from mentiontriage import plugins, readers
from mentiontriage.model import Mention, Skipped
from mentiontriage.readers import choose_reader
from mentiontriage.readers._open import open_export
from mentiontriage.readers._row_places import _FIELDS

READERS = plugins.list_names(readers.__name__)
_TOLD_BY_ROWS = ("status", "repost", "conversation", "automatic", "answered", "identity")
"""What columns tell of a whole row (`TableShape`), beside the fields."""


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_one_reader_claims_an_export_and_gives_exactly_what_stands_beside_it(path: Path) -> None:
    name, items = read_file(path)
    assert name == path.parent.name.replace("_", "-")
    given = [describe(item) for item in items]
    assert given == read_expected(path, given)


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_has_exports_with_good_and_with_broken_records(reader: str) -> None:
    folder = FIXTURES / reader.replace("-", "_")
    items = [item for path in EXPORTS if path.parent == folder for item in read_file(path)[1]]
    assert any(isinstance(item, Mention) for item in items), f"{folder} needs an export with a good record"
    assert any(isinstance(item, Skipped) for item in items), f"{folder} needs an export with a broken record"


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_columns_of_a_table_serve_fields_that_there_are(path: Path) -> None:
    export = open_export(path.name, lambda: path.open("rb"), {})
    reader, _ = choose_reader(export)
    if export.sample.kind != "csv" or reader.columns is None:
        return
    unknown = reader.columns(export).keys() - {*_FIELDS, *_TOLD_BY_ROWS}
    assert not unknown, "readers/_rows.py lists the fields; one that it does not list is read by nobody"


def test_no_folder_is_without_a_reader() -> None:
    assert {path.parent.name.replace("_", "-") for path in EXPORTS} <= set(READERS)
