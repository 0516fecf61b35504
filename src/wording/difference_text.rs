//! How the cells in which two returns differ are named and shown: in the message, on the terminal
//! and in the consolidated workbook. Two long texts are shown from where they part, because their
//! first words are often the same.

use crate::i18n::Words;
use crate::submission::answer::Place;
use crate::submission::difference::{Difference, Side};
use crate::t;
use crate::wording::names::row_number;

/// How much of what two texts have in common is shown before they part.
const BEFORE: usize = 12;

/// The words for the two sides of a difference.
#[derive(Debug)]
pub struct SideTexts {
    pub this: String,
    pub other: String,
}

/// The row of a difference: "Biểu 2, dòng 4".
pub fn row(difference: &Difference<'_>, words: &Words) -> String {
    let (form, row) = (difference.form.sheet.as_str(), row_number(difference.indicator));
    t!(words, "place-row", form = form, row = row)
}

/// What the two sides say, each in at most about so many characters and so that the difference is
/// seen.
pub fn sides(this: &Side, other: &Side, longest: usize, words: &Words) -> SideTexts {
    match (this.written(), other.written()) {
        (Some(this), Some(other)) => {
            let from = parting(this, other, longest);
            SideTexts {
                this: quoted(this, from, longest, words),
                other: quoted(other, from, longest, words),
            }
        }
        _ => SideTexts { this: side(this, longest, words), other: side(other, longest, words) },
    }
}

/// What one side says, in at most so many characters.
pub fn side(side: &Side, longest: usize, words: &Words) -> String {
    match side {
        Side::Written { text, .. } => quoted(text, 0, longest, words),
        Side::Blank(_) => t!(words, "difference-blank"),
        Side::Deleted => t!(words, "difference-deleted"),
        Side::Contested(_) => t!(words, "difference-contested"),
    }
}

/// The addresses of a side: `F9`; nothing for a cell that was deleted.
pub fn cells(side: &Side) -> String {
    let cells: Vec<String> = side.places().iter().map(|at| at.position.to_string()).collect();
    cells.join("; ")
}

/// The addresses of a side with their sheets: `Biểu 2!F9`.
pub fn places(side: &Side) -> String {
    side.places()
        .iter()
        .map(|at: &Place| format!("{}!{}", at.sheet, at.position))
        .collect::<Vec<_>>()
        .join("; ")
}

fn quoted(text: &str, from: usize, longest: usize, words: &Words) -> String {
    if text.is_empty() {
        return t!(words, "difference-uncalculated");
    }
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let rest: String = text.chars().skip(from).take(longest).collect();
    let before = if from > 0 { "…" } else { "" };
    let after = if text.chars().count() > from + longest { "…" } else { "" };
    format!("“{before}{rest}{after}”")
}

/// Where two texts are shown from: their beginning, unless they part further on than what is shown;
/// then a word a little before they part.
fn parting(one: &str, other: &str, longest: usize) -> usize {
    let same: Vec<char> =
        one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
    if same.len() + BEFORE < longest {
        return 0;
    }
    let from = same.len().saturating_sub(BEFORE);
    let space = same.iter().skip(from).position(|c| c.is_whitespace());
    space.map_or(from, |space| from + space + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    /// What must be shown is where two texts differ.
    #[test]
    fn long_texts_are_shown_from_where_they_part() {
        let words = Words::load(Language::VI).unwrap();
        let common = "Đã triển khai kế hoạch đến từng thôn, ".repeat(3);
        let (one, other) = (format!("{common}mở 12 lớp học"), format!("{common}mở 15 lớp học"));
        let shown = |text: &str| quoted(text, parting(&one, &other, 30), 30, &words);
        assert_ne!(shown(&one), shown(&other));
        assert!(shown(&one).contains("12 lớp") && shown(&one).starts_with("“…"), "{}", shown(&one));
        assert!(shown(&one).chars().count() <= 34);
        assert_eq!(quoted("12", parting("12", "99", 30), 30, &words), "“12”");
        assert_eq!(quoted("a\nb", 0, 30, &words), "“a b”");
    }
}
