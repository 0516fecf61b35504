//! Whose figure an answer gives: the unit's own, or that of the whole area.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Phạm vi: the area that an answer covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// The unit's own area or staff.
    Own,
    /// The whole of the campaign's area, reported by a lead agency (đơn vị đầu mối).
    City,
}

impl Scope {
    /// The word used in cell names and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::City => "city",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Scope {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Own, Self::City].into_iter().find(|scope| scope.as_str() == text).ok_or(())
    }
}
