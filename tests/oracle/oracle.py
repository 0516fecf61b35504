"""Fills issued workbooks and works out by itself what the figures of the area must be.

Independent of the program in both directions: the workbooks are filled through their defined names
and saved by openpyxl, and the results are computed with exact fractions from what was filled in and
from the definition, read as plain TOML and CSV.

    oracle.py ISSUED DEFINITION PERIOD RETURNS RESULT.json SEED MOST

Of more than MOST units some are left out: every unit of a list is much work, and units that send
nothing are part of a campaign.
"""

import json
import random
import sys
from pathlib import Path

import openpyxl

import findings
from clerk import Clerk
from consolidation import Returns
from definition import read


def chosen(definition, most):
    """The units that send something: all, or those that report the whole area and some others."""
    units = list(definition.units)
    if len(units) <= most:
        return units
    leads = {unit for row in definition.of("indicators") for unit in row["asked"]["city"]}
    some = set(units[:: len(units) // most + 1]) | leads
    return [unit for unit in units if unit in some]


def fill(path, out, clerk):
    """Writes what a clerk answers, and where each name leads."""
    book = openpyxl.load_workbook(path)
    places = {
        name: (sheet, cell.replace("$", ""))
        for name, defined in book.defined_names.items()
        for sheet, cell in defined.destinations
    }
    for (form, row, scope), answer in clerk.answers.items():
        for field, content in answer["cells"].items():
            sheet, cell = places[f"bdhvs_{form}_{row.replace('.', '_')}_{scope}_{field}"]
            book[sheet][cell] = content
    book.save(out)
    return places


def main():
    issued, folder, period, out, result, seed, most = sys.argv[1:]
    definition = read(Path(folder), period)
    dice = random.Random(int(seed))
    clerks, places = {}, {}
    for unit in chosen(definition, int(most)):
        [path] = Path(issued).glob(f"{unit}_*.xlsx")
        clerks[unit] = Clerk(unit, definition, dice)
        places[unit] = fill(path, Path(out) / f"{unit}.xlsx", clerks[unit])
    returns = Returns(definition, clerks, places)
    units = list(definition.units)
    expected = {
        "units": units,
        "missing": [unit for unit in units if unit not in clerks],
        "findings": findings.of_files(definition, clerks) + findings.beside(returns),
        "across": findings.across(returns),
        "consolidation": {
            "indicators": [returns.indicator(row) for row in definition.of("indicators")],
            "tasks": [returns.task(row) for row in definition.of("tasks")],
            "sections": [returns.section(row) for row in definition.of("outline")],
            "lists": [returns.list(form) for form in definition.lists],
        },
    }
    Path(result).write_text(json.dumps(expected, ensure_ascii=False, indent=1), "utf-8")


main()
