"""What a clerk does to a workbook besides filling it in, done by LibreOffice through its API.

    operations_uno.py SPEC.json

The specification names the returns, the sheet, two input cells, the folder to write to and the formats
to save in. Every operation starts from the file anew; its result is NAME.EXTENSION. Runs with the Python
that has `uno`, over a pipe, with a profile of its own.
"""

import json
import sys
from pathlib import Path

import uno
from com.sun.star.table import CellAddress, CellRangeAddress
from libreoffice import FILTERS, Office, properties


class Clerk:
    """A workbook under the hands of a clerk."""

    def __init__(self, office, spec):
        self.office, self.spec = office, spec
        self.document = office.load(spec["source"])
        for sheet in self.document.Sheets:
            sheet.unprotect("")
        self.sheet = self.document.Sheets.getByName(spec["sheet"])

    def at(self, cell):
        return self.sheet.getCellRangeByName(self.spec.get(cell, cell)).CellAddress

    def move(self, source, target):
        """Cut and paste of one cell."""
        at, to = self.at(source), self.at(target)
        area = CellRangeAddress(at.Sheet, at.Column, at.Row, at.Column, at.Row)
        self.sheet.moveRange(CellAddress(to.Sheet, to.Column, to.Row), area)

    # ------------------------------------------------------------- the operations

    def saved_again(self):
        pass

    def row_inserted(self):
        self.sheet.Rows.insertByIndex(self.at("four").Row, 1)

    def row_inserted_and_filled(self):
        row = self.at("five").Row
        column = self.at("five").Column
        self.sheet.Rows.insertByIndex(row, 1)
        self.sheet.getCellByPosition(1, row).String = "Lớp do doanh nghiệp tổ chức"
        self.sheet.getCellByPosition(column, row).Value = 14

    def column_inserted(self):
        self.sheet.Columns.insertByIndex(self.at("four").Column, 1)

    def row_deleted(self):
        self.sheet.Rows.removeByIndex(self.at("four").Row, 1)

    def column_deleted(self):
        """The column of the figures."""
        self.sheet.Columns.removeByIndex(self.at("four").Column, 1)

    def cut_out_of_the_table(self):
        self.move("four", "Z40")

    def cut_onto_another(self):
        self.move("four", "five")

    def sheet_renamed(self):
        self.sheet.Name = "B2 (chính thức)"

    def sheet_duplicated(self):
        self.document.Sheets.copyByName(self.spec["sheet"], "Bản sao", 3)

    def sheet_duplicated_and_changed(self):
        self.sheet_duplicated()
        copy = self.document.Sheets.getByName("Bản sao")
        copy.getCellRangeByName(self.spec["four"]).Value = 1

    def sheets_in_another_order(self):
        self.document.Sheets.moveByName(self.spec["sheet"], 0)

    def all_sheets_in_a_new_workbook(self):
        """The visible form sheets copied into a new workbook, as "Move or copy sheet" does."""
        new = self.office.new()
        for name in self.spec["forms"]:
            new.Sheets.importSheet(self.document, name, new.Sheets.Count)
        new.Sheets.removeByName(new.Sheets.ElementNames[0])
        self.replace(new)

    def one_sheet_in_a_new_workbook(self):
        new = self.office.new()
        new.Sheets.importSheet(self.document, self.spec["sheet"], 0)
        self.replace(new)

    def pasted_into_an_empty_workbook(self):
        """Select all, copy, paste: one form on the first sheet of a workbook that knows nothing."""
        new = self.office.new()
        self.paste(self.everything(self.spec["sheet"]), new, 0, 0)
        self.replace(new)

    def table_pasted_into_an_empty_workbook(self):
        """The table alone, without the lines above it and the foot below it."""
        new = self.office.new()
        self.paste(self.sheet.getCellRangeByName(self.spec["table"]), new, 0, 0)
        self.replace(new)

    def all_pasted_into_an_empty_workbook(self):
        """Every form on a sheet of its own."""
        new = self.office.new()
        for index, name in enumerate(self.spec["forms"]):
            if index > 0:
                new.Sheets.insertNewByName(f"Trang {index}", index)
            self.paste(self.everything(name), new, index, 0)
        self.replace(new)

    def all_pasted_on_one_sheet(self):
        """One form below the other."""
        new = self.office.new()
        row = 0
        for name in self.spec["forms"]:
            area = self.everything(name)
            self.paste(area, new, 0, row)
            row += area.RangeAddress.EndRow + 3
        self.replace(new)

    def everything(self, name):
        sheet = self.document.Sheets.getByName(name)
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(True)
        end = cursor.RangeAddress
        return sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)

    def paste(self, area, new, sheet, row):
        controller = self.document.CurrentController
        controller.select(area)
        content = controller.getTransferable()
        target = new.Sheets.getByIndex(sheet)
        new.CurrentController.setActiveSheet(target)
        new.CurrentController.select(target.getCellByPosition(0, row))
        new.CurrentController.insertTransferable(content)

    def rows_sorted(self):
        """The rows of the table sorted by their wording, as the menu does it."""
        by = uno.createUnoStruct("com.sun.star.table.TableSortField")
        by.Field, by.IsAscending = 1, True
        fields = uno.Any("[]com.sun.star.table.TableSortField", (by,))
        area = self.sheet.getCellRangeByName(self.spec["body"])
        area.sort(properties(SortFields=fields, ContainsHeader=False))

    def replace(self, new):
        self.document.close(False)
        self.document = new

    def save(self, name):
        for extension in self.spec["formats"]:
            path = Path(self.spec["out"]) / f"{name}.{extension}"
            url = uno.systemPathToFileUrl(str(path))
            self.document.storeToURL(url, properties(FilterName=FILTERS[extension]))


def main():
    spec = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    office = Office(Path(sys.argv[1]).resolve().parent)
    try:
        for name in spec["operations"]:
            clerk = Clerk(office, spec)
            getattr(clerk, name)()
            clerk.save(name)
            clerk.document.close(False)
    finally:
        office.close()


if __name__ == "__main__":
    main()
