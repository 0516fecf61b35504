"""Reads a data package as other programs do and holds it against `merge --json`
(docs/contract/data-package.md).

    package.py DIR CITY.json

Python's own csv reads every table, frictionless validates the package, and every figure, row, unit,
file, reply, passage and entry must be the one of the JSON, no more and no fewer. What differs is
printed and the exit code is 1.
"""

import csv
import json
import sys
from decimal import Decimal
from pathlib import Path

folder, city = Path(sys.argv[1]), json.load(open(sys.argv[2], encoding="utf-8"))
descriptor = json.load(open(folder / "datapackage.json", encoding="utf-8"))
wrong = []


def check(ok, *what):
    if not ok:
        wrong.append(" ".join(str(part) for part in what))


READ = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": str,
    "datetime": str,
}


def table(name):
    resource = next(r for r in descriptor["resources"] if r["name"] == name)
    kinds = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    raw = (folder / resource["path"]).read_bytes()
    check(not raw.startswith(b"\xef\xbb\xbf"), name, "begins with a byte order mark")
    with open(folder / resource["path"], encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    return [{k: READ[kinds[k]](v) if v != "" else None for k, v in row.items()} for row in rows]


def tables():
    return [resource["name"] for resource in descriptor["resources"]]


def number(value):
    """A number of the JSON as a decimal; what is no number has none."""
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return Decimal(str(value)) if is_number else None


def spread(value):
    return (
        number(value),
        value if isinstance(value, bool) else None,
        value if isinstance(value, str) else None,
    )


def same(what, found, expected):
    found, expected = list(found), list(expected)
    check(len(found) == len(expected), what, len(found), "rows, expected", len(expected))
    for one, other in zip(found, expected):
        check(one == other, what, one, "expected", other)


PLACE = ("file", "sheet", "cell")
figures = table("figures")
sums = {"counted", "apart", "listed", "without-base"}


lost = {(f["unit"], f["form"]) for f in city["findings"] if f["code"] == "BD301"}


def given(row, corrected):
    """A figure that the officer has corrected stands in the list of corrections: the package has it beside
    what it replaces, with its line."""
    place = tuple(row[k] for k in PLACE)
    if row["unit"] in corrected:
        place = (corrected[row["unit"]], None, None)
    return (*(row[k] for k in ("unit", "numerator", "denominator", "people")), *place)


lists = {c["file"] for c in city["corrections"]}


for row in city["indicators"]:
    name = (row["form"], row["indicator"])
    mine = [f for f in figures if (f["form"], f["indicator"]) == name]
    own = [f for f in mine if f["state"] in sums]
    lead = [f for f in mine if f["state"] == "city"]
    # An area none of whose units gave a figure has none itself.
    areas = [c["beneath"] for c in row["contributions"] if c["beneath"]]
    silent = [a for a in areas if not a["answered"] and not a["without_base"]]
    contributions = [c for c in row["contributions"] if c["beneath"] not in silent]
    for found, expected in ((own, contributions), (lead, row["reported"])):
        corrected = {
            e["unit"]: e["corrected"][0]["sent"]["file"]
            for e in expected
            if e.get("corrected") and e["file"] in lists
        }
        for one in found:
            if one["unit"] in corrected:
                check(one["file"] == corrected[one["unit"]], name, "file of a corrected figure")
                check(one["correction"].split(":")[0] in lists, name, one["correction"])
        same(name, (given(f, corrected) for f in found), (given(e, corrected) for e in expected))
        columns = ("value", "yes", "text")
        values = ([f[k] for k in columns] for f in found)
        same(name, map(tuple, values), (spread(e["value"]) for e in expected))
    for found, expected in zip(own, contributions):
        if found["state"] != "without-base":
            is_counted = found["state"] != "apart"
            check(is_counted == expected["counted"], name, found["unit"], "counted")
    left = {(f["unit"], f["scope"], f["file"]) for f in mine if f["state"] in ("excluded", "blank")}
    for item in row["excluded"]:
        is_listed = item["file"] in lists and any(item["unit"] == unit for unit, *_ in left)
        check(is_listed or (item["unit"], item["scope"], item["file"]) in left, name, "left out", item)
    kept = {(item["unit"], item["scope"]) for item in row["excluded"]}
    for figure in mine:
        where = (figure["unit"], figure["scope"])
        # Of a form that did not come back (BD301) there is no answer that could be left out.
        gone = figure["cell"] is None and (figure["unit"], row["form"]) in lost
        check(figure["state"] != "excluded" or where in kept or gone, name, "not left out", where)
        check(figure["state"] in sums | {"city"} or figure["value"] is None, name, "value", where)
    stated = sum(f["state"] == "not-applicable" and f["scope"] == "own" for f in mine)
    stated += sum(area["not_applicable"] for area in areas)
    check(stated >= row["rollup"]["not_applicable"], name, "not applicable")

rows = table("indicators")
same(
    "indicators",
    (
        tuple(
            r[k]
            for k in (
                "form", "indicator", "measure", "value", "numerator", "denominator", "people",
                "yes", "min", "max", "answered", "not_applicable", "expected", "without_base",
                "official_value", "official_yes", "official_text", "official_source", "target",
                "verdict", "provisional",
            )
        )
        for r in rows
    ),
    (
        (
            r["form"], r["indicator"], r["measure"], number(r["rollup"]["value"]),
            *(r["rollup"][k] for k in (
                "numerator", "denominator", "people", "yes", "min", "max", "answered",
                "not_applicable", "expected", "without_base",
            )),
            *spread(r["official"]["value"]), r["official"]["source"], r["target"], r["verdict"],
            r["provisional"],
        )
        for r in city["indicators"]
    ),
)

units = table("units")
expected = [unit for unit in units if unit["expected"]]
check(len(expected) == city["units"]["expected"], "expected units", len(expected))
check(sum(u["submitted"] for u in expected) == city["units"]["submitted"], "submitted units")
missing = [unit["unit"] for unit in expected if not unit["submitted"]]
same("missing", missing, city["units"]["missing"])
same("late", [unit["unit"] for unit in expected if unit["late"]], city["units"]["late"])
merged = {}
for found in city["files"]:
    if found["outcome"] == "merged":
        # Of files that complete each other the first.
        merged.setdefault(found["unit"], found["path"])
for unit in units:
    check(unit["file"] == merged.get(unit["unit"]), unit["unit"], "file")
    check(unit["merged"] == (unit["unit"] in merged) or not unit["expected"], unit["unit"], "merged")

keys = ("path", "unit", "outcome", "reason", "decision", "replaced_by", "sha256")
same("files", (tuple(f[k] for k in keys) for f in table("files")),
     (tuple(f[k] for k in keys) for f in city["files"]))
hashes = {f["path"]: f["sha256"] for f in city["files"]}
for figure in figures:
    check(figure["sha256"] == hashes[figure["file"]], figure["unit"], "sha256")

# The codes of each answer are those of the JSON, of files and beside them.
codes = {}
for finding in city["findings"]:
    for scope in [finding["scope"]] if finding["scope"] else ["own", "city"]:
        key = (finding["form"], finding["indicator"], scope, finding["unit"])
        codes.setdefault(key, set()).add(finding["code"])
paths = set(merged.values())
for figure in figures:
    key = tuple(figure[k] for k in ("form", "indicator", "scope", "unit"))
    found = set((figure["findings"] or "").split())
    check(found == codes.get(key, set()), key, "findings", found, codes.get(key))

if "tasks" in tables():
    keys = ("form", "indicator", "state", "due", "overdue", "answered", "not_assigned", "expected")
    same("tasks", (tuple(t[k] for k in keys) for t in table("tasks")),
         (tuple(t[k] for k in keys) for t in city["tasks"]))
    keys = ("unit", "standing", "status", "result", "evidence", "explanation", *PLACE)
    same(
        "replies",
        (tuple(r[k] for k in ("form", "indicator", "role", *keys)) for r in table("task_replies")),
        (
            (t["form"], t["indicator"], role, *(reply[k] for k in keys))
            for t in city["tasks"]
            for role, replies in (("lead", t["leads"]), ("cooperating", t["cooperating"]))
            for reply in replies
        ),
    )
check(("tasks" in tables()) == bool(city["tasks"]), "a table of tasks")

if "sections" in tables():
    keys = ("form", "indicator", "answered", "not_applicable", "expected")
    same("sections", (tuple(s[k] for k in keys) for s in table("sections")),
         (tuple(s[k] for k in keys) for s in city["sections"]))
    keys = ("unit", "text", "faulty", *PLACE)
    same(
        "passages",
        (tuple(p[k] for k in ("form", "indicator", *keys)) for p in table("passages")),
        (
            (s["form"], s["indicator"], *((p[k] if p[k] != "" else None) for k in keys))
            for s in city["sections"]
            for p in s["passages"]
        ),
    )
check(("sections" in tables()) == bool(city["sections"]), "a table of sections")

if "entries" in tables():
    keys = ("form", "unit", "line", "column", "text", "faulty")
    same(
        "entries",
        (tuple(e[k] for k in keys) for e in table("entries")),
        (
            (one["form"], entry["unit"], entry["indicator"], column, text, entry["faulty"])
            for one in city["lists"]
            for entry in one["entries"]
            for column in one["columns"]
            if (text := entry["values"][column]) is not None
        ),
    )
check(("entries" in tables()) == bool(city["lists"]), "a table of entries")

import frictionless  # noqa: E402  (the rest must hold without it)

report = frictionless.validate(str(folder / "datapackage.json"))
for error in report.flatten(["title", "rowNumber", "fieldName", "message"]):
    wrong.append(str(error))
for task in report.tasks:
    wrong.extend(f"{task.name}: {warning}" for warning in task.warnings)
check(len(report.tasks) == len(tables()), "not every table was validated")

print("\n".join(wrong[:40]), file=sys.stderr)
sys.exit(bool(wrong))
