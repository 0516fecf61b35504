"""Filled returns as clerks and other programs leave them: captions, wordings, rows and sheets changed,
exchanged, deleted and pasted over at random, by openpyxl.

    disturb_openpyxl.py SPEC.json

The specification names the folder of clean returns, the folder to write to, the seed and how many to make.
Every number in a return is another one, and its last digit says what it is: 1 a result, 2 and 3 the two
figures of a rate, 4 people, 9 a figure of a sheet of the unit's own. What was done to each file is written
to `done.json`. The same seed gives the same files.
"""

import json
import random
import re
import sys
import warnings
from pathlib import Path

import openpyxl
from openpyxl.utils.cell import coordinate_from_string, column_index_from_string

HEADER = 6
TAGS = {"value": 1, "numerator": 2, "denominator": 3, "people": 4}
NAME = re.compile(r"bdhvs_(?P<form>[a-z0-9]+)_.*_(?:own|city)_(?P<field>[a-z]+)$", re.IGNORECASE)


class Return:
    """A return under the hands of a clerk."""

    def __init__(self, path, chance):
        self.chance = chance
        self.book = openpyxl.load_workbook(path)
        self.cells, self.copied = {}, set()
        for name, defined in self.book.defined_names.items():
            target = re.fullmatch(r"'?(.+?)'?!\$([A-Z]+)\$(\d+)", defined.attr_text or "")
            if (match := NAME.match(name)) and target:
                place = (target[1], int(target[3]), column_index_from_string(target[2]))
                self.cells[name] = (*place, match["field"])
        for count, (sheet, row, column, field) in enumerate(self.cells.values(), 101):
            cell = self.book[sheet].cell(row, column)
            if field in TAGS and isinstance(cell.value, (int, float)):
                more = 100_000 if field == "denominator" else 0
                cell.value = (count * 10 + more) + TAGS[field]
        self.forms = sorted({sheet for sheet, *_ in self.cells.values()})
        for name in self.forms:
            for area in list(self.book[name].merged_cells.ranges):
                self.book[name].unmerge_cells(str(area))
            self.book[name].protection.sheet = False
        self.pick()

    def pick(self):
        self.name = self.chance.choice(self.forms)
        self.sheet = self.book[self.name]
        own = [(r, c) for s, r, c, _ in self.cells.values() if s == self.name]
        self.rows = sorted({row for row, _ in own})
        self.width = max(column for _, column in own)

    def two(self):
        return self.chance.sample(self.rows, 2) if len(self.rows) > 1 else (self.rows * 2)[:2]

    def exchange(self, one, other, columns):
        for column in columns:
            a, b = self.sheet.cell(one, column), self.sheet.cell(other, column)
            a.value, b.value = b.value, a.value

    # ------------------------------------------------------------- captions

    def captions_reworded(self):
        words = ["Số", "Nội dung", "ĐVT", "Cơ quan", "Phụ trách", "Con số", "Người", "Tài liệu", "Lý do"]
        for column in range(1, self.width + 1):
            self.sheet.cell(HEADER, column).value = self.chance.choice(words) + f" {column}"

    def caption_reworded(self):
        self.sheet.cell(HEADER, self.chance.randint(1, self.width)).value = "Ghi theo hướng dẫn"

    def captions_exchanged(self):
        one, other = self.chance.sample(range(1, self.width + 1), 2)
        a, b = self.sheet.cell(HEADER, one), self.sheet.cell(HEADER, other)
        a.value, b.value = b.value, a.value

    def captions_deleted(self):
        for column in range(1, self.width + 1):
            self.sheet.cell(HEADER, column).value = None

    # ------------------------------------------------------------- what rows print

    def slip(self):
        cell = self.sheet.cell(self.chance.choice(self.rows), 2)
        if isinstance(cell.value, str) and len(cell.value) > 20:
            at = self.chance.randrange(len(cell.value))
            cell.value = cell.value[:at] + "x" + cell.value[at + 1:]

    def wording_replaced(self):
        self.sheet.cell(self.chance.choice(self.rows), 2).value = "Số hộ nghèo của thôn"

    def wordings_exchanged(self):
        self.exchange(*self.two(), [2])

    def numbers_exchanged(self):
        self.exchange(*self.two(), [1])

    def prints_exchanged(self):
        self.exchange(*self.two(), [1, 2])

    def wording_deleted(self):
        self.sheet.cell(self.chance.choice(self.rows), 2).value = None

    def print_deleted(self):
        row = self.chance.choice(self.rows)
        for column in (1, 2):
            self.sheet.cell(row, column).value = None

    def numbers_as_numbers(self):
        for row in self.rows:
            cell = self.sheet.cell(row, 1)
            if isinstance(cell.value, str) and re.fullmatch(r"\d+(\.\d+)?", cell.value):
                cell.value = float(cell.value) if "." in cell.value else int(cell.value)

    # ------------------------------------------------------------- rows and columns

    def rows_exchanged(self):
        self.exchange(*self.two(), range(1, self.width + 1))

    def rows_sorted(self):
        rows = [[self.sheet.cell(r, c).value for c in range(1, self.width + 1)] for r in self.rows]
        order = rows[::-1] if self.chance.random() < 0.5 else self.chance.sample(rows, len(rows))
        for row, values in zip(self.rows, order):
            for column, value in enumerate(values, 1):
                self.sheet.cell(row, column).value = value

    def row_inserted(self):
        self.sheet.insert_rows(self.chance.choice(self.rows))

    def row_deleted(self):
        self.sheet.delete_rows(self.chance.choice(self.rows))

    def row_pasted_over(self):
        one, other = self.two()
        for column in range(1, self.width + 1):
            self.sheet.cell(other, column).value = self.sheet.cell(one, column).value

    def column_inserted(self):
        self.sheet.insert_cols(self.chance.randint(1, self.width))

    def column_deleted(self):
        self.sheet.delete_cols(self.chance.randint(1, self.width))

    def columns_exchanged(self):
        one, other = self.chance.sample(range(1, self.width + 1), 2)
        for row in range(HEADER, max(self.rows) + 1):
            a, b = self.sheet.cell(row, one), self.sheet.cell(row, other)
            a.value, b.value = b.value, a.value

    def figures_pasted_one_below(self):
        column = self.width
        while column > 1 and not isinstance(self.sheet.cell(self.rows[0], column).value, (int, float)):
            column -= 1
        for row, above in zip(self.rows[:0:-1], self.rows[-2::-1]):
            for at in (1, 2, column):
                self.sheet.cell(row, at).value = self.sheet.cell(above, at).value

    # ------------------------------------------------------------- sheets

    def sheet_renamed(self):
        self.sheet.title = "B2 (chính thức)"
        if self.name in self.copied:
            self.copied.add(self.sheet.title)
        self.forms = [self.sheet.title if name == self.name else name for name in self.forms]
        self.cells = {
            key: (self.sheet.title if cell[0] == self.name else cell[0], *cell[1:])
            for key, cell in self.cells.items()
        }
        self.name = self.sheet.title

    def sheet_copied(self):
        self.book.copy_worksheet(self.sheet).title = f"Bản sao {len(self.book.sheetnames)}"

    def sheet_copied_and_changed(self):
        copy = self.book.copy_worksheet(self.sheet)
        copy.title = f"Bản sao {len(self.book.sheetnames)}"
        self.own_figures(copy)

    def working_copy(self):
        """The table of the form on a sheet of the unit's own, with figures of its own. The form stays:
        without it, nothing would tell such a table from the form typed again."""
        self.copied.add(self.name)
        own = self.book.create_sheet(f"Thôn {len(self.book.sheetnames)}")
        for row in range(HEADER, max(self.rows) + 1):
            for column in range(1, self.width + 1):
                own.cell(row, column).value = self.sheet.cell(row, column).value
        self.own_figures(own)

    def own_table(self):
        """The captions and numbers of the form over rows about something else."""
        own = self.book.create_sheet(f"Số liệu {len(self.book.sheetnames)}")
        own.append([self.sheet.cell(HEADER, c).value for c in range(1, self.width + 1)])
        for row in self.rows:
            number = self.sheet.cell(row, 1).value
            own.append([number, f"Số hộ của thôn {number}", "Hộ"] + [779] * (self.width - 3))

    def own_figures(self, sheet):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, (int, float)) and cell.value > 100:
                    cell.value = cell.value // 10 * 10 + 9

    def sheet_deleted(self):
        if len(self.forms) > 1 and self.name not in self.copied:
            del self.book[self.name]
            self.forms.remove(self.name)

    def sheet_pasted_over(self):
        other = self.chance.choice(self.forms)
        if other in self.copied:
            return
        target = self.book[other]
        below = self.chance.choice([0, 0, 1, 3])
        for row in target.iter_rows():
            for cell in row:
                cell.value = None
        for row in self.sheet.iter_rows():
            for cell in row:
                if cell.value is not None and target is not self.sheet:
                    target.cell(cell.row + below, cell.column).value = cell.value

    def own_table_pasted_over(self):
        if self.name in self.copied:
            return
        for row in range(HEADER, max(self.rows) + 1):
            for column in range(1, self.width + 1):
                self.sheet.cell(row, column).value = f"Thôn {row}" if column == 2 else 779

    # ------------------------------------------------------------- names and marks

    def names_lost(self):
        for name in list(self.book.defined_names):
            if self.cells.get(name, ("",))[0] == self.name:
                del self.book.defined_names[name]

    def hidden_sheet_lost(self):
        if "_bdhvs" in self.book.sheetnames and len(self.book.sheetnames) > 1:
            del self.book["_bdhvs"]

    def mark_deleted(self):
        for row in self.sheet.iter_rows(max_row=HEADER - 1):
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("bdhvs · "):
                    cell.value = None


OPERATIONS = sorted(
    name
    for name, function in vars(Return).items()
    if callable(function) and name not in ("__init__", "pick", "two", "exchange", "own_figures")
)


def main():
    warnings.simplefilter("ignore")
    spec = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    sources = sorted(Path(spec["source"]).glob("*.xlsx"))
    done = {}
    for number in range(spec["count"]):
        source = sources[number % len(sources)]
        chance = random.Random(f"{spec['seed']} {number}")
        clerk = Return(source, chance)
        operations = chance.choices(OPERATIONS, k=chance.choice([1, 1, 2, 2, 3, 4]))
        for operation in operations:
            if not clerk.forms or clerk.name not in clerk.forms or chance.random() < 0.3:
                clerk.pick()
            try:
                getattr(clerk, operation)()
            except (ValueError, AttributeError):  # what is merged cannot be written to
                pass
        folder = Path(spec["out"]) / str(number // len(sources))
        folder.mkdir(parents=True, exist_ok=True)
        clerk.book.save(folder / source.name)
        done[f"{folder.name}/{source.name}"] = operations
    Path(spec["out"], "done.json").write_text(json.dumps(done), "utf-8")


main()
