"""What a script or another program does to a workbook through openpyxl, which moves cells and leaves
the names, the merged cells and the formulas where they were.

    operations_openpyxl.py SPEC.json

The specification is that of operations_uno.py; every result is NAME.xlsx.
"""

import json
import sys
from pathlib import Path

import openpyxl
from openpyxl.utils.cell import coordinate_from_string, column_index_from_string


class Script:
    """A workbook as a script handles it."""

    def __init__(self, spec):
        self.spec = spec
        self.book = openpyxl.load_workbook(spec["source"])
        self.sheet = self.book[spec["sheet"]]

    def at(self, cell):
        column, row = coordinate_from_string(self.spec.get(cell, cell))
        return row, column_index_from_string(column)

    # ------------------------------------------------------------- the operations

    def saved_again(self):
        pass

    def row_inserted(self):
        self.unmerge()
        self.sheet.insert_rows(self.at("four")[0])

    def column_inserted(self):
        self.unmerge()
        self.sheet.insert_cols(self.at("four")[1])

    def row_deleted(self):
        self.unmerge()
        self.sheet.delete_rows(self.at("four")[0])

    def unmerge(self):
        for area in list(self.sheet.merged_cells.ranges):
            self.sheet.unmerge_cells(str(area))

    def cut_out_of_the_table(self):
        self.sheet["Z40"] = self.sheet[self.spec["four"]].value
        self.sheet[self.spec["four"]] = None

    def sheet_renamed(self):
        self.sheet.title = "B2 (chính thức)"

    def sheet_duplicated(self):
        self.book.copy_worksheet(self.sheet).title = "Bản sao"

    def sheet_duplicated_and_changed(self):
        self.sheet_duplicated()
        self.book["Bản sao"][self.spec["four"]] = 1

    def sheets_in_another_order(self):
        self.book.move_sheet(self.sheet, -2)

    def values_in_a_new_workbook(self):
        """Every form sheet cell by cell into a new workbook: no names, no properties, no hidden sheet."""
        new = openpyxl.Workbook()
        new.remove(new.active)
        for name in self.spec["forms"]:
            self.copy(self.book[name], new.create_sheet(name))
        self.book = new

    def values_on_one_sheet(self):
        """All forms one below the other on the only sheet."""
        new = openpyxl.Workbook()
        for name in self.spec["forms"]:
            self.copy(self.book[name], new.active, new.active.max_row + 2)
        self.book = new

    def typed_again(self):
        """The table typed again from the official form: the name of the unit, the captions, the number,
        the wording and the figures, and nothing of ours."""
        new = openpyxl.Workbook()
        sheet = new.active
        sheet["A1"] = self.spec["unit"]
        sheet["A2"] = "BÁO CÁO"
        first, last = (self.at(cell) for cell in self.spec["table"].split(":"))
        kept = self.spec["typed"]
        for row in range(first[0], last[0] + 1):
            for column, source in enumerate(kept, 1):
                value = self.sheet[f"{source}{row}"].value
                sheet.cell(row - first[0] + 4, column, value)
        self.book = new

    def typed_again_without_the_unit(self):
        self.typed_again()
        self.book.active["A1"] = "BÁO CÁO"

    @staticmethod
    def copy(source, target, below=0):
        for row in source.iter_rows():
            for cell in row:
                if cell.value is not None:
                    target.cell(cell.row + below, cell.column, cell.value)


def main():
    spec = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    for name in spec["operations"]:
        script = Script(spec)
        getattr(script, name)()
        script.book.save(Path(spec["out"]) / f"{name}.xlsx")


main()
