//! How far the figure of a lead agency may be from what the units come to: `[tolerance]`.

use std::collections::BTreeMap;

use toml::{Spanned, Value};

use super::problem::Problem;
use super::waiver::find_row;
use super::{SettingsError, line_of};
use crate::campaign::Campaign;
use crate::files::workspace::SETTINGS_FILE;
use crate::ledger::Tolerances;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::tolerance::Tolerance;

/// The key for all rates.
const PERCENT: &str = "percent";
/// The key for all counts.
const COUNT: &str = "count";

pub(super) type Table = BTreeMap<Spanned<String>, Value>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    line: usize,
    key: String,
    text: String,
}

pub(super) fn written(table: &Table, text: &str) -> Vec<Written> {
    let mut lines = Vec::new();
    for (key, value) in table {
        lines.push(Written {
            line: line_of(text, key.span().start),
            key: key.get_ref().clone(),
            text: match value {
                Value::String(text) => text.clone(),
                // A number of TOML has one meaning: its point never groups thousands.
                other => other.to_string().replace('.', ","),
            },
        });
    }
    lines
}

/// What the table says, in a campaign.
pub(super) fn resolve(
    written: &[Written],
    campaign: &Campaign,
) -> Result<Tolerances, SettingsError> {
    let mut tolerances = Tolerances::default();
    for line in written {
        put(&mut tolerances, line, campaign).map_err(|problem| SettingsError::Decision {
            path: SETTINGS_FILE.to_owned(),
            line: line.line,
            problem,
        })?;
    }
    Ok(tolerances)
}

fn put(to: &mut Tolerances, written: &Written, campaign: &Campaign) -> Result<(), Problem> {
    let Written { key, text, .. } = written;
    let tolerance =
        Tolerance::read(text).ok_or_else(|| Problem::NoTolerance { asked: text.clone() })?;
    // "2%" of a rate may be two points, or a fiftieth of it.
    let is_share = matches!(tolerance, Tolerance::Share(_));
    match key.as_str() {
        PERCENT if is_share => return Err(Problem::ShareOfRate { asked: text.clone() }),
        PERCENT => to.percent = tolerance,
        COUNT => to.count = tolerance,
        row => {
            let name = find_row(row, campaign)?;
            let found = campaign.form(&name.form).and_then(|form| form.indicator(&name.indicator));
            let led = found.filter(|row| !row.city.is_empty());
            let measure = led.ok_or_else(|| Problem::NotLed { asked: row.to_owned() })?.measure;
            if is_share && measure == Measure::Percent {
                return Err(Problem::ShareOfRate { asked: text.clone() });
            }
            to.rows.insert((name.form, name.indicator), tolerance);
        }
    }
    Ok(())
}
