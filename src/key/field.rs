//! The parts of an answer, each one input cell.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One input cell of an answer (design.md §4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The result itself: a percent, a count, a rank, a choice.
    Value,
    /// Tử số of a rate.
    Numerator,
    /// Mẫu số of a rate.
    Denominator,
    /// The second figure of "Số lớp (Số người)", or the staff of "Chưa/ đã bố trí".
    People,
    /// The figure before the movement started; never added up.
    Baseline,
    /// Minh chứng: the text that backs the figure.
    Evidence,
    /// Giải trình: the unit's reason for an exception.
    Explanation,
}

impl Field {
    /// Every field, in the order in which a form asks for them.
    pub const ALL: [Self; 7] = [
        Self::Value,
        Self::Numerator,
        Self::Denominator,
        Self::People,
        Self::Baseline,
        Self::Evidence,
        Self::Explanation,
    ];

    /// The word used in cell names and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
            Self::People => "people",
            Self::Baseline => "baseline",
            Self::Evidence => "evidence",
            Self::Explanation => "explanation",
        }
    }

    /// Whether the field holds words and not a figure.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(self, Self::Evidence | Self::Explanation)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Field {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|field| field.as_str() == text).ok_or(())
    }
}
