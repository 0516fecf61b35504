//! The parts of an answer, each one input cell.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::ColumnKey;

/// One input cell of an answer (docs/contract/forms.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The result itself: a percent, a count, a rank, a choice.
    Value,
    /// The official form prints it as Tử số.
    Numerator,
    /// The official form prints it as Mẫu số.
    Denominator,
    /// The second figure of "Số lớp (Số người)", or the staff of "Chưa/ đã bố trí".
    People,
    /// The figure before the movement started; never added up.
    Baseline,
    /// How far a task is; the form prints it as Tình trạng.
    Status,
    /// What came of a task, in words.
    Result,
    /// What a unit writes under a section of an outline.
    Text,
    /// A column of a list; the campaign names it.
    Column(ColumnKey),
    /// Minh chứng: the text that backs the figure.
    Evidence,
    /// Giải trình: the unit's reason for an exception.
    Explanation,
}

impl Field {
    /// Every field that the contract names, in the order in which a form asks for them.
    pub const NAMED: [Self; 10] = [
        Self::Value,
        Self::Numerator,
        Self::Denominator,
        Self::People,
        Self::Baseline,
        Self::Status,
        Self::Result,
        Self::Text,
        Self::Evidence,
        Self::Explanation,
    ];

    /// The word used in cell names and in JSON.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Value => "value",
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
            Self::People => "people",
            Self::Baseline => "baseline",
            Self::Status => "status",
            Self::Result => "result",
            Self::Text => "text",
            Self::Column(key) => key.as_str(),
            Self::Evidence => "evidence",
            Self::Explanation => "explanation",
        }
    }

    /// Whether the field holds words beside a figure or a status, which an error in it leaves alone.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Evidence | Self::Explanation | Self::Result)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Field {
    type Err = ();

    /// Any word that the contract does not name is a column of a list.
    fn from_str(text: &str) -> Result<Self, ()> {
        let named = Self::NAMED.into_iter().find(|field| field.as_str() == text);
        named.or_else(|| ColumnKey::new(text).map(Self::Column)).ok_or(())
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(|()| serde::de::Error::custom(format!("`{text}` is not a field")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_reads_back_as_itself() {
        for field in Field::NAMED {
            assert_eq!(field.as_str().parse(), Ok(field));
        }
        let column: Field = "cachthuc".parse().expect("a column");
        assert_eq!(column.to_string(), "cachthuc");
        assert!(!Field::NAMED.contains(&column));
        for bad in ["", "Ten", "tên", "a_b", "9a", "abcdefghijklmnopq"] {
            assert!(bad.parse::<Field>().is_err(), "{bad}");
        }
    }
}
