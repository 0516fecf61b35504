"""Gives cells of a return the looks that clerks give them, by openpyxl.

    appearance_openpyxl.py RETURN OUT

RETURN is an .xlsx with a sheet "Biểu 2"; for each kind an .xlsx of its name is written to the folder OUT.
"""

import sys
from pathlib import Path

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill


def struck(sheet):
    parts = [TextBlock(InlineFont(strike=True), "1200"), TextBlock(InlineFont(), "1250")]
    sheet["F9"].value = CellRichText(parts)


def raised(sheet):
    sheet["F9"].value = CellRichText(["1250", TextBlock(InlineFont(vertAlign="superscript"), "1")])


def lowered(sheet):
    sheet["F9"].value = CellRichText(["1250", TextBlock(InlineFont(vertAlign="subscript"), "1")])


def withdrawn(sheet):
    sheet["F9"].font = Font(name="Times New Roman", strike=True)


def bold(sheet):
    sheet["F9"].value = CellRichText([TextBlock(InlineFont(b=True), "43"), "21"])


def blank(sheet):
    sheet["I9"].font = Font(name="Times New Roman", strike=True)


def words(sheet):
    sheet["H9"].value = CellRichText(["Báo cáo ", TextBlock(InlineFont(strike=True), "số 14"), " số 15/BC-UBND"])


def thousands(sheet):
    sheet["F9"].number_format = "#,##0,"


def noun(sheet):
    sheet["F9"].number_format = '0" nghìn người"'


def other(sheet):
    sheet["F9"].number_format = '0" lớp"'


def percent(sheet):
    sheet["F9"].number_format = "0%"


def nothing(sheet):
    sheet["F9"].number_format = ";;;"


def grouped(sheet):
    sheet["F9"].number_format = '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)'


def faint(sheet):
    sheet["F9"].font = Font(name="Times New Roman", color="FFFFFFFF")
    sheet["F9"].fill = PatternFill(fill_type=None)


def ground(sheet):
    sheet["F9"].font = Font(name="Times New Roman", color="FF1F497D")
    sheet["F9"].fill = PatternFill("solid", start_color="FF1F497D")


def low(sheet):
    sheet.row_dimensions[9].height = 1.5


def narrow(sheet):
    sheet.column_dimensions["F"].width = 0.3


def main():
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    kinds = (struck, raised, lowered, withdrawn, bold, blank, words, thousands, noun, other, percent)
    for kind in kinds + (nothing, grouped, faint, ground, low, narrow):
        book = openpyxl.load_workbook(source)
        kind(book["Biểu 2"])
        book.save(out / f"{kind.__name__}.xlsx")


main()
