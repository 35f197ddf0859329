"""Write small workbooks with the standard library alone: the parts that a reader needs, and no more."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

Cell = str | int | float
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINKS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DATE_STYLE = (
    f'<styleSheet {_MAIN}><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/>'
    '</borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="22"'
    ' applyNumberFormat="1"/></cellXfs></styleSheet>'
)


_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"


class OdsRow(NamedTuple):
    """A row of strings for `write_ods`: each with how often it is repeated, and so the row."""

    cells: Sequence[tuple[str, int]]
    repeated: int = 1


def write_ods(sheets: Sequence[Sequence[OdsRow]]) -> bytes:
    """Write OpenDocument sheets; an empty string is an empty cell."""
    tables = "".join(
        f'<table:table table:name="{n}">{"".join(map(_write_ods_row, s))}</table:table>' for n, s in enumerate(sheets)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", _ODS, zipfile.ZIP_STORED)
        book.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{_OASIS}:manifest:1.0"/>')
        book.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{_OASIS}:office:1.0" xmlns:table="{_OASIS}:table:1.0" '
            f'xmlns:text="{_OASIS}:text:1.0"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return out.getvalue()


def _write_ods_row(row: OdsRow) -> str:
    cells = "".join(
        f'<table:table-cell table:number-columns-repeated="{repeated}"'
        + (f' office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>' if text else "/>")
        for text, repeated in row.cells
    )
    return f'<table:table-row table:number-rows-repeated="{row.repeated}">{cells}</table:table-row>'


def write_xlsb(cells: Mapping[tuple[int, int], str | None]) -> bytes:
    """Write one sheet of binary records ([MS-XLSB]): strings, and blank cells (None), by row and column from 0."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
        book.writestr(
            "[Content_Types].xml", f'<Types xmlns="{_TYPES}"><Default Extension="bin" ContentType="{kind}"/></Types>'
        )
        book.writestr("_rels/.rels", _relate({"rId1": ("officeDocument", "xl/workbook.bin")}))
        sheet = write_record(156, struct.pack("<II", 0, 1) + _write_wide("rId1") + _write_wide("Posts"))
        listed = write_record(143) + sheet + write_record(144)
        book.writestr("xl/workbook.bin", write_record(131) + listed + write_record(157, bytes(26)) + write_record(132))
        book.writestr("xl/_rels/workbook.bin.rels", _relate({"rId1": ("worksheet", "worksheets/sheet1.bin")}))
        book.writestr("xl/worksheets/sheet1.bin", _write_xlsb_sheet(cells))
    return out.getvalue()


def _write_xlsb_sheet(cells: Mapping[tuple[int, int], str | None]) -> bytes:
    parts = [write_record(129), write_record(148, struct.pack("<4I", 0, 1, 0, 1)), write_record(145)]
    last = -1
    for (row, column), text in sorted(cells.items()):
        if row != last:
            parts.append(write_record(0, struct.pack("<I13x", row)))
        last = row
        place = struct.pack("<II", column, 0)
        parts.append(write_record(1, place) if text is None else write_record(6, place + _write_wide(text)))
    return b"".join([*parts, write_record(146), write_record(130)])


def write_record(kind: int, data: bytes = b"") -> bytes:
    """Write a record of XLSB: its kind, its size, its data."""
    size, left = bytearray(), len(data)
    while left > 127:
        size.append(left & 127 | 128)
        left >>= 7
    return bytes([kind] if kind < 128 else [kind & 127 | 128, kind >> 7]) + bytes([*size, left]) + data


def _write_wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


class ExcelDate(float):
    """A day's number as a spreadsheet counts them, with its date format."""


def write_workbook(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    """Write sheets of strings, numbers and dates."""
    out = io.BytesIO()
    names = list(sheets)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        parts = "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KIND}.worksheet+xml"/>'
            for n in range(1, len(names) + 1)
        )
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>{parts}</Types>',
        )
        book.writestr("_rels/.rels", _relate({"rId1": ("officeDocument", "xl/workbook.xml")}))
        listed = "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1)
        )
        book.writestr("xl/workbook.xml", f"<workbook {_MAIN} {_LINKS}><sheets>{listed}</sheets></workbook>")
        relations = {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(names) + 1)}
        book.writestr("xl/_rels/workbook.xml.rels", _relate({**relations, "rId99": ("styles", "styles.xml")}))
        book.writestr("xl/styles.xml", _DATE_STYLE)
        for n, name in enumerate(names, 1):
            book.writestr(f"xl/worksheets/sheet{n}.xml", _write_sheet(sheets[name]))
    return out.getvalue()


def _relate(relations: Mapping[str, tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{ident}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for ident, (kind, target) in relations.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'


def _write_sheet(rows: Sequence[Sequence[Cell]]) -> str:
    written = "".join(
        f'<row r="{r}">' + "".join(_write_cell(f"{_letters(c)}{r}", cell) for c, cell in enumerate(row)) + "</row>"
        for r, row in enumerate(rows, 1)
    )
    return f"<worksheet {_MAIN}><sheetData>{written}</sheetData></worksheet>"


def _write_cell(place: str, cell: Cell) -> str:
    if cell == "":
        return ""
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
    style = ' s="1"' if isinstance(cell, ExcelDate) else ""
    return f'<c r="{place}"{style}><v>{float(cell)!r}</v></c>'


def _letters(column: int) -> str:
    return chr(65 + column) if column < 26 else _letters(column // 26 - 1) + chr(65 + column % 26)
