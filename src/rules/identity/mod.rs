//! Rules about who sent what (2xx).

pub(super) mod bd201_unknown_unit;
pub(super) mod bd202_ambiguous_unit;
pub(super) mod bd203_unit_conflict;
pub(super) mod bd204_wrong_period;
pub(super) mod bd205_wrong_campaign;
pub(super) mod bd206_kind_conflict;

use super::rule::FileContext;
use crate::campaign::OrgUnit;
use crate::i18n::Words;
use crate::t;

/// A unit by name and code.
fn unit_name(unit: &OrgUnit) -> String {
    format!("{} ({})", unit.name, unit.code)
}

fn unit_names(units: &[&OrgUnit]) -> String {
    units.iter().map(|unit| unit_name(unit)).collect::<Vec<_>>().join("; ")
}

/// A hint, and the unit that the file name points at: never a proof (docs/contract/identity.md).
fn with_file_name(context: &FileContext<'_>, hint: String, words: &Words) -> String {
    match context.printed.and_then(|printed| printed.by_file_name) {
        None => hint,
        Some(unit) => {
            format!("{hint} {}", t!(words, "bd202-hint-file-name", unit = unit_name(unit)))
        }
    }
}
