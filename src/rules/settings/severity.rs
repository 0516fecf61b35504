//! How serious the officer takes each rule: `[severity]`.

use std::collections::BTreeMap;

use toml::Spanned;

use super::problem::Problem;
use crate::campaign::nearest;
use crate::rules::decisions::Setting;
use crate::rules::rule::Rule;
use crate::rules::{RULES, find};

pub(super) type Table = BTreeMap<Spanned<String>, Spanned<String>>;

/// The settings by the code of the rule, or what is wrong and at which byte of the file.
pub(super) fn resolve(table: &Table) -> Result<BTreeMap<&'static str, Setting>, (usize, Problem)> {
    let mut settings = BTreeMap::new();
    for (name, word) in table {
        let fail = |problem| (name.span().start, problem);
        let rule = named(name.get_ref()).map_err(fail)?;
        let setting = Setting::read(word.get_ref())
            .ok_or_else(|| fail(Problem::UnknownSeverity { asked: word.get_ref().clone() }))?;
        if rule.firm && setting != Setting::Error {
            return Err(fail(Problem::Firm { code: rule.code }));
        }
        if rule.is_never_error() && setting == Setting::Error {
            return Err(fail(Problem::NeverError { code: rule.code }));
        }
        if settings.insert(rule.code, setting).is_some() {
            return Err(fail(Problem::Twice { code: rule.code }));
        }
    }
    Ok(settings)
}

/// A rule by its code or by its name.
pub(super) fn named(written: &str) -> Result<&'static Rule, Problem> {
    let name = written.trim().to_lowercase();
    find(written).or_else(|| RULES.iter().find(|rule| rule.name == name)).ok_or_else(|| {
        let code = name.to_uppercase();
        let near = nearest(&name, RULES.iter().map(|rule| rule.name));
        let near = near.or_else(|| nearest(&code, RULES.iter().map(|rule| rule.code)));
        Problem::UnknownRule { asked: written.to_owned(), near }
    })
}
