//! BD103 unsupported-type: the file is not a workbook.

use crate::i18n::Words;
use crate::naming::file_kind;
use crate::reader::failure::{FileKind, OpenFailure};
use crate::rules::rule::{Check, FileCase, Rule, Said, rule};
use crate::t;

/// The rule.
pub(in crate::rules) const RULE: Rule =
    rule!("BD103", "unsupported-type", Error, Check::File(check));

fn check(case: &FileCase<'_>, words: &Words) -> Option<Said> {
    let Err(OpenFailure::Unsupported(kind)) = case.opened else { return None };
    let what = file_kind(*kind, words);
    let hint = match kind {
        FileKind::Html | FileKind::SpreadsheetMl | FileKind::OldExcel => {
            t!(words, "bd103-hint-save-as")
        }
        FileKind::Archive => t!(words, "bd103-hint-archive"),
        _ => t!(words, "bd103-hint"),
    };
    Some(Said { message: t!(words, "bd103-message", what = what), hint })
}
