#!/usr/bin/python3
"""Fill issued forms through LibreOffice, as clerks do, and save them as they would send them.

    bdhvs template -c hanoi-2025 --date 2025-09-10 -o issued
    /usr/bin/python3 examples/make/fill_hanoi.py issued examples/make/hanoi-2025.toml \\
        examples/hanoi-2025/tiep-nhan

The first command issues the forms; this script only fills them. It wants Python 3.11 or later with
LibreOffice's module `uno` (Debian: python3-uno, libreoffice-calc) and starts a LibreOffice of its own
with a profile of its own. The output folder must not exist or be empty.

The answers file lists the files to make:

    [[file]]
    name = "folder/file name.ods"   what the clerk calls it; the extension is the format
    unit = "00070"                  whose issued form is filled
    foot = { person = "…" }         cells at the foot, written on every form of the workbook
    delete-rows = ["bieu2_3_own"]   rows that the clerk deletes (after taking off the protection)
    delete-sheets = ["Biểu 1"]      sheets that the clerk deletes
    password = "…"                  saved with a password to open (.xlsx only)
    cut = 9000                      only so many bytes arrived
    [file.cells]
    bieu1_3_own = { numerator = 1, denominator = 2, evidence = "…" }

A key of `cells` and a key inside it make a defined name: bdhvs_bieu1_3_own_numerator. A number is
written as a number, a text as a text, a text that begins with "=" as a formula. An empty
table leaves the row blank. Other kinds of file:

    as-issued = true                the issued form itself, not opened
    copy-of = "other name"          a copy, byte for byte, of a file made before
    text = ["…"]                    a letter: .docx or .pdf
    rows = [["…", 1]]               a workbook of the clerk's own
    owner = "Name"                  the file that Excel keeps beside a workbook that is open

What nobody would write out thirty times, tasks and outlines, stands once for many units:

    [[usual]]
    units = ["0*", "SO-CT"]         whose forms; "*" at the end stands for anything
    rows = ["nhiemvu_V_8_1_own"]    which rows, in the same way
    answers = [{ … }, { … }]        what they write, in turn: the n-th unit of the file takes the n-th
                                    answer, and begins again after the last

The first that fits a row counts, and only where `cells` of the file does not name the row. `{unit}` in
such an answer is the unit's name, `{bieu2_16_own_value}` what the file has in that cell. Every task and
every section of an outline that is issued must have its answer in one of the two places.

The same forms and answers give the same content; the bytes of a workbook hold the time of saving.
"""

import csv
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import zipfile
from xml.sax.saxutils import escape

import uno
from com.sun.star.beans import NamedValue, PropertyValue

FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".ods": "calc8",
    ".xls": "MS Excel 97",
}

# The least that Word takes for a document; made by hand, so that LibreOffice Writer is not needed.
WORD = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/'
    'main"><w:body>{paragraphs}</w:body></w:document>',
}


class Office:
    """A LibreOffice without a window, in a profile that goes away with it."""

    def __enter__(self):
        self.profile = tempfile.TemporaryDirectory(prefix="fill-")
        home = pathlib.Path(self.profile.name)
        pipe = f"fill{home.name.replace('-', '')}"
        self.process = subprocess.Popen(
            [
                "soffice",
                f"-env:UserInstallation={home.as_uri()}",
                "--headless",
                "--norestore",
                "--nologo",
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local
        )
        for _ in range(240):
            try:
                context = resolver.resolve(
                    f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
                )
                break
            except Exception:  # not listening yet
                time.sleep(0.25)
        else:
            self.process.kill()
            raise SystemExit("LibreOffice does not answer")
        self.desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )
        return self

    def __exit__(self, *_):
        try:
            self.desktop.terminate()
        except Exception:  # the bridge goes down with the office
            pass
        self.process.wait(60)
        self.profile.cleanup()

    def open(self, source):
        hidden = PropertyValue(Name="Hidden", Value=True)
        document = self.desktop.loadComponentFromURL(source, "_blank", 0, (hidden,))
        if document is None:
            raise SystemExit(f"LibreOffice does not open {source}; is it locked?")
        return document


def save(document, path, filters, password=None):
    if path.suffix not in filters:
        raise SystemExit(f"{path.name}: cannot be saved as {path.suffix}")
    how = [PropertyValue(Name="FilterName", Value=filters[path.suffix])]
    if password:  # as LibreOffice's own dialogue asks its .xlsx filter for it
        data = (NamedValue("CryptoType", "Standard"), NamedValue("OOXPassword", password))
        data = uno.Any("[]com.sun.star.beans.NamedValue", data)
        how.append(PropertyValue(Name="EncryptionData", Value=data))
    document.storeToURL(path.resolve().as_uri(), tuple(how))
    document.close(True)


def write(cell, value):
    """What a person types. Numbers are numbers, words are words."""
    if isinstance(value, str) and value.startswith("="):
        cell.setFormula(value)
    elif isinstance(value, str):
        cell.setString(value)
    else:
        cell.setValue(value)


def named_cell(document, name):
    names = document.NamedRanges
    if not names.hasByName(name):
        raise SystemExit(f"the form has no cell {name}")
    return names.getByName(name).getReferredCells().getCellByPosition(0, 0)


# The forms whose rows must have an answer, each with a field that all its rows have.
USUAL = {"nhiemvu": "status", "decuong": "text"}


def fits(patterns, name):
    return any(
        name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern
        for pattern in patterns
    )


def usual_answer(usual, turn, unit, row):
    """What the n-th unit writes in a row about which its own table says nothing."""
    for entry in usual:
        if fits(entry["units"], unit) and fits(entry["rows"], row):
            return entry["answers"][turn % len(entry["answers"])]
    raise SystemExit(f"{unit} has no answer for {row}")


def completed(answer, name, cells):
    """The answer with the unit's own name and figures in it."""

    def word(match):
        if match[1] == "unit":
            return name
        row, field = match[1].rsplit("_", 1)
        return str(cells[row][field])

    return {field: re.sub(r"\{(\w+)\}", word, text) for field, text in answer.items()}


def unit_name(forms, unit):
    with open(forms / "so-phat-hanh.csv", encoding="utf-8-sig", newline="") as register:
        for line in csv.DictReader(register):
            if line["unit"] == unit:
                return line["name"]
    raise SystemExit(f"{unit} is not in the issue register")


def all_cells(document, forms, wanted, usual, turns):
    """What the clerk writes: the file's own cells, and the usual answers where it has none."""
    cells = dict(wanted.get("cells", {}))
    name = unit_name(forms, wanted["unit"])
    turn = turns.index(wanted["unit"])
    for issued in document.NamedRanges.ElementNames:
        row, field = issued.removeprefix("bdhvs_").rsplit("_", 1)
        if "_meta_" in issued or row in cells or USUAL.get(row.split("_")[0]) != field:
            continue
        answer = usual_answer(usual, turn, wanted["unit"], row)
        cells[row] = completed(answer, name, wanted.get("cells", {}))
    return cells


def fill(office, forms, wanted, path, usual, turns):
    issued = sorted(forms.glob(f"{wanted['unit']}_*.xlsx"))
    if len(issued) != 1:
        raise SystemExit(f"no single issued form of {wanted['unit']} in {forms}")
    if wanted.get("as-issued"):
        shutil.copyfile(issued[0], path)
        return
    document = office.open(issued[0].resolve().as_uri())
    for row, fields in all_cells(document, forms, wanted, usual, turns).items():
        for field, value in fields.items():
            write(named_cell(document, f"bdhvs_{row}_{field}"), value)
    for name in document.NamedRanges.ElementNames:
        if "_meta_" in name and name.rsplit("_", 1)[1] in wanted.get("foot", {}):
            write(named_cell(document, name), wanted["foot"][name.rsplit("_", 1)[1]])
    for row in wanted.get("delete-rows", []):
        cells = document.NamedRanges.getByName(f"bdhvs_{row}_value").getReferredCells()
        sheet = cells.Spreadsheet
        sheet.unprotect("")
        sheet.Rows.removeByIndex(cells.RangeAddress.StartRow, 1)
    for name in wanted.get("delete-sheets", []):
        document.Sheets.removeByName(name)
    document.calculateAll()
    save(document, path, FILTERS, wanted.get("password"))


def own_table(office, wanted, path):
    document = office.open("private:factory/scalc")
    sheet = document.Sheets.getByIndex(0)
    for row, values in enumerate(wanted["rows"]):
        for column, value in enumerate(values):
            write(sheet.getCellByPosition(column, row), value)
    save(document, path, FILTERS)


def letter(office, wanted, path):
    if path.suffix == ".docx":
        paragraphs = (f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in wanted["text"])
        text = "".join(paragraphs)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
            for name, part in WORD.items():
                entry = zipfile.ZipInfo(name)
                entry.compress_type = zipfile.ZIP_DEFLATED
                head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
                parts.writestr(entry, head + part.replace("{paragraphs}", text))
        return
    document = office.open("private:factory/scalc")
    cells = document.Sheets.getByIndex(0)
    cells.Columns.getByIndex(0).Width = 16000
    for row, line in enumerate(wanted["text"]):
        cell = cells.getCellByPosition(0, row)
        cell.IsTextWrapped = True
        cell.setString(line)
    save(document, path, {".pdf": "calc_pdf_Export"})


def owner_file(name, path):
    """54 bytes of the name in the system's code page, then the name again in UTF-16."""
    narrow = name.encode("cp1252", "replace")
    wide = name.encode("utf-16-le")
    head = bytes([len(narrow)]) + narrow
    path.write_bytes(
        head.ljust(55, b" ") + bytes([len(name), 0]) + wide.ljust(108, b"\x00")
    )


def make(office, forms, wanted, folder, usual, turns):
    path = folder / wanted["name"]
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        raise SystemExit(f"{path} is there twice")
    if "copy-of" in wanted:
        shutil.copyfile(folder / wanted["copy-of"], path)
    elif "owner" in wanted:
        owner_file(wanted["owner"], path)
    elif "text" in wanted:
        letter(office, wanted, path)
    elif "rows" in wanted:
        own_table(office, wanted, path)
    else:
        fill(office, forms, wanted, path, usual, turns)
    if "cut" in wanted:
        path.write_bytes(path.read_bytes()[: wanted["cut"]])


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    forms, answers, folder = map(pathlib.Path, sys.argv[1:])
    if folder.exists() and any(folder.iterdir()):
        raise SystemExit(f"{folder} is not empty")
    answers = tomllib.loads(answers.read_text(encoding="utf-8"))
    wanted = answers["file"]
    turns = list(dict.fromkeys(file["unit"] for file in wanted if "unit" in file))
    with Office() as office:
        for file in wanted:
            make(office, forms, file, folder, answers.get("usual", []), turns)
    print(f"{len(wanted)} files in {folder}")


if __name__ == "__main__":
    main()
