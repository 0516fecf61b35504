//! BD106 identical-copy: the same bytes were sent twice.

use crate::i18n::Words;
use crate::rules::rule::{Alike, Check, Rule, Said, TwinCase, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule = rule!("BD106", "identical-copy", Info, Check::Twin(check));

fn check(case: &TwinCase<'_>, words: &Words) -> Option<Said> {
    (case.alike == Alike::Bytes).then(|| Said {
        message: t!(words, "bd106-message", others = case.paths()),
        hint: t!(words, "bd106-hint"),
    })
}
