//! BD310 unread-notes: words of the unit's stand in notes, text boxes or shapes, which are not read.

use super::{NAMED, quoted};
use crate::i18n::Words;
use crate::reader::workbook::{Note, NoteKind};
use crate::rules::rule::{Check, Message, PlaceHit, Rule, rule};
use crate::submission::Submission;
use crate::submission::model::outside::Noted;
use crate::t;

/// The rule. One finding for a sheet, which quotes what they say.
pub(in crate::rules) const RULE: Rule =
    rule!("BD310", "unread-notes", Warning, Check::Return(check));

fn check(submission: &Submission<'_>, words: &Words) -> Vec<PlaceHit> {
    submission
        .outside
        .notes
        .iter()
        .map(|found: &Noted| PlaceHit {
            form: found.form.clone(),
            place: found.place.clone(),
            message: message(found, words),
        })
        .collect()
}

fn message(found: &Noted, words: &Words) -> Message {
    let texts: Vec<String> = found.notes.iter().take(NAMED).map(one).collect();
    let more = if found.notes.len() > texts.len() { "; …" } else { "" };
    let texts = format!("{}{more}", texts.join("; "));
    let notes = found.notes.iter().filter(|note| note.kind == NoteKind::Note).count();
    let boxes = found.notes.iter().filter(|note| note.kind == NoteKind::TextBox).count();
    let sheet = &*found.place.sheet;
    let message = match (notes, boxes) {
        (_, 0) => t!(words, "bd310-message-notes", sheet = sheet, count = notes, texts = texts),
        (0, _) => t!(words, "bd310-message-boxes", sheet = sheet, count = boxes, texts = texts),
        _ => t!(
            words,
            "bd310-message-both",
            sheet = sheet,
            notes = notes,
            boxes = boxes,
            texts = texts
        ),
    };
    Message { text: message, hint: t!(words, "bd310-hint") }
}

/// A note with its cell: `F9 “1250 người”`.
fn one(note: &Note) -> String {
    match note.at {
        Some(at) => format!("{at} {}", quoted(&note.text)),
        None => quoted(&note.text),
    }
}
