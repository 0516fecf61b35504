//! The consolidation of an area as its return, one level up. Its identity says to which campaign it is
//! one; to every other it is a result of this program, and ignored.

use std::collections::{BTreeMap, BTreeSet};

use super::Intake;
use super::cells::CellCount;
use super::checked::{
    CheckedFile, Claims, FileContent, OwnVerdict, Rejection, SourceFile, has_open_error,
};
use super::declared_scope::DeclaredScope;
use super::gathered::{About, Fate, Gathered};
use super::walk::Found;
use crate::campaign::SameRow;
use crate::campaign::identity::{Part, REPORTS_TO};
use crate::ledger::FigureSummary;
use crate::ledger::readback::{AreaReturn, OtherRow, Snapshot};
use crate::reader::failure::OpenFailure;
use crate::reader::stated_properties;
use crate::reader::workbook::Workbook;
use crate::rules::engine;
use crate::rules::rule::{FileContext, LevelContext, Whose};
use crate::submission::identity_claims::{Stated, consolidation_stated};
use crate::values::key::UnitCode;
use crate::values::quantity::figure_status::StatusCounts;

/// Digits of the codes that are the same all over the country: a province, a commune (Quyết định
/// 19/2025/QĐ-TTg).
const NATIONAL: [usize; 2] = [2, 5];

/// The consolidation of an area, before anybody knows whether it is one of this campaign.
pub(super) struct AreaFile {
    pub bytes: Vec<u8>,
    pub name: String,
    pub sha256: String,
    /// What it states, by the keys of its identity.
    pub stated: BTreeMap<String, String>,
}

/// What a file states, if it is a consolidation: also one that cannot be read back, saved in another
/// format or without its hidden sheet. One of thousands of units is too large to be opened whole, and its
/// custom properties tell.
pub(super) fn stated(
    opened: &Result<Workbook, OpenFailure>,
    bytes: &[u8],
) -> Option<BTreeMap<String, String>> {
    match opened {
        Ok(workbook) => Stated::consolidation(workbook),
        Err(OpenFailure::TooLarge { .. }) => consolidation_stated(&stated_properties(bytes)),
        Err(_) => None,
    }
}

/// Whether a consolidation is one that this campaign takes: of an area below it, and not its own.
pub(super) fn is_taken(intake: &Intake<'_>, stated: &BTreeMap<String, String>) -> bool {
    let campaign = intake.campaign;
    let above = stated.get(REPORTS_TO).map(String::as_str);
    let is_own = campaign.reports_to.as_ref().is_some_and(|own| {
        above == Some(own.campaign.as_str())
            && stated.get(Part::Unit.key()).map(String::as_str) == Some(own.unit.as_str())
    });
    above == Some(campaign.id.as_str()) && !is_own
}

/// Takes in a consolidation as the return of its area, if this campaign is one level above it.
pub(super) fn receive<'c>(intake: &Intake<'c>, found: &Found, area: &AreaFile) -> CheckedFile<'c> {
    let Intake { campaign, period, given, words, decisions, .. } = *intake;
    let above = area.stated.get(REPORTS_TO).map(String::as_str);
    let source = SourceFile::read(found, area.sha256.clone());
    let as_return = Stated::of_area([
        (Part::Campaign, above),
        (Part::Period, area.stated.get(Part::Period.key()).map(String::as_str)),
        (Part::Unit, area.stated.get(Part::Unit.key()).map(String::as_str)),
    ]);
    let claims = Claims { declared_scope: DeclaredScope::of(&as_return), ..Claims::default() };
    let code = as_return.agreed(Part::Unit).and_then(|text| text.parse::<UnitCode>().ok());
    let known_unit = code.and_then(|code| campaign.unit(&code));
    let unit_code = known_unit.map(|unit| unit.code.clone());
    let opened = Ok(&as_return);
    let whose = Whose::default();
    let case = FileContext { opened, campaign, period, given, printed: None, whose, macros: false };
    let mut findings = engine::check_file(&case, decisions, words);
    let read = match known_unit.filter(|_| !has_open_error(&findings)) {
        None => None,
        Some(unit) => match Snapshot::read(&area.bytes, &area.name) {
            Ok(snapshot) => Some((unit, snapshot)),
            Err(error) => {
                let unsound = LevelContext::Unsound(&error);
                findings.extend(engine::check_level(&unsound, decisions, words));
                None
            }
        },
    };
    let Some((unit, snapshot)) = read else {
        let rejection = Rejection::new(source, findings);
        return Rejection { unit: unit_code, claims, ..rejection }.into_checked(words);
    };
    let said: Vec<&SameRow> = campaign.same_rows.iter().chain(&decisions.same_rows).collect();
    let AreaReturn { stored, rest, others, accepted } =
        snapshot.as_return(unit, campaign, period, &said);
    let apart = others.iter().map(LevelContext::Other);
    for context in apart.chain(accepted.iter().map(LevelContext::SameRow)) {
        findings.extend(engine::check_level(&context, decisions, words));
    }
    if !rest.is_empty() {
        findings.extend(engine::check_level(&LevelContext::Left(&rest), decisions, words));
    }
    let content = FileContent {
        excluded: others.iter().map(OtherRow::key).collect(),
        corrections: Vec::new(),
        as_sent: None,
        chosen_statuses: StatusCounts::default(),
        members: snapshot.all_members(),
        summary: Some(FigureSummary::of_area(&stored)),
        stored: Some(stored),
    };
    let verdict = OwnVerdict::Accepted(Box::new(content));
    let cells = CellCount::default();
    CheckedFile { source, unit: unit_code, claims, findings, cells, verdict }
}

/// How a unit is told again in another file: by its code where that is the country's, else by the very
/// files that it sent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    Code(String),
    File(String),
}

fn known(code: &UnitCode, sha256: Option<&str>) -> BTreeSet<Known> {
    let code = code.as_str();
    let national = NATIONAL.contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
    let code = national.then(|| Known::Code(code.to_owned()));
    let files = sha256.unwrap_or_default().split_whitespace();
    code.into_iter().chain(files.map(|sha256| Known::File(sha256.to_owned()))).collect()
}

/// A file in which a unit counts.
#[derive(Debug, Clone)]
struct Counted<'a> {
    index: usize,
    said: String,
    /// The unit, where the file is its own return or one of the files of that.
    of_return: Option<&'a UnitCode>,
}

/// A unit that counts in a file, and in another one of this path too.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Elsewhere {
    unit: String,
    path: String,
}

/// Rejects the files in which a unit counts twice: in two consolidations, or in one and in its own
/// return. A file that counted it once would count it wrong, and nobody can tell which.
pub(super) fn refuse_twice<'c>(intake: &Intake<'c>, files: &Gathered<'c>) -> Vec<About<'c>> {
    if files.accepted().all(|(_, file)| file.members().is_empty()) {
        return Vec::new();
    }
    let mut seen: BTreeMap<Known, Vec<Counted<'_>>> = BTreeMap::new();
    for (index, file) in files.accepted() {
        let unit = file.unit().and_then(|code| intake.campaign.unit(code));
        if let Some(unit) = unit {
            // The files of a return that is in several count once, together.
            let of_return = Some(&unit.code);
            let counted = Counted { index, said: said(&unit.name, &unit.code), of_return };
            count(&mut seen, known(&unit.code, Some(file.sha256())), &counted);
        }
        for member in file.members() {
            let counted =
                Counted { index, said: said(&member.name, &member.code), of_return: None };
            count(&mut seen, known(&member.code, member.sha256.as_deref()), &counted);
        }
    }
    let mut twice: BTreeMap<usize, BTreeSet<Elsewhere>> = BTreeMap::new();
    for places in seen.values().filter(|places| places.len() > 1) {
        for (at, place) in places.iter().enumerate() {
            let others: BTreeSet<Elsewhere> = places
                .iter()
                .enumerate()
                .filter(|(other, counted): &(usize, &Counted<'_>)| {
                    *other != at
                        && (place.of_return.is_none() || counted.of_return != place.of_return)
                })
                .map(|(_, counted)| Elsewhere {
                    unit: place.said.clone(),
                    path: files.path(counted.index).to_owned(),
                })
                .collect();
            if !others.is_empty() {
                twice.entry(place.index).or_default().extend(others);
            }
        }
    }
    twice
        .into_iter()
        .map(|(index, units)| {
            let units: Vec<(String, String)> =
                units.into_iter().map(|counted| (counted.unit, counted.path)).collect();
            let twice = LevelContext::Twice(&units);
            let findings = engine::check_level(&twice, intake.decisions, intake.words);
            let reason = findings.first().map(|f| format!("{} {}", f.code, f.message));
            About::fate(index, Fate::CountedTwice { reason, findings })
        })
        .collect()
}

fn count<'a>(
    seen: &mut BTreeMap<Known, Vec<Counted<'a>>>,
    known: BTreeSet<Known>,
    counted: &Counted<'a>,
) {
    for known in known {
        seen.entry(known).or_default().push(counted.clone());
    }
}

fn said(name: &str, code: &UnitCode) -> String {
    format!("{name} ({code})")
}

#[cfg(test)]
mod tests {
    use super::{Known, known};

    #[test]
    fn a_unit_without_a_code_of_the_country_is_told_by_each_of_its_files() {
        let file = |sum: &str| Known::File(sum.to_owned());
        let code = "DV-3".parse().unwrap();
        assert_eq!(known(&code, Some("aa bb")), [file("aa"), file("bb")].into());
        assert_eq!(known(&code, Some("aa")), [file("aa")].into());
        assert_eq!(known(&code, Some("")), [].into());
    }
}
