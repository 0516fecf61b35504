//! Digits and separators: which numbers can they be?
//!
//! In vi-VN `.` groups threes and `,` is the decimal mark; programs and people used to English have
//! it the other way round. A separator followed by exactly three digits can therefore be either,
//! and that is the only place where a numeral has two readings (docs/contract/numbers.md).

use rust_decimal::Decimal;

use crate::values::quantity::text;

/// What a run of digits and separators may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numeral {
    /// A whole number, and nothing else: `350`, `12 345`, `1.234.567`.
    Whole(Decimal),
    /// A number with decimals, and nothing else: `12,5`, `85.5`, `1.250,50`. Digits as written.
    Decimal {
        value: Decimal,
        /// Whether the decimal mark is `.`, which in vi-VN groups threes.
        dot: bool,
    },
    /// Two numbers, depending on what the last separator means: `1.250`, `1,234`, `1.250,000`.
    Either {
        /// With the last separator as decimal mark, digits as written.
        decimal: Decimal,
        grouped: Decimal,
        mark: Mark,
    },
}

/// The separators of a numeral with two readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// One `.`, which groups thousands in vi-VN.
    Dot,
    /// One `,`: the decimal mark in vi-VN.
    Comma,
    /// Two kinds (`1.250,000`): either may have been meant as grouping throughout.
    Mixed,
}

/// Digits between separators, and the separators between them: one more group than marks.
struct Groups<'a> {
    groups: Vec<&'a str>,
    marks: Vec<char>,
}

impl Numeral {
    /// Reads digits with single separators (`.`, `,` or a space) between them. `None` where that is
    /// no number: `1,23,456`, `12 34`, or `0912345678`, whose leading zero makes it a telephone
    /// number or a code. (`05` is how officials write 5, and stays a number.)
    pub(crate) fn read(text: &str) -> Option<Self> {
        let Groups { groups, marks } = Groups::split(text)?;
        let Some((&last, earlier)) = marks.split_last() else {
            return is_plain_integer(text).then(|| number(text)).flatten().map(Self::Whole);
        };
        let (tail, head) = groups.split_last()?;
        let grouped = are_threes(&groups).then(|| number(&groups.concat()));
        if let Some(&first) = earlier.first() {
            if earlier.iter().any(|mark| *mark != first) {
                return None;
            }
            if first == last {
                return grouped?.map(Self::Whole);
            }
            if !are_threes(head) {
                return None;
            }
        }
        if last == ' ' {
            return grouped.filter(|_| earlier.is_empty())?.map(Self::Whole);
        }
        if !is_plain_integer(&head.concat()) {
            return None;
        }
        let decimal = number(&format!("{}.{tail}", head.concat()))?;
        Some(match grouped {
            Some(grouped) => Self::Either {
                decimal,
                grouped: grouped?,
                mark: if !earlier.is_empty() {
                    Mark::Mixed
                } else if last == '.' {
                    Mark::Dot
                } else {
                    Mark::Comma
                },
            },
            None => Self::Decimal { value: decimal, dot: last == '.' },
        })
    }

    /// The number by vi-VN rules, where they leave no doubt: for official notation, which is
    /// written with care.
    pub(crate) fn vietnamese(self) -> Option<Decimal> {
        match self {
            Self::Whole(value) | Self::Decimal { value, .. } => Some(value),
            Self::Either { grouped, mark: Mark::Dot, .. } => Some(grouped),
            Self::Either { .. } => None,
        }
    }

    /// The smaller reading, digits as written.
    pub(crate) fn smaller(self) -> Decimal {
        match self {
            Self::Whole(value) | Self::Decimal { value, .. } => value,
            Self::Either { decimal, .. } => decimal,
        }
    }
}

impl<'a> Groups<'a> {
    fn split(text: &'a str) -> Option<Self> {
        let groups: Vec<&str> = text.split(['.', ',', ' ']).collect();
        let marks = text.chars().filter(|c| matches!(c, '.' | ',' | ' ')).collect();
        groups.iter().all(|group| text::is_digits(group)).then_some(Self { groups, marks })
    }
}

/// Whether the groups are one to three digits, then threes, with no leading zero.
fn are_threes(groups: &[&str]) -> bool {
    groups.split_first().is_some_and(|(first, rest)| {
        first.len() <= 3 && !first.starts_with('0') && rest.iter().all(|group| group.len() == 3)
    })
}

/// Whether digits are written as a count is: without leading zeros, but for a short `05` or `007`.
fn is_plain_integer(digits: &str) -> bool {
    !digits.starts_with('0') || digits.len() <= 3
}

fn number(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_numeral_with_one_reading() {
        let table = [
            ("350", "350"),
            ("05", "5"),
            ("0", "0"),
            ("12 345", "12345"),
            ("1.234.567", "1234567"),
            ("1,234,567", "1234567"),
            ("1 250 000", "1250000"),
        ];
        for (text, value) in table {
            assert_eq!(Numeral::read(text), Some(Numeral::Whole(decimal(value))), "{text}");
        }
        let table = [
            ("12,5", "12.5", false),
            ("85.5", "85.5", true),
            ("85,50", "85.50", false),
            ("0,855", "0.855", false),
            ("0.855", "0.855", true),
            ("1234,567", "1234.567", false),
            ("1.2345", "1.2345", true),
            ("1.250,5", "1250.5", false),
            ("1,250.5", "1250.5", true),
            ("1 250,5", "1250.5", false),
        ];
        for (text, value, dot) in table {
            let expected = Numeral::Decimal { value: decimal(value), dot };
            assert_eq!(Numeral::read(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_numeral_with_two_readings() {
        let table = [
            ("1.250", "1.250", "1250", Mark::Dot),
            ("1,234", "1.234", "1234", Mark::Comma),
            ("1.250,000", "1250.000", "1250000", Mark::Mixed),
            ("1,250.000", "1250.000", "1250000", Mark::Mixed),
            ("1 250,500", "1250.500", "1250500", Mark::Mixed),
        ];
        for (text, small, large, mark) in table {
            let expected =
                Numeral::Either { decimal: decimal(small), grouped: decimal(large), mark };
            assert_eq!(Numeral::read(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn digits_that_are_no_number() {
        let many = "9".repeat(40);
        for text in [
            "",
            "1,23,456",
            "12 34",
            "1..5",
            "1.",
            ".5",
            "0912345678",
            "00070",
            "0.123.456",
            "1.250 000",
            "1.2,3.4",
            "12.34,5",
            "1234 567",
            "١٢",
            &many,
        ] {
            assert_eq!(Numeral::read(text), None, "{text}");
        }
    }
}
