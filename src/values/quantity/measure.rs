//! What a figure is: the official "đơn vị tính" of an indicator, as docs/contract/numbers.md lists them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The measure of an indicator. It decides how a cell is read, how figures add up over units, and
/// which targets make sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// A rate in percent points, or only its percentage where no base was reported.
    Percent,
    Count,
    /// Two whole numbers: "Số lớp (Số người)".
    CountWithPeople,
    YesNo,
    /// A place in a ranking, from 1.
    Rank,
    /// How many documents were issued, and which.
    Documents,
    /// `Đã bố trí` or `Chưa bố trí`, and how many staff.
    Arranged,
    Text,
    /// A decimal number of something: km, ha, triệu đồng.
    Quantity,
    /// One sum divided by another, per 1, 100, 1.000 or 100.000; it may exceed what it is per.
    Ratio,
    /// One of the row's own choices.
    Choice,
    /// How far a task is. Rows of a form of tasks have it; a definition does not name it.
    #[serde(skip_deserializing)]
    Status,
    /// Prose under a section of an outline; a definition does not name it.
    #[serde(skip_deserializing)]
    Section,
    /// A line of a list; a definition does not name it.
    #[serde(skip_deserializing)]
    Entry,
}

/// A name that is not a measure's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is not a measure; the measures are {}", Measure::names())]
pub struct UnknownMeasure {
    pub name: String,
}

impl Measure {
    /// Every measure that a definition may name, in the order of the contract.
    pub const ALL: [Self; 11] = [
        Self::Percent,
        Self::Count,
        Self::CountWithPeople,
        Self::YesNo,
        Self::Rank,
        Self::Documents,
        Self::Arranged,
        Self::Text,
        Self::Quantity,
        Self::Ratio,
        Self::Choice,
    ];

    /// The name in definitions and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Count => "count",
            Self::CountWithPeople => "count-with-people",
            Self::YesNo => "yes-no",
            Self::Rank => "rank",
            Self::Documents => "documents",
            Self::Arranged => "arranged",
            Self::Text => "text",
            Self::Quantity => "quantity",
            Self::Ratio => "ratio",
            Self::Choice => "choice",
            Self::Status => "status",
            Self::Section => "section",
            Self::Entry => "entry",
        }
    }

    /// Whether the row asks for a figure that is put together over units, and not for a task, prose
    /// or a line of a list.
    pub fn is_figure(self) -> bool {
        match self {
            Self::Percent
            | Self::Count
            | Self::CountWithPeople
            | Self::YesNo
            | Self::Rank
            | Self::Documents
            | Self::Arranged
            | Self::Text
            | Self::Quantity
            | Self::Ratio
            | Self::Choice => true,
            Self::Status | Self::Section | Self::Entry => false,
        }
    }

    /// Whether the figure itself is a whole number of something.
    pub fn is_count(self) -> bool {
        match self {
            Self::Count | Self::CountWithPeople | Self::Documents => true,
            Self::Percent
            | Self::YesNo
            | Self::Rank
            | Self::Arranged
            | Self::Text
            | Self::Quantity
            | Self::Ratio
            | Self::Choice
            | Self::Status
            | Self::Section
            | Self::Entry => false,
        }
    }

    /// Whether it is a rate: two sums, the one divided by the other.
    pub fn is_rate(self) -> bool {
        match self {
            Self::Percent | Self::Ratio => true,
            Self::Count
            | Self::CountWithPeople
            | Self::YesNo
            | Self::Rank
            | Self::Documents
            | Self::Arranged
            | Self::Text
            | Self::Quantity
            | Self::Choice
            | Self::Status
            | Self::Section
            | Self::Entry => false,
        }
    }

    /// Whether the figure itself is a number that can be added to others of its unit.
    pub fn adds_up(self) -> bool {
        self.is_count() || self == Self::Quantity
    }

    /// Every name, for a message: `percent, count, …`.
    pub fn names() -> String {
        Self::ALL.map(Self::as_str).join(", ")
    }

    /// Whether a second figure stands beside the first: people, staff.
    pub fn has_second_figure(self) -> bool {
        match self {
            Self::CountWithPeople | Self::Arranged => true,
            Self::Percent
            | Self::Count
            | Self::YesNo
            | Self::Rank
            | Self::Documents
            | Self::Text
            | Self::Quantity
            | Self::Ratio
            | Self::Choice
            | Self::Status
            | Self::Section
            | Self::Entry => false,
        }
    }

    /// Whether its value is a whole number.
    pub fn is_whole_number(self) -> bool {
        match self {
            Self::Count | Self::CountWithPeople | Self::Documents | Self::Rank => true,
            Self::Percent
            | Self::YesNo
            | Self::Arranged
            | Self::Text
            | Self::Quantity
            | Self::Ratio
            | Self::Choice
            | Self::Status
            | Self::Section
            | Self::Entry => false,
        }
    }
}

impl FromStr for Measure {
    type Err = UnknownMeasure;

    fn from_str(name: &str) -> Result<Self, UnknownMeasure> {
        Self::ALL
            .into_iter()
            .find(|measure| measure.as_str() == name)
            .ok_or_else(|| UnknownMeasure { name: name.to_owned() })
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_the_same_everywhere() {
        for measure in Measure::ALL {
            assert_eq!(measure.as_str().parse(), Ok(measure));
            assert_eq!(serde_json::to_value(measure).unwrap(), measure.as_str());
            assert_eq!(
                serde_json::from_value::<Measure>(measure.as_str().into()).unwrap(),
                measure
            );
        }
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_list() {
        let error = "mean".parse::<Measure>().unwrap_err().to_string();
        assert_eq!(
            error,
            "`mean` is not a measure; the measures are percent, count, count-with-people, \
             yes-no, rank, documents, arranged, text, quantity, ratio, choice"
        );
    }
}
