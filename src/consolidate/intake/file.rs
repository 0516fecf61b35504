//! One file: read, opened, recognised, checked. Whatever it holds, it comes back.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use super::cells::CellCount;
use super::declared_scope::DeclaredScope;
use super::own_results::{is_ignored_by_name, is_kept_by_people, is_own_report};
use super::refusal::{ignore, rejected};
use super::walk::{Found, file_name};
use super::{FileStatus, Intake, Received, area, corrections, same_file};
use crate::campaign::Assignment;
use crate::campaign::identity::{Document, Part};
use crate::files::fingerprint::fingerprint;
use crate::ledger::FigureSummary;
use crate::ledger::readback::Snapshot;
use crate::reader::failure::{FileKind, OpenFailure, Reach};
use crate::reader::workbook::Workbook;
use crate::reader::{ReadFailure, open, read_file, read_large_file};
use crate::rules::engine::{self, Checked};
use crate::rules::finding::Severity;
use crate::rules::rule::{FileCase, Judged, Whose};
use crate::submission::PrintedNames;
use crate::submission::correction::Correction;
use crate::submission::identity_claims::{RestoredCode, Stated};
use crate::submission::together::Share;
use crate::submission::unit_name::{PrintedUnit, shows_a_form};
use crate::submission::{Submission, apply_corrections, extract};
use crate::t;
use crate::values::key::UnitCode;

/// Takes in a file. Whatever goes wrong with it, in reading it or in judging it, is a finding about
/// it and touches no other.
pub(super) fn receive<'c>(
    intake: &Intake<'c>,
    found: &Found,
) -> (Received<'c>, Option<Submission<'c>>) {
    receive_share(intake, found, None)
}

/// The same of a file that is one of several of a return, where it is.
pub(super) fn receive_share<'c>(
    intake: &Intake<'c>,
    found: &Found,
    share: Option<Share<'_>>,
) -> (Received<'c>, Option<Submission<'c>>) {
    catch_unwind(AssertUnwindSafe(|| {
        let mut submission = None;
        (receive_unguarded(intake, found, share, &mut submission), submission)
    }))
    .unwrap_or_else(|panic| (failed(intake, blank(found), &*panic), None))
}

/// Whether a file is a register of receipts of the officer: the one in its place, or the one named. A file
/// of that name that a unit sent is a file like any other.
fn is_register(intake: &Intake<'_>, found: &Found) -> bool {
    let is_it = |register: &PathBuf| {
        // Names are compared first: that costs nothing.
        register.file_name() == found.path.file_name() && same_file(register, &found.path)
    };
    intake.registers.iter().any(is_it)
}

/// The program gave up on a file.
fn failed<'c>(
    intake: &Intake<'c>,
    mut received: Received<'c>,
    panic: &(dyn Any + Send),
) -> Received<'c> {
    let said = panic.downcast_ref::<&str>().copied();
    let said = said.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    let detail = said.unwrap_or("no message").to_owned();
    received.findings.extend(engine::internal_failure(&detail, intake.words));
    received.detail = Some(detail);
    rejected(intake, received)
}

fn receive_unguarded<'c>(
    intake: &Intake<'c>,
    found: &Found,
    share: Option<Share<'_>>,
    held: &mut Option<Submission<'c>>,
) -> Received<'c> {
    let words = intake.words;
    let name = file_name(&found.path);
    let mut received = blank(found);
    if is_ignored_by_name(&name) || is_register(intake, found) {
        return ignore(
            received,
            if is_kept_by_people(&name) || is_register(intake, found) {
                t!(words, "reason-own-report")
            } else {
                t!(words, "reason-temporary")
            },
        );
    }
    let bytes = match read_file(&found.path) {
        Ok(bytes) => bytes,
        Err(ReadFailure::Open(failure)) => {
            return match large_consolidation(found, &name) {
                Some((bytes, stated)) => {
                    received.sha256 = fingerprint(&bytes);
                    area::receive(intake, received, &stated, (&bytes, &name))
                }
                None => reject(intake, received, &failure),
            };
        }
        Err(ReadFailure::Io(error)) => {
            let (reach, folder) = (Reach::of(&error), found.path.is_dir());
            let detail = error.to_string();
            return reject(intake, received, &OpenFailure::OutOfReach { reach, folder, detail });
        }
    };
    received.sha256 = fingerprint(&bytes);
    #[cfg(test)]
    assert!(bytes != tests::POISON, "poison");
    if is_own_report(&bytes) {
        return ignore(received, t!(words, "reason-own-report"));
    }
    let opened = open(&bytes, &name);
    if let Some(stated) = area::stated(&opened, (&bytes, &name)) {
        return area::receive(intake, received, &stated, (&bytes, &name));
    }
    match opened {
        Ok(workbook) => check(intake, received, (&workbook, share), held),
        Err(OpenFailure::Unsupported(FileKind::SystemFile)) => {
            ignore(received, t!(words, "reason-system"))
        }
        Err(failure) => reject(intake, received, &failure),
    }
}

/// A file that is larger than any return may be, if it is a consolidation, with what it states.
fn large_consolidation(found: &Found, name: &str) -> Option<(Vec<u8>, BTreeMap<String, String>)> {
    let bytes = read_large_file(&found.path).ok()?;
    let stated = Snapshot::stated(&bytes, name)?;
    Some((bytes, stated))
}

fn check<'c>(
    intake: &Intake<'c>,
    mut received: Received<'c>,
    (workbook, share): (&Workbook, Option<Share<'_>>),
    held: &mut Option<Submission<'c>>,
) -> Received<'c> {
    let words = intake.words;
    let mut stated = Stated::gather(workbook);
    if stated.document.is_some_and(|document| document != Document::Form) {
        return ignore(received, t!(words, "reason-own-report"));
    }
    received.declared_scope = DeclaredScope::of(&stated);
    received.corrects.clone_from(&stated.corrects);
    received.asked.clone_from(&stated.asked);
    let Intake { campaign, period, given, .. } = *intake;
    if stated.is_foreign() {
        stated.shows_form = shows_a_form(workbook, campaign, period);
    }
    let name = file_name(&received.found_at);
    let code: Option<UnitCode> = stated.agreed(Part::Unit).and_then(|text| text.parse().ok());
    let stated_unit = code.and_then(|code| campaign.unit(&code));
    let restored = match stated_unit {
        Some(_) => None,
        None => with_zeros(&mut stated, intake, workbook),
    };
    let by_code = stated_unit.or(restored.as_ref().map(|code| code.unit));
    let printed = (stated.values(Part::Unit).is_empty() && !stated.is_foreign())
        .then(|| PrintedUnit::look(workbook, campaign, period, &name));
    let names = by_code.map(|unit| PrintedNames::look(workbook, campaign, period, unit));
    let unit = by_code.or_else(|| printed.as_ref()?.unit());
    // A form of one unit on which another one's name stands is nobody's for certain.
    let is_certain = names.as_ref().is_none_or(|names| names.others.is_empty());
    received.unit = unit.filter(|_| is_certain).map(|unit| unit.code.clone());
    let case = FileCase {
        opened: Ok(&stated),
        campaign,
        period,
        given,
        printed: printed.as_ref(),
        whose: Whose { unit, names: names.as_ref(), file_name: &name },
        macros: workbook.macros,
    };
    received.findings = engine::check_file(&case, intake.decisions, words);
    if let Some(code) = &received.unit {
        received.findings.iter_mut().for_each(|finding| intake.decisions.waive(code, finding));
    }
    let Some(unit) = unit.filter(|_| received.count(Severity::Error) == 0) else {
        received.cells = CellCount::of_rejected(workbook);
        return rejected(intake, received);
    };
    received.findings.extend(printed.and_then(|printed| engine::unit_by_name(&printed, words)));
    received.findings.extend(restored.map(|code| engine::unit_restored(&code, words)));
    let assignment = Assignment::new(intake.campaign, intake.period, unit);
    let version = intake.campaign.version.to_string();
    let is_other = stated.agreed(Part::Version).is_some_and(|stated| stated != version);
    let mut submission = extract(workbook, &assignment, intake.period, intake.zero_words, is_other);
    // Where the name alone tells the unit, one that names nobody is a text like any other.
    let by_name = || PrintedNames::look(workbook, campaign, period, unit).without_unknown();
    let names = names.unwrap_or_else(by_name);
    submission.outside.leave_out_names(&names);
    submission.name_unknown(names.unknown);
    received.blank = submission.is_blank();
    if received.blank {
        received.cells = CellCount::new(workbook, &submission, &[]);
        received.findings = vec![engine::blank_return(words)];
        return rejected(intake, received);
    }
    judge(intake, &mut received, &mut submission, share);
    received.cells = CellCount::new(workbook, &submission, &received.findings);
    let submission = match share {
        Some(share) => submission.only(share.brings),
        None => submission,
    };
    received.gist = Some(FigureSummary::new(&submission, &received.excluded));
    *held = Some(submission);
    received.status = FileStatus::Accepted;
    received
}

/// Judges what a file holds as it counts, with the officer's corrections in it; where there are any of its
/// unit, as it was sent too. A correction belongs to the file that its form is taken from.
fn judge<'c>(
    intake: &Intake<'c>,
    received: &mut Received<'c>,
    submission: &mut Submission<'c>,
    share: Option<Share<'_>>,
) {
    let Intake { period, decisions, words, zero_words, .. } = *intake;
    let unit = &submission.unit.code;
    let of_unit = intake.corrections.iter().filter(|correction| correction.unit == *unit);
    let of_unit: Vec<Arc<Correction>> = of_unit.cloned().collect();
    if !of_unit.is_empty() {
        let judged = Judged { own: submission, share: share.map(Share::as_sent) };
        let checked = engine::check_submission(&judged, period, decisions, words);
        let findings = [received.findings.clone(), checked.findings].concat();
        received.as_sent = Some(Box::new(Checked { findings, ..checked }));
    }
    let is_here = |correction: &Arc<Correction>| {
        share.is_none_or(|share| share.brings.contains(&correction.key.form))
    };
    let here: Vec<Arc<Correction>> = of_unit.into_iter().filter(is_here).collect();
    received.corrections = apply_corrections(submission, &here, &received.sha256, zero_words);
    let judged = Judged { own: submission, share };
    let checked = engine::check_submission(&judged, period, decisions, words);
    received.findings.extend(checked.findings);
    received.excluded = checked.excluded;
    if corrections::keep_out_disputed(received, words) {
        engine::order(&mut received.findings, submission);
    }
}

/// Gives a code back the zeros that a spreadsheet took from it, where only one unit can be meant and
/// the sheets print its name.
fn with_zeros<'c>(
    stated: &mut Stated,
    intake: &Intake<'c>,
    workbook: &Workbook,
) -> Option<RestoredCode<'c>> {
    let Intake { campaign, period, .. } = *intake;
    let mut whole = stated.clone();
    let restored = whole.restore_zeros(campaign)?;
    let names = PrintedNames::look(workbook, campaign, period, restored.unit);
    (names.own && names.others.is_empty()).then(|| {
        *stated = whole;
        restored
    })
}

fn reject<'c>(
    intake: &Intake<'c>,
    mut received: Received<'c>,
    failure: &OpenFailure,
) -> Received<'c> {
    let Intake { campaign, period, given, .. } = *intake;
    let opened = Err(failure);
    let whose = Whose::default();
    let case = FileCase { opened, campaign, period, given, printed: None, whose, macros: false };
    received.findings = engine::check_file(&case, intake.decisions, intake.words);
    received.detail = failure.detail().map(str::to_owned);
    rejected(intake, received)
}

fn blank<'c>(found: &Found) -> Received<'c> {
    Received {
        found_at: found.path.clone(),
        path: found.shown.clone(),
        sha256: String::new(),
        unit: None,
        corrects: Vec::new(),
        asked: std::collections::BTreeSet::new(),
        status: FileStatus::Ignored,
        reason: None,
        detail: None,
        decision: None,
        replaced_by: None,
        compared: None,
        cells: CellCount::default(),
        findings: Vec::new(),
        excluded: std::collections::BTreeSet::new(),
        corrections: Vec::new(),
        as_sent: None,
        kept: None,
        members: Vec::new(),
        gist: None,
        declared_scope: DeclaredScope::default(),
        blank: false,
        brings: None,
        receipt: None,
        sender: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::{Store, load};
    use crate::i18n::{Language, Words};
    use crate::rules::decisions::Decisions;
    use crate::rules::rule::Given;

    /// Content at which the work on a file gives up.
    pub(super) const POISON: &[u8] = b"poison";

    /// What goes wrong inside the program with one file is a finding about it, and of no other.
    #[test]
    fn a_failure_of_the_program_is_a_finding_of_its_own() {
        let campaign = load(&Store::builtin("hanoi-2025")).unwrap();
        let period = campaign.period(&campaign.default_period).unwrap().clone();
        let words = Words::load(Language::VI).unwrap();
        let intake = Intake {
            campaign: &campaign,
            period: &period,
            given: Given::default(),
            zero_words: &[],
            decisions: &Decisions::default(),
            registers: &[],
            corrections: &[],
            chosen: &[],
            left_out: &[],
            words: &words,
        };
        let folder = tempfile::tempdir().unwrap();
        let files: Vec<Found> =
            [("a.pdf", &b"%PDF-1.7"[..]), ("b.xlsx", POISON), ("c.pdf", b"%PDF-1.7")]
                .map(|(name, content)| {
                    let path = folder.path().join(name);
                    std::fs::write(&path, content).unwrap();
                    Found { path, shown: name.to_owned() }
                })
                .into();
        let received = intake.take(&files, &|| {});
        let seen: Vec<_> = received
            .iter()
            .map(|file| {
                let codes: Vec<_> = file.findings.iter().map(|finding| finding.code).collect();
                (file.path.as_str(), file.status, codes)
            })
            .collect();
        let rejected = FileStatus::Rejected;
        assert_eq!(
            seen,
            [
                ("a.pdf", rejected, vec!["BD103"]),
                ("b.xlsx", rejected, vec!["BD110"]),
                ("c.pdf", rejected, vec!["BD103"]),
            ]
        );
        assert!(!received[1].findings[0].message.contains("poison"));
        assert_eq!(received[1].detail.as_deref(), Some("poison"));
    }
}
