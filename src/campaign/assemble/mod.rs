//! From records to a [`Campaign`]: every reference resolved, every text that means something read.

mod checks;
mod columns;
mod conditions;
mod figures;
mod form;
mod formulas;
mod head;
mod levels;
mod list_figures;
mod measures;
mod reference;
mod rows;
mod targets;
mod units;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;
use std::sync::Arc;

use super::definition::{Definition, Item, Record, schema};
use super::problem::{EntityKind, Problem, ProblemKind, Problems, nearest};
use super::selector::Units;
use super::unit::UnitSet;
use super::{Campaign, Form, Party, Period};
use crate::values::key::{InvalidKey, UnitCode};
use crate::values::quantity::target::Span;

/// What the forms of a campaign refer to, gathered before they are read.
struct Shared<'d> {
    parties: &'d [Party],
    sources: Vec<(String, String)>,
    /// What the periods of each year cover.
    spans: BTreeMap<u16, Option<Span>>,
    /// The sets of units made so far, by the phrases that say them.
    sets: RefCell<BTreeMap<Said, UnitSet>>,
}

/// How two lists of phrases say a set of units.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    /// The units that the phrases mean.
    Meant(Vec<String>),
    /// Those whom the first or the second mean.
    Either(Vec<String>, Vec<String>),
    /// Those whom the second mean and the first do not.
    OnlySecond(Vec<String>, Vec<String>),
}

impl Shared<'_> {
    /// A set of units: made once, and shared by all rows in which the same is said.
    fn set(&self, said: Said, make: impl FnOnce() -> BTreeSet<UnitCode>) -> UnitSet {
        let mut sets = self.sets.borrow_mut();
        Arc::clone(sets.entry(said).or_insert_with(|| Arc::new(make())))
    }
}

/// Puts a campaign together. `None` only where there is no campaign's own record to start from;
/// otherwise what is wrong is noted in `found`, and the campaign stands for what is right.
pub(super) fn campaign(definition: &Definition, found: &mut Vec<Problem>) -> Option<Campaign> {
    let unreadable = !found.is_empty();
    let mut problems = Problems { found };
    let head = definition.campaign()?;
    let groups = head::groups(definition, &mut problems);
    let units = units::read(definition, &groups, &mut problems);
    let known = Units { units: &units, groups: &groups };
    let id = key(head, "id", &mut problems);
    let default_period = head::check(definition, head, &mut problems);
    let parties = head::parties(definition, &known, &mut problems);
    let periods: Vec<Period> = head::periods(definition, &known, &mut problems);
    let sources = definition
        .of(&schema::SOURCE)
        .map(|source| (source.required("id"), source.required("title")))
        .collect();
    let focal_point = head::focal_point(head, &units, &mut problems);
    let reports_to = head::reports_to(head, &mut problems);
    let spans = targets::spans(&periods);
    let shared = Shared { parties: &parties, sources, spans, sets: RefCell::default() };
    let mut forms: Vec<Form> = Vec::new();
    for record in definition.of(&schema::FORM) {
        forms.extend(form::read(definition, record, &shared, &mut problems));
    }
    formulas::read(definition, &mut forms, &mut problems);
    levels::read(definition, &mut forms, &mut problems);
    conditions::read(definition, &mut forms, &mut problems);
    // A row that is not there because its file cannot be read is not what a check is to blame for.
    let settled = !unreadable && problems.found.is_empty();
    for record in definition.of(&schema::FORM) {
        let id = record.required("id");
        let checks = checks::read(definition, &record.form, &forms, settled, &mut problems);
        if let Some(form) = forms.iter_mut().find(|form| form.id.as_str() == id) {
            form.checks = checks;
        }
    }
    let same_rows = head::same_rows(definition, &forms, &mut problems);
    head::check_targets(definition, &periods, &forms, &mut problems);
    if settled {
        head::check_expected(definition, &periods, &forms, &mut problems);
    }
    Some(Campaign {
        id: id?,
        version: u32::try_from(head.whole("version").unwrap_or(1)).unwrap_or(1),
        title: head.required("title"),
        authority: head.required("authority"),
        area: head.required("area"),
        area_short: head.required("area-short"),
        focal_point,
        default_period: default_period?,
        reports_to,
        periods,
        forms,
        groups,
        units,
        parties,
        same_rows,
    })
}

/// A key of a record, checked; `None` where it is missing or ill-formed, which is noted.
fn key<K: FromStr<Err = InvalidKey>>(
    record: &Record,
    name: &str,
    problems: &mut Problems<'_>,
) -> Option<K> {
    let text = record.text(name).filter(|text| !text.is_empty())?;
    parsed(text, record.place_of(name), problems)
}

fn parsed<K: FromStr<Err = InvalidKey>>(
    text: &str,
    place: &super::definition::Place,
    problems: &mut Problems<'_>,
) -> Option<K> {
    match text.parse() {
        Ok(key) => Some(key),
        Err(error) => {
            problems.at(place, ProblemKind::Key(error));
            None
        }
    }
}

/// Notes a reference to something that is not there, with what may be meant.
fn unknown<'k>(
    what: EntityKind,
    key: &str,
    place: &super::definition::Place,
    known: impl IntoIterator<Item = &'k str>,
    problems: &mut Problems<'_>,
) {
    let hint = nearest(key, known);
    problems.at(place, ProblemKind::Unknown { what, key: key.to_owned(), hint });
}

/// Notes keys that occur twice. They are compared without regard to case, since names of cells are.
fn refuse_duplicates<'d>(
    records: impl IntoIterator<Item = &'d Record>,
    key: &str,
    what: EntityKind,
    problems: &mut Problems<'_>,
) {
    let mut seen = BTreeSet::new();
    for record in records {
        let text = record.required(key);
        if !text.is_empty() && !seen.insert(text.to_lowercase()) {
            problems.at(record.place_of(key), ProblemKind::Duplicate { what, key: text });
        }
    }
}

/// The units that official phrases mean.
fn reporters(phrases: &[Item], shared: &Shared<'_>, problems: &mut Problems<'_>) -> UnitSet {
    let mut meant = Vec::new();
    for phrase in phrases {
        let party = shared.parties.iter().find(|party| party.phrase == phrase.text);
        if let Some(party) = party {
            meant.push(party);
        } else {
            let known = shared.parties.iter().map(|party| party.phrase.as_str());
            unknown(EntityKind::Party, &phrase.text, &phrase.place, known, problems);
        }
    }
    let said = Said::Meant(meant.iter().map(|party| party.phrase.clone()).collect());
    shared.set(said, || meant.iter().flat_map(|party| party.units.iter().cloned()).collect())
}
