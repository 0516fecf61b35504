//! What a target was read as, for programs.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::campaign::Indicator;
use crate::values::quantity::target::{Bound, Level, Target};

/// How a figure is compared with the level, which is exact: percent points, a place, or a number in the
/// row's own multiple; of a choice it is that one, and of a change percent of the earlier figure.
#[derive(Serialize)]
pub(super) struct TargetBound {
    comparison: &'static str,
    level: Box<RawValue>,
    /// Only of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    other_end: Option<Box<RawValue>>,
}

impl TargetBound {
    pub(super) fn of(target: &Target, row: &Indicator) -> serde_json::Result<Self> {
        let Bound { comparison, level } = target.bound();
        let level = match level {
            Level::Percent(level) | Level::Quantity(level) | Level::Growth(level) => {
                level.normalize().to_string()
            }
            Level::Rank(rank) => rank.to_string(),
            Level::Choice(at) => {
                let choice = row.measure_form.choices.as_slice().get(at);
                serde_json::to_string(choice.map_or("", String::as_str))?
            }
        };
        let other_end = target.other_end().map(|end| end.normalize().to_string());
        Ok(Self {
            comparison: if matches!(target.bound().level, Level::Choice(_)) {
                "is"
            } else {
                comparison.as_str()
            },
            level: RawValue::from_string(level)?,
            other_end: other_end.map(RawValue::from_string).transpose()?,
        })
    }
}
