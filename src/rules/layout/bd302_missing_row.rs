//! BD302 missing-row: a row, or a cell of it that makes the figure, was deleted.

use crate::i18n::Words;
use crate::key::Field;
use crate::rules::rule::{AnswerCase, Blame, Check, Rule, Said, rule};
use crate::t;

/// The rule.
pub(in crate::rules) const RULE: Rule = rule!("BD302", "missing-row", Error, Check::Answer(check));

fn check(case: &AnswerCase<'_>, words: &Words) -> Option<Blame> {
    let figures: Vec<Field> = case.answer.figure_fields().collect();
    let lost = case.answer.lost.iter().copied().find(|field| figures.contains(field))?;
    let indicator = case.answer.indicator;
    let message = if case.answer.cells.is_empty() && case.answer.contested.is_empty() {
        t!(words, "bd302-message", number = indicator.number.as_str())
    } else {
        t!(
            words,
            "bd302-message-cell",
            number = indicator.number.as_str(),
            column = case.form.field_caption(lost, case.period.target_year)
        )
    };
    Some(Blame { field: lost, said: Said { message, hint: t!(words, "bd302-hint") } })
}
