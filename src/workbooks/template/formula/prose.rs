//! The check column of rows that ask for words: tasks, sections of an outline, lines of a list.

use super::line::of_refused;
use super::{RowCells, complete, is_blank, is_word, quoted};
use crate::i18n::Words;
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::words::{Status, Word};

/// A task has a status, and says what came of it or, where nothing was done, why.
pub(super) fn task(cells: &RowCells<'_>, words: &Words) -> (String, String) {
    let status = cells.at(Field::Status);
    let (result, why) = (is_blank(&cells.at(Field::Result)), cells.at(Field::Explanation));
    let underway = [Status::Underway, Status::Ongoing, Status::Done];
    let underway = underway.map(|wanted| has_status(&status, wanted)).join(",");
    let is_underway = format!("OR({underway})");
    let ok = quoted(&complete(words));
    let blank = t!(words, "form-check-no-status");
    let formula = format!(
        "IF({},{},IF({},{ok},IF({},IF(AND({result},{}),{},{ok}),IF({},IF({result},{},{ok}),{}))))",
        is_blank(&status),
        quoted(&blank),
        has_status(&status, Status::NotAssigned),
        has_status(&status, Status::NotStarted),
        is_blank(&why),
        quoted(&t!(words, "form-check-no-reason")),
        is_underway,
        quoted(&t!(words, "form-check-no-result")),
        quoted(&t!(words, "form-check-not-choice")),
    );
    (formula, blank)
}

fn has_status(cell: &str, wanted: Status) -> String {
    format!("TRIM({cell})={}", quoted(wanted.as_str()))
}

/// A section is written, or does not concern the unit; text beyond what is printed is said to be so.
pub(super) fn section(cells: &RowCells<'_>, words: &Words) -> (String, String) {
    let text = cells.at(Field::Text);
    let blank = t!(words, "form-check-no-text");
    let formula = format!(
        "IF(OR({},{}),{},IF(LEN({text})>{},{},{}))",
        is_blank(&text),
        is_word(&text, &[Word::NoData]),
        quoted(&blank),
        cells.room,
        quoted(&t!(words, "form-check-too-long")),
        quoted(&complete(words)),
    );
    (formula, blank)
}

/// A line holds everything or nothing. The first line alone is asked for: a list of nothing says so
/// there, and is told from a list that nobody looked at.
pub(super) fn entry(
    columns: &[Field],
    optional: &[Field],
    cells: &RowCells<'_>,
    words: &Words,
) -> (String, String) {
    let blanks: Vec<String> = columns.iter().map(|column| is_blank(&cells.at(*column))).collect();
    let needed = columns.iter().filter(|column| !optional.contains(column));
    let missing: Vec<String> = needed.map(|column| is_blank(&cells.at(*column))).collect();
    let ok = quoted(&complete(words));
    let first = columns.first().map(|column| cells.at(*column)).unwrap_or_default();
    let unused = if cells.is_first { t!(words, "form-check-list-blank") } else { String::new() };
    let rest: Vec<String> = blanks.iter().skip(1).cloned().collect();
    let says_none = match rest.as_slice() {
        [] => is_word(&first, &Word::ALL),
        rest => format!("AND({},{})", is_word(&first, &Word::ALL), rest.join(",")),
    };
    let formula = format!(
        "IF(AND({}),{},IF({says_none},{ok},IF(OR({}),{},{})))",
        blanks.join(","),
        quoted(&unused),
        if missing.is_empty() { "FALSE".to_owned() } else { missing.join(",") },
        quoted(&t!(words, "form-check-line-incomplete")),
        of_refused(cells.refused, &ok),
    );
    (formula, unused)
}
