"""A workbook whose cells show something else than they store, made in LibreOffice through its API.

    looks_uno.py OUT

OUT is a folder; the workbook is saved there in three formats, with a PNG beside it.
"""

import struct
import sys
import zlib
from pathlib import Path

import uno
from com.sun.star.awt import Point, Size
from com.sun.star.lang import Locale
from com.sun.star.table import CellAddress
from libreoffice import FILTERS, Office, properties


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png():
    rows = zlib.compress(b"\0\xff\0\0" * 1)
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def part(cell, text, first, last, **look):
    """Writes a text and does something to the characters from first to last."""
    cell.String = text
    cursor = cell.createTextCursor()
    cursor.gotoStart(False)
    cursor.goRight(first, False)
    cursor.goRight(last - first, True)
    for name, value in look.items():
        setattr(cursor, name, value)


def formatted(document, cell, value, code):
    cell.Value = value
    formats, locale = document.NumberFormats, Locale("en", "US", "")
    key = formats.queryKey(code, locale, False)
    cell.NumberFormat = key if key >= 0 else formats.addNew(code, locale)


def shape(document, sheet, service, corner, size):
    drawn = document.createInstance(f"com.sun.star.drawing.{service}")
    sheet.DrawPage.add(drawn)
    drawn.Size = Size(*size)
    drawn.Position = Point(*corner)
    return drawn


def fill(office, document, out):
    sheet = document.Sheets.getByIndex(0)
    at = sheet.getCellRangeByName
    part(at("A1"), "12001250", 0, 4, CharStrikeout=1)
    part(at("A2"), "12501", 4, 5, CharEscapement=33, CharEscapementHeight=58)
    at("A3").Value = 1250
    at("A3").CharStrikeout = 1
    formatted(document, at("A4"), 5, '0" nghìn người"')
    formatted(document, at("A5"), 1250000, "#,##0,")
    formatted(document, at("A6"), 350, ";;;")
    formatted(document, at("A7"), 85, '0"‰"')
    at("A8").Value = 1250
    at("A8").CharColor = 0xFFFFFF
    at("A9").Value = 9
    sheet.Rows.getByIndex(8).OptimalHeight = False
    sheet.Rows.getByIndex(8).Height = 50
    at("A10").String = "a" * 255
    formatted(document, at("A11"), 1, "BOOLEAN")
    formatted(document, at("A12"), 1.5, "[HH]:MM:SS")
    at("A13").Formula = "=97*1"
    at("A14").String = "Đã bố trí"
    at("A15").String = "dòng một\ndòng hai"
    part(at("A16"), "H2O", 1, 2, CharEscapement=-33, CharEscapementHeight=58)
    formatted(document, at("A17"), -1250, "#,##0;-#,##0")
    at("A18").Value = 1250
    at("A18").CharColor = 0xFFFFFF
    at("A18").CellBackColor = 0x1F4E78
    part(at("A19"), "Đã bố trí\u00a0và 😀 xong", 15, 20, CharStrikeout=1)
    sheet.Columns.getByIndex(2).Width = 30
    box = shape(document, sheet, "TextShape", (0, at("A14").Position.Y), (3000, 400))
    box.String = "xem phụ lục"
    box.Anchor = at("A14")
    note = CellAddress(0, 0, 13)
    sheet.Annotations.insertNew(note, "ghi chú")
    (out / "a.png").write_bytes(png())
    provider = office.context.ServiceManager.createInstance("com.sun.star.graphic.GraphicProvider")
    url = uno.systemPathToFileUrl(str(out / "a.png"))
    graphic = provider.queryGraphic(properties(URL=url))
    corner, end = at("E3").Position, at("G6").Position
    size = (end.X - corner.X, end.Y - corner.Y)
    for anchor in (at("E3"), sheet):
        picture = shape(document, sheet, "GraphicObjectShape", (corner.X, corner.Y), size)
        picture.Graphic = graphic
        picture.Anchor = anchor
        picture.Position = Point(corner.X, corner.Y)


def main():
    out = Path(sys.argv[1])
    office = Office(out)
    document = office.new()
    fill(office, document, out)
    for extension, filter_name in FILTERS.items():
        url = uno.systemPathToFileUrl(str(out / f"a.{extension}"))
        document.storeToURL(url, properties(FilterName=filter_name))
    document.close(False)
    office.close()


main()
