"""What an officer does to a consolidated workbook before it is read again, done by LibreOffice.

    carried_uno.py SOURCE TARGET HOME

The table of figures is sorted the other way round and some of its rows are hidden, a column is put
into it and into the first form, and both sheets get other names.
"""

import sys
from pathlib import Path

import uno
from com.sun.star.table import TableSortField
from libreoffice import FILTERS, Office, properties

source, target, home = map(Path, sys.argv[1:])
office = Office(home)
document = office.load(source)
sheets = document.Sheets
detail, form = sheets.getByName("Chi tiết"), sheets.getByName("Biểu 1")
cursor = detail.createCursor()
cursor.gotoEndOfUsedArea(False)
last = cursor.RangeAddress
table = detail.getCellRangeByPosition(0, 1, last.EndColumn, last.EndRow)
fields = tuple(TableSortField(Field=field, IsAscending=False) for field in (7, 0))
fields = uno.Any("[]com.sun.star.table.TableSortField", fields)
table.sort(properties(SortFields=fields, ContainsHeader=False))
detail.Rows.getByIndex(2).IsVisible = False
detail.Columns.insertByIndex(3, 1)
form.Columns.insertByIndex(1, 1)
detail.Name, form.Name = "Số liệu", "Đổi tên"
document.storeToURL(uno.systemPathToFileUrl(str(target)), properties(FilterName=FILTERS["xlsx"]))
document.close(True)
office.close()
