//! Why a notation is not a target.

use crate::values::quantity::text;

/// Parts of longer notation are told as they are compared.
const LONGEST: usize = 200;

/// A notation that is not a target's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{notation}` is not a target: {reason}")]
pub struct InvalidTarget {
    pub notation: String,
    pub reason: Refusal,
}

/// What is wrong with a notation. `part` is what of it was not understood, as compared: in small letters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("there is no number in it")]
    NoNumber,
    #[error("there is more than one number in it")]
    SeveralNumbers,
    /// Digits that are no number, or may be two.
    #[error("`{part}` is not one number")]
    Numeral { part: String },
    #[error("`{part}` was not understood")]
    Words { part: String },
    /// `khoảng`
    #[error("`{part}` leaves the level open")]
    Approximate { part: String },
    /// `trên 90% trở lên`
    #[error("`{part}` leaves open whether exactly the level is enough")]
    OpenBoundary { part: String },
    /// `tăng 20%`
    #[error("`{part}` is a change, and not a level")]
    Growth { part: String },
    /// `trước ngày 31/3/2026`
    #[error("`{part}` is a day, and not a level")]
    Date { part: String },
    /// `giữ vững`
    #[error("`{part}` says to keep something, and not how much")]
    Hold { part: String },
    /// `Đạt`
    #[error("`{part}` is a choice, and not a level")]
    Choice { part: String },
    /// `Có` in a row whose choices are others.
    #[error("`{part}` is not one of the row's choices")]
    NotAChoice { part: String, choices: Vec<String> },
    /// `giảm còn 5%` in a row that does not say that less is better.
    #[error("`{part}` is an upper bound only where less is better")]
    NeedsBetter { part: String },
    /// `0 vụ` in a row that does not say that less is better: every figure reaches it.
    #[error("0 or more is reached by every figure")]
    Zero,
    /// A number of something that the row does not count.
    #[error("`{part}` is not what the row counts")]
    Noun { part: String, nouns: Vec<String> },
    /// Nothing says what the number is.
    #[error("nothing says what the number is of")]
    NoNoun,
    /// `5‰`
    #[error("`{part}` is a measure of its own")]
    PerMille { part: String },
    /// `120%`
    #[error("no figure of the row is above 100 %")]
    BeyondFull,
    /// Part of something that is counted one by one.
    #[error("what the row counts has no parts")]
    NotWhole,
    /// No figure can reach it: `> 100%`, a rank below 1.
    #[error("no figure can reach that level")]
    Unreachable,
    /// `2 lớp/xã` where the level is not one for each unit.
    #[error("`{part}` sets the level for each unit")]
    PerUnit { part: String },
    /// `1 tổ/thôn`, of which nobody knows how many there are.
    #[error("`{part}` sets a level for each of something that does not report")]
    PerOther { part: String },
    /// `10 lớp/năm` where periods are of another length.
    #[error("`{part}` is another time than the period")]
    PerTime { part: String },
}

impl Refusal {
    /// The word for tables and programs.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::NoNumber => "no-number",
            Self::SeveralNumbers => "several-numbers",
            Self::Numeral { .. } => "numeral",
            Self::Words { .. } => "words",
            Self::Approximate { .. } => "approximate",
            Self::OpenBoundary { .. } => "open-boundary",
            Self::Growth { .. } => "growth",
            Self::Date { .. } => "date",
            Self::Hold { .. } => "hold",
            Self::Choice { .. } => "choice",
            Self::NotAChoice { .. } => "not-a-choice",
            Self::NeedsBetter { .. } => "needs-better",
            Self::Zero => "zero",
            Self::Noun { .. } => "noun",
            Self::NoNoun => "no-noun",
            Self::PerMille { .. } => "per-mille",
            Self::BeyondFull => "beyond-full",
            Self::NotWhole => "not-whole",
            Self::Unreachable => "unreachable",
            Self::PerUnit { .. } => "per-unit",
            Self::PerOther { .. } => "per-other",
            Self::PerTime { .. } => "per-time",
        }
    }

    /// The same with its part as the notation spells it.
    pub(super) fn spelt_in(mut self, notation: &str) -> Self {
        let part = match &mut self {
            Self::Numeral { part }
            | Self::Words { part }
            | Self::Approximate { part }
            | Self::OpenBoundary { part }
            | Self::Growth { part }
            | Self::Date { part }
            | Self::Hold { part }
            | Self::Choice { part }
            | Self::NotAChoice { part, .. }
            | Self::NeedsBetter { part }
            | Self::Noun { part, .. }
            | Self::PerMille { part }
            | Self::PerUnit { part }
            | Self::PerOther { part }
            | Self::PerTime { part } => part,
            Self::NoNumber
            | Self::SeveralNumbers
            | Self::Zero
            | Self::NoNoun
            | Self::BeyondFull
            | Self::NotWhole
            | Self::Unreachable => return self,
        };
        if let Some(spelt) = spelt(part, &text::clean(notation)) {
            spelt.clone_into(part);
        }
        self
    }

    /// What of the notation was not understood, where it is a part of it.
    pub fn part(&self) -> Option<&str> {
        match self {
            Self::Numeral { part }
            | Self::Words { part }
            | Self::Approximate { part }
            | Self::OpenBoundary { part }
            | Self::Growth { part }
            | Self::Date { part }
            | Self::Hold { part }
            | Self::Choice { part }
            | Self::NotAChoice { part, .. }
            | Self::NeedsBetter { part }
            | Self::Noun { part, .. }
            | Self::PerMille { part }
            | Self::PerUnit { part }
            | Self::PerOther { part }
            | Self::PerTime { part } => Some(part),
            Self::NoNumber
            | Self::SeveralNumbers
            | Self::Zero
            | Self::NoNoun
            | Self::BeyondFull
            | Self::NotWhole
            | Self::Unreachable => None,
        }
    }
}

/// Where a folded part stands in clean text.
fn spelt<'t>(part: &str, clean: &'t str) -> Option<&'t str> {
    let ends: Vec<usize> = clean.char_indices().map(|(at, _)| at).chain([clean.len()]).collect();
    if ends.len() > LONGEST {
        return None;
    }
    ends.iter().find_map(|start| {
        let from = clean.get(*start..)?;
        let is_near = part.chars().next() == text::fold(from).chars().next();
        let parts = ends.iter().filter(|end| is_near && *end > start);
        parts
            .filter_map(|end| clean.get(*start..*end))
            .find(|spelt| text::fold(spelt) == part)
            .map(str::trim)
    })
}
