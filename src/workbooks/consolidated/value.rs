//! What stands in one cell, still exact. It becomes a binary float only as it is written.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use crate::values::quantity::rate_form::RateForm;

/// The most that Excel keeps in a cell, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;
/// The largest whole number that a binary float holds with all its neighbours.
const LARGEST_WHOLE: i128 = 1 << 53;
/// The number that has one digit more than a spreadsheet keeps.
const MOST_DIGITS: i128 = 1_000_000_000_000_000;

#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Value {
    #[default]
    Blank,
    /// Words; also whatever a unit wrote, which is never a formula here.
    Text(String),
    Whole(i128),
    /// A percentage in points, as displayed.
    Percent(Decimal),
    /// A number with as many decimals as its own digits have, and the sign behind it.
    Decimal {
        number: Decimal,
        sign: &'static str,
    },
    Live(Box<Live>),
}

/// A formula with what it gives, for programs that do not calculate.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Live {
    /// The formula, without the sign in front.
    pub(super) formula: String,
    pub(super) result: Value,
    /// What it gives as a rule, whatever it gives now.
    pub(super) shape: Shape,
}

/// What a formula gives where it gives a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    Words,
    Whole,
    /// A percentage in points.
    Percent,
    /// A number with decimals, and the sign behind it.
    Decimal {
        decimals: u32,
        sign: &'static str,
    },
}

impl Shape {
    /// What a rate of a form gives.
    pub(super) fn of_rate(form: RateForm) -> Self {
        if form == RateForm::PERCENT {
            Self::Percent
        } else {
            Self::Decimal { decimals: form.decimals, sign: form.per.sign() }
        }
    }
}

/// How a spreadsheet shows a number with decimals.
pub(super) fn number_format(decimals: u32, sign: &str) -> String {
    let digits = "0".repeat(usize::try_from(decimals).unwrap_or_default());
    let mark = if decimals == 0 { "" } else { "." };
    let sign = if sign.is_empty() { String::new() } else { format!("\"{sign}\"") };
    format!("#,##0{mark}{digits}{sign}")
}

impl Value {
    /// The words of the cell; empty for a figure, which stands on one line.
    pub(super) fn wording(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Live(live) => live.result.wording(),
            Self::Blank | Self::Whole(_) | Self::Percent(_) | Self::Decimal { .. } => "",
        }
    }

    /// The value as what a formula gives.
    pub(super) fn live(self, shape: Shape, formula: impl Into<String>) -> Self {
        Self::Live(Box::new(Live { formula: formula.into(), result: self, shape }))
    }

    /// The value as what a formula gives, where there is one.
    pub(super) fn live_if(self, shape: Shape, formula: Option<String>) -> Self {
        match formula {
            Some(formula) => self.live(shape, formula),
            None => self,
        }
    }

    /// What stands in the cell, however it comes about.
    pub(super) fn settled(self) -> Self {
        match self {
            Self::Live(live) => live.result,
            value => value,
        }
    }

    pub(super) fn is_live(&self) -> bool {
        matches!(self, Self::Live(_))
    }

    pub(super) fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Blank, |text| Self::Text(text.into()))
    }

    pub(super) fn whole(number: Option<impl Into<i128>>) -> Self {
        number.map_or(Self::Blank, |number| Self::Whole(number.into()))
    }

    /// What a rate of a form comes to, as displayed.
    pub(super) fn rated(form: RateForm, shown: Decimal) -> Self {
        if form == RateForm::PERCENT {
            Self::Percent(shown)
        } else {
            Self::Decimal { number: shown, sign: form.per.sign() }
        }
    }

    /// A number with its decimals; a whole one where it has none.
    pub(super) fn exact(number: Decimal) -> Self {
        match number.to_i128().filter(|_| number.scale() == 0) {
            Some(whole) => Self::Whole(whole),
            None => Self::Decimal { number, sign: "" },
        }
    }

    /// How many there are of something.
    pub(super) fn tally(number: usize) -> Self {
        i128::try_from(number).map_or(Self::Blank, Self::Whole)
    }

    /// The number to write, where there is one that a spreadsheet can hold.
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Whole(whole) if whole.abs() <= LARGEST_WHOLE => whole.to_f64(),
            Self::Percent(points) => points.to_f64(),
            // A spreadsheet keeps fifteen digits.
            Self::Decimal { number, .. } if number.normalize().mantissa().abs() < MOST_DIGITS => {
                number.to_f64()
            }
            Self::Live(live) => live.result.number(),
            _ => None,
        }
    }

    /// The words to write, within Excel's limit.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => fitting(text),
            Self::Whole(whole) => whole.to_string(),
            Self::Percent(points) => points.to_string(),
            Self::Decimal { number, .. } => number.to_string(),
            Self::Live(live) => live.result.words(),
        }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// A text that Excel keeps, marked where it was cut.
fn fitting(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST_TEXT {
        return text.to_owned();
    }
    format!("{}…", within(text, LONGEST_TEXT - 1))
}

/// A text that Excel keeps, with a pointer to the rest where it was cut.
pub(super) fn pointing(text: impl Into<String>, pointer: impl FnOnce() -> String) -> String {
    let text = text.into();
    if text.encode_utf16().count() <= LONGEST_TEXT {
        return text;
    }
    let pointer = format!("… {}", pointer());
    let room = LONGEST_TEXT.saturating_sub(pointer.encode_utf16().count());
    format!("{}{pointer}", within(&text, room))
}

/// The head of a text that takes at most so many UTF-16 units.
pub(super) fn within(text: &str, room: usize) -> String {
    let mut units = 0;
    let kept = text.chars().take_while(|letter| {
        units += letter.len_utf16();
        units <= room
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_beyond_the_limit_is_cut_and_marked() {
        for (text, length) in [("a".repeat(32_767), 32_767), ("a".repeat(40_000), 32_767)] {
            assert_eq!(Value::from(text).words().encode_utf16().count(), length);
        }
        // A pair of surrogates is never split.
        let cut = Value::from("😀".repeat(20_000)).words();
        assert!(cut.ends_with("😀…") && cut.encode_utf16().count() <= 32_767);
    }

    #[test]
    fn a_text_that_was_cut_says_where_the_rest_is() {
        let pointer = || "[tệp.ods, ô B7]".to_owned();
        assert_eq!(pointing("ngắn".to_owned(), pointer), "ngắn");
        let cut = pointing("dài ".repeat(9_000), pointer);
        assert_eq!(cut.encode_utf16().count(), 32_767);
        assert!(cut.ends_with("… [tệp.ods, ô B7]"));
    }

    #[test]
    fn a_whole_number_that_a_float_cannot_hold_is_written_in_digits() {
        assert_eq!(Value::Whole((1 << 53) + 1).number(), None);
        assert_eq!(Value::Whole((1 << 53) + 1).words(), "9007199254740993");
        assert_eq!(Value::Whole(1250).number(), Some(1250.0));
    }
}
