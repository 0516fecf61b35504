"""What a clerk does by LibreOffice to one in four of the returns that disturb_openpyxl.py has made: rows
inserted, deleted, moved and sorted, cells cut, sheets copied, renamed and pasted over, the names following
as that program has them follow.

    disturb_uno.py SPEC.json
"""

import json
import random
import sys
from pathlib import Path

import uno
from com.sun.star.table import CellAddress, CellRangeAddress
from libreoffice import FILTERS, Office, properties

FIRST, LAST, WIDTH = 6, 21, 9


class Clerk:
    def __init__(self, document, chance):
        self.document, self.chance = document, chance
        for sheet in document.Sheets:
            sheet.unprotect("")
        names = [n for n in document.Sheets.ElementNames if n != "_bdhvs"]
        # The first sheet is the guide.
        self.sheet = document.Sheets.getByName(chance.choice(names[1:] or names))
        self.index = self.sheet.RangeAddress.Sheet

    def row(self):
        return self.chance.randint(FIRST, LAST)

    def area(self, row, rows=1):
        return CellRangeAddress(self.index, 0, row, WIDTH - 1, row + rows - 1)

    def row_inserted(self):
        self.sheet.Rows.insertByIndex(self.row(), self.chance.randint(1, 3))

    def row_deleted(self):
        self.sheet.Rows.removeByIndex(self.row(), 1)

    def column_inserted(self):
        self.sheet.Columns.insertByIndex(self.chance.randint(0, WIDTH), 1)

    def column_deleted(self):
        self.sheet.Columns.removeByIndex(self.chance.randint(0, WIDTH), 1)

    def row_cut_onto_another(self):
        self.sheet.moveRange(CellAddress(self.index, 0, self.row()), self.area(self.row()))

    def row_copied_onto_another(self):
        self.sheet.copyRange(CellAddress(self.index, 0, self.row()), self.area(self.row()))

    def rows_pushed_down(self):
        self.sheet.moveRange(CellAddress(self.index, 0, FIRST + 3), self.area(FIRST + 2, 8))

    def cell_cut(self):
        column = self.chance.randint(4, WIDTH - 1)
        area = CellRangeAddress(self.index, column, self.row(), column, LAST)
        area.EndRow = area.StartRow
        self.sheet.moveRange(CellAddress(self.index, column, self.row()), area)

    def rows_sorted(self):
        cells = self.sheet.getCellRangeByPosition(0, FIRST, WIDTH - 1, LAST)
        rows = list(cells.getDataArray())
        self.chance.shuffle(rows)
        cells.setDataArray(tuple(rows))

    def sheet_copied(self):
        self.document.Sheets.copyByName(self.sheet.Name, "Bản sao LO", self.index + 1)

    def sheet_copied_and_changed(self):
        self.sheet_copied()
        copy = self.document.Sheets.getByName("Bản sao LO")
        copy.getCellByPosition(5, self.row()).Value = 7779

    def sheet_renamed(self):
        self.sheet.Name = "Biểu (LO)"

    def sheet_pasted_over(self):
        names = [n for n in self.document.Sheets.ElementNames if n not in ("_bdhvs", self.sheet.Name)]
        other = self.document.Sheets.getByName(self.chance.choice(names))
        area = self.area(0, 40)
        self.sheet.copyRange(CellAddress(other.RangeAddress.Sheet, 0, 0), area)


OPERATIONS = sorted(
    name
    for name, function in vars(Clerk).items()
    if callable(function) and name not in ("__init__", "row", "area")
)


def main():
    spec = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    out = Path(spec["out"])
    done = json.loads((out / "done.json").read_text("utf-8"))
    office = Office(out.parent)
    try:
        for path in list(done)[::4]:
            chance = random.Random(f"{spec['seed']} {path}")
            document = office.load(out / path)
            operations = chance.choices(OPERATIONS, k=chance.choice([1, 1, 2]))
            for operation in operations:
                clerk = Clerk(document, chance)
                try:
                    getattr(clerk, operation)()
                except Exception:  # noqa: BLE001  (a name that is taken, a sheet that is too small)
                    pass
            url = uno.systemPathToFileUrl(str(out / path))
            document.storeToURL(url, properties(FilterName=FILTERS["xlsx"], Overwrite=True))
            document.close(True)
            done[path] += [f"LibreOffice: {operation}" for operation in operations]
    finally:
        office.close()
    (out / "done.json").write_text(json.dumps(done), "utf-8")


main()
