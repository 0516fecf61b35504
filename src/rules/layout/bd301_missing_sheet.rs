//! BD301 missing-sheet: no input cell of a form is there.

use super::again_in_copy;
use crate::i18n::Words;
use crate::rules::rule::{Check, FormContext, FormHit, Message, Rule, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule = rule!("BD301", "missing-sheet", Error, Check::Form(check), firm: true, copy_hint: Some(again_in_copy));

fn check(context: &FormContext<'_>, words: &Words) -> Vec<FormHit> {
    if !context.form.is_missing() {
        return Vec::new();
    }
    let form = context.form.form;
    let message = Message {
        text: t!(words, "bd301-message", sheet = form.sheet.as_str()),
        hint: t!(words, "bd301-hint"),
    };
    vec![FormHit { cell: None, seen: None, severity: None, message }]
}
