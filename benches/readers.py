"""The same files read by others: `readers.py openpyxl|calamine|pipeline FOLDER [NUMBER] [OUT]`.

`openpyxl` and `calamine` look at every cell and do nothing with it. `pipeline` is what a good
programmer would write in an afternoon: all values on one sheet of a workbook, and the sum of each cell
over the files; it checks nothing.
"""

import sys
from collections import defaultdict
from pathlib import Path


def openpyxl_reader(paths):
    from openpyxl import load_workbook

    cells = 0
    for path in paths:
        book = load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            for row in sheet.iter_rows(values_only=True):
                cells += sum(value is not None for value in row)
        book.close()
    return cells


def values(path):
    """Sheet, row, column and value of every cell that holds something."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        for y, row in enumerate(book.get_sheet_by_name(name).iter_rows()):
            for x, value in enumerate(row):
                if value != "":
                    yield name, y, x, value


def calamine_reader(paths):
    return sum(1 for path in paths for _ in values(path))


def pipeline(paths, out):
    import xlsxwriter

    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheets, line = [], 0
    sums = defaultdict(float)
    for path in paths:
        for name, y, x, value in values(path):
            # A sheet holds so many rows and no more.
            if line % 1_048_576 == 0:
                sheets.append(book.add_worksheet())
            sheets[-1].write_row(line % 1_048_576, 0, (path.name, name, y, x, value))
            line += 1
            if isinstance(value, (int, float)):
                sums[name, y, x] += value
    sheet = book.add_worksheet("Tổng hợp")
    for index, (cell, total) in enumerate(sums.items()):
        sheet.write_row(index, 0, (*cell, total))
    book.close()
    return line


def main(reader, folder, number=None, out=None):
    paths = sorted(Path(folder).glob("*.xlsx"))[: int(number) if number else None]
    if reader == "openpyxl":
        cells = openpyxl_reader(paths)
    elif reader == "calamine":
        cells = calamine_reader(paths)
    else:
        cells = pipeline(paths, out)
    print(len(paths), "files", cells, "cells")


if __name__ == "__main__":
    main(*sys.argv[1:])
