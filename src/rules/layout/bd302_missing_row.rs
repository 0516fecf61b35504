//! BD302 missing-row: a row, or a cell of it that makes the figure, was deleted.

use super::again_in_copy;
use crate::i18n::Words;
use crate::rules::rule::{AnswerCase, Blame, Check, Rule, Said, rule};
use crate::t;
use crate::values::key::Field;
use crate::wording::names::row_name;

pub(in crate::rules) const RULE: Rule = rule!("BD302", "missing-row", Error, Check::Answer(check), firm: true, copy_hint: Some(again_in_copy));

fn check(case: &AnswerCase<'_>, words: &Words) -> Option<Blame> {
    if case.answer.is_deleted_line() {
        return None;
    }
    let figures: Vec<Field> = case.answer.figure_fields().collect();
    let lost = case.answer.lost.iter().copied().find(|field| figures.contains(field))?;
    let row = row_name(case.answer.indicator, words);
    let message = if case.answer.cells.is_empty() && case.answer.contested.is_empty() {
        t!(words, "bd302-message", row = row)
    } else {
        t!(
            words,
            "bd302-message-cell",
            row = row,
            column = case.form.field_caption(lost, case.period.target_year)
        )
    };
    Some(Blame {
        field: lost,
        severity: None,
        said: Said { message, hint: t!(words, "bd302-hint") },
    })
}
