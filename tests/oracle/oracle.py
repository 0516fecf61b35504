"""Fills every issued workbook and works out by itself what the city's figures must be.

Independent of the program in both directions: the workbooks are filled through their defined names
and saved by openpyxl, and the results are computed with exact fractions from what was filled in and
from the definition, read as plain TOML and CSV.

    oracle.py ISSUED DEFINITION RETURNS RESULT.json SEED
"""

import csv
import json
import random
import re
import sys
import tomllib
from fractions import Fraction
from pathlib import Path

import openpyxl

NIL, NOT_APPLICABLE, NO_DATA = "Không phát sinh", "Không áp dụng", "Chưa có số liệu"
YEAR = "2025"


def read_definition(folder):
    """Rows with the units asked, and the units with their population, in order."""
    campaign = tomllib.loads((folder / "campaign.toml").read_text("utf-8"))
    with open(folder / "units.csv", encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    units = {line["code"]: int(line["population"] or 0) for line in lines}
    groups = {}
    for line in lines:
        for group in line["groups"].split(";"):
            groups.setdefault(group, []).append(line["code"])

    def select(selector):
        if selector == "*":
            return list(units)
        return groups[selector[1:]] if selector.startswith("@") else [selector]

    parties = {p["phrase"]: [u for s in p["units"] for u in select(s)] for p in campaign["party"]}
    rows = []
    for form in campaign["forms"]:
        for row in tomllib.loads((folder / f"{form}.toml").read_text("utf-8"))["indicator"]:
            asked = {
                scope: [u for u in units if any(u in parties[p] for p in row.get(scope, []))]
                for scope in ("own", "city")
            }
            target = row.get("targets", {}).get(YEAR)
            rows.append({**row, "form": form, "asked": asked, "target": target})
    return rows, units


def bound(target):
    """The bound of a target in percent points, and whether it must be exceeded."""
    found = re.fullmatch(r"(>?)\s*(\d+(?:,\d+)?)%", target or "")
    return (Fraction(found[2].replace(",", ".")), found[1] == ">") if found else None


def is_met(figure, target):
    limit = bound(target)
    if limit:
        return figure > limit[0] if limit[1] else figure >= limit[0]
    return figure <= int(re.search(r"\d+", target)[0])  # Tốp 5


def shown(points, target):
    """Half-up to two decimals, never across the target."""
    hundredths = int(points * 100 + Fraction(1, 2))
    limit = bound(target)
    if limit:
        value, strict = limit
        if points < value <= Fraction(hundredths, 100):
            hundredths = int(points * 100)
        if strict and points > value >= Fraction(hundredths, 100):
            hundredths = -int(-(points * 100) // 1)
    return float(f"{hundredths // 100}.{hundredths % 100:02d}")


class Clerk:
    """What one unit writes: plausible, each kind of content somewhere."""

    def __init__(self, dice, population):
        self.dice, self.population, self.given = dice, population, {}

    def rate(self, row, scope):
        dice = self.dice
        if dice.random() < 0.06:
            return {"word": dice.choice([NOT_APPLICABLE, NO_DATA])}
        if dice.random() < 0.06:
            return {"percent": Fraction(dice.randrange(4000, 9990), 100)}
        most = self.population * 2 // 3 if self.population and row["id"] in "34" else 4000
        denominator = dice.randrange(40, max(most, 41))
        numerator = denominator * dice.randrange(700, 1001) // 1000
        limit = bound(row["target"])
        if limit and dice.random() < 0.1:  # exactly on the target, and a hair below it
            denominator = 100 * dice.randrange(1, max(most // 100, 2))
            numerator = int(denominator * limit[0] / 100) - dice.randrange(2)
        return {"numerator": numerator, "denominator": denominator}

    def count(self, row, least=0):
        dice = self.dice
        if dice.random() < 0.05:
            return {"word": dice.choice([NOT_APPLICABLE, NO_DATA])}
        if least == 0 and dice.random() < 0.05:
            return {"count": 0, "as": NIL}
        most = min(self.population, 9000) if self.population else 90_000
        return {"count": dice.randrange(least, max(most, least + 1))}

    def answer(self, row, scope):
        measure, key = row["measure"], (row["form"], row["id"])
        if measure == "percent":
            answer = self.rate(row, scope)
            # A share of zero beside programmes that are counted would be remarked.
            if key == ("bieu2", "19") and answer.get("numerator") == 0:
                answer["numerator"] = 1
        elif measure == "rank":
            answer = {"rank": self.dice.randrange(1, 11)}
        elif measure == "arranged":
            yes = self.dice.random() < 0.8
            answer = {"yes": yes, "people": self.dice.randrange(1, 6) if yes else None}
            if self.dice.random() < 0.05:
                answer = {"word": self.dice.choice([NOT_APPLICABLE, NO_DATA])}
        elif measure == "documents":
            answer = {"count": self.dice.randrange(0, 9)}
        else:
            # Visits need points, and members are at least as many as teams.
            least = {"11": 0, "10": 1, "17": self.given.get(("bieu2", "16"), 0)}.get(row["id"], 0)
            answer = self.count(row, least if row["form"] == "bieu2" else 0)
        self.given[key] = answer.get("count", 0)
        return answer


def written(row, answer, dice):
    """The cells of an answer."""
    cells = {}
    if "word" in answer:
        return {"value": answer["word"]}
    if "numerator" in answer:
        cells["numerator"], cells["denominator"] = answer["numerator"], answer["denominator"]
        if dice.random() < 0.2:  # the rate written over the form's formula
            cells["value"] = shown(Fraction(100 * answer["numerator"], answer["denominator"]), None)
    elif "percent" in answer:
        cells["value"] = float(answer["percent"])
    elif "yes" in answer:
        cells["value"] = "Đã bố trí" if answer["yes"] else "Chưa bố trí"
        cells["people"] = answer["people"]
    else:
        cells["value"] = answer.get("as", answer.get("count", answer.get("rank")))
    if row["measure"] == "percent" and row.get("baseline") and dice.random() < 0.5:
        cells["baseline"] = dice.randrange(50, 950) / 10
    if "evidence" in row and row.get("evidence-field", "evidence") == "evidence":
        cells["evidence"] = "Báo cáo số 15/BC ngày 20/9/2025"
    return cells


def fill(path, out, rows, unit, population, dice):
    book = openpyxl.load_workbook(path)
    places = {}
    for name, defined in book.defined_names.items():
        for sheet, cell in defined.destinations:
            places[name] = (sheet, cell.replace("$", ""))
    clerk, answers = Clerk(dice, population), {}
    for row in rows:
        for scope in ("own", "city"):
            if unit not in row["asked"][scope]:
                continue
            answer = clerk.answer(row, scope)
            stem = f"bdhvs_{row['form']}_{row['id'].replace('.', '_')}_{scope}_"
            for field, content in written(row, answer, dice).items():
                sheet, cell = places[stem + field]
                book[sheet][cell] = content
            answer["sheet"], answer["cell"] = places[stem + "value"]
            answers[row["form"], row["id"], scope] = answer
    book.save(out)
    return answers


def figure(row, answer):
    """What an answer is judged by: points, a rank, a count; None for none."""
    if "numerator" in answer:
        return Fraction(100 * answer["numerator"], answer["denominator"])
    return answer.get("percent", answer.get("rank", answer.get("count")))


def entry(row, unit, answer):
    value = figure(row, answer)
    if row["measure"] == "percent":
        value = shown(value, row["target"])
    elif row["measure"] == "arranged":
        value = answer["yes"]
    return {
        "unit": unit,
        "value": value,
        "numerator": answer.get("numerator"),
        "denominator": answer.get("denominator"),
        "people": answer.get("people"),
        "file": f"in/{unit}.xlsx",
        "sheet": answer["sheet"],
        "cell": answer["cell"],
    }


def consolidate(row, answers):
    key = (row["form"], row["id"])
    given = {
        scope: [(u, answers[u][(*key, scope)]) for u in row["asked"][scope]]
        for scope in ("own", "city")
    }
    own = [(u, a) for u, a in given["own"] if "word" not in a]
    city = [(u, a) for u, a in given["city"] if "word" not in a]
    apart = sum(a.get("word") == NOT_APPLICABLE for _, a in given["own"])
    rollup = dict.fromkeys(["value", "numerator", "denominator", "people", "yes", "min", "max"])
    without_base = sum("percent" in a for _, a in own)
    rollup |= {
        "answered": len(own) - without_base,
        "not_applicable": apart,
        "expected": len(given["own"]) - apart,
        "without_base": without_base,
    }
    total, listed = None, row.get("rollup") == "listed"
    counts = [a["count"] for _, a in own if "count" in a]
    if row["measure"] == "percent":
        based = [a for _, a in own if "numerator" in a]
        if based:
            rollup["numerator"] = sum(a["numerator"] for a in based)
            rollup["denominator"] = sum(a["denominator"] for a in based)
            total = Fraction(100 * rollup["numerator"], rollup["denominator"])
            rollup["value"] = shown(total, row["target"])
    elif listed:
        rollup["min"], rollup["max"] = min(counts), max(counts)
    elif row["measure"] == "arranged":
        rollup["yes"] = sum(a["yes"] for _, a in own)
        rollup["people"] = sum(a["people"] or 0 for _, a in own)
    elif counts:
        total = rollup["value"] = sum(counts)
        if row["measure"] == "documents":
            rollup["yes"] = sum(count > 0 for count in counts)
    source, official, value = "rollup", total, rollup["value"]
    if city:
        source, official, value = "undecided", None, None
        if len(row["asked"]["city"]) == 1:
            source, official = "reported", figure(row, city[0][1])
            value = entry(row, *city[0])["value"]
    verdict = "none"
    if row["target"] and not listed:
        verdict = "insufficient"
        if official is not None:
            verdict = "met" if is_met(official, row["target"]) else "missed"
    rests = verdict in ("met", "missed") and source == "rollup"
    return {
        "form": row["form"],
        "indicator": row["id"],
        "measure": row["measure"],
        "rollup": rollup,
        "reported": [entry(row, u, a) for u, a in city],
        "official": {"value": value, "source": source},
        "target": row["target"],
        "verdict": verdict,
        "provisional": rests and rollup["answered"] < rollup["expected"],
        "contributions": [entry(row, u, a) | {"counted": True} for u, a in own],
        "excluded": [],
    }


def findings(rows, answers):
    """Every finding that the data implies: unit, code, row, scope."""
    found = []
    for row in rows:
        for unit, given in answers.items():
            for scope in ("own", "city"):
                answer = given.get((row["form"], row["id"], scope))
                if answer is None or "word" in answer:
                    continue
                place = [row["form"], row["id"], scope]
                if "percent" in answer:
                    found.append([unit, "BD505", *place])
                if not row["target"]:
                    continue
                value, limit = figure(row, answer), bound(row["target"])
                if not is_met(value, row["target"]):
                    found.append([unit, "BD601", *place])
                edge = limit[0] if limit else int(re.search(r"\d+", row["target"])[0])
                # 100 % is met in no other way.
                if value == edge and row["target"] != "100%":
                    found.append([unit, "BD602", *place])
    return sorted(found)


def main():
    issued, definition, out, result, seed = sys.argv[1:]
    rows, units = read_definition(Path(definition))
    dice = random.Random(int(seed))
    answers = {}
    for unit, population in units.items():
        [path] = Path(issued).glob(f"{unit}_*.xlsx")
        answers[unit] = fill(path, Path(out) / f"{unit}.xlsx", rows, unit, population, dice)
    expected = {
        "indicators": [consolidate(row, answers) for row in rows],
        "findings": findings(rows, answers),
    }
    Path(result).write_text(json.dumps(expected, ensure_ascii=False, indent=1), "utf-8")


main()
