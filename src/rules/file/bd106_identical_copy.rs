//! BD106 identical-copy: the same bytes were sent twice.

use crate::i18n::Words;
use crate::rules::rule::{Alike, Check, Message, Rule, TwinContext, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule = rule!("BD106", "identical-copy", Info, Check::Twin(check));

fn check(context: &TwinContext<'_>, words: &Words) -> Option<Message> {
    (context.alike == Alike::Bytes).then(|| Message {
        text: t!(words, "bd106-message", others = context.paths()),
        hint: t!(words, "bd106-hint"),
    })
}
