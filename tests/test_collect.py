"""Gathering from files: nothing bad stops the rest, and everything can be read again."""

import errno
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import pytest
from tests.stories import post

from mentiontriage.collect import Collection, exhaust
from mentiontriage.errors import InputError, ShapeError, TriageError, UsageError
from mentiontriage.inputs import Input, name_file, spool
from mentiontriage.readers import Export, Item, Reader, Sample
from mentiontriage.shares import Opened

OWN = b'{"id": "1", "text": "no reply"}\n'


def test_a_stream_can_be_read_again_once_it_is_spooled() -> None:
    kept = spool("standard input", io.BytesIO(OWN))
    assert kept.size == len(OWN)
    for _ in range(2):
        with kept.open_raw() as stream:
            assert stream.read() == OWN
    kept.close()


def test_a_stream_that_is_read_anew_goes_on_where_it_was_for_whoever_was_reading_it() -> None:
    kept = spool("standard input", io.BytesIO(bytes(range(256)) * 4096))
    with kept.open_raw() as first:
        begun = first.read(7)
        with kept.open_raw() as second:
            assert len(second.read()) == kept.size
        assert begun + first.read() == bytes(range(256)) * 4096
        assert (first.seek(-1, io.SEEK_END), first.read(), first.seek(1), first.read(1)) == (
            kept.size - 1,
            b"\xff",
            1,
            b"\x01",
        )
    kept.close()


def test_of_a_piped_table_whose_rows_are_read_anew_on_the_way_none_is_lost() -> None:
    head = "Message ID,Conversation ID,Contact Primary Identifier,Created at,Direction,Content\n"
    asked = "".join(f"m{n},c{n},ada{n},2026-11-19 08:00:00,inbound,no refund and no reply {n}\n" for n in range(3000))
    table = f"{head}{asked}ours,c7,ada7,2026-11-19 09:00:00,outbound,it is on its way\n".encode()
    for content in (table, gzip.compress(table)):
        with closing(Collection([spool("standard input", io.BytesIO(content))], {})) as collection:
            found = list(collection.read_all())
            assert len(found) == 3001
            assert [mention.author.handle for mention in found if mention.is_answered] == ["ada7"]


def test_an_input_that_is_bad_is_kept_as_its_error_and_the_others_are_read(tmp_path: Path) -> None:
    good = tmp_path / "good"
    good.write_bytes(OWN)
    empty = tmp_path / "empty"
    empty.write_bytes(b"")
    odd = tmp_path / "odd"
    odd.write_bytes(b'{"a": 1}\n')
    collection = Collection([InputError("gone"), name_file(empty), name_file(odd), name_file(good)], {})
    assert [m.id for m in collection.read_all()] == ["1"]
    assert [type(failure) for failure in collection.failures] == [InputError, InputError, ShapeError]
    assert len(collection.census.skipped) == 3


@pytest.mark.parametrize("damage", [OSError("disk"), EOFError("cut short"), zlib.error("bits"), TriageError("odd")])
def test_damage_in_the_middle_keeps_what_came_before(damage: Exception) -> None:
    def read(export: Export) -> Iterator[Item]:
        yield post("1")
        raise damage

    reader = Reader("story", "a story", lambda _: "told", read)
    collection = Collection([], {})
    collection.opened.append(Opened(Export("file", Sample("other", ""), io.BytesIO), reader, "told"))
    assert [m.id for m in collection.read_all()] == ["1"]
    assert any(str(damage) in skipped.reason for skipped in collection.census.skipped)


def test_a_map_that_is_not_needed_is_told_and_not_used(tmp_path: Path) -> None:
    good = tmp_path / "good"
    good.write_bytes(OWN)
    collection = Collection([name_file(good)], {"text": "id"})
    assert [m.text for m in collection.read_all()] == ["no reply"]
    assert "--map is not used: it is known as own" in collection.census.notes[0].text


MEANT = {"text": "Blurb", "author": "Customer"}
ODD = b"Ref,Customer,Blurb\n77,Anna,the kettle leaks\n"
USUAL = b"id,text,author\n1,no refund,carl\n"
NESTED = b'{"export": [{"Customer": "Dora", "inner": {"Blurb": "no bag"}}]}'


def write_all(folder: Path, *contents: bytes) -> list[Input]:
    paths = [folder / f"{number}.export" for number, _ in enumerate(contents)]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    return list(map(name_file, paths))


def test_a_map_serves_the_inputs_that_have_its_columns_and_no_other(tmp_path: Path) -> None:
    collection = Collection(write_all(tmp_path, ODD, USUAL, OWN), MEANT)
    assert [m.text for m in collection.read_all()] == ["the kettle leaks", "no refund", "no reply"]
    assert [note.where.rpartition("/")[2] for note in collection.census.notes] == ["1.export", "2.export"]
    assert not collection.failures


@pytest.mark.parametrize("inputs", [[ODD], [USUAL, OWN], [OWN, NESTED]])
def test_a_map_to_what_no_input_has_is_the_users_mistake(tmp_path: Path, inputs: list[bytes]) -> None:
    with pytest.raises(UsageError, match="whom"):
        Collection(write_all(tmp_path, *inputs), {**MEANT, "author": "whom", "text": "whom"})


def test_a_map_of_a_field_that_we_do_not_have_is_named_whatever_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'colour'; there are: .*author"):
        Collection(write_all(tmp_path, ODD), {"colour": "Blurb"})


def test_progress_is_told_every_thousand_posts(tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.write_bytes(b"".join(b'{"id": "%d", "text": "no reply"}\n' % n for n in range(10_000)))
    told: list[int] = []
    collection = Collection([name_file(many)], {}, on_progress=told.append)
    collection.survey(exhaust)
    assert told == list(range(1024, 10_000, 1024))


def test_where_all_is_scored_only_lines_of_copies_are_read_twice(tmp_path: Path) -> None:
    # Keys that end alike share what was gained, and are read twice for one another; so one that ends otherwise.
    apart = next(n for n in range(2, 1_000) if (hash(("x", str(n))) ^ hash(("x", "1"))) & 7)
    posts = [b'{"id": "%d", "source": "x", "text": "no reply"}' % n for n in (1, apart, 1_000, 1)]
    friend = b'{"repost_of": "%d", "source": "x", "author": {"handle": "eve", "followers": 9000000}}' % apart
    with closing(Collection(write_all(tmp_path, b"\n".join([*posts, friend])), {})) as collection:
        mentions = list(collection.read_all())
        assert [(m.id, len(m.spread)) for m in mentions] == [("1", 0), (str(apart), 1), ("1000", 0)]
        assert collection.learned.changed_lines[1:] == [bytearray([0, 1, 0, 0, 1, 0])]


def test_a_directory_says_to_name_the_files_in_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a directory; name the files"):
        name_file(tmp_path)


@pytest.mark.parametrize("address", ["https://x.com/foo", "http://a.example"])
def test_an_address_is_told_as_one_and_whole(address: str) -> None:
    with pytest.raises(InputError, match=f"^{address} is an address; triage reads files, and `triage fetch` asks"):
        name_file(Path(address))


def test_a_stream_that_there_is_no_room_for_is_told_by_name() -> None:
    class Full(io.RawIOBase):
        """Bytes whose copy meets a full disk."""

        def read(self, _: int = -1) -> bytes:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(InputError, match="standard input cannot be kept to be read twice: No space left"):
        spool("standard input", Full())  # type: ignore[arg-type]  # all that is asked of a stream


def test_what_is_small_is_so_by_what_it_holds_and_not_by_how_it_is_packed() -> None:
    for posts, is_small in ((1_000, True), (40_000, False)):
        plain = b"".join(b'{"id": "%d", "text": "no reply, no bag"}\n' % n for n in range(posts))
        for content in (plain, gzip.compress(plain)):
            with closing(Collection([spool("posts", io.BytesIO(content))], {})) as collection:
                assert collection.is_small is is_small


def test_what_is_packed_by_nobody_is_small_by_its_size_and_not_read_for_it() -> None:
    opened: list[str] = []

    def open_raw() -> BinaryIO:
        opened.append("posts")
        return io.BytesIO(OWN)

    collection = Collection([Input("posts", open_raw, len(OWN))], {})
    opened.clear()
    assert collection.is_small
    assert not opened
