"""A campaign's definition, read as plain TOML and CSV: who is asked what in a period."""

import csv
import re
import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

QUARTERS = {"I": 3, "II": 6, "III": 9, "IV": 12}


@dataclass
class Definition:
    period: dict
    units: dict  # the expected ones in their order: code to population or None
    apart: set  # units whose figures stand beside the total
    kind: dict  # unit to its first group
    word: dict  # unit to the word for its kind
    rows: list  # figures, tasks and sections in the order of the forms
    lists: list
    checks: list

    def of(self, kind):
        return [row for row in self.rows if row["kind"] == kind]


def read(folder, period_id):
    campaign = tomllib.loads((folder / "campaign.toml").read_text("utf-8"))
    [period] = [p for p in campaign["period"] if p["id"] == period_id]
    with open(folder / "units.csv", encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))

    def select(selectors):
        def matches(line, selector):
            if selector.startswith("@"):
                return selector[1:] in line["groups"].split(";")
            return selector in ("*", line["code"])

        chosen = [s for s in selectors if not s.startswith("!")]
        left = [s[1:] for s in selectors if s.startswith("!")]
        return [
            line["code"]
            for line in lines
            if any(matches(line, s) for s in chosen) and not any(matches(line, s) for s in left)
        ]

    def exists(line):
        until = period["until"]
        return (line.get("valid-from") or until) <= until <= (line.get("valid-to") or until)

    expected = set(select(period["expected"])) & {line["code"] for line in lines if exists(line)}
    lines_of = {line["code"]: line for line in lines if line["code"] in expected}
    parties = {p["phrase"]: set(select(p.get("units", []))) for p in campaign["party"]}

    def asked(phrases):
        return [u for u in lines_of if any(u in parties[phrase] for phrase in phrases)]

    rows, lists, checks = [], [], []
    for name in campaign["forms"]:
        form = tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))
        checks += form.get("check", [])
        common = {"form": name, "kind": form["kind"]}
        if form["kind"] == "list":
            columns = [c["field"] for c in form["column"] if "field" in c]
            asked_units = asked(form["own"])
            needed = [c["field"] for c in form["column"] if "field" in c and not c.get("optional")]
            asked_of = {"rows": form["rows"], "own": asked_units}
            lists.append({**common, "columns": columns, "needed": needed, **asked_of})
        for row in form.get("indicator", []):
            target = row.get("targets", {}).get(str(period["target-year"]))
            scopes = {scope: asked(row.get(scope, [])) for scope in ("own", "city")}
            rows.append({**row, **common, "asked": scopes, "target": target})
        for row in form.get("task", []):
            leads = asked(row["leads"])
            # Who leads does not co-operate too.
            others = [u for u in asked(row.get("with", [])) if u not in leads]
            rows.append({**row, **common, "leads": leads, "cooperating": others})
        for row in form.get("section", []):
            rows.append({**row, **common, "own": asked(row["own"])})

    groups = {group["id"]: group for group in campaign["group"]}
    kind = {unit: line["groups"].split(";")[0] for unit, line in lines_of.items()}
    people = {u: int(line["population"] or 0) or None for u, line in lines_of.items()}
    return Definition(
        period=period,
        units=people,
        apart={u for u, first in kind.items() if groups[first].get("apart")},
        kind=kind,
        word={unit: line["kind"] for unit, line in lines_of.items()},
        rows=rows,
        lists=lists,
        checks=checks,
    )


def due(time):
    """The last day on which a task is in time, or None."""
    if re.match(r"(thường xuyên|định kỳ|từ)\b", time.lower()):
        return None
    if found := re.search(r"\btháng (\d+)/(\d{4})", time.lower()):
        month, year = int(found[1]), int(found[2])
    elif found := re.search(r"\bQuý (\w+)/(\d{4})", time):
        month, year = QUARTERS[found[1]], int(found[2])
    elif found := re.search(r"\bNăm (?:\d{4}\s*-\s*)?(\d{4})", time):
        month, year = 12, int(found[1])
    else:
        return None
    return date(year, month, monthrange(year, month)[1]).isoformat()


class Target:
    """A target in its official notation."""

    def __init__(self, notation):
        text = notation.lower()
        if found := re.fullmatch(r"(>|trên)?\s*(\d+(?:,\d+)?)%", text):
            self.kind, self.strict = "percent", bool(found[1])
            self.edge = Fraction(found[2].replace(",", "."))
        elif found := re.fullmatch(r"(?:duy trì )?tốp (\d+)", text):
            self.kind, self.edge = "rank", int(found[1])
        elif found := re.fullmatch(r"(\d+) triệu \w+", text):
            self.kind, self.edge = "count", int(found[1]) * 1_000_000
        else:
            raise ValueError(f"a target that the oracle cannot read: {notation}")

    @property
    def is_whole(self):
        """Whether there is no other way to meet it than exactly: at least 100 %."""
        return self.kind == "percent" and self.edge == 100 and not self.strict

    def is_met(self, figure):
        if self.kind == "rank":
            return figure <= self.edge
        if self.kind == "percent" and self.strict:
            return figure > self.edge
        return figure >= self.edge


def shown(points, target):
    """Half-up to two decimals, never across the target."""
    hundredths = int(points * 100 + Fraction(1, 2))
    if target and target.kind == "percent":
        if points < target.edge <= Fraction(hundredths, 100):
            hundredths = int(points * 100)
        if target.strict and points > target.edge >= Fraction(hundredths, 100):
            hundredths = -int(-(points * 100) // 1)
    return float(f"{hundredths // 100}.{hundredths % 100:02d}")
