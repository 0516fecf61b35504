"""Holds what was consolidated of disturbed returns against the returns themselves.

    disturbed.py FOLDER CONSOLIDATION.json VALIDATION.json DEFINITION

Every figure must stand in a row that prints the wording of its row of the form, in a column whose caption
is not another column's, and be the one that stands there; what a form asks and the unit has written is
either consolidated, or a finding of that file says why not. The returns are read by openpyxl. Prints JSON:
how many figures are right, how many are out, and what is wrong.
"""

import json
import re
import sys
import tomllib
import unicodedata
import warnings
from pathlib import Path

import openpyxl
from openpyxl.utils.cell import coordinate_from_string, column_index_from_string

LEFT_OUT = {"BD301", "BD302", "BD305", "BD309"}


def letters(text):
    folded = unicodedata.normalize("NFC", str(text)).casefold()
    return "".join(c for c in folded if c.isalnum())


def distance(one, other):
    before = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        now = [i]
        for j, b in enumerate(other, 1):
            now.append(min(now[j - 1] + 1, before[j] + 1, before[j - 1] + (a != b)))
        before = now
    return before[-1]


def is_near(one, other):
    most = min(max(len(other) * 5 // 100, 2), 6)
    return abs(len(one) - len(other)) <= most and distance(one, other) <= most


class Held:
    def __init__(self, folder, definition):
        self.folder, self.books = Path(folder), {}
        self.rows, self.captions = {}, {}
        campaign = tomllib.loads((Path(definition) / "campaign.toml").read_text("utf-8"))
        for name in campaign["forms"]:
            form = tomllib.loads((Path(definition) / f"{name}.toml").read_text("utf-8"))
            for row in form.get("indicator", []):
                self.rows[(name, row.get("id") or row["number"])] = letters(row["label"])
            self.captions[name] = {
                letters(c["caption"].replace("{year}", "2025")): c.get("field") for c in form["column"]
            }
        self.right, self.out, self.wrong = 0, 0, []

    def book(self, file):
        if file not in self.books:
            self.books[file] = openpyxl.load_workbook(self.folder / file, data_only=True)
        return self.books[file]

    def cell(self, given):
        column, row = coordinate_from_string(given["cell"])
        return self.book(given["file"])[given["sheet"]], row, column_index_from_string(column)

    def figure(self, row, given):
        form, what = row["form"], [given["file"], given["sheet"], given["cell"], row["form"], row["indicator"]]
        sheet, number, column = self.cell(given)
        label = self.rows[(form, row["indicator"])]
        texts = [letters(c.value) for c in sheet[number] if isinstance(c.value, str)]
        if not any(is_near(text, label) for text in texts):
            self.wrong.append([*what, "the row prints something else", texts[:3]])
            return
        tags = {"numerator": 2, "denominator": 3, "people": 4}
        if row["measure"] in ("count", "documents", "count-with-people"):
            tags["value"] = 1
        for field, tag in tags.items():
            figure = given.get(field)
            if figure is None:
                continue
            there = [c.value for c in sheet[number] if c.value == figure]
            if figure % 10 != tag or not there:
                self.wrong.append([*what, f"{field} is {figure}"])
        # The nearest caption of the form above the cell.
        captions = self.captions[form]
        above = (letters(sheet.cell(r, column).value or "") for r in range(number - 1, 0, -1))
        caption = next((text for text in above if text in captions), None)
        if caption is not None and captions[caption] != "value":
            self.wrong.append([*what, f"stands under the caption {caption}"])
        self.right += 1

    def hold(self, consolidation, validation):
        findings = {file["path"]: file for file in validation["files"]}
        files = {unit: file["path"] for file in consolidation["files"] if (unit := file["unit"])}
        for row in consolidation["indicators"]:
            for given in row["contributions"] + row["reported"]:
                if given.get("cell") and given["file"] in findings:
                    self.figure(row, given)
            for excluded in row["excluded"]:
                file = findings[excluded["file"]]
                self.out += 1
                about = (
                    f for f in file["findings"]
                    if f["severity"] == "error" and f["form"] == row["form"]
                    and (f["indicator"] == row["indicator"]
                         or f["indicator"] is None and f["code"] in LEFT_OUT)
                )
                if not any(about):
                    self.wrong.append([excluded["file"], row["form"], row["indicator"], "out without a finding"])
        self.nothing_dropped(consolidation, findings, files)

    def nothing_dropped(self, consolidation, findings, files):
        """Every figure that the unit wrote on its form is consolidated, or a finding speaks of its row."""
        taken = {}
        for row in consolidation["indicators"]:
            for given in row["contributions"] + row["reported"]:
                for field in ("value", "numerator", "denominator", "people"):
                    if given.get(field) is not None:
                        taken.setdefault(given["unit"], set()).add(given[field])
        for unit, path in files.items():
            file = findings[path]
            if any(f["severity"] == "error" and f["indicator"] is None for f in file["findings"]):
                continue  # a form or a sheet as a whole is out, and said to be
            about = {(f["form"], f["indicator"]) for f in file["findings"]}
            for name, defined in self.book(path).defined_names.items():
                match = re.fullmatch(r"bdhvs_([a-z0-9]+)_(.+)_(own|city)_value", name)
                target = re.fullmatch(r"'?(.+?)'?!\$([A-Z]+)\$(\d+)", defined.attr_text or "")
                if not match or not target or target[1] not in self.book(path).sheetnames:
                    continue
                value = self.book(path)[target[1]][f"{target[2]}{target[3]}"].value
                row = (match[1], match[2].replace("_", "."))
                if not isinstance(value, int) or value % 10 != 1 or row not in self.rows:
                    continue
                if value not in taken.get(unit, set()) and row not in about:
                    self.wrong.append([path, *row, f"{value} is dropped without a word"])


def main():
    warnings.simplefilter("ignore")
    folder, consolidation, validation, definition = sys.argv[1:]
    held = Held(folder, definition)
    read = lambda path: json.loads(Path(path).read_text("utf-8"))
    held.hold(read(consolidation), read(validation))
    print(json.dumps({"right": held.right, "out": held.out, "wrong": held.wrong}, ensure_ascii=False))


main()
