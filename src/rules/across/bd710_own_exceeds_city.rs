//! BD710 own-exceeds-city: one unit counts more than the lead agency does for the whole area.

use crate::campaign::OrgUnit;
use crate::i18n::Words;
use crate::key::{Field, Scope};
use crate::quantity::format::format_count_vi;
use crate::rules::rule::{AcrossBlame, AcrossCase, AcrossRow, Check, Rule, Said, rule};
use crate::submission::answer::Figure;
use crate::t;

/// The rule.
pub(in crate::rules) const RULE: Rule =
    rule!("BD710", "own-exceeds-city", Warning, Check::Across(check), explainable: true);

fn check(case: &AcrossCase<'_>, words: &Words) -> Vec<AcrossBlame> {
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
                blames.push(blame(&row, (own, field, given.unit), (city, lead.unit), words));
            }
        }
    }
    blames
}

fn blame(
    row: &AcrossRow<'_>,
    (own, field, unit): (i64, Field, &OrgUnit),
    (city, lead): (i64, &OrgUnit),
    words: &Words,
) -> AcrossBlame {
    let message = t!(
        words,
        "bd710-message",
        own = format_count_vi(i128::from(own)),
        city = format_count_vi(i128::from(city)),
        lead = lead.name.as_str()
    );
    AcrossBlame {
        unit: Some(unit.code.clone()),
        answer: Some(row.key(Scope::Own)),
        field: Some(field),
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
