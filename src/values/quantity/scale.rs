//! The multiple that a unit of measure may begin with: `nghìn người`, `triệu đồng`, `1.000 đồng`.
//!
//! A figure of a row is in the row's own unit; what a target or a cell says in another multiple is
//! converted to it, exactly.

use rust_decimal::Decimal;

use crate::values::quantity::text;

/// Words that multiply, by the power of ten. `nghìn tỷ` is two of them.
const WORDS: [(&str, u32); 5] = [("nghìn", 3), ("ngàn", 3), ("triệu", 6), ("tỷ", 9), ("tỉ", 9)];

/// Numbers that a unit of measure begins with in their place.
const NUMBERS: [(&str, u32); 6] =
    [("1.000.000", 6), ("1 000 000", 6), ("1000000", 6), ("1.000", 3), ("1 000", 3), ("1000", 3)];

/// A power of ten, at most 10^18.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scale(u32);

/// A unit of measure taken apart: `triệu đồng` is million and `đồng`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ScaledUnit<'t> {
    pub(crate) scale: Scale,
    /// Whether a multiple stands there at all.
    pub(crate) is_said: bool,
    pub(crate) noun: &'t str,
}

impl Scale {
    pub const ONE: Self = Self(0);

    /// The multiple in which a row's figures are: that of its unit of measure, else that of its first
    /// noun.
    pub fn of_row(unit: Option<&str>, nouns: &[String]) -> Self {
        let of = |written: &str| ScaledUnit::printed(&text::fold(written)).scale;
        match unit.map(of) {
            Some(scale) if scale != Self::ONE => scale,
            _ => nouns.first().map_or(Self::ONE, |noun| of(noun)),
        }
    }

    /// A number of this multiple as a number of another: 1.5 million is 1,500 thousand. `None` where a
    /// decimal cannot hold it exactly.
    pub fn convert(self, number: Decimal, to: Self) -> Option<Decimal> {
        if self.0 >= to.0 {
            let times = 10_i64.checked_pow(self.0 - to.0)?;
            return number.checked_mul(Decimal::from(times));
        }
        let (number, fewer) = (number.normalize(), to.0 - self.0);
        let scale = number.scale() + fewer;
        let converted = Decimal::try_from_i128_with_scale(number.mantissa(), scale).ok()?;
        Some(converted.normalize())
    }

    /// How many ones it is.
    pub fn factor(self) -> i64 {
        10_i64.pow(self.0)
    }

    /// The word for it; nothing for ones.
    pub fn word(self) -> Option<&'static str> {
        match self.0 {
            3 => Some("nghìn"),
            6 => Some("triệu"),
            9 => Some("tỷ"),
            12 => Some("nghìn tỷ"),
            15 => Some("triệu tỷ"),
            _ => None,
        }
    }
}

impl<'t> ScaledUnit<'t> {
    /// Folded text after a number: `triệu đồng`, and without accents where the text has none.
    pub(crate) fn of(folded: &'t str) -> Self {
        let (mut power, mut rest) = (0, folded);
        // No official unit has more than two.
        for _ in 0..2 {
            let Some((by, after)) = WORDS.iter().find_map(|(word, by)| {
                let after = text::spellings(word, rest)
                    .find_map(|word| rest.strip_prefix(word.as_str()))?;
                let is_word = !after.starts_with(char::is_alphanumeric);
                let after = after.trim_start();
                (is_word && !is_ratio(after)).then_some((*by, after))
            }) else {
                break;
            };
            (power, rest) = (power + by, after);
        }
        Self { scale: Scale(power), is_said: power > 0, noun: rest }
    }

    /// A folded unit of measure as a form prints it: `số nghìn người (…)`, `1.000 đồng`.
    pub(crate) fn printed(folded: &'t str) -> Self {
        let plain = folded.split_once('(').map_or(folded, |(unit, _)| unit).trim();
        let before = ["tổng số lượng ", "tổng số ", "số lượng ", "số "];
        let plain = before.iter().find_map(|words| plain.strip_prefix(words)).unwrap_or(plain);
        let number = NUMBERS.iter().find_map(|(number, power)| {
            let rest = plain.strip_prefix(number)?;
            (!rest.starts_with(|c: char| c.is_ascii_digit() || c == '.')).then_some((*power, rest))
        });
        match number {
            Some((power, rest)) => {
                Self { scale: Scale(power), is_said: true, noun: rest.trim_start() }
            }
            None => Self::of(plain),
        }
    }
}

/// Whether `tỷ` before it is no multiple: `tỷ lệ`, `tỷ suất`.
fn is_ratio(after: &str) -> bool {
    let first = after.split(' ').next().unwrap_or_default();
    matches!(first, "lệ" | "suất" | "số" | "trọng" | "le" | "suat" | "so" | "trong")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_of_measure_says_its_multiple() {
        let table = [
            ("Nghìn người", 3, "người"),
            ("Triệu đồng", 6, "đồng"),
            ("Tỷ đồng", 9, "đồng"),
            ("Nghìn tỷ đồng", 12, "đồng"),
            ("1.000 đồng", 3, "đồng"),
            ("1000 con", 3, "con"),
            ("Số nghìn lượt (Số người)", 3, "lượt"),
            ("Số người", 0, "người"),
            ("Triệu đồng/người/năm", 6, "đồng/người/năm"),
            ("Tỷ lệ %", 0, "tỷ lệ %"),
            ("trieu dong", 6, "dong"),
        ];
        for (unit, power, noun) in table {
            let folded = text::fold(unit);
            let read = ScaledUnit::printed(&folded);
            assert_eq!((read.scale, read.noun), (Scale(power), noun), "{unit}");
        }
    }

    #[test]
    fn multiples_are_converted_exactly() {
        let decimal = |text: &str| text.parse::<Decimal>().unwrap();
        let [one, thousand, million] = [Scale(0), Scale(3), Scale(6)];
        let table = [
            (million, "1.5", one, "1500000"),
            (one, "650000000", million, "650"),
            (one, "156", thousand, "0.156"),
            (million, "2", thousand, "2000"),
            (thousand, "50", thousand, "50"),
        ];
        for (from, number, to, expected) in table {
            assert_eq!(from.convert(decimal(number), to), Some(decimal(expected)), "{number}");
        }
        assert_eq!(million.convert(Decimal::MAX, one), None);
    }
}
