//! The formulas of the workbook, put together from pieces. Only functions that Excel 2010 and
//! LibreOffice 7 have, and only arithmetic on whole numbers that a binary float holds exactly, so
//! that whoever recalculates the workbook gets the figures that it was written with.

use num_rational::Ratio;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use crate::campaign::Indicator;
use crate::values::key::Field;
use crate::values::quantity::rate::Rate;
use crate::values::quantity::rate_form::RateForm;
use crate::values::quantity::target::{Bound, Level, Target};

/// Numerators and denominators up to which every step of the formula of a percentage is exact, in
/// programs that take numbers for equal at fifteen digits too.
const LARGEST: i64 = 1_000_000_000;
/// The number that has one digit more than programs keep.
const MOST_DIGITS: i64 = 1_000_000_000_000_000;

/// The longest formula that Excel reads, and the longest text in one, in UTF-16 units.
const LONGEST: (usize, usize) = (8_191, 255);

/// Whether Excel reads a formula: one that is too long, or holds a text that is, makes it call the whole
/// workbook damaged.
pub(super) fn is_readable(formula: &str) -> bool {
    // Names of sheets stand between apostrophes, and may hold quotes.
    let mut open = None;
    let (mut length, mut text) = (0, 0);
    for letter in formula.chars() {
        length += letter.len_utf16();
        match (open, letter) {
            (None, '"' | '\'') => (open, text) = (Some(letter), 0),
            (Some(mark), _) if mark == letter => open = None,
            (Some('"'), _) => text += letter.len_utf16(),
            _ => {}
        }
        if text > LONGEST.1 {
            return false;
        }
    }
    length <= LONGEST.0
}

pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A text as a criterion that means nothing but itself: `*`, `?` and `~` have a meaning there.
pub(super) fn criterion(text: &str) -> String {
    let plain: String = text
        .chars()
        .flat_map(|c| matches!(c, '*' | '?' | '~').then_some('~').into_iter().chain([c]))
        .collect();
    quoted(&plain)
}

/// The name of a sheet in front of an address.
pub(super) fn sheet(name: &str) -> String {
    format!("'{}'!", name.replace('\'', "''"))
}

/// A whole number in words, with points between the thousands whatever the program's language.
pub(super) fn count(of: &str) -> String {
    format!("SUBSTITUTE(FIXED({of},0),\",\",\".\")")
}

/// A text with expressions in the places that are marked in it; a text alone stays one.
pub(super) fn spliced(text: &str, parts: &[(char, &str)]) -> String {
    let mut pieces = Vec::new();
    let mut words = String::new();
    for letter in text.chars() {
        match parts.iter().find(|(mark, _)| *mark == letter) {
            Some((_, expression)) => {
                if !words.is_empty() {
                    pieces.push(quoted(&std::mem::take(&mut words)));
                }
                pieces.push((*expression).to_owned());
            }
            None => words.push(letter),
        }
    }
    if !words.is_empty() || pieces.is_empty() {
        pieces.push(quoted(&words));
    }
    pieces.join("&")
}

/// The expressions of the two figures of a rate, as whole numbers, and what turns them into what the rate
/// comes to: over × n ÷ (under × d).
#[derive(Debug, Clone)]
pub(super) struct RateExpression {
    n: String,
    d: String,
    over: i64,
    under: i64,
    /// Of what is shown.
    decimals: u32,
}

impl RateExpression {
    /// Of the addresses of the two figures of a row.
    pub(super) fn new(n: &str, d: &str, row: &Indicator) -> Self {
        let decimals =
            [Field::Numerator, Field::Denominator].map(|field| row.decimals(field).unwrap_or(0));
        Self::of([n, d], decimals, row.rate_form())
    }

    /// Of two addresses, and how many decimals the numbers there have.
    fn of([n, d]: [&str; 2], [of_n, of_d]: [u32; 2], form: RateForm) -> Self {
        let RateForm { per, decimals } = form;
        let (over, under) = (i64::from(per.factor()) * 10_i64.pow(of_d), 10_i64.pow(of_n));
        let factor = Ratio::new(over, under);
        Self {
            n: in_units(n, of_n),
            d: in_units(d, of_d),
            over: *factor.numer(),
            under: *factor.denom(),
            decimals,
        }
    }

    /// Whether a spreadsheet works a rate out exactly: every product stays below the digits that it
    /// keeps.
    fn is_exact(&self, rate: Rate) -> bool {
        let units = |number: Decimal| {
            let mut number = number;
            if number.set_scale(0).is_err() { Decimal::MAX } else { number }
        };
        let (n, d) = (units(rate.numerator()), units(rate.denominator()));
        let shown = Decimal::from(10_i64.pow(self.decimals));
        let over = n.checked_mul((2 * self.over).into()).and_then(|n| n.checked_mul(shown));
        let under = d.checked_mul((2 * self.under).into());
        let fits = |product: Option<Decimal>| {
            product.is_some_and(|product| product < Decimal::from(MOST_DIGITS))
        };
        let is_percent = (self.over, self.under, self.decimals) == (100, 1, 2);
        let is_small = n.max(d) <= Decimal::from(LARGEST)
            && n.checked_div(d).is_some_and(|times| times < Decimal::TEN);
        fits(over) && fits(under) && (is_small || !is_percent)
    }
}

/// An expression of a number with decimals as a whole number of its last decimal.
pub(super) fn in_units(of: &str, decimals: u32) -> String {
    if decimals == 0 { of.to_owned() } else { format!("ROUND({of}*{},0)", 10_i64.pow(decimals)) }
}

/// A rate as [`percent_display`](crate::values::quantity::format::percent_display) gives it. `None` where
/// a spreadsheet could not keep to it.
pub(super) fn percent(
    of: &RateExpression,
    rate: Option<Rate>,
    target: Option<&Target>,
) -> Option<String> {
    rate.is_none_or(|rate| of.is_exact(rate)).then_some(())?;
    let shown = 10_i64.pow(of.decimals);
    let (n, d, times) = (&of.n, times(of.under, &of.d), of.over * shown);
    let half_up = format!("INT(({}*{n}+{d})/(2*{d}))", 2 * times);
    let Some((bound, strict)) = target.and_then(Target::rate_bound) else {
        return Some(format!("{half_up}/{shown}"));
    };
    let bound = shifted(bound, of.decimals)?;
    let above = if strict {
        let next = bound + 1;
        format!("IF({times}*{n}>{bound}*{d},MAX({half_up},{next}),{half_up})")
    } else {
        half_up.clone()
    };
    let before = bound - 1;
    Some(format!("IF({times}*{n}<{bound}*{d},MIN({half_up},{before}),{above})/{shown}"))
}

fn times(factor: i64, of: &str) -> String {
    if factor == 1 { of.to_owned() } else { format!("{factor}*{of}") }
}

/// A bound in hundredths of a percent point, where it is a whole number of them.
pub(super) fn hundredths(bound: Decimal) -> Option<i64> {
    shifted(bound, 2)
}

/// A bound in units of its last decimal, where it is a whole number of them.
fn shifted(bound: Decimal, decimals: u32) -> Option<i64> {
    let units = (bound * Decimal::from(10_i64.pow(decimals))).normalize();
    if units.scale() == 0 { units.to_i64() } else { None }
}

/// What a figure is held against a target as.
#[derive(Debug, Clone, Copy)]
pub(super) enum Held<'e> {
    /// The expressions of the two figures of a rate.
    Rate(&'e RateExpression),
    /// The expression of a percentage in points.
    Points(&'e str),
    /// The expression of a count or a rank.
    Whole(&'e str),
    /// The expression of a number with so many decimals.
    Scaled(&'e str, u32),
}

/// Whether a figure reaches its target, both sides as whole numbers.
pub(super) fn is_met(target: &Target, held: Held<'_>) -> Option<String> {
    let Bound { comparison, level } = target.bound();
    let sign = comparison.sign();
    match (level, held) {
        (Level::Percent(bound) | Level::Quantity(bound), Held::Rate(of)) => {
            let bound = bound.normalize();
            let RateExpression { n, d, over, under, .. } = of;
            let (times, bound) = (i128::from(*over) * 10_i128.pow(bound.scale()), bound.mantissa());
            let d = self::times(*under, d);
            (times <= 10_000).then(|| format!("{times}*{n}{sign}{bound}*{d}"))
        }
        (Level::Percent(bound), Held::Points(points)) => {
            Some(format!("ROUND(100*{points},0){sign}{}", hundredths(bound)?))
        }
        (Level::Quantity(bound), Held::Whole(count)) => {
            let bound = bound.normalize();
            let (times, whole) = (10_i128.pow(bound.scale()), bound.mantissa());
            let count = if times == 1 { count.to_owned() } else { format!("{times}*{count}") };
            (times <= 10_000).then(|| format!("{count}{sign}{whole}"))
        }
        (Level::Rank(bound), Held::Whole(rank)) => Some(format!("{rank}{sign}{bound}")),
        (Level::Quantity(bound), Held::Scaled(number, decimals)) => {
            let decimals = decimals.max(bound.normalize().scale());
            let level = shifted(bound, decimals)?;
            Some(format!("{}{sign}{level}", in_units(number, decimals)))
        }
        (Level::Percent(_), Held::Whole(_) | Held::Scaled(..))
        | (Level::Rank(_), Held::Rate(_) | Held::Scaled(..))
        | (Level::Quantity(_) | Level::Rank(_), Held::Points(_))
        | (Level::Choice(_) | Level::Growth(_), _) => None,
    }
}

/// A condition on a column of figures as they are shown: that they reach a target. The number is put into
/// the condition by the program, in the digits of its language.
pub(super) fn meeting(target: &Target, row: &Indicator) -> String {
    let Bound { comparison, level } = target.bound();
    let level = match level {
        Level::Percent(level) | Level::Quantity(level) | Level::Growth(level) => level.normalize(),
        Level::Rank(rank) => rank.into(),
        Level::Choice(at) => {
            let choice = row.measure_form.choices.as_slice().get(at);
            return criterion(choice.map_or("", String::as_str));
        }
    };
    format!("\"{}\"&{level}", comparison.sign())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::quantity::rate_form::Per;

    #[test]
    fn a_text_is_spliced_where_it_is_marked() {
        let text = "Tạm tính (①/② đơn vị): \"③\"";
        let parts = [('①', "F5"), ('②', "H5"), ('③', "O5")];
        let formula = r#""Tạm tính ("&F5&"/"&H5&" đơn vị): """&O5&"""""#;
        assert_eq!(spliced(text, &parts), formula);
        assert_eq!(spliced("", &parts), "\"\"");
        assert_eq!(criterion("a*b?"), "\"a~*b~?\"");
    }

    #[test]
    fn a_formula_is_as_long_as_excel_reads() {
        let of = |text: usize| format!("COUNTIF('Biểu \"A\"'!A1:A9,{})", quoted(&"a".repeat(text)));
        assert!(is_readable(&of(255)) && !is_readable(&of(256)));
        let sheet = format!("'{}'!A1", "a".repeat(300));
        assert!(is_readable(&sheet));
        assert!(is_readable(&"1+".repeat(4_095)) && !is_readable(&"1+".repeat(4_096)));
    }

    #[test]
    fn what_a_spreadsheet_cannot_keep_exact_has_no_formula() {
        let rate = |n: i64, d: i64| Some(Rate::new(n, d).unwrap());
        let plain = RateExpression::of(["A1", "B1"], [0, 0], RateForm::PERCENT);
        assert!(percent(&plain, rate(LARGEST, LARGEST), None).is_some());
        assert!(percent(&plain, rate(1, LARGEST + 1), None).is_none());
        let fine: Target = "85,555%".parse().unwrap();
        assert!(percent(&plain, rate(1, 2), Some(&fine)).is_none());
        assert!(is_met(&fine, Held::Rate(&plain)).is_none());
    }

    #[test]
    fn numbers_with_decimals_are_worked_out_in_whole_ones() {
        let percent_of = |decimals, form| {
            percent(&RateExpression::of(["A1", "B1"], decimals, form), None, None).unwrap()
        };
        let plain = percent_of([0, 0], RateForm::PERCENT);
        assert_eq!(plain, "INT((20000*A1+B1)/(2*B1))/100");
        let average = RateForm { per: Per::One, decimals: 2 };
        assert_eq!(
            percent_of([3, 0], average),
            "INT((200*ROUND(A1*1000,0)+1000*B1)/(2*1000*B1))/100"
        );
        let mille = RateForm { per: Per::Thousand, decimals: 1 };
        assert_eq!(
            percent_of([0, 1], mille),
            "INT((200000*A1+ROUND(B1*10,0))/(2*ROUND(B1*10,0)))/10"
        );
    }
}
