//! BD306 recovered-layout: cells were found by what is printed, their names being lost.

use super::{NAMED, first_places, place_name};
use crate::i18n::Words;
use crate::rules::rule::{Check, FormContext, FormHit, Rule, rule};
use crate::submission::model::Recovered;
use crate::t;

/// The rule. One finding for a form whose names are lost, and one for names that lead elsewhere.
pub(in crate::rules) const RULE: Rule =
    rule!("BD306", "recovered-layout", Info, Check::Form(check));

fn check(context: &FormContext<'_>, words: &Words) -> Vec<FormHit> {
    let (led, lost): (Vec<&Recovered>, Vec<&Recovered>) =
        context.form.traces.recovered.iter().partition(|cell| cell.named.is_some());
    let mut hits = Vec::new();
    if let Some(first) = lost.first() {
        let places = first_places(lost.iter().map(|cell| &cell.place));
        let message = t!(words, "bd306-message", count = lost.len(), places = places);
        hits.push(FormHit::at(&first.place, message, t!(words, "bd306-hint")));
    }
    if let Some(first) = led.first() {
        let pairs = led.iter().filter_map(|cell| {
            Some(format!("{} ← {}", place_name(&cell.place), place_name(cell.named.as_ref()?)))
        });
        let more = if led.len() > NAMED { "; …" } else { "" };
        let pairs: Vec<String> = pairs.take(NAMED).collect();
        let places = format!("{}{more}", pairs.join("; "));
        let message = t!(words, "bd306-message-led", count = led.len(), places = places);
        hits.push(FormHit::at(&first.place, message, t!(words, "bd306-hint")));
    }
    hits
}
