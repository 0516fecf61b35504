//! Reads the list of units: codes, names, groups and the days on which a unit exists.

use std::collections::{BTreeMap, BTreeSet};

use super::{key, parsed, refuse_duplicates, unknown};
use crate::campaign::definition::{Definition, Record, schema};
use crate::campaign::problem::{EntityKind, Expected, ProblemKind, Problems};
use crate::campaign::unit::{Group, OrgUnit};
use crate::values::key::UnitCode;

pub(super) fn read(
    definition: &Definition,
    groups: &[Group],
    problems: &mut Problems<'_>,
) -> Vec<OrgUnit> {
    refuse_duplicates(definition.of(&schema::UNIT), "code", EntityKind::Unit, problems);
    let agency_codes = definition.of(&schema::UNIT);
    refuse_duplicates(agency_codes, "agency-code", EntityKind::AgencyCode, problems);
    let mut seen = BTreeSet::new();
    let mut units: Vec<OrgUnit> = Vec::new();
    for record in definition.of(&schema::UNIT) {
        let unit = read_unit(record, groups, problems);
        units.extend(unit.filter(|unit| seen.insert(unit.code.clone())));
    }
    refuse_own_predecessors(definition, &units, problems);
    units
}

/// Notes the units that lead back to themselves over their predecessors.
fn refuse_own_predecessors(
    definition: &Definition,
    units: &[OrgUnit],
    problems: &mut Problems<'_>,
) {
    // Who has no predecessor left that could lead back is taken out, until nobody can be; then the same
    // for who has no heir left.
    let mut left: BTreeSet<&UnitCode> =
        units.iter().filter(|unit| !unit.predecessors.is_empty()).map(|unit| &unit.code).collect();
    let pairs = units.iter().flat_map(|unit| {
        let before: BTreeSet<&UnitCode> = unit.predecessors.iter().collect();
        before.into_iter().map(|before| (&unit.code, before))
    });
    let pairs: Vec<(&UnitCode, &UnitCode)> = pairs.collect();
    take_ends(&mut left, pairs.iter().copied());
    take_ends(&mut left, pairs.iter().map(|(unit, before)| (*before, *unit)));
    for record in definition.of(&schema::UNIT) {
        let code = record.text("code").and_then(|code| code.parse::<UnitCode>().ok());
        if let Some(code) = code.filter(|code| left.contains(code)) {
            let kind = ProblemKind::OwnPredecessor(code.to_string());
            problems.at(record.place_of("predecessors"), kind);
        }
    }
}

/// Takes those out who lead to nobody who is left: each pair leads from its first to its second.
fn take_ends<'u>(
    left: &mut BTreeSet<&'u UnitCode>,
    pairs: impl Iterator<Item = (&'u UnitCode, &'u UnitCode)>,
) {
    let mut leads: BTreeMap<&UnitCode, usize> = BTreeMap::new();
    let mut led_by: BTreeMap<&UnitCode, Vec<&UnitCode>> = BTreeMap::new();
    for (from, to) in pairs.filter(|(from, to)| left.contains(from) && left.contains(to)) {
        *leads.entry(from).or_default() += 1;
        led_by.entry(to).or_default().push(from);
    }
    let mut ends: Vec<&UnitCode> =
        left.iter().copied().filter(|code| !leads.contains_key(*code)).collect();
    while let Some(end) = ends.pop() {
        left.remove(end);
        for from in led_by.get(end).into_iter().flatten() {
            if let Some(count) = leads.get_mut(*from) {
                *count -= 1;
                if *count == 0 {
                    ends.push(*from);
                }
            }
        }
    }
}

fn read_unit(record: &Record, groups: &[Group], problems: &mut Problems<'_>) -> Option<OrgUnit> {
    for group in record.list("groups") {
        if !groups.iter().any(|known| known.id == group.text) {
            let known = groups.iter().map(|group| group.id.as_str());
            unknown(EntityKind::Group, &group.text, &group.place, known, problems);
        }
    }
    let population = record.whole("population");
    if population.is_some_and(|number| number <= 0) {
        let value = population.unwrap_or_default().to_string();
        let kind =
            ProblemKind::Value { column: "population", value, expected: Expected::AboveZero };
        problems.at(record.place_of("population"), kind);
    }
    let (valid_from, valid_to) = (record.day("valid-from"), record.day("valid-to"));
    if let (Some(from), Some(to)) = (valid_from, valid_to)
        && from > to
    {
        problems.at(record.place_of("valid-to"), ProblemKind::DatesOutOfOrder);
    }
    let predecessors = record
        .list("predecessors")
        .iter()
        .filter_map(|item| parsed(&item.text, &item.place, problems))
        .collect();
    Some(OrgUnit {
        code: key(record, "code", problems)?,
        name: record.required("name"),
        kind: record.required("kind"),
        groups: record.texts("groups"),
        agency_code: record.owned("agency-code"),
        population,
        aliases: record.texts("aliases"),
        email: record.owned("email"),
        phone: record.owned("phone"),
        valid_from,
        valid_to,
        predecessors,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_leads_back_to_himself_stays() {
        let code = |text: &str| text.parse::<UnitCode>().unwrap();
        let [a, b, heir, first] = ["A", "B", "C", "D"].map(code);
        let pairs = [(&a, &b), (&b, &a), (&heir, &a), (&b, &first)];
        let mut left = BTreeSet::from([&a, &b, &heir, &first]);
        take_ends(&mut left, pairs.into_iter());
        take_ends(&mut left, pairs.into_iter().map(|(from, to)| (to, from)));
        assert_eq!(left, BTreeSet::from([&a, &b]));
    }
}
