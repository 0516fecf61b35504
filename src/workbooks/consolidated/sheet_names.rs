//! The names of the sheets. The fixed ones are the program's; a form keeps its own unless it is
//! called like one of them ("Tổng quan", "Nguồn").

use super::value::within;
use crate::campaign::identity::{HIDDEN_SHEET, ROWS_NAME, UNITS_NAME};
use crate::campaign::{Campaign, Form, FormKind};
use crate::i18n::Words;
use crate::t;
use crate::values::key::FormId;

/// Excel's limit, in UTF-16 units.
const LONGEST: usize = 31;
/// Excel keeps it for itself.
const RESERVED: &str = "History";

/// The names of the sheets of forms.
#[derive(Debug)]
pub(super) struct SheetNames(Vec<(FormId, String)>);

impl SheetNames {
    /// Names the sheets of a campaign's forms.
    pub(super) fn new(campaign: &Campaign, words: &Words) -> Self {
        let mut taken: Vec<String> = vec![
            t!(words, "book-sheet-overview"),
            t!(words, "book-sheet-matrix"),
            t!(words, "book-sheet-detail"),
            t!(words, "book-sheet-reconciliation"),
            t!(words, "book-sheet-workings"),
            t!(words, "book-sheet-returns"),
            t!(words, "book-sheet-findings"),
            t!(words, "book-sheet-explanations"),
            t!(words, "book-sheet-sources"),
            t!(words, "book-sheet-differences"),
            t!(words, "book-sheet-previous"),
            t!(words, "book-sheet-previous-units"),
            HIDDEN_SHEET.to_owned(),
            ROWS_NAME.to_owned(),
            UNITS_NAME.to_owned(),
            RESERVED.to_owned(),
        ];
        let outlines = campaign.forms.iter().filter(|form| form.kind == FormKind::Outline);
        let has_one_outline = outlines.count() == 1;
        let mut tabs = Vec::new();
        for form in &campaign.forms {
            // What the units wrote to an outline is what officials call the notes to the figures.
            let notes = t!(words, "book-sheet-notes");
            let is_notes = form.kind == FormKind::Outline && has_one_outline;
            let name = free(if is_notes { &notes } else { &form.sheet }, &taken, words);
            taken.push(name.clone());
            tabs.push((form.id.clone(), name));
        }
        Self(tabs)
    }

    pub(super) fn of<'a>(&'a self, form: &'a Form) -> &'a str {
        let found = self.0.iter().find(|(id, _)| *id == form.id);
        found.map_or(form.sheet.as_str(), |(_, name)| name)
    }
}

/// The name itself where it is free, else with words behind it. Excel ignores case in names.
fn free(name: &str, taken: &[String], words: &Words) -> String {
    if is_free(name, taken) {
        return name.to_owned();
    }
    let mut tries = (1_usize..).map(|number| {
        let mark = t!(words, "book-form-clash", name = "");
        let mark = if number == 1 { mark } else { format!("{mark} {number}") };
        let room = LONGEST.saturating_sub(mark.encode_utf16().count());
        format!("{}{mark}", within(name, room).trim_end())
    });
    tries.find(|name| is_free(name, taken)).unwrap_or_default()
}

fn is_free(name: &str, taken: &[String]) -> bool {
    !taken.iter().any(|other| other.to_lowercase() == name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn a_name_that_is_taken_gets_words_behind_it() {
        let words = Words::load(Language::VI).unwrap();
        let taken = ["Nguồn".to_owned(), "Nguồn (biểu)".to_owned()];
        assert_eq!(free("Biểu 1", &taken, &words), "Biểu 1");
        assert_eq!(free("NGUỒN", &taken, &words), "NGUỒN (biểu) 2");
        let long = "A".repeat(LONGEST);
        let named = free(&long, std::slice::from_ref(&long), &words);
        assert_eq!((named.chars().count(), &named[24..]), (LONGEST, " (biểu)"));
    }
}
