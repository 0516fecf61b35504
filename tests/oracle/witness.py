"""The second witness of every figure that a test consolidates.

One process for a whole run of the tests. Each line of standard input is a job: the folder of a run, its
consolidation as JSON, and the folder of the definition. For each thing that a unit said in it (a figure, a
task, a passage, a line of a list) the file named is opened by a reader that is none of ours (xlrd, pyxlsb,
the XML of an .xlsx and an .ods), and the row of the cell named must print the wording of that row of the
form: all letters but 5 % of them, at least 2 and at most 6. Of each job one line of JSON is printed: how
many were held, and what is wrong.
"""

import functools
import hashlib
import json
import posixpath
import re
import sys
import tomllib
import unicodedata
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


@functools.lru_cache(100_000)
def is_near(one, other):
    if one == other:
        return True
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


def local(element):
    return element.tag.rpartition("}")[2]


def text_of(element):
    """The text of a string, without the readings that stand over its words."""
    pieces = []
    for part in element:
        match local(part):
            case "t":
                pieces.append(part.text or "")
            case "r":
                pieces.append(text_of(part))
    return "".join(pieces)


class Package:
    """An .xlsx through Python's own zip and XML: what is asked of it are the texts of a row, and a whole
    workbook in memory takes most of a second."""

    def __init__(self, path):
        self.path = path
        with zipfile.ZipFile(path) as package:
            # Names may differ in case, and begin with a slash.
            self.names = {name.lower().lstrip("/"): name for name in package.namelist()}
            book = self.related(package, "", "officeDocument")[0][1]
            targets = dict(self.related(package, book, "worksheet"))
            strings = self.related(package, book, "sharedStrings")
            self.sheets = {}
            for sheet in self.parsed(package, book).iter():
                if local(sheet) == "sheet":
                    [identity] = [v for k, v in sheet.items() if k.endswith("}id")]
                    self.sheets[sheet.get("name")] = targets.get(identity)
            self.strings = []
            for _, part in strings:
                self.strings += [text_of(si) for si in self.parsed(package, part)]
        self.rows = {}

    def parsed(self, package, part):
        return ElementTree.fromstring(package.read(self.names[part.lower()]))

    def related(self, package, part, kind):
        folder, name = posixpath.split(part)
        found = []
        for one in self.parsed(package, posixpath.join(folder, "_rels", f"{name}.rels")):
            if one.get("Type").endswith(f"/{kind}"):
                target = one.get("Target").replace("\\", "/")
                target = target[1:] if target.startswith("/") else posixpath.join(folder, target)
                found.append((one.get("Id"), posixpath.normpath(target)))
        return found

    def row(self, sheet, number):
        if sheet not in self.rows:
            with zipfile.ZipFile(self.path) as package:
                self.rows[sheet] = self.texts(self.parsed(package, self.sheets[sheet]))
        return self.rows[sheet].get(number, [])

    def texts(self, sheet):
        rows, at = {}, 0
        for row in (element for element in sheet.iter() if local(element) == "row"):
            at = int(row.get("r", at + 1))
            rows[at] = [text for text in map(self.text, row) if text]
        return rows

    def text(self, cell):
        parts = {local(part): part for part in cell}
        if "is" in parts:
            return text_of(parts["is"])
        value = parts["v"].text if "v" in parts else None
        return self.strings[int(value)] if value and cell.get("t") == "s" else value


def xlsx(path):
    return Package(path).row


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
