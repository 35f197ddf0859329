"""What holds for every source, so that a new one is one file."""

import ast
import sqlite3
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.sources.networks import MORE_OPTIONS, STAND_INS
from tests.sources.running import ACME, fetch, make_plans
from tests.sources.service import Answer, Asked, Handler, serve

import mentiontriage.sources
from mentiontriage import plugins
from mentiontriage.config import Brand, Settings
from mentiontriage.planning import read_options
from mentiontriage.sources import Options, Source
from mentiontriage.store.positions import read_runs

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


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: str(source.name))
def test_the_options_as_their_page_shows_them_can_be_used(source: Source) -> None:
    fields = msgspec.structs.fields(source.options)
    shown = {field.name: "" if field.default is None else field.default for field in fields}
    read_options(source, Settings(sources={source.name: shown}))


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


LOGIN = {"accessJwt": "ac-cess-1", "refreshJwt": "re-fresh-1", "access_token": "to-ken-1"}
NOTHING: dict[str, Any] = {
    "bluesky": {"posts": [], "notifications": []},
    "reddit": {"kind": "Listing", "data": {"after": None, "children": []}},
    "x": {"meta": {"result_count": 0}},
    "youtube": {"kind": "youtube#searchListResponse", "pageInfo": {"totalResults": 0}},
}
"""What networks that want credentials answer where there are no posts; of the others their stand-ins tell."""
SEARCH_FOR_NO_NAMES = {"app-store", "feed", "mastodon"}
"""The sources that read whole places: whose names their posts hold is told afterwards."""


def plan(source: Source, url: str, brands: tuple[Brand, ...] = (ACME,)) -> Any:
    options = {"base_url": url, **MORE_OPTIONS.get(source.name, {})}
    options |= {"login_url": url} if source.name == "reddit" else {}
    needed = [one.name for one in source.credentials if one.required or source.name == "reddit"]
    return make_plans({source.name: options}, {(source.name, name): "cre-den-tial" for name in needed}, brands)


def say(body: Any) -> Handler:
    """Let everybody in, and then answer everything alike."""

    def answer(asked: Asked) -> Answer:
        return Answer(LOGIN if asked.method == "POST" else body)

    return answer


def have_no_posts(source: Source) -> Handler:
    """Answer as a source's network does where there are no posts."""
    name = source.name
    known = name in STAND_INS or name in NOTHING
    assert known, f"{name} has no stand-in in tests/sources/networks.py (or guarded.py, and NOTHING here)"
    return STAND_INS[name]([]) if name in STAND_INS else say(NOTHING[name])


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: str(source.name))
def test_no_posts_are_no_failure(db: sqlite3.Connection, source: Source) -> None:
    with serve(have_no_posts(source)) as service:
        result = fetch(db, plan(source, service.url))[source.name]
    assert result.errors == ()


@pytest.mark.parametrize("body", [{"error": "under maintenance"}, [1, 2], "x", {"hits": {"a": 1}, "items": 7}])
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: str(source.name))
def test_an_answer_that_is_none_is_a_failure_and_not_no_news(db: sqlite3.Connection, source: Source, body: Any) -> None:
    with serve(say(body)) as service:
        result = fetch(db, plan(source, service.url))[source.name]
    assert len(result.errors) == 1
    assert read_runs(db)[source.name].succeeded_at is None


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: str(source.name))
def test_a_name_with_marks_in_it_is_searched_for_as_one_phrase(db: sqlite3.Connection, source: Source) -> None:
    with serve(have_no_posts(source)) as service:
        fetch(db, plan(source, service.url, (Brand('Acme "Pro"\tAir\\'),)))
    searched = [
        value for asked in service.asked for values in asked.query.values() for value in values if "Pro" in value
    ]
    assert bool(searched) == (source.name not in SEARCH_FOR_NO_NAMES)
    assert all("Acme Pro Air" in value and value.count('"') in {0, 2} for value in searched)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: str(source.name))
def test_a_name_that_several_brands_go_by_is_searched_for_once(db: sqlite3.Connection, source: Source) -> None:
    shared = (Brand("Acme", names=("Acme", "Acme Air")), Brand("Acme Air", names=("Acme Air", "Acme")))
    with serve(have_no_posts(source)) as service:
        fetch(db, plan(source, service.url, shared))
    asked = [(asked.path, str(asked.query)) for asked in service.asked]
    assert len(asked) == len(set(asked)) or source.name == "x"  # which asks for all of a brand at once
