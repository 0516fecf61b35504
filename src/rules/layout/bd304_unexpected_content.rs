//! BD304 unexpected-content: something is written where no form asks: beside the input cells of a form,
//! on a sheet that was never issued, on the program's own sheets, at the head or foot of the pages.

use super::{NAMED, first_places, quoted};
use crate::i18n::Words;
use crate::rules::rule::{Check, Message, PlaceHit, Rule, rule};
use crate::submission::Submission;
use crate::submission::answer::Place;
use crate::submission::model::outside::{Beside, Margins};
use crate::t;

/// The rule. One finding for a form, as an added column would be one for every row, and one for a sheet.
pub(in crate::rules) const RULE: Rule =
    rule!("BD304", "unexpected-content", Warning, Check::Return(check));

fn check(submission: &Submission<'_>, words: &Words) -> Vec<PlaceHit> {
    let forms = submission.forms.iter().filter_map(|form| {
        let places = &form.traces.unexpected;
        let place = places.first()?.clone();
        Some(PlaceHit { form: Some(form.form.id.clone()), place, message: on_form(places, words) })
    });
    let outside = &submission.outside;
    let sheets = outside.sheets.iter().map(|beside| {
        let message = if beside.is_own { typed(beside, words) } else { foreign(beside, words) };
        PlaceHit { form: None, place: beside.place.clone(), message }
    });
    let margins = outside.margins.iter().map(|margins| PlaceHit {
        form: margins.form.clone(),
        place: margins.place.clone(),
        message: printed(margins, words),
    });
    forms.chain(sheets).chain(margins).collect()
}

fn on_form(places: &[Place], words: &Words) -> Message {
    let (count, places) = (places.len(), first_places(places.iter()));
    Message {
        text: t!(words, "bd304-message", count = count, places = places),
        hint: t!(words, "bd304-hint"),
    }
}

/// A sheet that was never issued.
fn foreign(beside: &Beside, words: &Words) -> Message {
    let sheet = &*beside.place.sheet;
    let texts = beside.texts.iter().map(|(_, text)| quoted(text));
    let notes = beside.notes.iter().map(|note| quoted(&note.text));
    let texts = first_texts(texts.chain(notes), beside.count + beside.notes.len());
    let (count, notes) = (beside.count, beside.notes.len());
    let message = match (count, notes) {
        // A scanned page pasted on a sheet of its own.
        (0, 0) => {
            t!(words, "bd304-message-sheet-pictures", sheet = sheet, pictures = beside.pictures)
        }
        (0, _) => {
            t!(words, "bd304-message-sheet-notes", sheet = sheet, notes = notes, texts = texts)
        }
        (_, 0) => t!(words, "bd304-message-sheet", sheet = sheet, count = count, texts = texts),
        _ => t!(
            words,
            "bd304-message-sheet-both",
            sheet = sheet,
            count = count,
            notes = notes,
            texts = texts
        ),
    };
    Message { text: message, hint: t!(words, "bd304-hint-sheet") }
}

/// One of the program's own sheets on which something was typed.
fn typed(beside: &Beside, words: &Words) -> Message {
    let sheet = &*beside.place.sheet;
    let texts = beside.texts.iter().map(|(at, text)| format!("{at} {}", quoted(text)));
    let texts = first_texts(texts, beside.count);
    Message {
        text: t!(words, "bd304-message-page", sheet = sheet, count = beside.count, texts = texts),
        hint: t!(words, "bd304-hint-sheet"),
    }
}

fn printed(margins: &Margins, words: &Words) -> Message {
    let sheet = &*margins.place.sheet;
    let texts = first_texts(margins.texts.iter().map(|text| quoted(text)), margins.texts.len());
    Message {
        text: t!(words, "bd304-message-margins", sheet = sheet, texts = texts),
        hint: t!(words, "bd304-hint-margins"),
    }
}

fn first_texts(texts: impl Iterator<Item = String>, count: usize) -> String {
    let texts: Vec<String> = texts.take(NAMED).collect();
    let more = if count > texts.len() { "; …" } else { "" };
    format!("{}{more}", texts.join("; "))
}
