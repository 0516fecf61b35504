"""The second witness of every figure that a test consolidates.

One process for a whole run of the tests. Each line of standard input is a job: the folder of a run, its
consolidation as JSON, and the folder of the definition. For each thing that a unit said in it (a figure, a
task, a passage, a line of a list) the file named is opened by a reader that is none of ours (openpyxl, xlrd,
pyxlsb, the XML of an .ods), and the row of the cell named must print the wording of that row of the form:
all letters but 5 % of them, at least 2 and at most 6. Of each job one line of JSON is printed: how many
were held, and what is wrong.
"""

import functools
import hashlib
import json
import re
import sys
import tomllib
import unicodedata
import warnings
import zipfile
from pathlib import Path
from xml.etree import ElementTree

KEPT = 400  # workbooks; what is used again is used soon

# An .xls keeps no more of a text in some programs.
LONGEST_OF_XLS = 255


def letters(text):
    """What is compared of a wording: letters and digits alone, whatever their case."""
    folded = unicodedata.normalize("NFC", str(text)).casefold()
    return "".join(c for c in folded if c.isalnum())


def is_near(one, other):
    most = min(max(len(other) * 5 // 100, 2), 6)
    return abs(len(one) - len(other)) <= most and distance(one, other, most) <= most


def distance(one, other, most):
    """Letters to add, leave out or change; more than `most` is all the same."""
    before = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        now = [i]
        for j, b in enumerate(other, 1):
            now.append(min(now[j - 1] + 1, before[j] + 1, before[j - 1] + (a != b)))
        if min(now) > most:
            return most + 1
        before = now
    return before[-1]


def xlsx(path):
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, data_only=True)
    def row(sheet, number):
        return [str(c.value) for c in book[sheet][number] if c.value is not None]
    return row


def xls(path):
    import xlrd

    book = xlrd.open_workbook(path, logfile=open("/dev/null", "w"))
    def row(sheet, number):
        return [str(v) for v in book.sheet_by_name(sheet).row_values(number - 1) if v != ""]
    return row


def xlsb(path):
    from pyxlsb import open_workbook

    book = open_workbook(path)
    def row(sheet, number):
        with book.get_sheet(sheet) as cells:
            rows = (r for r in cells.rows(sparse=True) if r and r[0].r == number - 1)
            return [str(c.v) for r in rows for c in r if c.v is not None]
    return row


TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def ods(path):
    with zipfile.ZipFile(path) as package:
        content = ElementTree.fromstring(package.read("content.xml"))
    sheets = {}
    for table in content.iter(f"{TABLE}table"):
        rows, at = {}, 0
        for row in table.iter(f"{TABLE}table-row"):
            texts = []
            for cell in row:
                pieces = ["".join(p.itertext()) for p in cell.findall(f"{TEXT}p")]
                if any(pieces):
                    texts.append(" ".join(pieces))
            repeats = int(row.get(f"{TABLE}number-rows-repeated", 1))
            if texts:
                for number in range(at, at + min(repeats, 1000)):
                    rows[number] = texts
            at += repeats
        sheets[table.get(f"{TABLE}name")] = rows
    return lambda sheet, number: sheets[sheet].get(number - 1, [])


@functools.lru_cache(KEPT)
def opened(_fingerprint, path):
    with open(path, "rb") as file:
        head = file.read(8)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return xls(path)
    with zipfile.ZipFile(path) as package:
        names = {name.lower() for name in package.namelist()}
    if "xl/workbook.bin" in names:
        return xlsb(path)
    return ods(path) if "content.xml" in names else xlsx(path)


@functools.lru_cache(64)
def wordings(folder):
    """What each row of the forms is worded, by form and row, for every year that a target names."""
    found = {}
    campaign = tomllib.loads((Path(folder) / "campaign.toml").read_text("utf-8"))
    for name in campaign["forms"]:
        form = tomllib.loads((Path(folder) / f"{name}.toml").read_text("utf-8"))
        for kind in ("indicator", "task", "section"):
            for row in form.get(kind, []):
                found[(name, row.get("id") or row.get("number"))] = row["label"]
    return found, {period["target-year"] for period in campaign["period"]}


def said(consolidation):
    """Everything that a unit said, with its place."""
    for row in consolidation["indicators"]:
        for given in row["contributions"] + row["reported"]:
            # What an area's consolidation shows is printed by that consolidation, not by a form.
            if given.get("beneath") is None:
                yield row, given
                # What the officer has corrected stands in a list; what it replaces stands in the file.
                for replaced in given.get("corrected", []):
                    yield row, replaced["sent"]
    for row in consolidation["tasks"]:
        for reply in row["leads"] + row["cooperating"]:
            yield row, reply
    for row in consolidation["sections"]:
        for passage in row["passages"]:
            yield row, passage


def hold(job):
    folder = Path(job["folder"])
    rows, years = wordings(job["definition"])
    held, wrong, prints = 0, [], {}
    for row, given in said(job["consolidation"]):
        if not given.get("cell"):
            continue
        label = rows.get((row["form"], row["indicator"]))
        if not label:
            continue
        expected = [letters(label.replace("{year}", str(year))) for year in years]
        path, number = folder / given["file"], int(re.sub(r"\D", "", given["cell"]))
        place = (given["file"], given["sheet"], number)
        if place not in prints:
            fingerprint = hashlib.sha256(path.read_bytes()).hexdigest()
            texts = opened(fingerprint, str(path))(given["sheet"], number)
            prints[place] = [letters(text) for text in texts]
        held += 1
        if not any(agrees(text, wanted) for text in prints[place] for wanted in expected):
            wrong.append([*place, f"{row['form']} {row['indicator']}", label, prints[place]])
    return {"held": held, "wrong": wrong[:20]}


def agrees(text, wanted):
    if is_near(text, wanted):
        return True
    return len(text) > 150 and len(text) <= LONGEST_OF_XLS and wanted.startswith(text[:-2])


def main():
    for line in sys.stdin:
        try:
            answer = hold(json.loads(line))
        except Exception as error:  # told by the test that asked
            answer = {"held": 0, "wrong": [f"{type(error).__name__}: {error}"]}
        print(json.dumps(answer, ensure_ascii=False), flush=True)


main()
