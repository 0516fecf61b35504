//! BD115 changed-beyond-request: a corrected copy changes a cell about which nothing had been asked.

use crate::i18n::Words;
use crate::rules::rule::{ChangeContext, Check, Message, Rule, rule};
use crate::t;
use crate::wording::difference_text;

pub(in crate::rules) const RULE: Rule =
    rule!("BD115", "changed-beyond-request", Warning, Check::Change(check));

/// How much of what each file says.
const LONGEST: usize = 60;

fn check(context: &ChangeContext<'_>, words: &Words) -> Message {
    let change = context.change;
    let texts = difference_text::sides(&change.this, &change.other, LONGEST, words);
    Message {
        text: t!(
            words,
            "bd115-message",
            row = crate::wording::names::row_name(change.indicator, words),
            original = context.original,
            before = texts.this,
            now = texts.other
        ),
        hint: t!(words, "bd115-hint"),
    }
}
