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


# Of so many units one sends its forms in two files.
SPLIT = 6


def chosen(definition, most):
    """The units that send something: all, or those that report the whole area and some others."""
    units = list(definition.units)
    if len(units) <= most:
        return units
    leads = {unit for row in definition.of("indicators") for unit in row["asked"]["city"]}
    some = set(units[:: len(units) // most + 1]) | leads
    return [unit for unit in units if unit in some]


def fill(path, out, clerk, forms):
    """Writes what a clerk answers in some forms, and where each name leads."""
    book = openpyxl.load_workbook(path)
    places = {
        name: (sheet, cell.replace("$", ""))
        for name, defined in book.defined_names.items()
        for sheet, cell in defined.destinations
    }
    for (form, row, scope), answer in clerk.answers.items():
        if form not in forms:
            continue
        for field, content in answer["cells"].items():
            sheet, cell = places[f"bdhvs_{form}_{row.replace('.', '_')}_{scope}_{field}"]
            book[sheet][cell] = content
    book.save(out)
    return places


def parts(clerk, is_split):
    """The forms that stand in each of the files that a unit sends: as a rule one file."""
    forms = list(dict.fromkeys(form for form, _, _ in clerk.answers))
    return [forms[:1], forms[1:]] if is_split and len(forms) > 1 else [forms]


def main():
    issued, folder, period, out, result, seed, most = sys.argv[1:]
    definition = read(Path(folder), period)
    dice = random.Random(int(seed))
    clerks, places, files, use = {}, {}, {}, []
    for number, unit in enumerate(chosen(definition, int(most))):
        [path] = Path(issued).glob(f"{unit}_*.xlsx")
        clerks[unit] = Clerk(unit, definition, dice)
        sent = parts(clerks[unit], number % SPLIT == 1)
        for at, forms in enumerate(sent):
            name = f"{unit}.xlsx" if at == 0 else f"{unit}-{at + 1}.xlsx"
            places[unit] = fill(path, Path(out) / name, clerks[unit], forms)
            files |= {(unit, form): f"in/{name}" for form in forms}
            use += [f"in/{name}"] if len(sent) > 1 else []
    returns = Returns(definition, clerks, places, files)
    units = list(definition.units)
    expected = {
        "units": units,
        # Files that the officer must name, since they complete each other.
        "use": use,
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
