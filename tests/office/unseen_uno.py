"""Hides and merges cells of a return as a clerk does in LibreOffice, through its API.

    unseen_uno.py RETURN OUT

RETURN is an .xlsx with a sheet "Biểu 2"; the results are written to the folder OUT in three formats.
"""

import sys
from pathlib import Path

import uno
from com.sun.star.table.TableOrientation import ROWS
from libreoffice import FILTERS, Office, properties


def rows(sheet):
    sheet.Rows.getByIndex(8).IsVisible = False


def columns(sheet):
    sheet.Columns.getByIndex(5).IsVisible = False


def outline(sheet):
    """Two rows as a group, and the group closed."""
    area = sheet.getCellRangeByName("A9:A10").RangeAddress
    sheet.group(area, ROWS)
    sheet.hideDetail(area)


def tab(sheet):
    sheet.IsVisible = False


def merged(sheet):
    """What the second cell holds is taken away, as the dialogue offers."""
    sheet.getCellRangeByName("F10").String = ""
    sheet.getCellRangeByName("F9:F10").merge(True)


def kept(sheet):
    """What the second cell holds stays in it, unseen."""
    sheet.getCellRangeByName("F9:F10").merge(True)


def main():
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    office = Office(out)
    for change in (rows, columns, outline, tab, merged, kept):
        document = office.load(source)
        sheet = document.Sheets.getByName("Biểu 2")
        sheet.unprotect("")
        change(sheet)
        for extension, filter_name in FILTERS.items():
            url = uno.systemPathToFileUrl(str(out / f"{change.__name__}.{extension}"))
            document.storeToURL(url, properties(FilterName=filter_name))
        document.close(False)
    office.close()


main()
