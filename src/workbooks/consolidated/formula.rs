//! The formulas of the workbook, put together from pieces. Only functions that Excel 2010 and
//! LibreOffice 7 have, and only arithmetic on whole numbers that a binary float holds exactly, so
//! that whoever recalculates the workbook gets the figures that it was written with.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use crate::values::quantity::rate::Rate;
use crate::values::quantity::target::{Bound, Level, Target};

/// Numerators and denominators up to which every step of the formula of a percentage is exact, in
/// programs that take numbers for equal at fifteen digits too.
const LARGEST: i64 = 1_000_000_000;

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

/// A percentage as [`percent_display`](crate::values::quantity::format::percent_display) gives it, from
/// the expressions of its two figures. `None` where a spreadsheet could not keep to it.
pub(super) fn percent(
    n: &str,
    d: &str,
    rate: Option<Rate>,
    target: Option<&Target>,
) -> Option<String> {
    rate.is_none_or(is_exact).then_some(())?;
    let half_up = format!("INT((20000*{n}+{d})/(2*{d}))");
    let Some((bound, strict)) = target.and_then(Target::percent_bound) else {
        return Some(format!("{half_up}/100"));
    };
    let bound = hundredths(bound)?;
    let above = if strict {
        let next = bound + 1;
        format!("IF(10000*{n}>{bound}*{d},MAX({half_up},{next}),{half_up})")
    } else {
        half_up.clone()
    };
    let before = bound - 1;
    Some(format!("IF(10000*{n}<{bound}*{d},MIN({half_up},{before}),{above})/100"))
}

/// Whether a spreadsheet works a percentage out exactly.
fn is_exact(rate: Rate) -> bool {
    rate.numerator().max(rate.denominator()) <= LARGEST
        && rate.numerator() / rate.denominator() < 10
}

/// A bound in hundredths of a percent point, where it is a whole number of them.
pub(super) fn hundredths(bound: Decimal) -> Option<i64> {
    let hundredths = (bound * Decimal::ONE_HUNDRED).normalize();
    if hundredths.scale() == 0 { hundredths.to_i64() } else { None }
}

/// What a figure is held against a target as.
#[derive(Debug, Clone, Copy)]
pub(super) enum Held<'e> {
    /// The expressions of the two figures of a rate.
    Rate(&'e str, &'e str),
    /// The expression of a percentage in points.
    Points(&'e str),
    /// The expression of a count or a rank.
    Whole(&'e str),
}

/// Whether a figure reaches its target, both sides as whole numbers.
pub(super) fn is_met(target: &Target, held: Held<'_>) -> Option<String> {
    let Bound { comparison, level } = target.bound();
    let sign = comparison.sign();
    match (level, held) {
        (Level::Percent(bound), Held::Rate(n, d)) => {
            let bound = bound.normalize();
            let (times, bound) = (100 * 10_i128.pow(bound.scale()), bound.mantissa());
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
        (Level::Percent(_), Held::Whole(_))
        | (Level::Growth(_), _)
        | (Level::Quantity(_) | Level::Rank(_), Held::Rate(..) | Held::Points(_)) => None,
    }
}

/// A condition on a column of figures as they are shown: that they reach a target. The number is put into
/// the condition by the program, in the digits of its language.
pub(super) fn meeting(target: &Target) -> String {
    let Bound { comparison, level } = target.bound();
    let level = match level {
        Level::Percent(level) | Level::Quantity(level) | Level::Growth(level) => level.normalize(),
        Level::Rank(rank) => rank.into(),
    };
    format!("\"{}\"&{level}", comparison.sign())
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let rate = |n, d| Some(Rate::new(n, d).unwrap());
        assert!(percent("A1", "B1", rate(LARGEST, LARGEST), None).is_some());
        assert!(percent("A1", "B1", rate(1, LARGEST + 1), None).is_none());
        let fine: Target = "85,555%".parse().unwrap();
        assert!(percent("A1", "B1", rate(1, 2), Some(&fine)).is_none());
        assert!(is_met(&fine, Held::Rate("A1", "B1")).is_none());
    }
}
