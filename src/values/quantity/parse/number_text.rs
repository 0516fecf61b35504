//! A text around a number taken apart: sign, number, unit.

use crate::values::quantity::parse::approximate::is_approximate;
use crate::values::quantity::parse::numeral::Numeral;
use crate::values::quantity::reading::Fault;
use crate::values::quantity::text;

/// A number as text, with what surrounds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NumberText {
    pub(super) numeral: Numeral,
    /// How the number is marked as below zero.
    pub(super) sign: Sign,
    /// What stands before or after the number, accents and case as written.
    pub(super) unit: Option<String>,
}

/// The sign of a written number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// No sign at all, or a `+`.
    Positive,
    Negative,
    /// `(3)`: minus three to a bookkeeper, and three in a form that prints "Số lớp (Số người)".
    Parenthesised,
}

impl NumberText {
    /// Takes a text apart.
    ///
    /// # Errors
    ///
    /// [`Fault::Approximate`], and [`Fault::NotANumber`] where there is no number, more than one,
    /// or more around it than a unit.
    pub(super) fn read(written: &str) -> Result<Self, Fault> {
        let normal = normalise(written);
        let Pieces { texts, numbers } = Pieces::of(&normal);
        if is_approximate(&texts) {
            return Err(Fault::Approximate);
        }
        let ([before, after], [number]) = (texts.as_slice(), numbers.as_slice()) else {
            return Err(Fault::NotANumber);
        };
        let numeral = Numeral::read(number).ok_or(Fault::NotANumber)?;
        if (*before, *after) == ("(", ")") {
            return Ok(Self { numeral, sign: Sign::Parenthesised, unit: None });
        }
        let (before, sign) = match (before.strip_suffix('-'), before.strip_suffix('+')) {
            (Some(rest), _) => (rest.trim_end(), Sign::Negative),
            (_, Some(rest)) => (rest.trim_end(), Sign::Positive),
            _ => (*before, Sign::Positive),
        };
        let unit = match (before, without_parentheses(after)) {
            ("", "") => None,
            ("", unit) | (unit, "") => Some(unit.to_owned()),
            _ => return Err(Fault::NotANumber),
        };
        Ok(Self { numeral, sign, unit })
    }
}

/// The text with one kind of digit, separator, sign and dash, lines kept apart.
pub(crate) fn normalise(written: &str) -> String {
    text::clean_lines(&written.chars().map(one_kind).collect::<String>())
}

/// The usual character in the place of one that means the same.
fn one_kind(c: char) -> char {
    match c {
        '\u{FF10}'..='\u{FF19}' | '，' | '．' | '％' | '＋' | '（' | '）' | '～' | '＞' | '＜' => {
            u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c)
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' => '-',
        _ => c,
    }
}

/// A text taken apart at its numbers. A number is digits, with single points, commas or spaces between
/// digits.
pub(crate) struct Pieces<'t> {
    /// The trimmed stretches of text around the numbers: one more than numbers.
    pub(crate) texts: Vec<&'t str>,
    pub(crate) numbers: Vec<&'t str>,
}

impl<'t> Pieces<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let (mut texts, mut numbers) = (Vec::new(), Vec::new());
        let mut rest = text;
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
            let (before, from) = rest.split_at(start);
            let (number, after) = from.split_at(number_length(from));
            texts.push(before.trim());
            numbers.push(number);
            rest = after;
        }
        texts.push(rest.trim());
        Self { texts, numbers }
    }
}

/// The length of the number that a text starts with.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    (0..bytes.len())
        .find(|at| {
            let digit = if matches!(bytes[*at], b'.' | b',' | b' ') { at + 1 } else { *at };
            !bytes.get(digit).is_some_and(u8::is_ascii_digit)
        })
        .unwrap_or(bytes.len())
}

/// A unit as written after a number: `(người)` is `người`, and so is `người.` at the end of a
/// sentence. A point after bare digits is left alone: `350.` may be a number cut short.
fn without_parentheses(after: &str) -> &str {
    let after = match after.trim_end_matches(['.', ';']) {
        "" => after,
        unit => unit,
    };
    after.strip_prefix('(').and_then(|unit| unit.strip_suffix(')')).unwrap_or(after).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(written: &str) -> Option<String> {
        NumberText::read(written).unwrap().unit
    }

    #[test]
    fn a_unit_may_stand_on_either_side() {
        for text in ["350 người", "350người", "người 350", "350\u{A0}(người)", "350\nngười."]
        {
            assert_eq!(unit(text).as_deref(), Some("người"), "{text}");
        }
        for text in ["350", " 350 ", "３５０", "+350", "\u{200B}350\u{FEFF}"] {
            assert_eq!(unit(text), None, "{text}");
        }
    }

    #[test]
    fn a_minus_comes_in_many_shapes() {
        for text in ["-3", "−3", "–3", "- 3", "－３"] {
            assert_eq!(NumberText::read(text).unwrap().sign, Sign::Negative, "{text}");
        }
        assert_eq!(NumberText::read("(3)").unwrap().sign, Sign::Parenthesised);
    }

    #[test]
    fn anything_else_around_a_number_is_not_a_number() {
        for text in [
            "",
            "nhiều",
            "12\n345",
            "12\t345",
            "người 350 người",
            "--3",
            "350.",
            "5/7",
            "1e3",
            "12 lớp (350 người)",
            "2 x 3",
            "150+200",
            ",5",
        ] {
            let read = NumberText::read(text);
            let refused = match &read {
                Err(fault) => *fault == Fault::NotANumber,
                Ok(written) => written.unit.as_deref().is_some_and(|unit| unit != "người"),
            };
            assert!(refused, "{text}: {read:?}");
        }
    }
}
