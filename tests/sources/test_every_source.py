"""What holds for every source, so that a new one is one file."""

import ast
from pathlib import Path

import pytest

import mentiontriage.sources
from mentiontriage import plugins
from mentiontriage.sources import Options, Source

ROOM = Path(mentiontriage.sources.__file__).parent
SOURCES = plugins.load_all("mentiontriage.sources", Source)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: str(source.name))
def test_a_source_says_what_it_is_and_where_it_can_be_found_instead(source: Source) -> None:
    assert source.name in plugins.list_names("mentiontriage.sources")
    assert source.summary
    assert issubclass(source.options, Options)
    assert "base_url" in source.options.__struct_fields__
    assert all(credential.where for credential in source.credentials)


def test_what_runs_without_settings_needs_neither_credentials_nor_options() -> None:
    for source in SOURCES:
        if source.by_default:
            assert source.lacks(source.options()) is None
            assert not any(credential.required for credential in source.credentials)


def test_sources_do_not_know_each_other_and_one_file_knows_the_http_library() -> None:
    names = {path.stem for path in ROOM.glob("*.py") if not path.stem.startswith("_")}
    for path in ROOM.glob("*.py"):
        imported = set()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                imported.add(node.module or "")
            elif isinstance(node, ast.Import):
                imported.update(alias.name for alias in node.names)
        assert not {f"mentiontriage.sources.{name}" for name in names} & imported, path
        assert ("httpx" in imported) == (path.name == "_http.py"), path
