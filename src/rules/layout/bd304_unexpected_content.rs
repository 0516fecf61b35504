//! BD304 unexpected-content: something is written where the form asks nothing.

use super::first_places;
use crate::i18n::Words;
use crate::rules::rule::{Check, FormBlame, FormCase, Rule, Said, rule};
use crate::t;

/// The rule. One finding for a form: an added column would be one for every row.
pub(in crate::rules) const RULE: Rule =
    rule!("BD304", "unexpected-content", Warning, Check::Form(check));

fn check(case: &FormCase<'_>, words: &Words) -> Vec<FormBlame> {
    let places = &case.form.traces.unexpected;
    let Some(first) = places.first() else { return Vec::new() };
    let said = Said {
        message: t!(
            words,
            "bd304-message",
            count = places.len(),
            places = first_places(places.iter())
        ),
        hint: t!(words, "bd304-hint"),
    };
    let seen = Some((first.clone(), String::new()));
    vec![FormBlame { cell: None, seen, severity: None, said }]
}
