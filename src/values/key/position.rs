//! A place on a sheet and its A1 address.

use std::fmt;

/// A position on a sheet, row first, both from zero.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    pub row: u32,
    pub column: u32,
}

impl Position {
    /// A position from zero-based row and column.
    pub fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }

    /// Reads an A1 address, with or without `$`. `None` for anything else, ranges included.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.replace('$', "");
        let digits = text.find(|c: char| c.is_ascii_digit())?;
        let (letters, number) = text.split_at(digits);
        if letters.is_empty() || letters.len() > 3 || number.len() > 7 {
            return None;
        }
        let column = letters.chars().try_fold(0_u32, |sum, c| {
            c.is_ascii_alphabetic()
                .then(|| sum * 26 + (c.to_ascii_uppercase() as u32 - 'A' as u32 + 1))
        })?;
        let row: u32 = number.parse().ok()?;
        Some(Self { row: row.checked_sub(1)?, column: column - 1 })
    }
}

impl fmt::Display for Position {
    /// Writes the A1 address, such as `F9`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut rest = self.column + 1;
        while rest > 0 {
            let digit = (rest - 1) % 26;
            letters.push(char::from(b'A' + u8::try_from(digit).unwrap_or(0)));
            rest = (rest - 1) / 26;
        }
        let column: String = letters.iter().rev().collect();
        f.pad(&format!("{column}{}", self.row + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_read_and_print() {
        for (text, row, column) in [
            ("A1", 0, 0),
            ("F9", 8, 5),
            ("Z1", 0, 25),
            ("AA10", 9, 26),
            ("XFD1048576", 1_048_575, 16_383),
        ] {
            assert_eq!(Position::parse(text), Some(Position::new(row, column)));
            assert_eq!(Position::new(row, column).to_string(), text);
        }
        assert_eq!(Position::parse("$F$9"), Some(Position::new(8, 5)));
        for bad in ["", "9", "F", "F0", "A1:B2", "#REF!", "ABCD1", "A12345678"] {
            assert_eq!(Position::parse(bad), None, "{bad}");
        }
    }
}
