//! What a return says, and what the rules say of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Intake;
use super::cells::CellCount;
use super::checked::{CheckedFile, FileContent, OpenReturn, OwnVerdict, Rejection, SourceFile};
use super::corrections::disputes;
use super::recognised::Recognised;
use crate::campaign::Assignment;
use crate::ledger::FigureSummary;
use crate::reader::workbook::Workbook;
use crate::rules::engine::{self, Checked};
use crate::rules::finding::Finding;
use crate::rules::rule::Judged;
use crate::submission::answer::AnswerValue;
use crate::submission::correction::{Correction, Treated};
use crate::submission::together::Share;
use crate::submission::{PrintedNames, Submission, apply_corrections, extract};
use crate::values::key::AnswerKey;
use crate::values::quantity::figure_status::{StatusCounts, StatusRule};

/// Looks for the answers of a return, and judges them.
pub(super) fn check<'c>(
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
        return OpenReturn::from(rejection.into_checked(words));
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
        chosen_statuses: chosen_statuses(&submission),
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

/// How settled the figures are for which the unit chooses that.
fn chosen_statuses(submission: &Submission<'_>) -> StatusCounts {
    let chosen = submission.answers().filter(|answer| {
        answer.indicator.figure_status == StatusRule::Chosen
            && matches!(answer.value(), AnswerValue::Figure(_))
    });
    StatusCounts::of(chosen.map(|answer| answer.figure_status))
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
