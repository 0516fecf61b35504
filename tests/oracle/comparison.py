"""What a lead agency reports held against what the units come to, exactly, in words.

See docs/contract/figures.md.
"""

from fractions import Fraction


def count(number):
    """1250 as it is printed: 1.250."""
    return f"{number:,}".replace(",", ".")


def percent(points):
    """A percentage as it is printed: as many decimals as it needs."""
    text = f"{points:f}" if not isinstance(points, Fraction) else decimal(points)
    whole, _, rest = text.partition(".")
    rest = rest.rstrip("0")
    return count(int(whole)) + ("," + rest if rest else "")


def decimal(exact):
    """Half-up to two decimals; to more where that would be zero and the number is not."""
    for places in range(2, 11):
        scaled = int(exact * 10**places + Fraction(1, 2))
        if scaled or not exact:
            return f"{scaled // 10**places}.{scaled % 10**places:0{places}}"
    return "0"


def signed(number, text):
    return text if not number else ("+" if number > 0 else "−") + text


def exact(figure):
    """What a rate is, or a percentage as it is written."""
    if figure.get("denominator"):
        return Fraction(100 * figure["numerator"], figure["denominator"])
    return Fraction(str(figure["value"]))


def gap(row, lead):
    """The difference in words, and whether the two agree; None where they cannot be compared."""
    rollup = row["rollup"]
    if row["measure"] == "percent":
        if rollup["denominator"] is None:
            return None
        theirs, ours = exact(lead), exact(rollup)
        apart = theirs - ours
        said = "Khớp" if not apart else "Lệch"
        if apart and not lead["denominator"] and is_rounded(ours, str(lead["value"])):
            said = "Khớp khi làm tròn"
        return signed(apart, percent(abs(apart))) + " điểm %", said
    if rollup["value"] is None or not isinstance(lead["value"], int):
        return None
    apart = lead["value"] - rollup["value"]
    text, parts = signed(apart, count(abs(apart))), [apart]
    if row["measure"] == "count-with-people":
        parts.append(lead["people"] - rollup["people"])
        text += f" ({signed(parts[1], count(abs(parts[1])))})"
    return text, "Lệch" if any(parts) else "Khớp"


def is_rounded(rate, written):
    """Whether a written percentage is the rate, rounded or cut to the decimals that it has."""
    written = written.removesuffix(".0")
    unit = Fraction(1, 10 ** len(written.partition(".")[2]))
    number = Fraction(written)
    return number - unit / 2 <= rate < number + unit
