//! What a unit is told of the officer's corrections of its figures: that they are noted, and which still
//! want a document.

use super::{Case, Feedback};
use crate::consolidate::intake::Received;
use crate::submission::correction::{Fate, Treated};
use crate::t;
use crate::values::key::CellName;
use crate::wording::deadlines::deadline;
use crate::wording::names::row_name;

/// A correction that stands in the place of what the unit wrote.
pub(super) struct Noted {
    pub name: CellName,
    pub line: String,
}

/// Those of the files that are answered.
pub(super) fn noted(shared: &Feedback<'_>, case: &Case<'_, '_>) -> Vec<Noted> {
    let corrections = case.files().flat_map(Received::corrections);
    let applied = corrections.filter(|one| one.fate == Fate::Applied);
    applied.filter_map(|treated| of_correction(shared, treated)).collect()
}

fn of_correction(shared: &Feedback<'_>, treated: &Treated) -> Option<Noted> {
    let words = shared.words;
    let by = &treated.by;
    let form = shared.campaign.form(&by.key.form)?;
    let row = form.indicator(&by.key.indicator)?;
    let field = form.field_caption(by.field, shared.period.target_year).replace('\n', " ");
    let place = t!(
        words,
        "feedback-noted-place",
        sheet = form.sheet.as_str(),
        row = row_name(row, words),
        field = field
    );
    let (was, value) = (treated.sent.as_ref().map_or("", |(was, _)| was), by.value.as_str());
    let change = if was.is_empty() {
        t!(words, "feedback-noted-blank", place = place, value = value)
    } else {
        t!(words, "feedback-noted-change", place = place, value = value, was = was)
    };
    let line = match (&by.basis.document, &by.basis.phone) {
        (Some(document), _) => {
            t!(words, "feedback-noted-document", change = change, document = document.as_str())
        }
        (None, phone) => {
            let due = shared.period.deadline(&by.unit).map(|due| deadline(due, words));
            let due = due.unwrap_or_else(|| t!(words, "feedback-due-soon"));
            let phone = phone.as_deref().unwrap_or_default();
            t!(words, "feedback-noted-phone", change = change, phone = phone, due = due)
        }
    };
    Some(Noted { name: by.key.cell(by.field), line })
}
