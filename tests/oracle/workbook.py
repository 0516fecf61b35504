"""Holds the consolidated workbook, as openpyxl reads it, against what the oracle worked out.

    workbook.py RESULT.json WORKBOOK.xlsx DEFINITION PERIOD FOLDER OPENED

FOLDER is where the paths of the returns start. Form sheets: the official text of each row, its result,
coverage, total, difference and verdict. "Chi tiết": every figure, once, with the cell that it stands in;
and that cell of that file holds it; "some" files are opened again for that, or "all" that OPENED says.
"Đối chiếu": every row of a lead agency with the exact difference
and the verdict on it.
"""

import json
import re
import sys
import tomllib
from fractions import Fraction
from pathlib import Path

import openpyxl

from comparison import count, gap, percent
from definition import Target, read

# Some files: each takes its time.
SOME = 12
SHOWN = {
    "number": "number",
    "label": "label",
    "lead": "lead",
    "reporters": "reporters",
    "unit": "unit",
    "evidence": "evidence",
}


def same(found, expected, *where):
    assert found == expected, f"{' '.join(map(str, where))}: {found!r} is not {expected!r}"


def verdict(row):
    target = row["target"] and Target(row["target"])
    words = {
        "met": "Đạt chỉ tiêu",
        "missed": "Chưa đạt chỉ tiêu",
        "insufficient": "Chưa đủ số liệu",
        "none": "Không giao chỉ tiêu",
    }[row["verdict"]]
    value, rollup = row["official"]["value"], row["rollup"]
    if row["verdict"] == "insufficient" and target.kind == "count" and value is not None:
        silent = rollup["expected"] - rollup["answered"]
        return (
            f"Chưa đủ số liệu để đánh giá: {rollup['answered']}/{rollup['expected']} đơn vị được"
            f" {count(value)}; còn thiếu số liệu của {silent} đơn vị,"
            f" còn {count(target.edge - value)} nữa thì đạt"
        )
    if row["verdict"] != "none" and target.kind == "count" and value is not None:
        share = Fraction(row["official"]["value"] * 10_000 // target.edge, 100)
        words += f" ({percent(share)}% mức giao)"
    if row["provisional"]:
        words = f"Tạm tính ({rollup['answered']}/{rollup['expected']} đơn vị): {words}"
    return words


# -------------------------------------------------------------------------- forms


def form(book, name, folder, period, rows):
    """The sheet of a form of figures; gives how many of its rows were held."""
    definition = tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))
    sheet = book[definition["sheet"]]
    looks(sheet)
    year = str(period["target-year"])
    official = [column for column in definition["column"] if not column.get("added")]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    captions = [column["caption"].replace("{year}", year) for column in official]
    [head] = [at for at, line in enumerate(lines) if line[: len(captions)] == captions]
    columns = {caption: at for at, caption in enumerate(lines[head]) if caption}
    asked = {column.get("field"): at for at, column in enumerate(official)}
    label = [column.get("shows") for column in official].index("label")
    following = iter(lines[head + 1 :])
    for row in definition["indicator"]:
        expected = rows[row["id"]]
        where = (name, row["id"])
        line = next(line for line in following if line[label] == row["label"])
        for at, column in enumerate(official):
            shows = column.get("shows")
            if shows == "target":
                same(line[at], row.get("targets", {}).get(year), *where, shows)
            elif shows in SHOWN:
                same(line[at] or "", row.get(SHOWN[shows], ""), *where, shows)
        result = line[asked["value"] if "value" in asked else columns["Kết quả"]]
        value = expected["official"]["value"]
        if expected["official"]["source"] == "undecided":
            same(result, "chưa chọn", *where, "result")
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            with_people = row["measure"] == "count-with-people"
            shown = result.split(" ")[0] if with_people else result
            same(shown, count(value) if with_people else value, *where, "result")
        rollup = expected["rollup"]
        if expected["rollup"]["expected"] or rollup["not_applicable"]:
            coverage = line[columns["Số đơn vị có số liệu"]]
            same(coverage.split("\n")[0], f"{rollup['answered']}/{rollup['expected']}", *where)
        if "Đánh giá" in columns:
            same(line[columns["Đánh giá"]], verdict(expected), *where)
        if "Cộng từ các đơn vị" in columns and row["measure"] in ("percent", "count"):
            if rollup["value"] is not None:
                same(line[columns["Cộng từ các đơn vị"]], rollup["value"], *where, "units")
        if "Chênh lệch (đầu mối − đơn vị)" in columns:
            gaps = [(lead["unit"], gap(expected, lead)) for lead in expected["reported"]]
            gaps = [(unit, found[0]) for unit, found in gaps if found]
            shown = line[columns["Chênh lệch (đầu mối − đơn vị)"]]
            if not gaps:
                same(shown, "–", *where, "difference")
            elif len(gaps) == 1:
                same(shown, gaps[0][1], *where, "difference")
            else:
                ends = [text.rsplit(": ", 1)[1] for text in shown.split("\n")]
                same(ends, [text for _, text in gaps], *where, "difference")
    return len(definition["indicator"])


def looks(sheet):
    """Official documents: A4, one face, the captions on every page."""
    same(str(sheet.page_setup.paperSize), "9", sheet.title, "A4")
    assert sheet.print_title_rows, f"{sheet.title}: the captions are not repeated"
    same(sheet.page_setup.fitToWidth in (None, 1), True, sheet.title, "one page wide")
    for line in sheet.iter_rows():
        for cell in line:
            if cell.value is not None:
                same(cell.font.name, "Times New Roman", sheet.title, cell.coordinate)


# ------------------------------------------------------------------------- detail


def table(sheet, caption):
    """The rows of a list by the captions of its columns."""
    lines = list(sheet.iter_rows(values_only=True))
    [head] = [at for at, line in enumerate(lines) if caption in line]
    return [dict(zip(lines[head], line)) for line in lines[head + 1 :]]


def detail(book, expected, folder, opened):
    numbers = {}
    lines = {}
    for line in table(book["Chi tiết"], "Ghi trong tệp"):
        scope = "own" if line["Phạm vi"] == "Của đơn vị" else "city"
        # What is printed as the number of a row may repeat; the cell does not.
        key = (line["Mã đơn vị"], line["Biểu"], line["Ô kết quả"], scope)
        assert key not in lines, f"Chi tiết: {key} twice"
        lines[key] = line
    figures = 0
    for row in expected["indicators"]:
        for scope, given in (("own", row["contributions"]), ("city", row["reported"])):
            for figure in given:
                key = (figure["unit"], figure["sheet"], figure["cell"], scope)
                line = lines[key]
                where = (*key, row["indicator"])
                same(line["Tệp"], figure["file"], *where)
                same(line["Trang tính"], figure["sheet"], *where)
                value = figure["value"]
                if isinstance(value, bool):
                    yes = ("Đã bố trí", "Chưa bố trí")
                    yes = yes if row["measure"] == "arranged" else ("Có", "Không")
                    value = yes[0] if value else yes[1]
                same(line["Kết quả"], value, *where)
                for field, caption in (
                    ("numerator", "Số đạt"),
                    ("denominator", "Tổng số"),
                    ("people", "Số người"),
                ):
                    same(line[caption], figure[field], *where, field)
                line["figure"] = True
                figures += 1
    for key, line in lines.items():
        assert "figure" in line or line["Kết quả"] is None, f"Chi tiết: {key} came from nowhere"
    leads_back(lines.values(), folder, opened)
    numbers["figures"] = figures
    return numbers


def leads_back(lines, folder, opened):
    """Every figure equals the cell that it names, in the file that it names."""
    of_file = {}
    for line in lines:
        of_file.setdefault(line["Tệp"], []).append(line)
    files = sorted(of_file)
    for file in files if opened == "all" else files[:: max(len(files) // SOME, 1)]:
        source = openpyxl.load_workbook(folder / file)
        for line in of_file[file]:
            for cell, caption in (
                ("Ô số đạt", "Số đạt"),
                ("Ô tổng số", "Tổng số"),
                ("Ô số người", "Số người"),
                ("Ô kết quả", "Ghi trong tệp"),
            ):
                if not line[cell]:
                    continue
                found = source[line["Trang tính"]][line[cell]].value
                if caption == "Ghi trong tệp" and line[caption] is None:
                    # The form's own formula.
                    assert found is None or str(found).startswith("="), f"{file} {line[cell]}"
                elif isinstance(found, (int, float)):
                    same(Fraction(str(line[caption]).replace(",", ".")), Fraction(str(found)), file)
                elif isinstance(found, str) and not found.startswith("="):
                    same(line[caption], found, file, line[cell])


# ----------------------------------------------------------------- reconciliation


def reconciliation(book, expected, definition, forms):
    led = [row for row in definition.of("indicators") if row["asked"]["city"]]
    twice = [row for row in definition.of("indicators") if row.get("double-count")]
    if not led and not twice:
        assert "Đối chiếu" not in book.sheetnames
        return 0
    looks(book["Đối chiếu"])
    lines = list(book["Đối chiếu"].iter_rows(values_only=True))
    [head] = [at for at, line in enumerate(lines) if "Kết quả đối chiếu" in line]
    rows = {(row["form"], row["indicator"]): row for row in expected["indicators"]}
    following = iter(lines[head + 1 :])
    held = 0
    for asked in led:
        row = rows[asked["form"], asked["id"]]
        rollup = row["rollup"]
        reported = {figure["unit"]: figure for figure in row["reported"]}
        for lead in asked["asked"]["city"]:
            line = next(line for line in following if line[0] == forms[asked["form"]])
            where = (asked["form"], asked["id"], lead, "Đối chiếu")
            same(line[1], asked["number"], *where)
            if lead not in reported:
                assert "đối chiếu" in line[11], where
                continue
            figure = reported[lead]
            if row["measure"] in ("percent", "count", "documents", "rank"):
                same(line[4], figure["value"], *where)
            base = lambda f: f"{count(f['numerator'])}/{count(f['denominator'])}"  # noqa: E731
            same(line[5], base(figure) if figure["denominator"] else None, *where)
            same(line[7], base(rollup) if rollup["denominator"] else None, *where)
            compared = gap(row, figure)
            same(line[9], compared and compared[0], *where)
            if not compared:
                assert "đối chiếu" in line[11], (where, line[11])
            else:
                said = compared[1]
                if rollup["answered"] < rollup["expected"]:
                    said += f" (mới có {rollup['answered']}/{rollup['expected']} đơn vị)"
                same(line[11], said, *where)
            same(line[10], "0" if compared else None, *where)
            pointer = f"{figure['file']}, trang “{figure['sheet']}”, ô {figure['cell']}"
            same(line[14], pointer, *where)
            held += 1
        if len(asked["asked"]["city"]) > 1 and len(reported) > 1:
            counts = [figure["value"] for figure in reported.values()]
            if row["measure"] == "count":
                same(next(following)[4], max(counts), asked["id"], "largest")
                same(next(following)[4], sum(counts), asked["id"], "sum")
    return held


def main():
    result, workbook, folder, period_id, where, opened = sys.argv[1:]
    folder = Path(folder)
    expected = json.loads(Path(result).read_text("utf-8"))["consolidation"]
    definition = read(folder, period_id)
    book = openpyxl.load_workbook(workbook, data_only=True)
    forms, held = {}, 0
    for name in tomllib.loads((folder / "campaign.toml").read_text("utf-8"))["forms"]:
        toml = tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))
        forms[name] = toml["sheet"]
        if toml["kind"] == "indicators":
            rows = {r["indicator"]: r for r in expected["indicators"] if r["form"] == name}
            held += form(book, name, folder, definition.period, rows)
    same(held, len(expected["indicators"]), "rows held")
    if expected["indicators"]:
        detail(book, expected, Path(where), opened)
    reconciliation(book, expected, definition, forms)


main()
