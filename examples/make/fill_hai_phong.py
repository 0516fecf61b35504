#!/usr/bin/python3
"""Fill the form issued to xã Phú Thái with the report that the commune sent, cell by cell.

    bdhvs template -c hai-phong-2025 --unit 10750 -o issued
    python3 examples/make/fill_hai_phong.py issued examples/hai-phong-2025/phu-thai.toml \\
        examples/hai-phong-2025/tiep-nhan

The first command issues the form; this script only fills it, through its defined names, with openpyxl
(Debian: python3-openpyxl; Python 3.11 or later). Unlike fill_hanoi.py it needs no LibreOffice: the
report is long text, and how an office program would save it is no part of the example.

The answers file:

    unit = "10750"                           whose issued form is filled
    [cells]
    bdhvs_decuong_I_1_own_text = "…"         a defined name, and what stands in its cell

A number is written as a number, a text as a text. The output folder is made if need be; a file of the
same name in it is an error. The same form and answers give the same content; the bytes of a workbook
hold the time of saving.
"""

import pathlib
import sys
import tomllib

import openpyxl


def issued_form(forms, unit):
    found = sorted(forms.glob(f"{unit}_*.xlsx"))
    if len(found) != 1:
        raise SystemExit(f"no single issued form of {unit} in {forms}")
    return found[0]


def named_cell(workbook, name):
    if name not in workbook.defined_names:
        raise SystemExit(f"the form has no cell {name}")
    places = list(workbook.defined_names[name].destinations)
    if len(places) != 1 or ":" in places[0][1]:
        raise SystemExit(f"{name} is not the name of one cell")
    sheet, address = places[0]
    return workbook[sheet][address.replace("$", "")]


def write(cell, value):
    """What a person types. A text stays one even where it begins like a formula."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    forms, answers, folder = map(pathlib.Path, sys.argv[1:])
    wanted = tomllib.loads(answers.read_text(encoding="utf-8"))
    form = issued_form(forms, wanted["unit"])
    path = folder / form.name
    if path.exists():
        raise SystemExit(f"{path} is there already")
    workbook = openpyxl.load_workbook(form)
    for name, value in wanted["cells"].items():
        write(named_cell(workbook, name), value)
    folder.mkdir(parents=True, exist_ok=True)
    workbook.save(path)
    print(f"{len(wanted['cells'])} cells in {path}")


if __name__ == "__main__":
    main()
