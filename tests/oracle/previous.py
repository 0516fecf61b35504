"""What has become of figures from one period to the next, worked out without the program.

    previous.py SEED

Prints random answers of the campaign `tests/fixtures/hai-ky` over two periods, and what `merge
--previous` must say of them (docs/contract/previous.md, figures.md,
rules.md): every figure of then, exact, how far it has moved,
and where BD702 and BD709 stand. Units were merged (P10), split (P20, P21) and renamed (P30) in
between, and one is new (P40).
"""

import json
import random
import sys
from fractions import Fraction

# Of whom a unit of now is made; None where it cannot be compared.
ORIGINS = {
    "P01": ["P01"],
    "P02": ["P02"],
    "P03": ["P03"],
    "P04": ["P04"],
    "P10": ["O1", "O2"],
    "P20": None,
    "P21": None,
    "P30": ["O4"],
    "P40": [],
    "SO-A": ["SO-A"],
}
SPLIT = ["P20", "P21"]
THEN = ["P01", "P02", "P03", "P04", "O1", "O2", "O3", "O4", "SO-A"]
# Measure, how it moves in time, and whether figures of units add up.
ROWS = {
    "1": ("percent", "stock", True),
    "2": ("count", "cumulative", True),
    "3": ("count", "stock", True),
    "4": ("count", "period", True),
    "5": ("count-with-people", "cumulative", True),
    "6": ("documents", "cumulative", True),
    "7": ("yes-no", "stock", True),
    "8": ("arranged", "stock", True),
    "9": ("count", "cumulative", False),
    "10": ("rank", "stock", True),
}
CITY = ["1", "3", "10"]
REASON = "Số liệu đã được rà soát lại sau sáp nhập"
COUNTS = ("count", "count-with-people", "documents")


def answer(dice, measure, last):
    """A random answer; often that of last time, or nothing."""
    roll = dice.random()
    if roll < 0.12:
        return None
    if last and roll < 0.35:
        return dict(last)
    if measure == "percent":
        if dice.random() < 0.2:
            return {"percent": f"{dice.randrange(2, 100)}.{dice.randrange(1, 1000):03}"}
        whole = dice.randrange(3, 5000)
        return {"numerator": dice.randrange(0, whole + 1), "denominator": whole}
    if measure == "count-with-people":
        return {"count": dice.randrange(1, 40), "people": dice.randrange(1, 300)}
    if measure == "yes-no":
        return {"yes": dice.random() < 0.5}
    if measure == "arranged":
        yes = dice.random() < 0.5
        return {"yes": yes, "people": dice.randrange(1, 9) if yes else 0}
    if measure == "rank":
        return {"rank": dice.randrange(1, 30)}
    return {"count": dice.choice([0, dice.randrange(1, 12), dice.randrange(1, 4000)])}


def answers(dice, units, last):
    """The answers of units by row and scope, and the rows that they explain."""
    given, explained = {}, []
    for unit in units:
        city = unit == "SO-A"
        for row, (measure, _, _) in ROWS.items():
            if city != (row == "10") and not (city and row in CITY):
                continue
            scope = "city" if city else "own"
            before = last.get((unit, row, scope))
            # A unit that was formed from one repeats what that one said.
            only = ORIGINS.get(unit) or []
            if before is None and len(only) == 1:
                before = last.get((only[0], row, scope))
            made = answer(dice, measure, before)
            if made is not None:
                given[unit, row, scope] = made
                if dice.random() < 0.2:
                    explained.append([unit, row, scope])
    return given, explained


def points(figure):
    if "numerator" in figure:
        return Fraction(100 * figure["numerator"], figure["denominator"])
    return Fraction(figure["percent"])


def half_up(number):
    """Two decimals, half up."""
    hundred = number * 100 + Fraction(1, 2)
    return Fraction(hundred.numerator // hundred.denominator, 100)


def value(figure):
    """As JSON prints it."""
    if "numerator" in figure or "percent" in figure:
        return float(half_up(points(figure)))
    return next(figure[key] for key in ("count", "rank", "yes") if key in figure)


def parts(figure):
    percent = figure.get("percent")
    exact = None
    if percent is not None:
        number = Fraction(percent)
        exact = int(number) if number == int(number) else float(number)
    keys = ("numerator", "denominator", "people")
    return {**{key: figure.get(key) for key in keys}, "percent": exact}


def change(then, now):
    if "count" in then or "rank" in then:
        return value(now) - value(then)
    if "yes" in then:
        return None
    distance = points(now) - points(then)
    shown = half_up(distance)
    if shown == 0 and distance != 0:
        shown = Fraction(1 if distance > 0 else -1, 100)
    return float(shown)


def moves(then, now):
    """-1, 0, 1, of the exact figures; None for what has no distance."""
    if "yes" in then:
        return None
    if "count" in then or "rank" in then:
        distance = value(now) - value(then)
    else:
        distance = points(now) - points(then)
    return (distance > 0) - (distance < 0)


def total(figures, measure):
    """Figures of units that all add up."""
    if measure == "percent":
        if any("percent" in figure for figure in figures):
            return None
        keys = ("numerator", "denominator")
        return {key: sum(figure[key] for figure in figures) for key in keys}
    if measure in ("yes-no", "arranged", "rank"):
        return None
    made = {"count": sum(figure["count"] for figure in figures)}
    if measure == "count-with-people" and all("people" in figure for figure in figures):
        made["people"] = sum(figure["people"] for figure in figures)
    return made


def earlier(unit, row, scope, then):
    """State, figure and the units that it comes from."""
    measure, _, adds = ROWS[row]
    before = ORIGINS[unit]
    if before is None:
        return "split", None, []
    if not before:
        return "new", None, []
    given = [(code, then[code, row, scope]) for code in before if (code, row, scope) in then]
    codes = [code for code, _ in given]
    if not given:
        return "silent", None, []
    if len(before) == 1:
        return ("same" if before[0] == unit else "renamed"), given[0][1], codes
    figures = [figure for _, figure in given]
    made = total(figures, measure) if adds and len(given) == len(before) else None
    return ("summed", made, codes) if made else ("no-sum", None, codes)


def regrouped(row, scope, then, now):
    """P20 and P21, of what O3 was: both sides and how far they moved, where all gave a figure."""
    measure, _, adds = ROWS[row]
    if scope != "own" or not adds or measure in ("yes-no", "arranged", "rank"):
        return None
    before, after = then.get(("O3", row, scope)), [now.get((unit, row, scope)) for unit in SPLIT]
    if before is None or None in after:
        return None
    made = total(after, measure)
    if made is None:
        return None
    printed = lambda figure: {"value": value(figure), **parts(figure)}
    return {"units": SPLIT, "from": ["O3"], "then": printed(before), "now": printed(made),
            "change": change(before, made)}, before, made


def yes(figure):
    return figure.get("yes")


def summed(figures, measure, adds):
    """As JSON prints what figures of units come to."""
    keys = ("value", "numerator", "denominator", "people", "yes", "min", "max")
    made = dict.fromkeys(keys)
    without = sum("percent" in figure for figure in figures)
    figures = [figure for figure in figures if "percent" not in figure]
    made.update(answered=len(figures), without_base=without, not_applicable=0)
    if not figures or measure == "rank":
        return made
    if not adds:
        counts = [figure["count"] for figure in figures]
        made.update(min=min(counts), max=max(counts))
        return made
    if measure in ("yes-no", "arranged"):
        made["yes"] = sum(figure["yes"] for figure in figures)
    elif measure == "percent":
        rate = total(figures, measure)
        made.update(rate, value=value(rate))
    else:
        made["value"] = sum(figure["count"] for figure in figures)
    if measure == "documents":
        made["yes"] = sum(figure["count"] > 0 for figure in figures)
    if measure in ("count-with-people", "arranged"):
        made["people"] = sum(figure.get("people", 0) for figure in figures)
    return made


def way(then, now, measure):
    """From one sum to another."""
    if measure in ("yes-no", "arranged"):
        return None if None in (then["yes"], now["yes"]) else now["yes"] - then["yes"]
    if None in (then["value"], now["value"]):
        return None
    if measure == "percent":
        rates = [{key: sums[key] for key in ("numerator", "denominator")} for sums in (then, now)]
        return change(*rates)
    return now["value"] - then["value"]


def both_times(row, then, now):
    """What the units with a figure both times came to and come to; P20 and P21 count as two, together."""
    measure, _, adds = ROWS[row]
    if not adds or measure == "rank":
        return None
    before, after, units, only_now = [], [], 0, 0
    plain = lambda figure: "percent" not in figure
    for unit in [unit for unit in ORIGINS if (unit, row, "own") in now]:
        figure = now[unit, row, "own"]
        if unit in SPLIT:
            found = regrouped(row, "own", then, now)
            if not found:
                only_now += 1
            elif not plain(found[1]):
                only_now += 1
            elif unit == SPLIT[0]:
                before.append(found[1])
                after.append(found[2])
                units += len(SPLIT)
            continue
        _, earlier_figure, _ = earlier(unit, row, "own", then)
        if earlier_figure is None:
            only_now += 1
        elif plain(figure) and plain(earlier_figure):
            pair = [dict(earlier_figure), dict(figure)]
            if measure == "count-with-people" and not all("people" in one for one in pair):
                for one in pair:
                    one.pop("people", None)
            before.append(pair[0])
            after.append(pair[1])
            units += 1
        elif plain(figure):
            only_now += 1
    if not before:
        return None
    made = [summed(figures, measure, adds) for figures in (before, after)]
    for sums, figures in zip(made, (before, after)):
        sums["expected"] = len(figures)
    gone = [
        unit
        for unit in ORIGINS
        if unit not in SPLIT and unit != "SO-A" and (unit, row, "own") not in now
        and earlier(unit, row, "own", then)[1] is not None
    ]
    return {"units": units, "only_then": len(gone), "only_now": only_now, "then": made[0], "now": made[1],
            "change": way(made[0], made[1], measure)}


def rollup(row, given):
    """What the units' own figures come to, where that is one figure, and on how many it stands."""
    measure, _, adds = ROWS[row]
    figures = [figure for (_, r, scope), figure in given.items() if (r, scope) == (row, "own")]
    if measure == "percent":
        figures = [figure for figure in figures if "numerator" in figure]
    answered = len(figures)
    if not figures or not adds or measure in ("yes-no", "arranged", "rank"):
        return None, answered
    if measure == "count-with-people":
        figures = [{"people": 0, **figure} for figure in figures]
    return total(figures, measure), answered


def official(row, given):
    lead = given.get(("SO-A", row, "city"))
    made, answered = rollup(row, given)
    return (lead, "reported", answered) if lead else (made, "rollup", answered)


def falls(then, now):
    second = "people" in then and "people" in now and now["people"] < then["people"]
    return moves(then, now) == -1 or second


def calculate(then, now, explained):
    units, rows, still, findings = {}, {}, [], []
    for row, (measure, time, _) in ROWS.items():
        figure_then, source, answered = official(row, then)
        figure_now, source_now, _ = official(row, now)
        fallen = unchanged = 0
        held = measure in COUNTS and time != "period"
        for (unit, r, scope), figure in now.items():
            if r != row:
                continue
            state, before, codes = earlier(unit, row, scope, then)
            moved = moves(before, figure) if before else None
            units[f"{unit} {row} {scope}"] = {
                "state": state,
                "value": value(before) if before else None,
                **parts(before or {}),
                "change": change(before, figure) if before else None,
                "from": codes,
                "together": None,
            }
            found = regrouped(row, scope, then, now) if unit in SPLIT else None
            if found:
                units[f"{unit} {row} {scope}"]["together"] = found[0]
                if held and falls(found[1], found[2]):
                    findings.append(["BD702", unit, row, scope])
            nothing = before and not any(
                before.get(key) and Fraction(before[key]) for key in ("count", "numerator", "percent", "rank")
            )
            fallen += moved == -1
            unchanged += moved == 0 and not nothing
            if not before or not held:
                continue
            second = 0
            if "people" in before and "people" in figure:
                second = (figure["people"] > before["people"]) - (figure["people"] < before["people"])
            if falls(before, figure):
                findings.append(["BD702", unit, row, scope])
            elif moved == second == 0 and figure["count"] > 0:
                still.append((unit, row, scope, time))
        # A lead agency's figure is held against a lead agency's, a sum of units against such a sum.
        both = figure_then is not None and figure_now is not None and source == source_now
        own = lambda given: [figure for (_, r, scope), figure in given.items() if (r, scope) == (row, "own")]
        sums = [summed(own(given), measure, ROWS[row][2]) for given in (then, now)]
        printed = {"value": value(figure_then) if figure_then else None, **parts(figure_then or {})}
        held = {**printed, "change": change(figure_then, figure_now) if both else None, "source": source}
        if figure_then is not None and figure_now is not None and source != source_now:
            # Two kinds: units with units, where they come to one figure.
            made, _ = rollup(row, then)
            held = {
                "value": value(made) if made else None,
                **parts(made or {}),
                "change": way(sums[0], sums[1], measure) if ROWS[row][2] else None,
                "source": "rollup",
            }
        rows[row] = {
            **held,
            "official": {**printed, "source": source},
            "answered": answered,
            "expected": 0 if row == "10" else len(THEN) - 1,
            "rollup": {
                **sums[0],
                "expected": 0 if row == "10" else len(THEN) - 1,
                "change": way(sums[0], sums[1], measure) if ROWS[row][2] else None,
            },
            "both": both_times(row, then, now),
            "fallen": fallen,
            "unchanged": unchanged,
        }
    for unit, row, scope, time in still:
        several = sum(other[0] == unit for other in still) >= 3
        if time == "cumulative" or several:
            findings.append(["BD709", unit, row, scope])
    settled = [finding for finding in findings if finding[1:] in explained]
    return {"units": units, "rows": rows, "findings": findings, "settled": settled}


def cells(given, explained):
    """Unit, row, scope and what is written into which field."""
    said = {True: "Có", False: "Không"}
    arranged = {True: "Đã bố trí", False: "Chưa bố trí"}
    out = []
    for (unit, row, scope), figure in given.items():
        measure = ROWS[row][0]
        written = {key: figure[key] for key in ("numerator", "denominator", "people") if key in figure}
        if "yes" in figure:
            written["value"] = (arranged if measure == "arranged" else said)[figure["yes"]]
        for key in ("percent", "count", "rank"):
            if key in figure:
                # A comma, so that three decimals are no thousands.
                written["value"] = str(figure[key]).replace(".", ",")
        if [unit, row, scope] in explained:
            written["explanation"] = REASON
        out.append([unit, row, scope, {key: str(text) for key, text in written.items()}])
    return out


def main():
    dice = random.Random(int(sys.argv[1]))
    then, _ = answers(dice, THEN, {})
    now, explained = answers(dice, list(ORIGINS), then)
    made = calculate(then, now, explained)
    made["then"], made["now"] = cells(then, []), cells(now, explained)
    print(json.dumps(made, ensure_ascii=False))


main()
