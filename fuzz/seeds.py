"""Makes the small inputs that fuzzing starts from: `seeds.py PROGRAM`, into corpus/.

An issued form of the example definition is filled in, and saved again by LibreOffice as .xlsx, .xls and
.ods; the parts of the packages are cut to what a target needs. The figures and texts are those of the
tests' tables of spellings. Nothing made here is kept under version control.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CORPUS = HERE / "corpus"
SKELETON = HERE.parent / "data" / "skeleton"
# Parts that say nothing of values and are long.
LEFT_OUT = re.compile(r"theme|\.png$|thumbnail|Configurations|calcChain|styles\.xml$|settings\.xml$")

SPELLINGS = """350|1250|1.250|1.250 người|12 345|1,234|1.234|12,5|12.5|hơn 200|trên 150|khoảng 1.000|~150
5-7|200+|12 lớp|nhiều|đang tổng hợp|Không phát sinh|Không áp dụng|Chưa có số liệu|không|-|85,5|85.5 %|0.855|1
85.125|101|-1|đạt|#REF!|2025-06-15|15/6/2025|(350)|1.234.567|1 250 000|05|0912345678|99,999|100%|Có|Đã bố trí
Hoàn thành|Kh«ng ph¸t sinh|Khoâng phaùt sinh|1000000000000000|> 85%|trên 50%|Tốp 5|Duy trì tốp 5|1 triệu người
95%|quý I/2026|trước ngày 15/6|thường xuyên""".replace("\n", "|").split("|")

SHEETS = [
    '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
    '<worksheet><cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="2" hidden="1">'
    '<c r="B2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>a</t></is></c><c r="D2" s="1"><v>0.5</v></c>'
    '<c r="E2" t="e"><v>#N/A</v></c><c r="F2" t="b"><v>1</v></c><c r="G2" s="2"><v>45000</v></c>'
    '<c r="H2" t="str"><f>"a"</f><v>a</v></c><c r="I2"><f t="shared" si="0"/></c></row></sheetData>'
    '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells></worksheet>',
]


def put(target, name, content):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


def as_parts(path):
    """A package as text: each part after a line with its name."""
    pieces = []
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if not LEFT_OUT.search(name) and not name.endswith("/"):
                content = package.read(name)
                # What decorates a sheet is long and says nothing of its cells.
                content = re.sub(rb"<(conditionalFormatting|dataValidations|office:font-face-decls)\b.*?</\1>", b"", content, flags=re.S)
                pieces.append(b"=== " + name.encode() + b"\n" + content)
    return b"\n".join(pieces)


def fill(path):
    from openpyxl import load_workbook

    book = load_workbook(path)
    names = [name for name in book.defined_names.values() if re.match(r"bdhvs_\w+_(own|city)_", name.name)]
    for index, name in enumerate(names):
        for sheet, address in name.destinations:
            text = SPELLINGS[index % len(SPELLINGS)]
            cell = book[sheet][address]
            if cell.value is None:
                cell.value = int(text) if text.isdigit() and text[0] != "0" else text
    book.save(path)


def workbooks(program, folder):
    definition, issued = folder / "mau", folder / "issued"
    shutil.copytree(SKELETON, definition)
    subprocess.run([program, "template", "-c", definition, "-o", issued, "-q"], check=True)
    form = sorted(issued.glob("MAU-1_*.xlsx"))[0]
    put("bytes", "form.xlsx", form.read_bytes())
    put("xlsx", "issued", as_parts(form))
    fill(form)
    put("xlsx", "filled", as_parts(form))
    small = folder / "small.csv"
    small.write_text("a,1\n0.5,2025-06-15\n", encoding="utf-8")
    office = shutil.which("soffice")
    if office is None:
        print("LibreOffice is not here: no seeds of .xls and .ods")
        return
    for source, filter_ in ((form, "xlsx"), (form, "ods"), (form, "xls"), (small, "xls"), (small, "ods"), (small, "xlsx")):
        out = folder / f"saved-{filter_}"
        profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
        subprocess.run([office, profile, "--headless", "--convert-to", filter_, "--outdir", out, source], check=True, stdout=subprocess.DEVNULL)
        saved = out / f"{source.stem}.{filter_}"
        name = "form" if source == form else "small"
        if filter_ == "xls":
            put("xls", name, saved.read_bytes())
        else:
            put(filter_, f"saved-{name}", as_parts(saved))
        if source == small:
            put("bytes", f"small.{filter_}", saved.read_bytes())


def definitions():
    put("definition", "skeleton", b"")
    for path in sorted(SKELETON.iterdir()):
        put("definition", path.stem, b"=== " + path.name.encode() + b"\n" + path.read_bytes())
    for folder in sorted((HERE.parent / "templates-xlsx").iterdir()):
        for path in sorted(folder.glob("*.toml")):
            if path.stat().st_size < 12_000:
                name = path.name if path.name == "campaign.toml" else "chitieu.toml"
                put("definition", f"{folder.name}-{path.stem}", b"=== " + name.encode() + b"\n" + path.read_bytes())


def main(program):
    shutil.rmtree(CORPUS, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        workbooks(program, Path(folder))
    for index, sheet in enumerate(SHEETS):
        put("xlsx", f"sheet-{index}", b"=== xl/worksheets/sheet1.xml\n" + sheet.encode())
    # No program at hand writes .xlsb: records by hand. A sheet of one row with a number, and its name.
    put("xlsb", "records", b"=== xl/workbook.bin\n\x83\x01\x00\x8f\x01\x00\x9c\x01\x1a\x00\x00\x00\x00\x01\x00\x00\x00\x04\x00\x00\x00r\x00I\x00d\x001\x00\x01\x00\x00\x00A\x00\x90\x01\x00\x84\x01\x00"
        b"\n=== xl/worksheets/sheet1.bin\n\x81\x01\x00\x94\x01\x10" + bytes(16) + b"\x91\x01\x00\x00\x19" + bytes(25) + b"\x05\x10" + bytes(8) + b"\x00\x00\x00\x00\x00\x00\xf0\x3f\x92\x01\x00\x82\x01\x00")
    for name, text in (("html", "<html><table><tr><td>1"), ("pdf", "%PDF-1.4"), ("csv", "a;b\n1;2"), ("xml", "<?xml version='1.0'?><Workbook>")):
        put("bytes", name, text.encode())
    for index, text in enumerate(SPELLINGS):
        put("number", f"{index:02}", text.encode())
    definitions()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
