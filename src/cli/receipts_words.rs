//! What there is to say of a register of receipts, line by line.

use crate::follow_up::receipts::{Note, ReceiptsError, ReceiptsProblem};
use crate::i18n::Words;
use crate::t;

/// `5: what there is to say`.
pub(super) fn in_words(note: &Note, words: &Words) -> String {
    let (line, said) = match note {
        Note::UnknownFile { line, file } => {
            (line, t!(words, "receipts-unknown-file", file = file.as_str()))
        }
        Note::AmbiguousFile { line, file, count } => {
            let count: usize = *count;
            (line, t!(words, "receipts-ambiguous-file", file = file.as_str(), count = count))
        }
        Note::PaddedCode { line, written, code } => {
            let code = code.to_string();
            (line, t!(words, "receipts-padded-code", written = written.as_str(), code = code))
        }
        Note::UnknownUnit { line, written } => {
            (line, t!(words, "receipts-unknown-unit", written = written.as_str()))
        }
        Note::OtherUnit { line, registered, found } => {
            let (registered, found) = (registered.to_string(), found.to_string());
            (line, t!(words, "receipts-other-unit", registered = registered, found = found))
        }
    };
    format!("{line}: {said}")
}

/// What is wrong with a register, a line each.
pub(super) fn problems(error: &ReceiptsError, words: &Words) -> String {
    let lines: Vec<String> = error
        .problems
        .iter()
        .map(|problem| format!("  {}{}", error.path, after_path(problem, words)))
        .collect();
    t!(words, "failure-receipts", problems = lines.join("\n"))
}

/// The line of a problem, if it has one, and what is wrong.
fn after_path(problem: &ReceiptsProblem, words: &Words) -> String {
    match problem {
        ReceiptsProblem::NotUtf8 => format!(": {}", t!(words, "problem-not-utf8")),
        ReceiptsProblem::MissingColumn(name) => {
            format!(":1: {}", t!(words, "receipts-missing-column", name = (*name).to_owned()))
        }
        ReceiptsProblem::Date { line, written } => {
            format!(":{line}: {}", t!(words, "receipts-date", written = written.as_str()))
        }
        ReceiptsProblem::Line { line } => format!(":{line}: {}", t!(words, "receipts-line")),
    }
}
