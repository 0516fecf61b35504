//! The campaign's own file: what it refers to, its phrases, its periods.

use std::collections::{BTreeMap, BTreeSet};

use super::refuse_duplicates;
use crate::campaign::document::{CampaignDocument, PartyDocument, PeriodDocument};
use crate::campaign::problem::{ProblemKind, Problems, Thing, nearest};
use crate::campaign::unit::{Group, OrgUnit};
use crate::campaign::{Period, selector};
use crate::key::UnitCode;

const SCHEMA: &str = "bdhvs.campaign/1";

/// Checks what the campaign's own file refers to.
pub(super) fn check(document: &CampaignDocument, units: &[OrgUnit], problems: &mut Problems<'_>) {
    let schema = &document.schema;
    if schema.get_ref() != SCHEMA {
        let kind = ProblemKind::Schema { found: schema.get_ref().clone(), expected: SCHEMA };
        problems.at(schema.span().start, kind);
    }
    let focal = document.focal_point.get_ref().as_str();
    if !units.iter().any(|unit| unit.code.as_str() == focal) {
        let hint = nearest(focal, units.iter().map(|unit| unit.code.as_str()));
        let kind = ProblemKind::Unknown { what: Thing::Unit, key: focal.to_owned(), hint };
        problems.at(document.focal_point.span().start, kind);
    }
    let default = document.default_period.get_ref().as_str();
    let periods = || document.period.iter().map(|period| period.id.get_ref().as_str());
    if !periods().any(|period| period == default) {
        let hint = nearest(default, periods());
        let kind = ProblemKind::Unknown { what: Thing::Period, key: default.to_owned(), hint };
        problems.at(document.default_period.span().start, kind);
    }
    refuse_duplicates(document.forms.get_ref(), Thing::Form, problems);
    refuse_duplicates(document.period.iter().map(|period| &period.id), Thing::Period, problems);
    refuse_duplicates(document.group.iter().map(|group| &group.id), Thing::Group, problems);
    refuse_duplicates(document.party.iter().map(|party| &party.phrase), Thing::Party, problems);
    refuse_duplicates(document.source.iter().map(|source| &source.id), Thing::Source, problems);
}

/// The units that each official phrase means.
pub(super) fn parties(
    parties: &[PartyDocument],
    units: &[OrgUnit],
    groups: &[Group],
    problems: &mut Problems<'_>,
) -> BTreeMap<String, BTreeSet<UnitCode>> {
    parties
        .iter()
        .map(|party| {
            let selected = selector::resolve(&party.units, units, groups, problems);
            (party.phrase.get_ref().clone(), selected)
        })
        .collect()
}

/// A period with the units that it expects.
pub(super) fn period(
    document: &PeriodDocument,
    units: &[OrgUnit],
    groups: &[Group],
    problems: &mut Problems<'_>,
) -> Option<Period> {
    let mut expected = selector::resolve(&document.expected, units, groups, problems);
    let (since, until) = (document.since.0, document.until.0);
    // A unit is expected when it exists at the period's end.
    expected.retain(|code| {
        units.iter().find(|unit| unit.code == *code).is_some_and(|unit| {
            unit.valid_from.is_none_or(|from| from <= until)
                && unit.valid_to.is_none_or(|to| to >= until)
        })
    });
    let due = document.due.map(|due| due.0);
    if since > until {
        problems.at(document.id.span().start, ProblemKind::DatesOutOfOrder);
        return None;
    }
    Some(Period {
        id: document.id.get_ref().clone(),
        title: document.title.clone(),
        target_year: document.target_year,
        since,
        until,
        due,
        expected,
    })
}
