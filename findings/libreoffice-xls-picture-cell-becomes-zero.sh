#!/usr/bin/env bash
# LibreOffice 7.4.7, a workbook with a picture in a cell as WPS Office writes it: a formula DISPIMG, which no
# other program knows, and a text as its stored result. Saved as .ods the cell keeps formula and text. Saved
# as .xls it becomes the formula #N/A with the stored result 0: whoever reads stored results, as every reader
# of .xls does, reads a figure that nobody wrote.
#
# Seen on 2026-11-28 with LibreOffice 7.4.7.2, XlsxWriter 3.2.5, xlrd 2.0.2, odfpy 1.4.1:
#   .xls: number 0.0
#   .ods: string =DISPIMG("ID_0123456789ABCDEF0123456789ABCDEF",1)
#
# Needs Python 3 with venv, and soffice 7.4.7 (Debian 12: libreoffice-calc). Fails when this changes. Nothing of
# this repository is used.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

version=$(soffice "-env:UserInstallation=file://$work/office" --version)
case $version in
    "LibreOffice 7.4.7"*) ;;
    *) echo "another version: $version" >&2; exit 1 ;;
esac
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.2.5 xlrd==2.0.2 odfpy==1.4.1

cat >write.py <<'PY'
import xlsxwriter

picture = 'DISPIMG("ID_0123456789ABCDEF0123456789ABCDEF",1)'
with xlsxwriter.Workbook("in.xlsx") as book:
    sheet = book.add_worksheet("A")
    sheet.write_formula("A1", f"=_xlfn.{picture}", None, f"={picture}")
PY
python/bin/python write.py
for format in xls ods; do
    soffice "-env:UserInstallation=file://$work/office" --headless --convert-to "$format" in.xlsx >/dev/null 2>&1
done

cat >read.py <<'PY'
import xlrd
from odf import opendocument, table

cell = xlrd.open_workbook("in.xls").sheet_by_index(0).cell(0, 0)
kinds = {xlrd.XL_CELL_NUMBER: "number", xlrd.XL_CELL_TEXT: "string", xlrd.XL_CELL_ERROR: "error"}
print(f".xls: {kinds.get(cell.ctype, cell.ctype)} {cell.value}")
cell = opendocument.load("in.ods").getElementsByType(table.TableCell)[0]
print(f".ods: {cell.getAttribute('valuetype')} {cell.getAttribute('stringvalue')}")
PY
python/bin/python read.py | tee seen

diff seen - <<'TEXT'
.xls: number 0.0
.ods: string =DISPIMG("ID_0123456789ABCDEF0123456789ABCDEF",1)
TEXT
