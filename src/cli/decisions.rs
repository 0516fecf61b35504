//! Decisions about findings in words: what is wrong with one, and what became of each.

use super::ui::Ui;
use super::work::Work;
use crate::i18n::Words;
use crate::intake::Received;
use crate::key::UnitCode;
use crate::rules::finding::Finding;
use crate::settings::Problem;
use crate::t;

/// Says on standard error which codes were completed, and which waivers settle nothing: either what
/// they let stand was mended, or they name something else.
pub(super) fn notes(
    work: &Work,
    received: &[Received<'_>],
    together: &[(Option<UnitCode>, Finding)],
    ui: &Ui,
) {
    let words = ui.words();
    for code in &work.padded {
        let (place, written) = (code.place.as_str(), code.written.as_str());
        ui.note(&t!(
            words,
            "note-padded",
            place = place,
            written = written,
            code = code.unit.as_str()
        ));
    }
    for waiver in &work.decisions.waivers {
        let of_files = received.iter().flat_map(|file| {
            file.findings.iter().map(move |finding| (file.unit.as_ref(), finding))
        });
        let alone = together.iter().map(|(unit, finding)| (unit.as_ref(), finding));
        let is_used = of_files
            .chain(alone)
            .any(|(unit, finding)| unit.is_some_and(|unit| waiver.covers(unit, finding)));
        if !is_used {
            let (place, unit) = (waiver.place.as_str(), waiver.unit.as_str());
            ui.note(&t!(
                words,
                "note-waiver-unused",
                place = place,
                unit = unit,
                code = waiver.code
            ));
        }
    }
}

/// What is wrong with a decision.
pub(super) fn problem(problem: &Problem, words: &Words) -> String {
    match problem {
        Problem::UnknownRule { asked, near: None } => {
            t!(words, "decision-unknown-rule", asked = asked.as_str())
        }
        Problem::UnknownRule { asked, near: Some(near) } => {
            t!(words, "decision-unknown-rule-near", asked = asked.as_str(), near = near.as_str())
        }
        Problem::UnknownSeverity { asked } => {
            t!(words, "decision-unknown-severity", asked = asked.as_str())
        }
        Problem::Twice { code } => t!(words, "decision-twice", code = (*code).to_owned()),
        Problem::Firm { code } => t!(words, "decision-firm", code = (*code).to_owned()),
        Problem::NeverError { code } => {
            t!(words, "decision-never-error", code = (*code).to_owned())
        }
        Problem::UnknownUnit { asked, near: None } => {
            t!(words, "failure-unknown-unit", asked = asked.as_str())
        }
        Problem::UnknownUnit { asked, near: Some(near) } => {
            t!(words, "failure-unknown-unit-near", asked = asked.as_str(), hint = near.as_str())
        }
        Problem::UnknownRow { asked, near: None } => {
            t!(words, "decision-unknown-row", asked = asked.as_str())
        }
        Problem::UnknownRow { asked, near: Some(near) } => {
            t!(words, "decision-unknown-row-near", asked = asked.as_str(), near = near.as_str())
        }
        Problem::Missing { key } => t!(words, "decision-missing", key = (*key).to_owned()),
        Problem::Date { asked } => t!(words, "failure-date", asked = asked.as_str()),
        Problem::UnknownColumn { asked, near: None } => {
            t!(words, "decision-unknown-column", asked = asked.as_str())
        }
        Problem::UnknownColumn { asked, near: Some(near) } => {
            t!(words, "decision-unknown-column-near", asked = asked.as_str(), near = near.as_str())
        }
        Problem::NoTolerance { asked } => {
            t!(words, "decision-no-tolerance", asked = asked.as_str())
        }
        Problem::ShareOfRate { asked } => {
            t!(words, "decision-share-of-rate", asked = asked.as_str())
        }
        Problem::NotLed { asked } => t!(words, "decision-not-led", asked = asked.as_str()),
        Problem::NotUtf8 => t!(words, "problem-not-utf8"),
        Problem::NotTable { detail } => t!(words, "problem-shape", detail = detail.as_str()),
    }
}
