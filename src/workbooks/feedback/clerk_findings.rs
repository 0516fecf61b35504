//! Findings as a clerk is told of them: at the place where they are mended, in the corrected copy, and
//! without what only the officer can do.

use std::collections::BTreeMap;

use super::{Case, Feedback};
use crate::campaign::layout::FormPlan;
use crate::campaign::{Assignment, Form, Indicator};
use crate::consolidate::intake::FileStatus;
use crate::rules::finding::Finding;
use crate::rules::rule::Remedy;
use crate::submission::Submission;
use crate::submission::answer::Answer;
use crate::t;
use crate::values::key::{AnswerKey, CellName, Position};

pub(super) struct Told<'a> {
    /// What is said, with the place in the corrected copy where there is one.
    pub shown: Finding,
    /// The address in the file that was sent, where it is another.
    pub sent_at: Option<String>,
    pub target: Option<Target>,
    pub row: Option<(&'a Form, &'a Indicator)>,
}

/// A cell of the corrected copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    pub name: CellName,
    pub sheet: String,
    pub at: Position,
}

/// Everything found in a file, in order.
pub(super) fn told<'a>(
    shared: &Feedback<'a>,
    case: &Case<'_, '_>,
    submission: Option<&Submission<'_>>,
) -> Vec<Told<'a>> {
    let answers: BTreeMap<&AnswerKey, &Answer<'_>> = submission
        .into_iter()
        .flat_map(Submission::answers)
        .map(|answer| (&answer.key, answer))
        .collect();
    let places = submission.map(|s| places(shared, s)).unwrap_or_default();
    // What a rule on trial says is for whoever tries it.
    let is_stopped = case.file.status == FileStatus::Rejected;
    let files = case.files().take(if is_stopped { 1 } else { usize::MAX });
    let findings = files.flat_map(|file| &file.findings).filter(|finding| !finding.trial);
    let findings = findings.map(|finding| {
        let at = &finding.location;
        let form = at.form.as_ref().and_then(|id| shared.campaign.form(id));
        let row = form.zip(at.indicator.as_ref());
        let row = row.and_then(|(form, id)| Some((form, form.indicator(id)?)));
        let target = cell_to_mend(finding, &answers)
            .or_else(|| first_cell(finding, submission?))
            .and_then(|name| places.get(&name).map(|place| (name, place)))
            .map(|(name, (sheet, at))| Target { name, sheet: sheet.clone(), at: *at });
        let mut shown = for_clerk(shared, case, finding, target.is_some());
        let mut sent_at = None;
        if let Some(target) = &target {
            let cell = target.at.to_string();
            sent_at = at.cell.clone().filter(|sent| *sent != cell);
            shown.location.sheet = Some(target.sheet.clone());
            shown.location.cell = Some(cell);
        }
        Told { shown, sent_at, target, row }
    });
    findings.collect()
}

/// Where the input cells stand on the form as it is issued again.
fn places(
    shared: &Feedback<'_>,
    submission: &Submission<'_>,
) -> BTreeMap<CellName, (String, Position)> {
    let assignment = Assignment::new(shared.campaign, shared.period, submission.unit);
    let plans = assignment.forms.iter().map(FormPlan::new);
    let cells = plans.flat_map(|plan| {
        let sheet = plan.form.sheet.clone();
        plan.input_cells().into_iter().map(move |(name, at)| (name, (sheet.clone(), at)))
    });
    cells.collect()
}

/// The input cell that a finding is about: the one that it names, else the first of a row that is
/// gone. A finding at another cell of the row (a printed text) is about no input cell.
fn cell_to_mend(
    finding: &Finding,
    answers: &BTreeMap<&AnswerKey, &Answer<'_>>,
) -> Option<CellName> {
    let at = &finding.location;
    let key =
        AnswerKey { form: at.form.clone()?, indicator: at.indicator.clone()?, scope: at.scope? };
    let answer = answers.get(&key)?;
    let field = at.field.or_else(|| answer.indicator.fields().first().copied())?;
    let is_named = match (&at.cell, answer.cells.get(&field)) {
        (None, _) => true,
        (Some(cell), Some(read)) => {
            let sheet = at.sheet.as_deref();
            *cell == read.place.position.to_string() && sheet == Some(&*read.place.sheet)
        }
        (Some(_), None) => false,
    };
    is_named.then(|| key.cell(field))
}

/// The first cell of a form that did not come back, which the corrected copy has again.
fn first_cell(finding: &Finding, submission: &Submission<'_>) -> Option<CellName> {
    let at = &finding.location;
    let mut forms = submission.forms.iter();
    let form = forms.find(|form| Some(&form.form.id) == at.form.as_ref())?;
    let form = Some(form).filter(|form| form.is_missing())?;
    let answer = form.answers.first().filter(|_| at.indicator.is_none())?;
    Some(answer.key.cell(*answer.indicator.fields().first()?))
}

/// The words of a rule speak of the file that was sent, and to whoever can act. Where that is the
/// officer, the clerk is told what a clerk can do; where the corrected copy has again what was lost,
/// what to do in it.
fn for_clerk(
    shared: &Feedback<'_>,
    case: &Case<'_, '_>,
    finding: &Finding,
    in_copy: bool,
) -> Finding {
    let words = shared.words;
    let mut shown = finding.clone();
    let rule = finding.rule();
    let hint = rule.copy_hint.filter(|_| in_copy).or(rule.clerk_hint);
    if let Some(hint) = hint {
        shown.hint = hint(words);
    }
    if rule.remedy == Remedy::AskOfficer && finding.remedy() != rule.remedy {
        shown.hint = t!(words, "feedback-other-row-hint");
    }
    if rule.remedy == Remedy::ChooseFile {
        let files = case.file_names().join("; ");
        if case.file.brings.is_some() {
            shown.message = t!(words, "feedback-parts", files = files);
            shown.hint = t!(words, "feedback-parts-hint");
        } else {
            shown.message = t!(words, "feedback-several", files = files);
            shown.hint = t!(words, "feedback-several-hint");
        }
    }
    shown
}
