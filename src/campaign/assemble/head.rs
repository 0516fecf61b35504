//! The campaign's own part: what it refers to, its groups, phrases, periods and appointments.

use std::collections::BTreeSet;

use super::{key, parsed, refuse_duplicates, unknown};
use crate::campaign::calendar::Calendar;
use crate::campaign::definition::{Definition, Record, schema};
use crate::campaign::problem::{EntityKind, ProblemKind, Problems};
use crate::campaign::selector::Units;
use crate::campaign::unit::{Group, OrgUnit};
use crate::campaign::{Deadline, Form, Party, Period, ReportsTo, SameRow, Session};
use crate::values::key::{CampaignId, FormId, IndicatorId, PeriodId, UnitCode};

const SCHEMA: &str = "bdhvs.campaign/1";

pub(super) fn groups(definition: &Definition, problems: &mut Problems<'_>) -> Vec<Group> {
    refuse_duplicates(definition.of(&schema::GROUP), "id", EntityKind::Group, problems);
    definition
        .of(&schema::GROUP)
        .map(|group| Group {
            id: group.required("id"),
            name: group.required("name"),
            open: group.flag("open"),
            apart: group.flag("apart"),
        })
        .collect()
}

/// Checks what the campaign's own record refers to; gives the default period.
pub(super) fn check(
    definition: &Definition,
    head: &Record,
    problems: &mut Problems<'_>,
) -> Option<PeriodId> {
    if let Some(found) = head.text("schema").filter(|schema| *schema != SCHEMA) {
        let kind = ProblemKind::Schema { found: found.to_owned(), expected: SCHEMA };
        problems.at(head.place_of("schema"), kind);
    }
    for (table, id, what) in [
        (&schema::SOURCE, "id", EntityKind::Source),
        (&schema::PERIOD, "id", EntityKind::Period),
        (&schema::PARTY, "phrase", EntityKind::Party),
        (&schema::FORM, "id", EntityKind::Form),
        (&schema::FORM, "sheet", EntityKind::Sheet),
    ] {
        refuse_duplicates(definition.of(table), id, what, problems);
    }
    let mut listed: Vec<&str> = Vec::new();
    for form in head.list("forms") {
        let parsed: Option<FormId> = parsed(&form.text, &form.place, problems);
        if parsed.is_some() && listed.contains(&form.text.as_str()) {
            let kind = ProblemKind::Duplicate { what: EntityKind::Form, key: form.text.clone() };
            problems.at(&form.place, kind);
        }
        listed.push(&form.text);
    }
    for form in definition.of(&schema::FORM) {
        let id = form.required("id");
        if !id.is_empty() && !listed.contains(&id.as_str()) {
            problems.at(form.place_of("id"), ProblemKind::NotListed(id));
        }
    }
    let default = head.text("default-period").filter(|text| !text.is_empty())?;
    let periods = definition.of(&schema::PERIOD).filter_map(|period| period.text("id"));
    let periods: Vec<&str> = periods.collect();
    if !periods.contains(&default) {
        let place = head.place_of("default-period");
        unknown(EntityKind::Period, default, place, periods, problems);
    }
    key(head, "default-period", problems)
}

/// The office that receives the returns: a unit by its code, or a name as it is. What has the shape
/// of a code must be one.
pub(super) fn focal_point(head: &Record, units: &[OrgUnit], problems: &mut Problems<'_>) -> String {
    let written = head.required("focal-point");
    if let Some(unit) = units.iter().find(|unit| unit.code.as_str() == written) {
        return unit.name.clone();
    }
    if written.parse::<UnitCode>().is_ok() {
        let known = units.iter().map(|unit| unit.code.as_str());
        unknown(EntityKind::Unit, &written, head.place_of("focal-point"), known, problems);
    }
    written
}

/// The campaign one level up and the unit that the area is in it: both are said, or neither.
pub(super) fn reports_to(head: &Record, problems: &mut Problems<'_>) -> Option<ReportsTo> {
    let campaign: Option<CampaignId> = key(head, "reports-to", problems);
    let unit: Option<UnitCode> = key(head, "reports-as", problems);
    let table = schema::CAMPAIGN.key;
    for (said, missing) in [("reports-to", "reports-as"), ("reports-as", "reports-to")] {
        if !head.required(said).is_empty() && head.required(missing).is_empty() {
            problems.at(head.place_of(said), ProblemKind::Missing { table, key: missing });
        }
    }
    Some(ReportsTo { campaign: campaign?, unit: unit? })
}

/// The official phrases in their order.
pub(super) fn parties(
    definition: &Definition,
    known: &Units<'_>,
    problems: &mut Problems<'_>,
) -> Vec<Party> {
    definition
        .of(&schema::PARTY)
        .map(|party| {
            let selectors = party.list("units");
            let external = party.flag("external");
            if external != selectors.is_empty() {
                problems.at(&party.place, ProblemKind::PartyOfNobody(party.required("phrase")));
            }
            Party {
                phrase: party.required("phrase"),
                units: known.resolve(selectors, problems),
                external,
            }
        })
        .collect()
}

/// The periods in their order, each with the units that it expects.
pub(super) fn periods(
    definition: &Definition,
    known: &Units<'_>,
    problems: &mut Problems<'_>,
) -> Vec<Period> {
    let mut periods: Vec<Period> = definition
        .of(&schema::PERIOD)
        .filter_map(|record| period(record, known, problems))
        .collect();
    for record in definition.of(&schema::SESSION) {
        let Some(session) = session(record, known, problems) else { continue };
        let id = record.required("period");
        let Some(period) = periods.iter_mut().find(|period| period.id.as_str() == id) else {
            let ids = definition.of(&schema::PERIOD).filter_map(|period| period.text("id"));
            unknown(EntityKind::Period, &id, record.place_of("period"), ids, problems);
            continue;
        };
        if period.session(&session.unit).is_some() {
            let key = session.unit.to_string();
            let kind = ProblemKind::Duplicate { what: EntityKind::Session, key };
            problems.at(&record.place, kind);
        }
        period.sessions.push(session);
    }
    periods
}

fn period(record: &Record, known: &Units<'_>, problems: &mut Problems<'_>) -> Option<Period> {
    let named = known.resolve(record.list("expected"), problems);
    let (since, until) = (record.day("since")?, record.day("until")?);
    let due = match (deadline(record, "due"), record.day("due-before")) {
        (Some(_), Some(_)) => {
            problems.at(record.place_of("due-before"), ProblemKind::TwoDeadlines);
            None
        }
        (Some(due), None) => Some(due),
        (None, Some(day)) => Some(Deadline::Before(day)),
        (None, None) => None,
    };
    if since > until {
        problems.at(record.place_of("until"), ProblemKind::DatesOutOfOrder);
    }
    let mut period = Period {
        id: key(record, "id", problems)?,
        title: record.required("title"),
        target_year: u16::try_from(record.whole("target-year").unwrap_or_default())
            .unwrap_or_default(),
        since,
        until,
        calendar: record.text("calendar").and_then(Calendar::read),
        cut_off: record.day("cut-off"),
        due,
        resend_due: deadline(record, "resend-due"),
        sessions: Vec::new(),
        named,
        expected: BTreeSet::new(),
    };
    period.expect_existing(known.units);
    Some(period)
}

/// A deadline as a day, which is still on time, or as a moment.
fn deadline(record: &Record, key: &str) -> Option<Deadline> {
    let day = record.day(key).map(Deadline::Until);
    day.or_else(|| record.moment(key).map(Deadline::At))
}

fn session(record: &Record, known: &Units<'_>, problems: &mut Problems<'_>) -> Option<Session> {
    let unit: UnitCode = key(record, "unit", problems)?;
    if !known.units.iter().any(|known| known.code == unit) {
        let codes = known.units.iter().map(|unit| unit.code.as_str());
        unknown(EntityKind::Unit, unit.as_str(), record.place_of("unit"), codes, problems);
    }
    Some(Session {
        unit,
        place: record.required("place"),
        time: record.required("time"),
        starts: record.moment("starts")?,
        note: record.owned("note"),
    })
}

/// The rows of consolidations beneath that are said to be rows here.
pub(super) fn same_rows(
    definition: &Definition,
    forms: &[Form],
    problems: &mut Problems<'_>,
) -> Vec<SameRow> {
    let names = forms.iter().flat_map(|form| {
        form.indicators.iter().map(move |row| (form.id.row_name(&row.id), &form.id, &row.id))
    });
    let names: Vec<(String, &FormId, &IndicatorId)> = names.collect();
    let mut all = Vec::new();
    for record in definition.of(&schema::SAME_ROW) {
        let row = record.required("row");
        let Some((_, form, indicator)) = names.iter().find(|(name, ..)| *name == row) else {
            if !row.is_empty() {
                let known = names.iter().map(|(name, ..)| name.as_str());
                unknown(EntityKind::Indicator, &row, record.place_of("row"), known, problems);
            }
            continue;
        };
        all.push(SameRow {
            form: (*form).clone(),
            indicator: (*indicator).clone(),
            theirs: record.required("theirs"),
            who: record.required("who"),
            why: record.required("why"),
            place: record.place.to_string(),
        });
    }
    all
}

/// A unit that is expected and asked nothing could never send anything.
pub(super) fn check_expected(
    definition: &Definition,
    periods: &[Period],
    forms: &[Form],
    problems: &mut Problems<'_>,
) {
    let asked: BTreeSet<&UnitCode> = forms
        .iter()
        .flat_map(|form| &form.indicators)
        .flat_map(|row| row.own.iter().chain(row.city.iter()))
        .collect();
    for period in periods {
        let idle = period.expected.iter().filter(|unit| !asked.contains(unit));
        let units: Vec<String> = idle.map(ToString::to_string).collect();
        if let Some(record) = record_of(period, definition)
            && !units.is_empty()
        {
            let kind = ProblemKind::AskedNothing { period: period.id.to_string(), units };
            problems.at(record.place_of("expected"), kind);
        }
    }
}

/// Where a campaign sets targets at all, every period's year must have some: a year that was
/// mistyped would silently judge nothing.
pub(super) fn check_targets(
    definition: &Definition,
    periods: &[Period],
    forms: &[Form],
    problems: &mut Problems<'_>,
) {
    let rows = forms.iter().flat_map(|form| &form.indicators);
    let years: BTreeSet<u16> = rows.flat_map(|row| row.targets.keys().copied()).collect();
    if years.is_empty() {
        return;
    }
    for period in periods.iter().filter(|period| !years.contains(&period.target_year)) {
        if let Some(record) = record_of(period, definition) {
            let year = period.target_year;
            problems.at(record.place_of("target-year"), ProblemKind::NoTargets(year));
        }
    }
}

fn record_of<'d>(period: &Period, definition: &'d Definition) -> Option<&'d Record> {
    let mut records = definition.of(&schema::PERIOD);
    records.find(|record| record.text("id") == Some(period.id.as_str()))
}
