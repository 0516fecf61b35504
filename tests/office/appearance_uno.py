"""Gives cells of a return the looks that clerks give them in LibreOffice, through its API.

    appearance_uno.py RETURN OUT

RETURN is an .xlsx with a sheet "Biểu 2"; the results are written to the folder OUT in three formats.
"""

import base64
import sys
from pathlib import Path

import uno
from com.sun.star.awt import Size
from com.sun.star.lang import Locale
from libreoffice import FILTERS, Office, properties

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)


def rich(cell, *parts):
    cell.String = ""
    text = cell.Text
    for words, changed in parts:
        cursor = text.createTextCursor()
        cursor.gotoEnd(False)
        text.insertString(cursor, words, False)
        cursor = text.createTextCursor()
        cursor.gotoEnd(False)
        cursor.goLeft(len(words), True)
        for name, value in changed.items():
            setattr(cursor, name, value)


RAISED = {"CharEscapement": 33, "CharEscapementHeight": 58}
LOWERED = {"CharEscapement": -33, "CharEscapementHeight": 58}
NEITHER = {"CharEscapement": 0, "CharEscapementHeight": 100, "CharStrikeout": 0}


def struck(document, sheet):
    rich(sheet.getCellRangeByName("F9"), ("1200", {"CharStrikeout": 1}), ("1250", NEITHER))


def raised(document, sheet):
    rich(sheet.getCellRangeByName("F9"), ("1250", NEITHER), ("1", RAISED))


def lowered(document, sheet):
    rich(sheet.getCellRangeByName("F9"), ("1250", NEITHER), ("1", LOWERED))


def withdrawn(document, sheet):
    sheet.getCellRangeByName("F9").CharStrikeout = 1


def bold(document, sheet):
    rich(sheet.getCellRangeByName("F9"), ("43", {"CharWeight": 150}), ("21", {"CharWeight": 100}))


def blank(document, sheet):
    sheet.getCellRangeByName("I9").CharStrikeout = 1


def words(document, sheet):
    struck = ("số 14", {"CharStrikeout": 1})
    rich(sheet.getCellRangeByName("H9"), ("Báo cáo ", NEITHER), struck, (" số 15/BC-UBND", NEITHER))


def formatted(code):
    def change(document, sheet):
        english = Locale("en", "US", "")
        key = document.NumberFormats.queryKey(code, english, False)
        if key < 0:
            key = document.NumberFormats.addNew(code, english)
        sheet.getCellRangeByName("F9").NumberFormat = key

    return change


def faint(document, sheet):
    cell = sheet.getCellRangeByName("F9")
    cell.CellBackColor, cell.CharColor = -1, 0xFFFFFF


def ground(document, sheet):
    cell = sheet.getCellRangeByName("F9")
    cell.CellBackColor = cell.CharColor = 0x1F497D


def low(document, sheet):
    sheet.Rows.getByIndex(8).Height = 50


def narrow(document, sheet):
    sheet.Columns.getByIndex(5).Width = 60


def covered(document, sheet):
    path = Path(sys.argv[2]) / "picture.png"
    path.write_bytes(PICTURE)
    provider = CONTEXT.ServiceManager.createInstance("com.sun.star.graphic.GraphicProvider")
    graphic = provider.queryGraphic(properties(URL=uno.systemPathToFileUrl(str(path))))
    shape = document.createInstance("com.sun.star.drawing.GraphicObjectShape")
    shape.Graphic = graphic
    sheet.DrawPage.add(shape)
    cell = sheet.getCellRangeByName("F9")
    shape.Position = cell.Position
    shape.Size = Size(cell.Size.Width - 50, cell.Size.Height - 50)


KINDS = {
    "struck": struck,
    "raised": raised,
    "lowered": lowered,
    "withdrawn": withdrawn,
    "bold": bold,
    "blank": blank,
    "words": words,
    "thousands": formatted("#,##0,"),
    "noun": formatted('0" nghìn người"'),
    "other": formatted('0" lớp"'),
    "percent": formatted("0%"),
    "nothing": formatted(";;;"),
    "grouped": formatted("#,##0_);(#,##0)"),
    "faint": faint,
    "ground": ground,
    "low": low,
    "narrow": narrow,
    "covered": covered,
}


def main():
    global CONTEXT
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    office = Office(out)
    CONTEXT = office.context
    for name, change in KINDS.items():
        document = office.load(source)
        sheet = document.Sheets.getByName("Biểu 2")
        sheet.unprotect("")
        change(document, sheet)
        for extension, filter_name in FILTERS.items():
            url = uno.systemPathToFileUrl(str(out / f"{name}.{extension}"))
            document.storeToURL(url, properties(FilterName=filter_name))
        document.close(False)
    office.close()


main()
