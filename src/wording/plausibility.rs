//! What is said of figures for the whole area that cannot well be right.

use crate::campaign::Campaign;
use crate::i18n::Words;
use crate::ledger::AbovePopulation;
use crate::t;
use crate::values::quantity::format::format_count_vi;

/// A figure for the whole area that is to be looked at, in words.
pub fn area<A>(found: &AbovePopulation<'_, '_, A>, campaign: &Campaign, words: &Words) -> String {
    let people = format_count_vi(found.people);
    let population = format_count_vi(found.population);
    let area = campaign.area_short.as_str();
    match found.lead {
        Some(lead) => t!(
            words,
            "bd701-message-area-lead",
            lead = lead.unit.name.as_str(),
            people = people,
            area = area,
            population = population
        ),
        None => {
            t!(words, "bd701-message-area", people = people, area = area, population = population)
        }
    }
}
