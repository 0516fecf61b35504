//! `units.csv`: every unit that is expected, and every other that a file is of.

use std::collections::BTreeSet;
use std::io;

use super::table::{Field, ForeignKey, Table, flag, flag_if_known, text};
use super::{Context, Sink};
use crate::campaign::OrgUnit;
use crate::consolidate::intake::FileStatus;
use crate::consolidate::merge::Returns;
use crate::values::key::UnitCode;

pub(super) static TABLE: Table = Table {
    name: "units",
    about: "data-units",
    fields: &[
        Field::UNIT,
        Field::UNIT_NAME,
        Field::KIND,
        Field::flag("expected", "data-unit-expected").required(),
        Field::flag("submitted", "data-submitted").required(),
        Field::flag("merged", "data-merged").required(),
        Field::flag("late", "data-late"),
        Field::text("file", "data-unit-file"),
        Field::text("agency_code", "data-agency-code"),
    ],
    primary_key: &["unit"],
    foreign_keys: &[ForeignKey::FILE],
};

/// The rows in the order of the campaign's list.
pub(super) fn rows(cx: &Context<'_>, sink: &mut Sink<'_>) -> io::Result<()> {
    let consolidation = cx.consolidation;
    let Returns { expected, submitted, merged, .. } = &consolidation.returns;
    let [expected, submitted, merged] = [expected, submitted, merged]
        .map(|units| units.iter().map(|unit| unit.code.clone()).collect::<BTreeSet<UnitCode>>());
    let of_files: BTreeSet<&UnitCode> =
        consolidation.files.iter().filter_map(|file| file.unit.as_ref()).collect();
    for unit in &consolidation.campaign.units {
        let is_expected = expected.contains(&unit.code);
        if !is_expected && !of_files.contains(&unit.code) {
            continue;
        }
        sink(&[
            unit.code.as_str().into(),
            unit.name.as_str().into(),
            consolidation.campaign.kind_caption(unit).into(),
            flag(is_expected),
            flag(submitted.contains(&unit.code)),
            flag(merged.contains(&unit.code)),
            flag_if_known(late(cx, unit)),
            text(cx.index.of(unit).first().map(|sent| sent.file.path.as_str())),
            text(unit.agency_code.as_deref()),
        ])?;
    }
    Ok(())
}

/// Whether the first of a unit's returns came after its deadline; nobody can tell where there is no
/// deadline, or the time of one of them is not known.
fn late(cx: &Context<'_>, unit: &OrgUnit) -> Option<bool> {
    let consolidation = cx.consolidation;
    if consolidation.returns.late.iter().any(|late| late.unit.code == unit.code) {
        return Some(true);
    }
    consolidation.period.deadline(&unit.code)?;
    let mut of_unit = consolidation
        .files
        .iter()
        .filter(|file| file.unit.as_ref() == Some(&unit.code))
        .filter(|file| file.status != FileStatus::Ignored && !file.blank)
        .peekable();
    of_unit.peek()?;
    of_unit.all(|file| file.receipt.is_some()).then_some(false)
}
