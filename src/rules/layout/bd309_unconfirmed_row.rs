//! BD309 unconfirmed-row: a name leads to a row that prints nothing, so that only the name says whose it is.

use std::collections::BTreeMap;

use super::{NAMED, first_addresses};
use crate::i18n::Words;
use crate::rules::rule::{Check, FormContext, FormHit, Rule, rule};
use crate::submission::answer::{Doubt, Place};
use crate::t;
use crate::wording::names::row_name;

/// The rule. One finding for a sheet: a column that was deleted would be one for every row.
pub(in crate::rules) const RULE: Rule =
    rule!("BD309", "unconfirmed-row", Error, Check::Form(check), firm: true);

fn check(context: &FormContext<'_>, words: &Words) -> Vec<FormHit> {
    let mut sheets: BTreeMap<&str, Vec<(&Place, String)>> = BTreeMap::new();
    for answer in &context.form.answers {
        if answer.doubt != Some(Doubt::Silent) {
            continue;
        }
        let mut places = answer.figure_fields().filter_map(|field| answer.contested.get(&field));
        if let Some(place) = places.find_map(|places| places.first()) {
            let row = (place, row_name(answer.indicator, words));
            sheets.entry(&place.sheet).or_default().push(row);
        }
    }
    let mut hits = Vec::new();
    for (sheet, rows) in sheets {
        let Some((first, _)) = rows.first() else { continue };
        let more = if rows.len() > NAMED { "; …" } else { "" };
        let named: Vec<&str> = rows.iter().take(NAMED).map(|(_, row)| row.as_str()).collect();
        let message = t!(
            words,
            "bd309-message",
            sheet = sheet,
            count = rows.len(),
            rows = format!("{}{more}", named.join("; ")),
            places = first_addresses(rows.iter().map(|(place, _)| *place))
        );
        hits.push(FormHit::at(first, message, t!(words, "bd309-hint")));
    }
    hits
}
