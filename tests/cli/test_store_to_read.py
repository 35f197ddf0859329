"""A store that may only be read: a backup, or another user's. Permissions bind all commands here, also root's."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.commands import Finished, bind_to_permissions, triage
from tests.desks import ANGRY, GLAD, Desk
from tests.stories import NOON, post

from mentiontriage.store import NEWEST
from mentiontriage.store._connection import connect
from mentiontriage.store._schema import migrate

READING = ["queue", "next", "stats", "show 1001", "log", "report", "export", "digest --peek", "customers list"]
WRITING = ["done 1001 --as ada", "next --assign ada", "forget @ada", "digest", "import -"]


def run(store: Path | str, command: str) -> Finished:
    """Give a command that is bound to permissions; without a store to the one in the data folder."""
    moment = () if command == "customers list" else ("--now", NOON.isoformat())
    before = bind_to_permissions()
    return triage(*command.split(), *moment, before=before, TRIAGE_STORE=str(store))


def look(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    folder = tmp_path / "100% ours?#"  # as no address of a file may hold it
    folder.mkdir()
    desk = Desk(folder / "triage.db")
    desk.receive([post("1001", ANGRY), post("1002", GLAD, by="bob"), post("1003", ANGRY, by="cy", hours_ago=3)])
    run(desk.path, "assign 1003 bob --as ada")
    assert list(folder.iterdir()) == [desk.path]
    return desk


@pytest.fixture(params=["file", "folder", "both"])
def kept(desk: Desk, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """Give a desk whose store, or its folder, or both may only be read."""
    if request.param != "folder":
        desk.path.chmod(0o400)
    if request.param != "file":
        desk.path.parent.chmod(0o500)
    yield desk
    desk.path.parent.chmod(0o700)


@pytest.mark.parametrize("command", READING)
def test_what_may_only_be_read_reads_the_same(desk: Desk, command: str) -> None:
    before = run(desk.path, command)
    assert before.code == 0
    desk.path.chmod(0o400)
    desk.path.parent.chmod(0o500)
    assert run(desk.path, command) == before
    desk.path.parent.chmod(0o700)


def test_reading_leaves_nothing_beside_the_store(kept: Desk) -> None:
    before = look(kept.path.parent)
    done = run(kept.path, "export")
    assert (done.code, done.out.count("\n")) == (0, 3)
    assert look(kept.path.parent) == before


@pytest.mark.parametrize("command", WRITING)
def test_what_would_write_says_that_it_may_not(kept: Desk, command: str) -> None:
    before = look(kept.path.parent)
    done = run(kept.path, command)
    assert done.code == 9
    assert "be written: you may only read its file or its folder; ask its owner, or name another store" in done.err
    assert look(kept.path.parent) == before


def test_a_link_to_a_store_is_as_the_store(kept: Desk, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(kept.path)
    assert run(link, "queue --format json").out == run(kept.path, "queue --format json").out != ""
    assert run(link, "done 1001 --as ada").code == 9


def test_what_another_process_has_just_written_is_read_too(desk: Desk) -> None:
    with closing(desk.open()):
        desk.receive([post("1004", ANGRY, by="dot")])
        assert desk.path.with_name("triage.db-wal").stat().st_size
        desk.path.parent.chmod(0o500)
        done = run(desk.path, "export")
        desk.path.parent.chmod(0o700)
    assert (done.code, done.out.count("\n")) == (0, 4)


def test_a_copy_without_the_index_of_its_log_is_not_read_as_if_it_were_whole(desk: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    with closing(desk.open()):
        desk.receive([post("1004", ANGRY, by="dot")])
        for name in ("triage.db", "triage.db-wal"):
            shutil.copy(desk.path.with_name(name), copy)
    copy.chmod(0o500)
    done = run(copy / "triage.db", "export")
    copy.chmod(0o700)
    assert (done.code, done.out) == (9, "")
    assert "may only be read, which is not enough for what triage.db-wal adds to it; copy both to a folder" in done.err
    assert run(copy / "triage.db", "export").out.count("\n") == 4


def test_a_store_of_an_earlier_version_has_to_be_brought_up_to_date_first(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    with closing(connect(folder / "triage.db")) as old:
        migrate(old, NEWEST - 1)
    folder.chmod(0o500)
    done = run(folder / "triage.db", "queue")
    folder.chmod(0o700)
    assert done.code == 9
    assert f"schema {NEWEST - 1}, this version needs {NEWEST}, and you may only read it; let its owner run" in done.err
    assert run(folder / "triage.db", "queue").code == 0


def test_what_could_not_be_caught_up_with_is_told(desk: Desk) -> None:
    desk.receive([post("1005", "so sorry, we are on it", by="acme", in_reply_to="1001", ours=True)])
    desk.path.parent.chmod(0o500)
    done = run(desk.path, "queue")
    desk.path.parent.chmod(0o700)
    assert done.code == 0
    assert "it may only be read; what we answered or what came back may stand as before" in done.err
    assert desk.list_queue() == ["1003"]


@pytest.mark.parametrize("closed", ["triage.db", "."])
def test_a_store_that_may_not_even_be_read_is_told(desk: Desk, closed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(desk.path.parents[1]))  # what is named is looked at before we are asked
    place = desk.path.parent.rename(desk.path.parents[1] / "triage")
    (place / closed).chmod(0o000)
    done = run("", "export")
    place.chmod(0o700)
    assert done.code == 9
    assert str(place / "triage.db") in done.err
