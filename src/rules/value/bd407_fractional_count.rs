//! BD407 fractional-count: a count that is not whole.

use crate::i18n::Words;
use crate::rules::rule::{CellCase, Check, Rule, Said, rule};
use crate::t;
use crate::values::quantity::format::format_count_vi;
use crate::values::quantity::reading::Fault;

pub(in crate::rules) const RULE: Rule =
    rule!("BD407", "fractional-count", Error, Check::Cell(check), firm: true);

fn check(case: &CellCase<'_>, words: &Words) -> Option<Said> {
    let Fault::Fractional { thousands, .. } = case.cell.reading.fault()? else { return None };
    let raw = case.cell.raw.value.as_written();
    let message = match thousands {
        Some(thousands) => {
            let thousands = format_count_vi(i128::from(*thousands));
            t!(words, "bd407-message-thousands", raw = raw, thousands = thousands)
        }
        None => t!(words, "bd407-message", raw = raw),
    };
    Some(Said { message, hint: t!(words, "bd407-hint") })
}
