//! BD302 missing-row: a row, or a cell of it that makes the figure, was deleted.

use super::again_in_copy;
use crate::i18n::Words;
use crate::rules::rule::{AnswerContext, Check, Hit, Message, Rule, rule};
use crate::t;
use crate::values::key::Field;
use crate::wording::names::row_name;

pub(in crate::rules) const RULE: Rule = rule!("BD302", "missing-row", Error, Check::Answer(check), firm: true, copy_hint: Some(again_in_copy));

fn check(context: &AnswerContext<'_>, words: &Words) -> Option<Hit> {
    if context.answer.is_deleted_line() {
        return None;
    }
    let figures: Vec<Field> = context.answer.figure_fields().collect();
    let lost = context.answer.lost.iter().copied().find(|field| figures.contains(field))?;
    let row = row_name(context.answer.indicator, words);
    let message = if context.answer.cells.is_empty() && context.answer.contested.is_empty() {
        t!(words, "bd302-message", row = row)
    } else {
        t!(
            words,
            "bd302-message-cell",
            row = row,
            column = context.form.field_caption(lost, context.period.target_year)
        )
    };
    Some(Hit {
        field: lost,
        severity: None,
        message: Message { text: message, hint: t!(words, "bd302-hint") },
    })
}
