//! What rows are called in messages, on paper and on screen. Below the rules, which speak of rows too.

use crate::campaign::{Detail, Indicator};
use crate::i18n::Words;
use crate::t;

/// How many characters of a row's wording stand for a number that it lacks.
const NAME_LENGTH: usize = 40;

/// By what a row is known: its number, else its first words.
#[must_use]
pub fn row_number(indicator: &Indicator) -> String {
    if indicator.reference.is_empty() {
        format!("“{}”", shortened(&indicator.label.replace('\n', " "), NAME_LENGTH))
    } else {
        indicator.reference.clone()
    }
}

/// What a row is called at the beginning of a sentence: "Dòng 3", "Nhiệm vụ 12", "Mục II.1".
#[must_use]
pub fn row_name(indicator: &Indicator, words: &Words) -> String {
    let name = row_number(indicator);
    match indicator.detail {
        Detail::Task(_) => t!(words, "row-task", name = name),
        Detail::Section { .. } => t!(words, "row-section", name = name),
        Detail::Figure | Detail::Entry { .. } => t!(words, "row-plain", name = name),
    }
}

/// The first words of a text, marked when there is more.
#[must_use]
pub fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let head: String = text.chars().take(longest).collect();
    let end = head.rfind(' ').unwrap_or(head.len());
    format!("{}…", head.get(..end).unwrap_or(&head))
}
