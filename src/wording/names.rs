//! What rows, and files that are no workbooks, are called in messages, on paper and on screen. Below the
//! rules, which speak of them too.

use rust_decimal::Decimal;

use crate::campaign::asked_when::{AskedWhen, Wanted};
use crate::campaign::{Detail, Indicator};
use crate::i18n::Words;
use crate::reader::failure::{Bound, FileKind, OpenFailure, Reach};
use crate::t;
use crate::values::quantity::format::{format_count_vi, format_percent_vi};

/// How many characters of a row's wording stand for a number that it lacks.
const NAME_LENGTH: usize = 40;

/// By what a row is known: its number, else its first words.
pub fn row_number(indicator: &Indicator) -> String {
    if indicator.reference.is_empty() {
        format!("“{}”", shortened(&indicator.title().replace('\n', " "), NAME_LENGTH))
    } else {
        indicator.reference.clone()
    }
}

/// What a row is called at the beginning of a sentence: "Dòng 3", "Nhiệm vụ 12", "Mục II.1".
pub fn row_name(indicator: &Indicator, words: &Words) -> String {
    let name = row_number(indicator);
    match indicator.detail {
        Detail::Task(_) => t!(words, "row-task", name = name),
        Detail::Section { .. } => t!(words, "row-section", name = name),
        Detail::Figure | Detail::Entry { .. } => t!(words, "row-plain", name = name),
    }
}

/// When a row is asked, as it stands after "chỉ hỏi khi".
pub fn asked_when(condition: &AskedWhen, words: &Words) -> String {
    let row = condition.of.indicator.as_str();
    match &condition.wanted {
        Wanted::Choice(choice) => {
            t!(words, "asked-when-choice", row = row, choice = choice.as_str())
        }
        Wanted::Other(choice) => t!(words, "asked-when-other", row = row, choice = choice.as_str()),
        Wanted::Above(least) => {
            let least = format_count_vi(i128::from(*least));
            t!(words, "asked-when-above", row = row, least = least)
        }
    }
}

/// A word of a command line as every shell takes it.
pub fn typed(word: &str) -> String {
    if !word.is_empty() && word.chars().all(|c: char| c.is_alphanumeric() || "-_./\\:~".contains(c))
    {
        word.to_owned()
    } else {
        format!("\"{word}\"")
    }
}

/// The first words of a text, marked when there is more.
pub fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let head: String = text.chars().take(longest).collect();
    let end = head.rfind(' ').unwrap_or(head.len());
    format!("{}…", head.get(..end).unwrap_or(&head))
}

/// A kind of file that is no workbook.
pub fn file_kind(kind: FileKind, words: &Words) -> String {
    match kind {
        FileKind::Empty => t!(words, "kind-empty"),
        FileKind::Pdf => t!(words, "kind-pdf"),
        FileKind::Word => t!(words, "kind-word"),
        FileKind::Presentation => t!(words, "kind-presentation"),
        FileKind::OpenDocumentText => t!(words, "kind-odt"),
        FileKind::Html => t!(words, "kind-html"),
        FileKind::SpreadsheetMl => t!(words, "kind-spreadsheetml"),
        FileKind::Text => t!(words, "kind-text"),
        FileKind::Image => t!(words, "kind-image"),
        FileKind::Archive => t!(words, "kind-archive"),
        FileKind::OwnerFile => t!(words, "kind-owner"),
        FileKind::OldExcel => t!(words, "kind-old-excel"),
        FileKind::Numbers => t!(words, "kind-numbers"),
        FileKind::Email => t!(words, "kind-email"),
        FileKind::Shortcut => t!(words, "kind-shortcut"),
        FileKind::WebLink => t!(words, "kind-web-link"),
        FileKind::SystemFile => t!(words, "kind-system"),
        FileKind::Unknown => t!(words, "kind-unknown"),
    }
}

/// What is beyond the bounds of what is read.
pub fn bound(bound: Bound, words: &Words) -> String {
    match bound {
        Bound::FileBytes => t!(words, "bound-file-bytes"),
        Bound::UnpackedBytes => t!(words, "bound-unpacked-bytes"),
        Bound::PartBytes => t!(words, "bound-part-bytes"),
        Bound::Parts => t!(words, "bound-parts"),
        Bound::Sheets => t!(words, "bound-sheets"),
        Bound::Cells => t!(words, "bound-cells"),
        Bound::Rows => t!(words, "bound-rows"),
        Bound::Columns => t!(words, "bound-columns"),
        Bound::SharedStrings => t!(words, "bound-shared-strings"),
        Bound::Styles => t!(words, "bound-styles"),
        Bound::Repeats => t!(words, "bound-repeats"),
        Bound::Names => t!(words, "bound-names"),
        Bound::MergedAreas => t!(words, "bound-merged-areas"),
    }
}

/// How much there is of what a bound counts: `100 MB`, `2.000.000`. Rounded up, so that what is
/// beyond a bound never reads as the bound itself.
pub fn amount(of: Bound, amount: u64, words: &Words) -> String {
    let shown = if of.is_bytes() {
        let tenths = (u128::from(amount) * 10).div_ceil(1 << 20);
        let tenths = i128::try_from(tenths).unwrap_or(i128::MAX);
        let number = Decimal::try_from_i128_with_scale(tenths, 1).unwrap_or(Decimal::MAX);
        format!("{} MB", format_percent_vi(number))
    } else {
        format_count_vi(i128::from(amount))
    };
    if t!(words, "decimal-mark") == "," { shown } else { with_decimal_point(&shown) }
}

/// A number that is written with a decimal comma, with the two marks exchanged.
fn with_decimal_point(number: &str) -> String {
    number
        .chars()
        .map(|c| match c {
            '.' => ',',
            ',' => '.',
            c => c,
        })
        .collect()
}

/// Why a file cannot be opened on this computer.
pub fn reach_words(reach: Reach, words: &Words) -> String {
    match reach {
        Reach::InUse => t!(words, "reach-in-use"),
        Reach::NoRight => t!(words, "reach-no-right"),
        Reach::NotDownloaded => t!(words, "reach-not-downloaded"),
        Reach::Gone => t!(words, "reach-gone"),
        Reach::NotAFile => t!(words, "reach-not-a-file"),
        Reach::Other => t!(words, "reach-other"),
    }
}

/// Why a file cannot be read, in a sentence.
pub fn open_failure(failure: &OpenFailure, words: &Words) -> String {
    match failure {
        OpenFailure::Unreadable { .. } => t!(words, "bd101-message"),
        OpenFailure::TwoDocuments => t!(words, "bd101-message-two"),
        OpenFailure::Internal { .. } => t!(words, "bd110-message"),
        OpenFailure::Encrypted => t!(words, "bd102-message"),
        OpenFailure::RightsManaged => t!(words, "bd102-message-rights"),
        OpenFailure::OutOfReach { reach, folder, .. } => {
            let reason = reach_words(*reach, words);
            if *folder {
                t!(words, "bd114-message-folder", reason = reason)
            } else {
                t!(words, "bd114-message", reason = reason)
            }
        }
        OpenFailure::Unsupported(kind) => {
            let what = file_kind(*kind, words);
            match kind {
                // A spreadsheet all the same, as far as its sender can see.
                FileKind::Html
                | FileKind::SpreadsheetMl
                | FileKind::OldExcel
                | FileKind::Numbers => t!(words, "bd103-message-format", what = what),
                _ => t!(words, "bd103-message", what = what),
            }
        }
        OpenFailure::TooLarge { what, found, limit } => {
            let (found, limit) = (amount(*what, *found, words), amount(*what, *limit, words));
            let what = bound(*what, words);
            t!(words, "bd104-message", what = what, found = found, limit = limit)
        }
    }
}

/// What a cell says, and a word where it says nothing.
pub fn blank_or(text: &str, words: &Words) -> String {
    match text {
        "" => t!(words, "correction-blank-cell"),
        text => text.to_owned(),
    }
}
