//! Reads the list of units: codes, names, groups and the days on which a unit exists.

use std::collections::BTreeSet;

use super::{key, parsed, refuse_duplicates, unknown};
use crate::campaign::definition::{Definition, Record, schema};
use crate::campaign::problem::{EntityKind, Expected, ProblemKind, Problems};
use crate::campaign::unit::{Group, OrgUnit};

pub(super) fn read(
    definition: &Definition,
    groups: &[Group],
    problems: &mut Problems<'_>,
) -> Vec<OrgUnit> {
    refuse_duplicates(definition.of(&schema::UNIT), "code", EntityKind::Unit, problems);
    let mut seen = BTreeSet::new();
    let mut units: Vec<OrgUnit> = Vec::new();
    for record in definition.of(&schema::UNIT) {
        let unit = read_unit(record, groups, problems);
        units.extend(unit.filter(|unit| seen.insert(unit.code.clone())));
    }
    units
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
        population,
        aliases: record.texts("aliases"),
        email: record.owned("email"),
        phone: record.owned("phone"),
        valid_from,
        valid_to,
        predecessors,
    })
}
