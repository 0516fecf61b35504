"""What the returns come to, in the shape of the consolidation's JSON.

See docs/contract/json-consolidation.md and figures.md.
"""

from fractions import Fraction

from clerk import NO_DATA, NOT_APPLICABLE, points
from definition import Target, due, shown

# A section or a list that has nothing to tell says so, and that is an answer.
NO_ANSWER = (NOT_APPLICABLE, NO_DATA)


def kept(text):
    """Text as the program keeps it: a tab, which a paste leaves where a cell ended, ends a line."""
    return text.replace("\t", "\n") if isinstance(text, str) else text


class Returns:
    """The answers of the units that sent something."""

    def __init__(self, definition, clerks, places, files):
        self.definition, self.clerks, self.places = definition, clerks, places
        # The file of each unit and form.
        self.files = files

    def get(self, unit, row, scope="own"):
        clerk = self.clerks.get(unit)
        return clerk and clerk.answers.get((row["form"], row["id"], scope))

    def at(self, unit, form, row, scope, field):
        sheet, cell = self.places[unit][f"bdhvs_{form}_{row.replace('.', '_')}_{scope}_{field}"]
        return {"file": self.files[unit, form], "sheet": sheet, "cell": cell}

    # ------------------------------------------------------------------ figures

    def figures(self, row, scope):
        """The figures given and not replaced by a word, in the order of the units."""
        answers = [(unit, self.get(unit, row, scope)) for unit in row["asked"][scope]]
        return [(unit, answer) for unit, answer in answers if answer and "word" not in answer]

    def entry(self, row, unit, answer, scope):
        value = figure(answer)
        if row["measure"] == "percent":
            value = shown(value, row["target"] and Target(row["target"]))
        return {
            "unit": unit,
            "value": kept(value),
            "numerator": answer.get("numerator"),
            "denominator": answer.get("denominator"),
            "people": answer.get("people"),
            "percent": digits(answer.get("percent")),
            # Without an earlier consolidation.
            "previous": None,
            **self.at(unit, row["form"], row["id"], scope, "value"),
        }

    def rollup(self, row):
        """What the units come to that count, and the exact total where there is one."""
        counted = [u for u in row["asked"]["own"] if u not in self.definition.apart]
        given = [a for u, a in self.figures(row, "own") if u in counted]
        words = [(self.get(u, row) or {}).get("word") for u in counted]
        without_base = sum("percent" in answer for answer in given)
        rollup = dict.fromkeys(["value", "numerator", "denominator", "people", "yes", "min", "max"])
        rollup |= {
            "answered": len(given) - without_base,
            "not_applicable": words.count(NOT_APPLICABLE),
            "expected": len(counted) - words.count(NOT_APPLICABLE),
            "without_base": without_base,
        }
        measure, total = row["measure"], None
        counts = [answer["count"] for answer in given if "count" in answer]
        if row.get("rollup") == "listed":
            if counts:
                rollup["min"], rollup["max"] = min(counts), max(counts)
        elif measure == "percent":
            based = [answer for answer in given if "numerator" in answer]
            if based:
                rollup["numerator"] = sum(answer["numerator"] for answer in based)
                rollup["denominator"] = sum(answer["denominator"] for answer in based)
                total = Fraction(100 * rollup["numerator"], rollup["denominator"])
                rollup["value"] = shown(total, row["target"] and Target(row["target"]))
        elif measure in ("yes-no", "arranged") and given:
            rollup["yes"] = sum(answer["yes"] for answer in given)
            if measure == "arranged":
                rollup["people"] = sum(answer.get("people") or 0 for answer in given)
        elif counts:
            total = rollup["value"] = sum(counts)
            if measure == "documents":
                rollup["yes"] = sum(count > 0 for count in counts)
            elif measure == "count-with-people":
                rollup["people"] = sum(answer["people"] for answer in given)
        return rollup, total

    def indicator(self, row):
        rollup, official = self.rollup(row)
        reported = self.figures(row, "city")
        source, value = "rollup", rollup["value"]
        if reported:
            source, official, value = "undecided", None, None
            if len(row["asked"]["city"]) == 1:
                source, official = "reported", figure(reported[0][1])
                value = self.entry(row, *reported[0], "city")["value"]
        keys = ("numerator", "denominator", "people", "percent")
        parts = dict.fromkeys(keys)
        if source == "rollup" and value is not None:
            parts |= {key: rollup[key] for key in keys[:3]}
        elif source == "reported":
            entry = self.entry(row, *reported[0], "city")
            parts = {key: entry[key] for key in keys}
        verdict = "none"
        if row["target"] and row.get("rollup") != "listed":
            verdict = "insufficient"
            if official is not None:
                verdict = "met" if Target(row["target"]).is_met(official) else "missed"
        rests = verdict in ("met", "missed") and source == "rollup"
        if rests and Target(row["target"]).kind == "count":
            # A sum stays at what it has reached; what it has not, the missing units may bring.
            rests = False
            if verdict == "missed" and rollup["answered"] < rollup["expected"]:
                verdict = "insufficient"
        own = self.figures(row, "own")
        return {
            "form": row["form"],
            "indicator": row["id"],
            "measure": row["measure"],
            "aggregation": row.get("rollup") or "sum",
            "rollup": rollup,
            "reported": [self.entry(row, u, a, "city") for u, a in reported],
            "official": {"value": value, **parts, "source": source},
            "target": row["target"],
            "verdict": verdict,
            "provisional": rests and rollup["answered"] < rollup["expected"],
            "contributions": [
                # No unit is an area with units of its own.
                {
                    **self.entry(row, u, a, "own"),
                    "counted": u not in self.definition.apart,
                    "beneath": None,
                }
                for u, a in own
            ],
            "excluded": [],
            "previous": None,
        }

    # -------------------------------------------------------------------- words

    def said(self, row, unit):
        answer = self.get(unit, row)
        cells = answer["cells"] if answer else {}
        nowhere = {"file": None, "sheet": None, "cell": None}
        return {
            "unit": unit,
            "standing": "answered" if answer and answer["status"] else "unanswered",
            "status": answer and answer["status"],
            **{field: kept(cells.get(field)) for field in ("result", "evidence", "explanation")},
            **(self.at(unit, row["form"], row["id"], "own", "status") if answer else nowhere),
        }

    def task(self, row):
        leads = [self.said(row, unit) for unit in row["leads"]]
        statuses = [lead["status"] for lead in leads]
        assigned = [status for status in statuses if status != "not-assigned"]
        if not leads:
            state = "unled"
        elif not assigned:
            state = "not-assigned"
        elif len(set(assigned)) == 1:
            state = assigned[0] or "unanswered"
        else:
            state = "mixed"
        return {
            "form": row["form"],
            "indicator": row["id"],
            "state": state,
            "due": due(row.get("time", "")),
            "overdue": any(self.is_overdue(row, status) for status in statuses),
            "answered": sum(status is not None for status in assigned),
            "not_assigned": statuses.count("not-assigned"),
            "expected": len(assigned),
            "statuses": {
                key.replace("-", "_"): statuses.count(key)
                for key in ("not-started", "underway", "ongoing", "done")
            },
            "leads": leads,
            "cooperating": [self.said(row, unit) for unit in row["cooperating"]],
        }

    def is_overdue(self, row, status):
        last = due(row.get("time", ""))
        late = last is not None and last <= self.definition.period["until"]
        return late and status in ("not-started", "underway", "ongoing")

    def section(self, row):
        given = [(unit, (self.get(unit, row) or {}).get("passage")) for unit in row["own"]]
        texts = [text for _, text in given]
        apart = texts.count(NOT_APPLICABLE)
        return {
            "form": row["form"],
            "indicator": row["id"],
            "answered": sum(text is not None and text not in NO_ANSWER for text in texts),
            "not_applicable": apart,
            "expected": len(texts) - apart,
            "passages": [
                {
                    "unit": unit,
                    "text": kept(text),
                    "faulty": False,
                    **self.at(unit, row["form"], row["id"], "own", "text"),
                }
                for unit, text in given
                if text
            ],
        }

    def list(self, form):
        entries = []
        for unit in form["own"]:
            for line in range(1, form["rows"] + 1):
                answer = self.get(unit, {"form": form["form"], "id": str(line)})
                if answer:
                    values = {c: kept(answer["cells"].get(c)) for c in form["columns"]}
                    at = self.at(unit, form["form"], str(line), "own", form["columns"][0])
                    entry = {"unit": unit, "indicator": str(line), "values": values}
                    entries.append({**entry, "faulty": False, **at})
        return {
            "form": form["form"],
            "columns": form["columns"],
            "answered": len({entry["unit"] for entry in entries}),
            "expected": len(form["own"]),
            "entries": entries,
        }


def digits(percent):
    """A percentage in its own digits: a whole one has no decimals."""
    if percent is None:
        return None
    return int(percent) if percent == int(percent) else float(percent)


def figure(answer):
    """What an answer is judged by: points, a rank, a count; else what it says."""
    if "numerator" in answer:
        return points(answer)
    keys = ("percent", "rank", "count", "yes", "text")
    return next(answer[key] for key in keys if key in answer)
