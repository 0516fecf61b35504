//! What is known of a row while its target is read.

use super::bound::Better;
use crate::values::quantity::choices::Choices;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::rate_form::Per;
use crate::values::quantity::scale::{Scale, ScaledUnit};
use crate::values::quantity::text;

/// The row that a target is for.
#[derive(Debug, Clone, Copy, Default)]
pub struct TargetRow<'a> {
    /// `None` where any measure will do.
    pub measure: Option<Measure>,
    /// The unit of measure as printed.
    pub unit: Option<&'a str>,
    /// What may stand after a count.
    pub nouns: &'a [String],
    pub better: Option<Better>,
    /// Whether the level is set for each unit, and may so be stated for one.
    pub is_each: bool,
    /// What the row is per, where it is a ratio.
    pub per: Option<Per>,
    /// The row's own choices, where it asks for one.
    pub choices: Option<&'a Choices>,
    /// What every period covers that the target is for, where it is one of these.
    pub span: Option<Span>,
}

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    Month,
    Quarter,
    Year,
}

impl TargetRow<'_> {
    pub(super) fn scale(&self) -> Scale {
        Scale::of_row(self.unit, self.nouns)
    }

    /// What the row itself says that it counts, folded and without a multiple; nothing where it does not
    /// say.
    pub(super) fn own_nouns(&self) -> Vec<String> {
        let unit = self.unit.map(text::fold);
        let unit = unit.as_deref().map(|unit| ScaledUnit::printed(unit).noun.to_owned());
        let unit = unit.filter(|noun| !NO_NOUN.contains(&noun.as_str()) && !noun.contains('%'));
        let nouns = self.nouns.iter().map(|noun| {
            let folded = text::fold(noun);
            ScaledUnit::of(&folded).noun.to_owned()
        });
        let mut own: Vec<String> = Vec::new();
        for noun in nouns.chain(unit).filter(|noun| !noun.is_empty()) {
            if !own.contains(&noun) {
                own.push(noun);
            }
        }
        if self.per.is_none() {
            return own;
        }
        // Of an average the target may say only of what: `35 học sinh`.
        let of = own.iter().filter_map(|noun| Some(noun.split_once('/')?.0.trim().to_owned()));
        let of: Vec<String> = of.collect();
        own.into_iter().chain(of).collect()
    }

    /// Whether a level of it is one of percent points.
    pub(super) fn is_of_percent(&self) -> bool {
        self.measure == Some(Measure::Percent) || self.per == Some(Per::Hundred)
    }

    /// Whether a level of it is a number of something.
    pub(super) fn is_of_quantity(&self) -> bool {
        let adds_up = self.measure.is_some_and(Measure::adds_up);
        adds_up || self.per.is_some_and(|per| per != Per::Hundred)
    }

    /// Whether its unit of measure is percent.
    pub(super) fn is_in_percent(&self) -> bool {
        self.unit.is_some_and(|unit| unit.contains('%') || text::fold(unit).contains("phần trăm"))
    }
}

/// Words in the column of the unit of measure that are no noun.
const NO_NOUN: [&str; 4] = ["lượng", "tỷ lệ", "tỉ lệ", "chỉ tiêu"];
