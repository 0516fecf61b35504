"""What one unit writes into its workbook: plausible, each kind of content somewhere, and some of it
left out or questionable, so that every finding has something to find."""

import re
from fractions import Fraction

from definition import Target, shown

NIL, NOT_APPLICABLE, NO_DATA = "Không phát sinh", "Không áp dụng", "Chưa có số liệu"
STATUSES = {
    "not-started": "Chưa thực hiện",
    "underway": "Đang thực hiện",
    "ongoing": "Thực hiện thường xuyên",
    "done": "Hoàn thành",
    "not-assigned": "Không được giao",
}
# Word for word means line breaks, quotation marks and what XML must escape, too.
TEXTS = [
    "Đã ban hành kế hoạch và kiện toàn tổ công nghệ số cộng đồng.",
    "- Tổ chức 12 lớp, trên 85% học viên đạt;\n- Nhóm Zalo của tổ dân phố;\n\n(kèm chi tiết)",
    "Mô hình “Gia đình số”: hộ < 4 người & hộ > 4 người, chung một 'tài khoản'",
    "Khoảng 1.200 lượt; 0,855; 50%",
    "  Thiếu máy tính,\tđường truyền chậm",
]


class Clerk:
    """The answers of one unit, by form, indicator and scope."""

    def __init__(self, unit, definition, dice):
        self.unit, self.dice, self.definition = unit, dice, definition
        self.population = definition.units[unit]
        self.answers = {}
        asked = [
            (row, scope)
            for row in definition.of("indicators")
            for scope in ("own", "city")
            if unit in row["asked"][scope]
        ]
        for row, scope in asked:
            self.answers[row["form"], row["id"], scope] = self.figure(row)
        # A check that is an error keeps answers out of the totals: its rows are written again.
        errors = [c["expression"] for c in definition.checks if c["severity"] == "error"]
        while failed := [e for e in errors if holds(e, self) is False]:
            for row, scope in asked:
                stem = f"{row['form']}_{row['id'].replace('.', '_')}_{scope}_"
                if any(stem in expression for expression in failed):
                    self.answers[row["form"], row["id"], scope] = self.figure(row)
        for row in definition.of("tasks"):
            if unit in row["leads"] + row["cooperating"]:
                self.answers[row["form"], row["id"], "own"] = self.task()
        for row in definition.of("outline"):
            if unit in row["own"]:
                self.answers[row["form"], row["id"], "own"] = self.passage()
        for form in definition.lists:
            if unit in form["own"]:
                self.lines(form)

    def chance(self, share):
        return self.dice.random() < share

    def text(self):
        return self.dice.choice(TEXTS).strip() + f" ({self.unit}, {self.dice.randrange(10**6)})"

    # ------------------------------------------------------------------ figures

    def figure(self, row):
        measure = row["measure"]
        if self.chance(0.05):
            word = self.dice.choice([NOT_APPLICABLE, NO_DATA])
            return {"word": word, "cells": {"value": word}}
        answer = getattr(self, "give_" + measure.replace("-", "_"))(row)
        cells = answer["cells"]
        if row.get("baseline") and self.chance(0.5):
            share = measure == "percent"
            cells["baseline"] = self.dice.randrange(50, 950) / 10 if share else 150
        if not (demands_evidence(row, answer) and self.chance(0.05)):
            if "evidence" in row or self.chance(0.3):
                cells["evidence"] = self.text()
        if self.chance(0.1):
            cells["explanation"] = self.text()
        return answer

    def give_percent(self, row):
        dice, target = self.dice, row["target"] and Target(row["target"])
        if self.chance(0.06):
            percent = Fraction(dice.randrange(4000, 9990), 100)
            return {"percent": percent, "cells": {"value": float(percent)}}
        most = max(self.population * 2 // 3 if self.population else 4000, 100)
        denominator = dice.randrange(40, most)
        numerator = denominator * dice.randrange(700, 1001) // 1000
        if target and self.chance(0.1):  # exactly on the target, and a hair below it
            denominator = 100 * dice.randrange(1, max(most // 100, 2))
            numerator = int(denominator * target.edge / 100) - dice.randrange(2)
        elif self.chance(0.05):
            numerator = dice.choice([0, denominator])
        cells = {"numerator": numerator, "denominator": denominator}
        if self.chance(0.2):  # the rate written over the form's formula
            cells["value"] = shown(Fraction(100 * numerator, denominator), None)
        return {"numerator": numerator, "denominator": denominator, "cells": cells}

    def give_count(self, _row):
        if self.chance(0.08):
            return {"count": 0, "cells": {"value": NIL}}
        most = min(self.population, 9000) if self.population else 90_000
        count = self.dice.randrange(0, most)
        return {"count": count, "cells": {"value": count}}

    def give_count_with_people(self, _row):
        count, people = self.dice.randrange(0, 40), self.dice.randrange(20, 2000)
        if self.chance(0.1):
            count, people = 0, 0
        cells = {"value": NIL if count == 0 and self.chance(0.5) else count, "people": people}
        return {"count": count, "people": people, "cells": cells}

    def give_documents(self, _row):
        count = self.dice.randrange(0, 9)
        return {"count": count, "cells": {"value": count}}

    def give_rank(self, _row):
        rank = self.dice.randrange(1, 11)
        return {"rank": rank, "cells": {"value": rank}}

    def give_yes_no(self, _row):
        yes = self.chance(0.7)
        return {"yes": yes, "cells": {"value": "Có" if yes else "Không"}}

    def give_arranged(self, _row):
        if self.chance(0.8):
            staff = self.dice.randrange(1, 6)
            return {"yes": True, "people": staff, "cells": {"value": "Đã bố trí", "people": staff}}
        return {"yes": False, "cells": {"value": "Chưa bố trí"}}

    def give_text(self, _row):
        text = self.text()
        return {"text": text, "cells": {"value": text}}

    # -------------------------------------------------------------------- words

    def task(self):
        status = self.dice.choice(["done", "done", "done", *STATUSES])
        cells = {"status": STATUSES[status], "result": self.text()}
        if self.chance(0.05):
            status, cells = None, {} if self.chance(0.5) else {"result": self.text()}
        for field in ("evidence", "explanation"):
            if self.chance(0.3):
                cells[field] = self.text()
        return {"status": status, "cells": cells}

    def passage(self):
        text = self.text()
        if self.chance(0.15):
            text = self.dice.choice([NIL, NOT_APPLICABLE, NO_DATA, None])
        return {"passage": text, "cells": {"text": text} if text else {}}

    def lines(self, form):
        columns, used = form["columns"], self.dice.randrange(0, min(form["rows"], 4) + 1)
        numbers = sorted(self.dice.sample(range(1, form["rows"] + 1), used))
        for number in numbers:
            cells = {column: self.text() for column in columns}
            if self.chance(0.1):
                del cells[self.dice.choice(columns)]
            self.answers[form["form"], str(number), "own"] = {"line": number, "cells": cells}
        if not numbers and self.chance(0.5):
            cells = {columns[0]: NIL}
            self.answers[form["form"], "1", "own"] = {"line": 1, "none": True, "cells": cells}


def demands_evidence(row, answer):
    """Whether the form demands evidence for such a figure."""
    if "evidence" not in row or row.get("evidence-field", "evidence") != "evidence":
        return False
    if row.get("evidence-when") == "below-full":
        return points(answer) < 100
    if "numerator" in answer:
        return answer["numerator"] > 0
    return any(answer.get(key) for key in ("percent", "count", "rank", "yes", "text"))


def points(answer):
    """A rate in percent points."""
    if "numerator" in answer:
        return Fraction(100 * answer["numerator"], answer["denominator"])
    return answer["percent"]


def holds(expression, clerk):
    """Whether a check holds; None where one of its figures is not there."""
    values = {"unit_population": clerk.population}
    for (form, row, scope), answer in clerk.answers.items():
        stem = f"{form}_{row.replace('.', '_')}_{scope}_"
        values[stem + "value"] = answer.get("count")
        for field in ("numerator", "denominator", "people"):
            values[stem + field] = answer.get(field)
    names = set(re.findall(r"[a-z]\w*", expression))
    if any(values.get(name) is None for name in names):
        return None
    for operator, word in (("||", " or "), ("&&", " and ")):
        expression = expression.replace(operator, word)
    return bool(eval(expression, {"__builtins__": {}}, values))  # noqa: S307
