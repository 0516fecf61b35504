//! Who is meant: `*` (everybody), `@group`, a unit code, and each of them with `!` to leave out.

use std::collections::BTreeSet;

use toml::Spanned;

use super::problem::{ProblemKind, Problems, Thing, nearest};
use super::unit::{Group, OrgUnit};
use crate::key::UnitCode;

/// The units that a list of selectors names, in one set. Every selector must match somebody;
/// those that name an open group (a list known to be incomplete) may match nobody yet.
pub(super) fn resolve(
    selectors: &[Spanned<String>],
    units: &[OrgUnit],
    groups: &[Group],
    problems: &mut Problems<'_>,
) -> BTreeSet<UnitCode> {
    let mut selected = BTreeSet::new();
    for selector in selectors {
        let text = selector.get_ref().as_str();
        let (leave_out, name) = text.strip_prefix('!').map_or((false, text), |name| (true, name));
        let Some(matched) = matches(name, units, groups) else {
            let (what, key, hint) = unknown(name, units, groups);
            problems.at(selector.span().start, ProblemKind::Unknown { what, key, hint });
            continue;
        };
        let open = groups.iter().any(|group| group.open && name == format!("@{}", group.id));
        if matched.is_empty() && !open {
            problems.at(selector.span().start, ProblemKind::MatchesNobody(text.to_owned()));
        }
        if leave_out {
            selected.retain(|code| !matched.contains(code));
        } else {
            selected.extend(matched);
        }
    }
    selected
}

fn matches(name: &str, units: &[OrgUnit], groups: &[Group]) -> Option<BTreeSet<UnitCode>> {
    let codes = |keep: &dyn Fn(&OrgUnit) -> bool| {
        Some(units.iter().filter(|unit| keep(unit)).map(|unit| unit.code.clone()).collect())
    };
    if name == "*" {
        return codes(&|_| true);
    }
    if let Some(id) = name.strip_prefix('@') {
        groups.iter().find(|group| group.id == id)?;
        return codes(&|unit| unit.groups.iter().any(|group| group == id));
    }
    units.iter().find(|unit| unit.code.as_str() == name)?;
    codes(&|unit| unit.code.as_str() == name)
}

fn unknown(name: &str, units: &[OrgUnit], groups: &[Group]) -> (Thing, String, Option<String>) {
    if let Some(id) = name.strip_prefix('@') {
        let hint = nearest(id, groups.iter().map(|group| group.id.as_str()));
        (Thing::Group, id.to_owned(), hint)
    } else {
        let hint = nearest(name, units.iter().map(|unit| unit.code.as_str()));
        (Thing::Unit, name.to_owned(), hint)
    }
}
