//! One file: read, opened, recognised, checked. Whatever it holds, it comes back.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::checked::{CheckedFile, OpenReturn, Rejection, SourceFile};
use super::judged::check;
use super::opened::OpenedFile;
use super::recognised::{Recognition, recognise};
use super::walk::Found;
use super::{Intake, area};
use crate::reader::failure::OpenFailure;
use crate::rules::engine;
use crate::rules::rule::{FileContext, Whose};
use crate::submission::together::Share;
use crate::t;

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
        .unwrap_or_else(|panic| OpenReturn::from(failed(intake, found, &*panic)))
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
        OpenedFile::Ignored { reason } => OpenReturn::from(CheckedFile::ignored(found, reason)),
        OpenedFile::Unreadable { sha256, failure } => {
            OpenReturn::from(unreadable(intake, SourceFile::read(found, sha256), &failure))
        }
        OpenedFile::Consolidation { file, memory: _taken } => {
            OpenReturn::from(area::receive(intake, found, &file))
        }
        OpenedFile::Workbook { sha256, workbook, memory: _taken } => {
            let source = SourceFile::read(found, sha256);
            match recognise(intake, source, &workbook) {
                Recognition::Other => OpenReturn::from(CheckedFile::ignored(
                    found,
                    t!(intake.words, "reason-own-report"),
                )),
                Recognition::Rejected(rejection) => {
                    OpenReturn::from(rejection.into_checked(intake.words))
                }
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

#[cfg(test)]
pub(super) mod tests {
    use crate::campaign::{Store, load};
    use crate::consolidate::intake::{FileStatus, Found, Intake};
    use crate::i18n::{Language, Words};
    use crate::rules::decisions::Decisions;
    use crate::rules::rule::ExplicitScope;

    /// Content at which the work on a file gives up.
    pub(in crate::consolidate::intake) const POISON: &[u8] = b"poison";

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
