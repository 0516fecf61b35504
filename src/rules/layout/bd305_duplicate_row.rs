//! BD305 duplicate-row: a figure that more than one cell, or a cell that more than one figure, claims.

use crate::i18n::Words;
use crate::key::Field;
use crate::naming::row_name;
use crate::rules::rule::{AnswerCase, Blame, Check, Rule, Said, rule};
use crate::t;

/// The rule.
pub(in crate::rules) const RULE: Rule =
    rule!("BD305", "duplicate-row", Error, Check::Answer(check), firm: true);

fn check(case: &AnswerCase<'_>, words: &Words) -> Option<Blame> {
    let figures: Vec<Field> = case.answer.figure_fields().collect();
    let (field, places) =
        case.answer.contested.iter().find(|(field, _)| figures.contains(field))?;
    let row = row_name(case.answer.indicator, words);
    let places: Vec<String> =
        places.iter().map(|place| format!("{}!{}", place.sheet, place.position)).collect();
    let message = if places.len() > 1 {
        t!(words, "bd305-message", row = row, places = places.join("; "))
    } else {
        t!(words, "bd305-message-shared", row = row, places = places.join("; "))
    };
    Some(Blame {
        field: *field,
        severity: None,
        said: Said { message, hint: t!(words, "bd305-hint") },
    })
}
