//! A rectangle of cells on a sheet, such as merged cells make.

use std::fmt;

use super::position::Position;

/// A rectangle of cells, corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Area {
    /// The corner with the smallest row and column: where merged cells keep their content.
    pub first: Position,
    /// The corner with the largest row and column.
    pub last: Position,
}

impl Area {
    /// Reads `A1:C3`, or `A1` alone; `None` for anything else and for corners the wrong way round.
    pub fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let (first, last) = (Position::parse(first)?, Position::parse(last)?);
        (first.row <= last.row && first.column <= last.column).then_some(Self { first, last })
    }

    pub fn contains(&self, at: Position) -> bool {
        (self.first.row..=self.last.row).contains(&at.row)
            && (self.first.column..=self.last.column).contains(&at.column)
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.first, self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_read_and_written() {
        let area = Area::parse("B2:D10").unwrap();
        assert_eq!(area.to_string(), "B2:D10");
        assert!(area.contains(Position::parse("C10").unwrap()));
        assert!(!area.contains(Position::parse("E2").unwrap()));
        assert_eq!(Area::parse("C3").map(|one| one.to_string()).as_deref(), Some("C3:C3"));
        assert!(Area::parse("D10:B2").is_none() && Area::parse("x").is_none());
    }
}
