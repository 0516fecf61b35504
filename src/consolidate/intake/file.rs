//! One file: read, opened, recognised, checked. Whatever it holds, it comes back.

use std::any::Any;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::area::AreaFile;
use super::cells::CellCount;
use super::checked::{
    CheckedFile, Claims, FileContent, OpenReturn, OwnVerdict, Rejection, SourceFile, has_open_error,
};
use super::corrections::disputes;
use super::declared_scope::DeclaredScope;
use super::own_results::{is_ignored_by_name, is_kept_by_people, is_own_report};
use super::walk::{Found, file_name};
use super::{Intake, area, same_file};
use crate::campaign::identity::{Document, Part};
use crate::campaign::{Assignment, OrgUnit};
use crate::files::fingerprint::fingerprint;
use crate::ledger::FigureSummary;
use crate::ledger::readback::Snapshot;
use crate::reader::failure::{FileKind, OpenFailure, Reach};
use crate::reader::workbook::Workbook;
use crate::reader::{ReadFailure, open, read_file, read_large_file};
use crate::rules::engine::{self, Checked};
use crate::rules::finding::Finding;
use crate::rules::rule::{FileContext, Judged, Whose};
use crate::submission::PrintedNames;
use crate::submission::correction::{Correction, Treated};
use crate::submission::identity_claims::{RestoredCode, Stated};
use crate::submission::together::Share;
use crate::submission::unit_name::{PrintedUnit, shows_a_form};
use crate::submission::{Submission, apply_corrections, extract};
use crate::t;
use crate::values::key::{AnswerKey, UnitCode};

/// Takes in a file. Whatever goes wrong with it, in reading it or in judging it, is a finding about
/// it and touches no other.
pub(super) fn receive<'c>(intake: &Intake<'c>, found: &Found) -> OpenReturn<'c> {
    receive_share(intake, found, None)
}

/// The same of a file that is one of several of a return, where it is.
pub(super) fn receive_share<'c>(
    intake: &Intake<'c>,
    found: &Found,
    share: Option<Share<'_>>,
) -> OpenReturn<'c> {
    catch_unwind(AssertUnwindSafe(|| receive_unguarded(intake, found, share)))
        .unwrap_or_else(|panic| alone(failed(intake, found, &*panic)))
}

/// A file of which no return is at hand.
fn alone(file: CheckedFile<'_>) -> OpenReturn<'_> {
    OpenReturn { file, submission: None }
}

/// Whether a file is a register of receipts of the officer: the one in its place, or the one named. A file
/// of that name that a unit sent is a file like any other.
fn is_register(intake: &Intake<'_>, found: &Found) -> bool {
    // Names are compared first: that costs nothing.
    intake.registers.iter().any(|register| {
        register.file_name() == found.path.file_name() && same_file(register, &found.path)
    })
}

/// The program gave up on a file.
fn failed<'c>(intake: &Intake<'c>, found: &Found, panic: &(dyn Any + Send)) -> CheckedFile<'c> {
    let said = panic.downcast_ref::<&str>().copied();
    let said = said.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    let detail = said.unwrap_or("no message").to_owned();
    let findings = engine::internal_failure(&detail, intake.words).into_iter().collect();
    let detail = Some(detail);
    let source = SourceFile::unread(found);
    Rejection { detail, ..Rejection::new(source, findings) }.into_checked(intake.words)
}

fn receive_unguarded<'c>(
    intake: &Intake<'c>,
    found: &Found,
    share: Option<Share<'_>>,
) -> OpenReturn<'c> {
    match OpenedFile::open(intake, found) {
        OpenedFile::Ignored { reason } => alone(CheckedFile::ignored(found, reason)),
        OpenedFile::Unreadable { sha256, failure } => {
            alone(unreadable(intake, SourceFile::read(found, sha256), &failure))
        }
        OpenedFile::Consolidation(consolidation) => {
            alone(area::receive(intake, found, &consolidation))
        }
        OpenedFile::Workbook { sha256, workbook } => {
            let source = SourceFile::read(found, sha256);
            match recognise(intake, source, &workbook) {
                Recognition::Other => {
                    alone(CheckedFile::ignored(found, t!(intake.words, "reason-own-report")))
                }
                Recognition::Rejected(rejection) => alone(rejection.into_checked(intake.words)),
                Recognition::Return(recognised) => check(intake, *recognised, &workbook, share),
            }
        }
    }
}

/// A file of which nothing can be read.
fn unreadable<'c>(
    intake: &Intake<'c>,
    source: SourceFile,
    failure: &OpenFailure,
) -> CheckedFile<'c> {
    let Intake { campaign, period, given, .. } = *intake;
    let opened = Err(failure);
    let whose = Whose::default();
    let case = FileContext { opened, campaign, period, given, printed: None, whose, macros: false };
    let findings = engine::check_file(&case, intake.decisions, intake.words);
    let detail = failure.detail().map(str::to_owned);
    Rejection { detail, ..Rejection::new(source, findings) }.into_checked(intake.words)
}

/// What a path holds, before anybody knows whose it is.
enum OpenedFile {
    /// No return whatever is in it.
    Ignored {
        reason: String,
    },
    Unreadable {
        sha256: String,
        failure: OpenFailure,
    },
    Consolidation(AreaFile),
    Workbook {
        sha256: String,
        workbook: Workbook,
    },
}

impl OpenedFile {
    fn open(intake: &Intake<'_>, found: &Found) -> Self {
        let words = intake.words;
        let name = file_name(&found.path);
        let is_register = is_register(intake, found);
        if is_kept_by_people(&name) || is_register {
            return Self::Ignored { reason: t!(words, "reason-own-report") };
        }
        if is_ignored_by_name(&name) {
            return Self::Ignored { reason: t!(words, "reason-temporary") };
        }
        let bytes = match read_file(&found.path) {
            Ok(bytes) => bytes,
            Err(ReadFailure::Open(failure)) => {
                return match large_consolidation(found, &name) {
                    Some(consolidation) => Self::Consolidation(consolidation),
                    None => Self::Unreadable { sha256: String::new(), failure },
                };
            }
            Err(ReadFailure::Io(error)) => {
                let (reach, folder) = (Reach::of(&error), found.path.is_dir());
                let failure = OpenFailure::OutOfReach { reach, folder, detail: error.to_string() };
                return Self::Unreadable { sha256: String::new(), failure };
            }
        };
        let sha256 = fingerprint(&bytes);
        #[cfg(test)]
        assert!(bytes != tests::POISON, "poison");
        if is_own_report(&bytes) {
            return Self::Ignored { reason: t!(words, "reason-own-report") };
        }
        let opened = open(&bytes, &name);
        if let Some(stated) = area::stated(&opened, &bytes, &name) {
            return Self::Consolidation(AreaFile { bytes, name, sha256, stated });
        }
        match opened {
            Ok(workbook) => Self::Workbook { sha256, workbook },
            Err(OpenFailure::Unsupported(FileKind::SystemFile)) => {
                Self::Ignored { reason: t!(words, "reason-system") }
            }
            Err(failure) => Self::Unreadable { sha256, failure },
        }
    }
}

/// A file that is larger than any return may be, if it is a consolidation.
fn large_consolidation(found: &Found, name: &str) -> Option<AreaFile> {
    let bytes = read_large_file(&found.path).ok()?;
    let stated = Snapshot::stated(&bytes, name)?;
    let sha256 = fingerprint(&bytes);
    Some(AreaFile { bytes, name: name.to_owned(), sha256, stated })
}

/// What a workbook turns out to be.
enum Recognition<'c> {
    /// A document of this program that is no return.
    Other,
    Rejected(Box<Rejection>),
    Return(Box<Recognised<'c>>),
}

/// A return of a unit of the campaign, before its answers are looked for.
struct Recognised<'c> {
    source: SourceFile,
    unit: &'c OrgUnit,
    /// The unit, where no other one's name stands on the form.
    certain_unit: Option<UnitCode>,
    claims: Claims,
    findings: Vec<Finding>,
    /// The names of units on its sheets, where a code tells the unit.
    names: Option<PrintedNames<'c>>,
    /// Whether another version of the campaign issued it.
    is_other_version: bool,
}

fn recognise<'c>(intake: &Intake<'c>, source: SourceFile, workbook: &Workbook) -> Recognition<'c> {
    let Intake { campaign, period, given, words, .. } = *intake;
    let mut stated = Stated::gather(workbook);
    if stated.document.is_some_and(|document| document != Document::Form) {
        return Recognition::Other;
    }
    let claims = Claims {
        declared_scope: DeclaredScope::of(&stated),
        corrects: stated.corrects.clone(),
        asked: stated.asked.clone(),
    };
    if stated.is_foreign() {
        stated.shows_form = shows_a_form(workbook, campaign, period);
    }
    let name = file_name(&source.found_at);
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
    let certain_unit = unit.filter(|_| is_certain).map(|unit| unit.code.clone());
    let case = FileContext {
        opened: Ok(&stated),
        campaign,
        period,
        given,
        printed: printed.as_ref(),
        whose: Whose { unit, names: names.as_ref(), file_name: &name },
        macros: workbook.macros,
    };
    let mut findings = engine::check_file(&case, intake.decisions, words);
    if let Some(code) = &certain_unit {
        for finding in &mut findings {
            intake.decisions.waive(code, finding);
        }
    }
    let Some(unit) = unit.filter(|_| !has_open_error(&findings)) else {
        let (unit, cells) = (certain_unit, CellCount::of_rejected(workbook));
        let rejection = Rejection::new(source, findings);
        let rejection = Rejection { unit, claims, cells, ..rejection };
        return Recognition::Rejected(Box::new(rejection));
    };
    findings.extend(printed.and_then(|printed| engine::unit_by_name(&printed, words)));
    findings.extend(restored.map(|code| engine::unit_restored(&code, words)));
    let version = campaign.version.to_string();
    let is_other_version = stated.agreed(Part::Version).is_some_and(|stated| stated != version);
    Recognition::Return(Box::new(Recognised {
        source,
        unit,
        certain_unit,
        claims,
        findings,
        names,
        is_other_version,
    }))
}

/// Looks for the answers of a return, and judges them.
fn check<'c>(
    intake: &Intake<'c>,
    recognised: Recognised<'c>,
    workbook: &Workbook,
    share: Option<Share<'_>>,
) -> OpenReturn<'c> {
    let Intake { campaign, period, zero_words, words, .. } = *intake;
    let Recognised { source, unit, certain_unit, claims, findings, names, is_other_version } =
        recognised;
    let assignment = Assignment::new(campaign, period, unit);
    let mut submission = extract(workbook, &assignment, period, zero_words, is_other_version);
    // Where the name alone tells the unit, one that names nobody is a text like any other.
    let names = names
        .unwrap_or_else(|| PrintedNames::look(workbook, campaign, period, unit).without_unknown());
    submission.outside.leave_out_names(&names);
    submission.name_unknown(names.unknown);
    if submission.is_blank() {
        let (unit, cells) = (certain_unit, CellCount::new(workbook, &submission, &[]));
        let rejection = Rejection::new(source, vec![engine::blank_return(words)]);
        let rejection = Rejection { unit, claims, cells, blank: true, ..rejection };
        return alone(rejection.into_checked(words));
    }
    let judged = judge(intake, &source, findings, &mut submission, share);
    let cells = CellCount::new(workbook, &submission, &judged.findings);
    let submission = match share {
        Some(share) => submission.only(share.brings),
        None => submission,
    };
    let content = FileContent {
        summary: Some(FigureSummary::new(&submission, &judged.excluded)),
        excluded: judged.excluded,
        corrections: judged.corrections,
        as_sent: judged.as_sent,
        stored: None,
        members: Vec::new(),
    };
    let file = CheckedFile {
        source,
        unit: certain_unit,
        claims,
        findings: judged.findings,
        cells,
        verdict: OwnVerdict::Accepted(Box::new(content)),
    };
    OpenReturn { file, submission: Some(submission) }
}

/// What the rules say of a return with the officer's corrections in it.
struct JudgedReturn {
    findings: Vec<Finding>,
    excluded: BTreeSet<AnswerKey>,
    corrections: Vec<Treated>,
    as_sent: Option<Checked>,
}

/// Judges what a file holds as it counts, with the officer's corrections in it; where there are any of its
/// unit, as it was sent too. A correction belongs to the file that its form is taken from. `found` is what
/// was found before.
fn judge<'c>(
    intake: &Intake<'c>,
    source: &SourceFile,
    found: Vec<Finding>,
    submission: &mut Submission<'c>,
    share: Option<Share<'_>>,
) -> JudgedReturn {
    let Intake { period, decisions, words, zero_words, .. } = *intake;
    let unit = &submission.unit.code;
    let of_unit = intake.corrections.iter().filter(|correction| correction.unit == *unit);
    let of_unit: Vec<Arc<Correction>> = of_unit.cloned().collect();
    let as_sent = (!of_unit.is_empty()).then(|| {
        let judged = Judged { own: submission, share: share.map(Share::as_sent) };
        let checked = engine::check_submission(&judged, period, decisions, words);
        let findings = [found.clone(), checked.findings].concat();
        Checked { findings, ..checked }
    });
    let here: Vec<Arc<Correction>> = of_unit
        .into_iter()
        .filter(|one| share.is_none_or(|share| share.brings.contains(&one.key.form)))
        .collect();
    let corrections = apply_corrections(submission, &here, &source.sha256, zero_words);
    let judged = Judged { own: submission, share };
    let checked = engine::check_submission(&judged, period, decisions, words);
    let (mut findings, mut excluded) = (found, checked.excluded);
    findings.extend(checked.findings);
    let disputes = disputes(&corrections, words);
    if !disputes.findings.is_empty() {
        findings.extend(disputes.findings);
        excluded.extend(disputes.excluded);
        engine::order(&mut findings, submission);
    }
    JudgedReturn { findings, excluded, corrections, as_sent }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::{Store, load};
    use crate::consolidate::intake::FileStatus;
    use crate::i18n::{Language, Words};
    use crate::rules::decisions::Decisions;
    use crate::rules::rule::ExplicitScope;

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
            given: ExplicitScope::default(),
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
