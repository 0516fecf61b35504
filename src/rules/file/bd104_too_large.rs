//! BD104 too-large: the file is beyond the bounds of what is read.

use crate::i18n::Words;
use crate::reader::failure::{Bound, OpenFailure};
use crate::rules::rule::{Check, FileCase, Rule, Said, rule};
use crate::t;

/// The rule.
pub(in crate::rules) const RULE: Rule = rule!("BD104", "too-large", Error, Check::File(check));

fn check(case: &FileCase<'_>, words: &Words) -> Option<Said> {
    let Err(OpenFailure::TooLarge { what, found, limit }) = case.opened else { return None };
    let what = match what {
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
    };
    let (found, limit) = (found.to_string(), limit.to_string());
    Some(Said {
        message: t!(words, "bd104-message", what = what, found = found, limit = limit),
        hint: t!(words, "bd104-hint"),
    })
}
