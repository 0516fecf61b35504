"""Every finding that the data implies: unit, code, form, indicator, scope."""

import re

from clerk import NO_DATA, demands_evidence, holds
from comparison import gap
from consolidation import figure
from definition import Target


def of_files(definition, clerks):
    """The findings about the answers of each unit."""
    found = []
    for unit, clerk in clerks.items():
        for row in definition.rows:
            for scope in ("own", "city"):
                if answer := clerk.answers.get((row["form"], row["id"], scope)):
                    codes = of_answer(row, scope, answer)
                    found += [[unit, code, row["form"], row["id"], scope] for code in codes]
        for form in definition.lists:
            for (name, line, _), answer in clerk.answers.items():
                lacks = any(field not in answer["cells"] for field in form["needed"])
                if name == form["form"] and lacks and "none" not in answer:
                    found.append([unit, "BD401", name, line, "own"])
        for check in definition.checks:
            if holds(check["expression"], clerk) is False:
                # The figure that the check names first answers for it.
                name = re.search(r"([a-z0-9]+)_(\w+?)_(own|city)_", check["expression"])
                found.append([unit, "BD506", name[1], name[2].replace("_", "."), name[3]])
    return sorted(found)


def of_answer(row, scope, answer):
    if row["kind"] == "tasks":
        return [] if answer["status"] else ["BD401"]
    if row["kind"] == "outline":
        return ["BD401"] if answer["passage"] in (None, NO_DATA) else []
    if "word" in answer:
        return []
    codes = []
    if "percent" in answer:
        codes.append("BD505")
    if demands_evidence(row, answer) and "evidence" not in answer["cells"]:
        codes.append("BD503")
    # A target of the whole area, as every count is, says nothing about one unit's part of it.
    if not row["target"] or (row.get("judged") == "total" and scope == "own"):
        return codes
    target = Target(row["target"])
    if target.kind == "count":
        return codes
    if not target.is_met(figure(answer)):
        codes.append("BD601")
    # 100 % is met in no other way.
    if figure(answer) == target.edge and not target.is_whole:
        codes.append("BD602")
    return codes


def beside(returns):
    """The findings about one figure that the others imply."""
    definition, found = returns.definition, []
    for row in definition.of("indicators"):
        place = [row["form"], row["id"], "own"]
        own = returns.figures(row, "own")
        whole = [size(answer) for _, answer in returns.figures(row, "city")]
        whole = max([size for size in whole if size is not None], default=None)
        kinds = {}
        for unit, answer in own:
            if whole is not None and (size(answer) or 0) > whole:
                found.append([unit, "BD710", *place])
            if {"numerator", "percent", "count"} & answer.keys():
                kinds.setdefault(definition.word[unit], []).append((figure(answer), unit))
        found += [[u, "BD701", *place] for u in excessive(definition, row, own)]
        for figures in kinds.values():
            figures.sort()
            if len(figures) >= 12:
                low = figures[-(-len(figures) // 4) - 1][0]
                high = figures[-(-3 * len(figures) // 4) - 1][0]
                reach = 3 * (high - low)
                told = excessive(definition, row, own)
                far = [u for f, u in figures if f < low - reach or f > high + reach]
                far = [u for u in far if u not in told]
                found += [[unit, "BD701", *place] for unit in far if reach]
    return found


def excessive(definition, row, own):
    """The units that count more than 100 times the median of at least three others of their kind. No
    clerk counts more people than live there."""
    kinds, far = {}, []
    for unit, answer in own:
        if "count" in answer:
            kinds.setdefault(definition.word[unit], []).append((answer["count"], unit))
    for figures in kinds.values():
        figures.sort()
        others = len(figures) - 1
        for at, (figure, unit) in enumerate(figures):
            middle = [(others - 1) // 2, others // 2]
            twice = sum(figures[i if i < at else i + 1][0] for i in middle) if others >= 3 else 0
            if 0 < 100 * twice < 2 * figure:
                far.append(unit)
    return far


def size(answer):
    """What an answer counts; of a rate, all those concerned."""
    return answer.get("denominator", answer.get("count"))


def across(returns):
    """The findings over all returns together."""
    definition, found = returns.definition, []
    for row in definition.of("indicators"):
        rollup, _ = returns.rollup(row)
        place = [row["form"], row["id"]]
        for unit, answer in returns.figures(row, "city"):
            lead = returns.entry(row, unit, answer, "city")
            compared = gap({"measure": row["measure"], "rollup": rollup}, lead)
            if compared and compared[1] == "Lệch":
                found.append([unit, "BD703", *place, "city"])
        totals = {}
        for unit, answer in returns.figures(row, "own"):
            if row.get("double-count") and unit not in definition.apart:
                kind = definition.kind[unit]
                totals[kind] = totals.get(kind, 0) + answer["count"]
        if sum(total > 0 for total in totals.values()) > 1:
            found.append([None, "BD707", *place, "own"])
    for unit in definition.units:
        if unit not in returns.clerks:
            found.append([unit, "BD705", None, None, None])
    for row in definition.of("tasks"):
        for unit in row["leads"]:
            if returns.is_overdue(row, returns.said(row, unit)["status"]):
                found.append([unit, "BD708", row["form"], row["id"], "own"])
    return sorted(found, key=lambda finding: [text or "" for text in finding])
