//! What the rows of a sheet are held against: the numbers, wordings and captions of one form.

use rust_decimal::Decimal;

use super::wording::{Meant, Wordings};
use crate::campaign::identity::{IssuedWordings, wording_mark};
use crate::campaign::layout::FormPlan;
use crate::campaign::{Form, Indicator};
use crate::values::quantity::text::fold;

/// What the rows of a sheet are held against: the rows and headings of a form as it was issued, called
/// things, the rows first.
#[derive(Debug)]
pub(super) struct FormWords<'c> {
    pub(super) form: &'c Form,
    pub(super) wordings: Wordings,
    pub(super) numbers: Vec<String>,
    captions: Wordings,
    /// Whether the form is of another version and does not say what its rows were worded.
    pub(super) is_of_other_words: bool,
}

impl<'c> FormWords<'c> {
    pub(super) fn new(plan: &FormPlan<'c>, issued: &IssuedWordings, year: u16) -> Self {
        let form = plan.form;
        let mut words = Self {
            form,
            wordings: Wordings::default(),
            numbers: Vec::new(),
            captions: Wordings::default(),
            is_of_other_words: false,
        };
        for (thing, row) in form.indicators.iter().enumerate() {
            if row.is_beside() {
                words.numbers.push(String::new());
                continue;
            }
            words.numbers.push(plain_number(&row.number));
            let mark = issued.get(&form.id, &row.id.of_row());
            match mark.filter(|mark| wording_mark(&row.label).as_deref() != Some(mark)) {
                Some(mark) => words.wordings.add_mark(thing, mark),
                None => words.wordings.add(thing, &row.label),
            }
        }
        for (thing, heading) in (form.indicators.len()..).zip(&form.headings) {
            words.numbers.push(plain_number(&heading.number));
            words.wordings.add(thing, &heading.label);
        }
        for (at, column) in plan.columns.iter().enumerate() {
            words.captions.add(at, &column.caption(year));
        }
        words
    }

    /// The thing that a row of the form is: of several figures in a row the first.
    pub(super) fn thing(&self, indicator: &Indicator) -> Option<usize> {
        self.form.indicators.iter().position(|row| row.id.row() == indicator.id.row())
    }

    /// The columns that have a caption: one, or several that share it.
    pub(super) fn captioned(&self, text: &str) -> &[usize] {
        match self.captions.meant(text, false) {
            Meant::Things(columns) => columns,
            Meant::Nothing | Meant::Other => &[],
        }
    }

    /// The columns whose caption is a text, letter for letter.
    pub(super) fn captioned_exactly(&self, text: &str) -> &[usize] {
        self.captions.exactly(text).unwrap_or_default()
    }

    pub(super) fn is_worded(&self, thing: usize) -> bool {
        self.form.indicators.get(thing).is_some_and(|row| wording_mark(&row.label).is_some())
    }

    pub(super) fn number(&self, thing: usize) -> &str {
        self.numbers.get(thing).map_or("", String::as_str)
    }

    /// Whether a number printed is a thing's, as a spreadsheet may have changed it.
    pub(super) fn is_number_of(&self, number: &str, thing: usize) -> bool {
        is_changed_number(self.number(thing), number)
    }

    /// Whether a number printed is that of a row or heading of the form, and not this one's.
    pub(super) fn is_number_of_another(&self, number: &str, thing: usize) -> bool {
        !number.is_empty()
            && !self.is_number_of(number, thing)
            && self.numbers.iter().any(|other| other == number)
    }
}

/// A number as it is compared: without the full stop or bracket that may close it.
pub(super) fn plain_number(text: &str) -> String {
    let folded = fold(text);
    let trimmed = folded.trim_end_matches('.');
    match trimmed.strip_suffix(')') {
        Some(open) if !open.contains('(') => open.trim().to_owned(),
        _ => trimmed.trim().to_owned(),
    }
}

/// Whether a number is what a spreadsheet may make of one: 2.10 becomes 2.1, (1) becomes -1.
fn is_changed_number(issued: &str, found: &str) -> bool {
    if issued == found {
        return true;
    }
    let bracketed = issued.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let minus = bracketed.map(|inner| format!("-{inner}"));
    let issued = minus.as_deref().unwrap_or(issued);
    let [issued, found] = [issued, found].map(|text| text.replace(',', ".").parse::<Decimal>());
    matches!((issued, found), (Ok(issued), Ok(found)) if issued == found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_known_as_spreadsheets_change_them() {
        for (issued, found) in [
            ("2.10", "2.1"),
            ("1", "1."),
            ("1", "1)"),
            ("(1)", "-1"),
            ("(1)", "(1)"),
            ("3", "3.0"),
            ("II", "ii"),
        ] {
            assert!(
                is_changed_number(&plain_number(issued), &plain_number(found)),
                "{issued} {found}"
            );
        }
        for (issued, found) in
            [("2.10", "2.2"), ("1", "(1)"), ("II", "2"), ("1", ""), ("3.3", "2026-03-03")]
        {
            assert!(
                !is_changed_number(&plain_number(issued), &plain_number(found)),
                "{issued} {found}"
            );
        }
    }
}
