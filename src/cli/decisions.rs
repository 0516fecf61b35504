//! What became of the decisions about findings, in words.

use super::ui::Ui;
use super::work::Work;
use crate::consolidate::intake::Received;
use crate::consolidate::intake::corrections::{Settled, settled};
use crate::export::report::correction_lines;
use crate::rules::finding::Finding;
use crate::submission::correction::Fate;
use crate::t;
use crate::values::key::UnitCode;
use crate::wording::names::blank_or;

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
    corrections(work, received, ui);
}

/// Asks about each correction that does not apply, on standard error.
pub(super) fn corrections(work: &Work, received: &[Received<'_>], ui: &Ui) {
    for one in settled(&work.decisions.corrections, received) {
        if let Some(question) = question(&one, ui) {
            ui.note(&question);
        }
    }
}

/// Says which corrections there are, and what became of each.
pub(super) fn say_corrections(work: &Work, received: &[Received<'_>], ui: &Ui) {
    let Work { campaign, period, decisions, .. } = work;
    for line in
        correction_lines::lines(&decisions.corrections, received, campaign, period, ui.words())
    {
        ui.say(&line);
    }
}

fn question(settled: &Settled<'_, '_>, ui: &Ui) -> Option<String> {
    let (words, by) = (ui.words(), settled.by);
    let (place, unit) = (by.line.to_string(), by.unit.as_str());
    let (was, value) = (blank_or(&by.was, words), by.value.as_str());
    let sent = settled.treated.and_then(|treated| treated.sent.as_ref());
    let says = blank_or(sent.map_or("", |(says, _)| says.as_str()), words);
    let cell = sent.map_or_else(String::new, |(_, at)| format!("{}!{}", at.sheet, at.position));
    let [path, sha256] =
        settled.file.map_or([""; 2], |file| [file.path.as_str(), file.sha256.as_str()]);
    Some(match settled.fate {
        Fate::Applied => return None,
        Fate::Fulfilled => {
            t!(words, "note-correction-fulfilled", place = place, unit = unit, says = says)
        }
        Fate::FileChanged => t!(
            words,
            "note-correction-file-changed",
            place = place,
            unit = unit,
            cell = cell,
            says = says,
            value = value,
            sha256 = sha256
        ),
        Fate::ValueChanged => t!(
            words,
            "note-correction-value-changed",
            place = place,
            unit = unit,
            cell = cell,
            says = says,
            was = was,
            value = value
        ),
        Fate::Disputed => t!(
            words,
            "note-correction-disputed",
            place = place,
            unit = unit,
            cell = cell,
            says = says,
            was = was,
            value = value
        ),
        Fate::Unnamed => t!(
            words,
            "note-correction-unnamed",
            place = place,
            value = value,
            path = path,
            sha256 = sha256
        ),
        Fate::NoCell => {
            t!(words, "note-correction-no-cell", place = place, unit = unit, value = value)
        }
        Fate::Beside => t!(words, "note-correction-beside", place = place, value = value),
        Fate::NoReturn => {
            t!(words, "note-correction-no-return", place = place, unit = unit, value = value)
        }
    })
}
