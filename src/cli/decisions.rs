//! What became of the decisions about findings, in words.

use super::ui::Ui;
use super::work::Work;
use crate::intake::Received;
use crate::key::UnitCode;
use crate::rules::finding::Finding;
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
