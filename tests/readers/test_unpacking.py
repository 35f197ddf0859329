"""A small file that unpacks to gigabytes, or to a sheet of billions of cells, is told of and not read on."""

import gzip
import io
import os
import struct
import zipfile
from collections.abc import Callable

import pytest
from tests.readers.tables import mentions, open_bytes, read_bytes
from tests.readers.workbooks import OdsRow, write_ods, write_workbook

from mentiontriage.errors import InputError
from mentiontriage.readers._unpacking import guard_unpacking

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

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"a" * size

    stream = guard_unpacking("flood", Flood(), io.BytesIO(b"packed"))  # type: ignore[arg-type]  # what it needs of a stream
    assert stream.read(1 << 20) == b"a" * (1 << 20)
    with pytest.raises(InputError, match="flood unpacks"):
        stream.read(MANY)


def test_a_large_export_that_packs_as_exports_do_is_read_to_its_end() -> None:
    plain = os.urandom(MANY // 2).hex().encode()
    packed = io.BytesIO(gzip.compress(plain, compresslevel=1))
    with guard_unpacking("large", gzip.GzipFile(fileobj=packed), packed) as stream:  # type: ignore[arg-type]
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


HEAD = OdsRow([("id", 1), ("text", 1)])
POST = OdsRow([("1", 1), ("no bag", 1)])


def test_a_cell_that_is_said_to_be_repeated_does_not_fill_the_memory() -> None:
    with pytest.raises(InputError, match="1,000,001 rows by 9,000 columns"):
        open_bytes(write_ods([[HEAD, OdsRow([("x", 9_000)], 1_000_000)]]))


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
