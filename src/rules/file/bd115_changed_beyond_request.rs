//! BD115 changed-beyond-request: a corrected copy changes a cell about which nothing had been asked.

use crate::i18n::Words;
use crate::rules::rule::{ChangeCase, Check, Rule, Said, rule};
use crate::t;
use crate::wording::difference_text;

pub(in crate::rules) const RULE: Rule =
    rule!("BD115", "changed-beyond-request", Warning, Check::Change(check));

/// How much of what each file says.
const LONGEST: usize = 60;

fn check(case: &ChangeCase<'_>, words: &Words) -> Said {
    let change = case.change;
    let (before, now) = difference_text::sides(&change.this, &change.other, LONGEST, words);
    Said {
        message: t!(
            words,
            "bd115-message",
            row = crate::wording::names::row_name(change.indicator, words),
            original = case.original,
            before = before,
            now = now
        ),
        hint: t!(words, "bd115-hint"),
    }
}
