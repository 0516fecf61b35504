//! BD710 own-exceeds-city: one unit counts more than the lead agency does for the whole area.

use crate::i18n::Words;
use crate::key::Field;
use crate::ledger::Contribution;
use crate::quantity::format::format_count_vi;
use crate::rules::rule::{AcrossBlame, AcrossCase, Check, Rule, Said, rule};
use crate::submission::answer::Figure;
use crate::t;

/// The rule.
pub(in crate::rules) const RULE: Rule =
    rule!("BD710", "own-exceeds-city", Warning, Check::Across(check), explainable: true);

fn check<'a>(case: &'a AcrossCase<'a>, words: &Words) -> Vec<AcrossBlame<'a>> {
    let mut blames = Vec::new();
    for row in case.rows() {
        // Several leads may each count a part of the whole: the largest is the least that there is.
        let largest = row
            .reported
            .iter()
            .filter_map(|lead| Some((counted(&lead.figure)?.0, lead)))
            .max_by_key(|(count, _)| *count);
        let Some((city, lead)) = largest else { continue };
        for given in &row.contributions {
            if let Some((own, field)) = counted(&given.figure).filter(|(own, _)| *own > city) {
                blames.push(blame((own, field, given), (city, lead), words));
            }
        }
    }
    blames
}

fn blame<'a>(
    (own, field, given): (i64, Field, &'a Contribution<'a>),
    (city, lead): (i64, &Contribution<'_>),
    words: &Words,
) -> AcrossBlame<'a> {
    let message = t!(
        words,
        "bd710-message",
        own = format_count_vi(i128::from(own)),
        city = format_count_vi(i128::from(city)),
        lead = lead.unit.name.as_str()
    );
    AcrossBlame {
        unit: Some(given.unit.code.clone()),
        answer: Some(given.answer.key.clone()),
        cell: Some((given.answer, field)),
        said: Said { message, hint: t!(words, "bd710-hint") },
    }
}

/// What a figure counts, and the cell of it: of a rate, all those concerned.
fn counted(figure: &Figure) -> Option<(i64, Field)> {
    match figure {
        Figure::Rate(rate) => Some((rate.denominator(), Field::Denominator)),
        other => other.count().map(|count| (count, Field::Value)),
    }
}
