"""A small file that unpacks to gigabytes, or to a sheet of billions of cells, is told of and not read on."""

import gzip
import io
import os
import re
import struct
import zipfile
from collections.abc import Callable
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.tables import mentions, open_bytes, read_bytes
from tests.readers.workbooks import Cell, OdsRow, write_ods, write_record, write_workbook, write_xlsb

from mentiontriage.collect import Collection
from mentiontriage.errors import InputError
from mentiontriage.inputs import spool
from mentiontriage.readers._areas import measure_part
from mentiontriage.readers._unpacking import guard_unpacking
from mentiontriage.readers._zstd import zstd

MANY = 20 << 20
SHEET = "xl/worksheets/sheet1.xml"


def change_sheet(change: Callable[[bytes], bytes]) -> bytes:
    book, out = zipfile.ZipFile(io.BytesIO(write_workbook({"Posts": [["id", "text"], [1, "no bag"]]}))), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in book.namelist():
            changed.writestr(name, change(book.read(name)) if name == SHEET else book.read(name))
    return out.getvalue()


@pytest.mark.parametrize("row", ["1,{}\n", "1,no bag\n2,{}", '1,"no bag\n{}\n'])
def test_a_table_that_unpacks_to_hundreds_of_times_its_size_is_not_read_on(row: str) -> None:
    packed = gzip.compress(b"id,text\n" + row.format("a" * MANY).encode())
    with pytest.raises(InputError, match=r"posts.csv unpacks to more than 200 times its size"):
        read_bytes(packed)


def test_what_stands_before_the_flood_is_read() -> None:
    class Flood(io.RawIOBase):
        """Letters without end, as a long text of them unpacks."""

        given = 0

        def tell(self) -> int:
            return self.given

        def read1(self, size: int = -1) -> bytes:
            self.given += size
            return b"a" * size

    stream = guard_unpacking("flood", Flood(), io.BytesIO(b"packed"))  # type: ignore[arg-type]  # what it needs of a stream
    assert stream.read(1 << 20) == b"a" * (1 << 20)
    with pytest.raises(InputError, match="flood unpacks"):
        stream.read(MANY)


def test_a_large_export_that_packs_as_exports_do_is_read_to_its_end() -> None:
    plain = os.urandom(MANY // 2).hex().encode()
    packed = io.BytesIO(gzip.compress(plain, compresslevel=1))
    with guard_unpacking("large", gzip.GzipFile(fileobj=packed), packed) as stream:
        assert stream.read(100) == plain[:100]
        stream.seek(0)
        assert stream.read() == plain


def test_a_workbook_that_unpacks_to_hundreds_of_times_its_size_is_not_opened() -> None:
    with pytest.raises(InputError, match="200 times its size"):
        open_bytes(change_sheet(lambda sheet: sheet.replace(b"no bag", b"a" * MANY)))


def test_what_a_workbook_says_of_its_size_is_not_relied_on() -> None:
    book = change_sheet(lambda sheet: sheet.replace(b"</sheetData>", b" " * MANY + b"</sheetData>"))
    size = zipfile.ZipFile(io.BytesIO(book)).getinfo(SHEET).file_size
    with pytest.raises(InputError, match="200 times its size"):
        open_bytes(book.replace(struct.pack("<I", size), struct.pack("<I", 1_000)))


@pytest.mark.parametrize("cell", ['<c r="XFD1048576"><v>1</v></c>', "<c s='1' t='n' r='xfd1048576'><v>1</v></c>"])
def test_a_cell_far_out_does_not_fill_the_memory_with_empty_ones(cell: str) -> None:
    row = f'<row r="1048576">{cell}</row></sheetData>'.encode()
    with pytest.raises(InputError, match="1,048,576 rows by 16,384 columns"):
        open_bytes(change_sheet(lambda sheet: sheet.replace(b"</sheetData>", row)))


@pytest.mark.parametrize(
    "far",
    [
        '<row r="1000000"><c t="str"><v>x</v></c></row>',
        "<row>" + "<c/>" * 80 + '</row><row r="1000000"><c><v>1</v></c></row>',
        '<row r="1000000"/><row><c><v>1</v></c></row>',
        '<row r="1"><c r = "XFD1000000"><v>1</v></c></row>',
        "<row r='1'><c\tt='n'\nr\n=\n'XFD1000000'><v>1</v></c></row>",
        '<row r="1"><c r="XFD0000001000000"><v>1</v></c></row>',
        '<row r="1"><c x=">" r="XFD1000000"><v>1</v></c></row>',
        '<row r="1"><c x="<" r="XFD1000000"><v>1</v></c></row>',
        '<row r="1"><c t="n"s="1"r="XFD1000000"><v>1</v></c></row>',
        '<row r="1"><c' + " " * 5_000 + 'r="XFD1000000"><v>1</v></c></row>',
        '<n-s.x:row r="1"><n-s.x:c r="XFD1000000"><n-s.x:v>1</n-s.x:v></n-s.x:c></n-s.x:row>',
    ],
)
def test_a_place_that_is_counted_or_oddly_written_does_not_fill_the_memory(far: str) -> None:
    wide = "<row>" + "<c/>" * 100 + "</row>"
    with pytest.raises(InputError, match="too large for the memory"):
        open_bytes(change_sheet(lambda sheet: sheet.replace(b"</sheetData>", (wide + far + "</sheetData>").encode())))


def test_a_sheet_that_names_no_places_is_counted_and_read() -> None:
    pytest.importorskip("python_calamine")
    unnumbered = re.compile(rb' r="[A-Z]*[0-9]+"')
    assert len(mentions(read_bytes(change_sheet(lambda sheet: unnumbered.sub(b"", sheet))))) == 1
    measure = measure_part("xl/worksheets/sheet1.xml")
    assert measure(b"<row><c/><c/></row><row r='7'><c/></row>") == (7, 2)
    assert measure(b"<row><c/><c r='E4'/><c/>") == (8, 6)


def test_an_empty_row_far_down_is_none_of_the_area() -> None:
    assert measure_part("sheet.xml")(b'<row r="1"><c r="B1"/></row><row r="1048576" ht="12"/>') == (1, 2)


HEAD = OdsRow([("id", 1), ("text", 1)])
POST = OdsRow([("1", 1), ("no bag", 1)])


def test_a_cell_that_is_said_to_be_repeated_does_not_fill_the_memory() -> None:
    with pytest.raises(InputError, match="1,000,001 rows by 9,000 columns"):
        open_bytes(write_ods([[HEAD, OdsRow([("x", 9_000)], 1_000_000)]]))


ROWS = "table:number-rows-repeated"


@pytest.mark.parametrize(
    "attributes", [f"{ROWS} = '1000000'", f'{ROWS}="0000001000000"', f'{ROWS}\n="1000000"', f'x=">" {ROWS}="1000000"']
)
def test_an_oddly_written_repetition_does_not_fill_the_memory(attributes: str) -> None:
    cell = '<table:table-cell table:number-columns-repeated="900" office:x="">'
    part = f"<table:table><table:table-row {attributes}>{cell}"
    assert measure_part("content.xml")(part.encode()) == (1_000_000, 900)


def test_an_open_document_is_filled_up_with_empty_cells_and_read_all_the_same() -> None:
    pytest.importorskip("python_calamine")
    filled = OdsRow([*POST.cells, ("", 16_382)])
    other = [OdsRow([("x", 9_000)]), OdsRow([("", 16_384)], 1_048_575)]
    book = write_ods([[HEAD, filled, OdsRow([("", 16_384)], 1_048_574)], other])
    assert [mention.text for mention in mentions(read_bytes(book))] == ["no bag"]


def test_sheets_are_measured_one_by_one() -> None:
    pytest.importorskip("python_calamine")
    tall, wide = [HEAD, POST, OdsRow([("", 1)], 9_000), POST], [OdsRow([("x", 9_000)])]
    assert len(mentions(read_bytes(write_ods([tall, wide])))) == 2


def test_a_post_that_writes_of_a_cell_is_no_cell() -> None:
    pytest.importorskip("python_calamine")
    book = write_workbook({"Posts": [["id", "text"], [1, 'no bag <c r="XFD1048576">']]})
    assert [mention.text for mention in mentions(read_bytes(book))] == ['no bag <c r="XFD1048576">']


BINARY: dict[tuple[int, int], str | None] = {(0, 0): "id", (0, 1): "text", (1, 0): "1", (1, 1): "no bag"}


def test_a_cell_of_a_binary_sheet_far_out_does_not_fill_the_memory() -> None:
    with pytest.raises(InputError, match="1,048,576 rows by 16,384 columns"):
        open_bytes(write_xlsb({**BINARY, (1_048_575, 16_383): "x"}))


def test_a_binary_sheet_is_measured_across_long_records() -> None:
    long = {(2, 0): "2", (2, 1): "no bag " * 30_000, (3, 1): "x" * 60, (1_048_575, 16_383): "x"}
    with pytest.raises(InputError, match="1,048,576 rows by 16,384 columns"):
        open_bytes(write_xlsb({**BINARY, **long}))


def test_blank_cells_of_a_binary_sheet_count_for_nothing() -> None:
    pytest.importorskip("python_calamine")
    book = write_xlsb({**BINARY, (1_048_575, 16_383): None, **{(2, column): None for column in range(500)}})
    assert [mention.text for mention in mentions(read_bytes(book))] == ["no bag"]


@pytest.mark.parametrize("size", [1, 4095, 4096, 5000, 1 << 18, (1 << 18) + 7])
def test_a_part_of_no_cells_is_not_taken_for_a_sheet(size: int) -> None:
    pytest.importorskip("python_calamine")
    book = io.BytesIO(write_workbook({"Posts": [["id", "text"], [1, "no bag"]]}))
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("xl/printerSettings/printerSettings1.bin", b"\x06\x08\xff\xff\xff\xff\x00\x00\x00\x00" * size)
    assert len(mentions(read_bytes(book.getvalue()))) == 1


@given(st.lists(st.tuples(st.integers(12, 1_000), st.binary(max_size=300)), max_size=8), st.integers(1, 40))
def test_a_binary_sheet_is_measured_wherever_it_is_cut(others: list[tuple[int, bytes]], step: int) -> None:
    cells = write_record(0, struct.pack("<I13x", 7)) + write_record(5, struct.pack("<IId", 9, 0, 1.5))
    part = write_record(129) + b"".join(write_record(*other) for other in others) + cells + write_record(146)
    measure = measure_part("xl/worksheets/sheet1.bin")
    areas = [measure(part[at : at + step]) for at in range(0, len(part), step)]
    assert areas[-1] == (8, 10)


def zstd_compress(content: bytes) -> bytes:
    return bytes(zstd.compress(content))


PACKERS = [gzip.compress, zstd_compress]
Pack = Callable[[bytes], bytes]


def make_lines(count: int) -> bytes:
    return b"".join(b'{"id": "%d", "text": "no bag %s"}\n' % (n, os.urandom(60).hex().encode()) for n in range(count))


def read_damaged(packed: bytes) -> tuple[int, list[str]]:
    """Read what is damaged; returns how many posts it held and what was told of the rest."""
    with closing(Collection([spool("posts", io.BytesIO(packed))], {})) as collection:
        count = sum(1 for _ in collection.read_all())
    return count, [skipped.reason for skipped in collection.census.skipped]


@pytest.mark.parametrize("pack", PACKERS)
def test_of_what_is_cut_short_all_that_is_whole_is_read(pack: Pack) -> None:
    for posts in (2_000, 20_000):  # Zstandard packs 128 KB at a time
        packed = pack(make_lines(posts))
        count, (told,) = read_damaged(packed[: len(packed) * 9 // 10])
        assert posts * 0.5 < count < posts * 0.95
        assert told.startswith("the rest cannot be read: what it packs is damaged or cut short")


@pytest.mark.parametrize("pack", PACKERS)
def test_what_stands_behind_the_end_is_told_and_costs_no_post(pack: Pack) -> None:
    count, (told,) = read_damaged(pack(make_lines(20)) + b"garbage here")
    assert count == 20
    assert "the rest cannot be read" in told


def test_a_wrong_sum_at_the_end_is_told_and_costs_no_post() -> None:
    packed = gzip.compress(make_lines(20))
    count, (told,) = read_damaged(packed[:-8] + b"\x01\x02\x03\x04" + packed[-4:])
    assert count == 20
    assert "CRC check failed" in told


@pytest.mark.parametrize("pack", PACKERS)
@pytest.mark.parametrize("table", [b"id,text\n1,no bag\n", b"[%s]" % b",".join(make_lines(900).splitlines())])
def test_damage_anywhere_is_no_fault_of_ours_and_costs_no_other_input(pack: Pack, table: bytes) -> None:
    packed = pack(table)
    for at in {*range(4, 60), *range(60, len(packed), len(packed) // 20 + 1)}:
        damaged = packed[:at] + bytes(255 - byte for byte in packed[at : at + 4]) + packed[at + 4 :]
        inputs = [spool("damaged", io.BytesIO(damaged)), spool("good", io.BytesIO(b'{"id": "x", "text": "no bag"}'))]
        with closing(Collection(inputs, {})) as collection:
            assert "x" in {mention.id for mention in collection.read_all()}


def test_a_workbook_with_a_damaged_part_is_told_of() -> None:
    rows: list[list[Cell]] = [[n, f"no bag {n}"] for n in range(200)]
    book = write_workbook({"Posts": [["id", "text"], *rows]})
    at = book.index(SHEET.encode()) + len(SHEET) + 20
    with pytest.raises(InputError, match="damaged or no workbook"):
        open_bytes(book[:at] + bytes(40) + book[at + 40 :])
