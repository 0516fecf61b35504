//! BD413 invalid-rank: not a rank.

use crate::i18n::Words;
use crate::rules::rule::{CellCase, Check, Rule, Said, rule};
use crate::t;
use crate::values::quantity::reading::Fault;

pub(in crate::rules) const RULE: Rule =
    rule!("BD413", "invalid-rank", Error, Check::Cell(check), firm: true);

fn check(case: &CellCase<'_>, words: &Words) -> Option<Said> {
    match case.cell.reading.fault()? {
        Fault::InvalidRank => Some(Said {
            message: t!(words, "bd413-message", raw = case.cell.written()),
            hint: t!(words, "bd413-hint"),
        }),
        _ => None,
    }
}
