//! BD103 unsupported-type: the file is not a workbook.

use crate::i18n::Words;
use crate::reader::failure::{FileKind, OpenFailure};
use crate::rules::rule::{Check, FileContext, Message, Rule, rule};
use crate::t;
use crate::wording::names::open_failure;

pub(in crate::rules) const RULE: Rule =
    rule!("BD103", "unsupported-type", Error, Check::File(check), firm: true, unreadable: true);

fn check(context: &FileContext<'_>, words: &Words) -> Option<Message> {
    let Err(failure @ OpenFailure::Unsupported(kind)) = context.opened else { return None };
    Some(Message { text: open_failure(failure, words), hint: cure(*kind, words) })
}

/// What to do depends on what the file is.
fn cure(kind: FileKind, words: &Words) -> String {
    match kind {
        FileKind::Empty => t!(words, "bd103-hint-empty"),
        FileKind::Pdf | FileKind::Image => t!(words, "bd103-hint-picture"),
        FileKind::Word | FileKind::OpenDocumentText | FileKind::Presentation | FileKind::Text => {
            t!(words, "bd103-hint-copy")
        }
        FileKind::Html => t!(words, "bd103-hint-html"),
        FileKind::SpreadsheetMl | FileKind::OldExcel => t!(words, "bd103-hint-save-as"),
        FileKind::Numbers => t!(words, "bd103-hint-numbers"),
        FileKind::Archive => t!(words, "bd103-hint-archive"),
        FileKind::OwnerFile => t!(words, "bd103-hint-owner"),
        FileKind::Email => t!(words, "bd103-hint-email"),
        FileKind::Shortcut => t!(words, "bd103-hint-shortcut"),
        FileKind::WebLink => t!(words, "bd103-hint-web-link"),
        FileKind::Unknown | FileKind::SystemFile => t!(words, "bd103-hint"),
    }
}
