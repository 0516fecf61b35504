//! BD305 duplicate-row: a figure that more than one cell, or a cell that more than one figure, claims; a
//! cell whose row or column prints that it is another's.

use super::again_in_copy;
use super::beginning;
use super::place_name;
use crate::i18n::Words;
use crate::rules::rule::{AnswerContext, Check, Hit, Message, Rule, rule};
use crate::submission::answer::Doubt;
use crate::t;
use crate::values::key::Field;
use crate::wording::names::row_name;

pub(in crate::rules) const RULE: Rule = rule!("BD305", "duplicate-row", Error, Check::Answer(check), firm: true, copy_hint: Some(again_in_copy));

fn check(context: &AnswerContext<'_>, words: &Words) -> Option<Hit> {
    let figures: Vec<Field> = context.answer.figure_fields().collect();
    let (field, places) =
        context.answer.contested.iter().find(|(field, _)| figures.contains(field))?;
    let row = row_name(context.answer.indicator, words);
    let message = match (&context.answer.doubt, places.first()) {
        // BD309 says it once a sheet.
        (Some(Doubt::Silent), _) => return None,
        (Some(doubt), Some(at)) => doubted(doubt, &row, &place_name(at), words)?,
        (None, _) | (Some(_), None) => {
            let listed: Vec<String> = places.iter().map(place_name).collect();
            let listed = listed.join("; ");
            let message = if places.len() > 1 {
                t!(words, "bd305-message", row = row, places = listed)
            } else {
                t!(words, "bd305-message-shared", row = row, places = listed)
            };
            Message { text: message, hint: t!(words, "bd305-hint") }
        }
    };
    Some(Hit { field: *field, severity: None, message })
}

/// What is said of a cell whose row or column prints another's.
fn doubted(doubt: &Doubt, row: &str, place: &str, words: &Words) -> Option<Message> {
    let (message, hint) = match doubt {
        Doubt::Silent => return None,
        Doubt::Sorted { found } => (
            t!(words, "bd305-message-sorted", row = row, place = place, found = beginning(found)),
            t!(words, "bd305-hint-sorted"),
        ),
        Doubt::Row { found } => (
            t!(words, "bd305-message-row", row = row, place = place, found = beginning(found)),
            t!(words, "bd305-hint"),
        ),
        Doubt::Column { found } => (
            t!(words, "bd305-message-column", row = row, place = place, found = beginning(found)),
            t!(words, "bd305-hint"),
        ),
    };
    Some(Message { text: message, hint })
}
