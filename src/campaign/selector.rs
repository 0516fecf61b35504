//! Who is meant: `*` (everybody), `@group`, a unit code, and each of them with `!` to leave out.

use std::collections::BTreeSet;

use super::definition::Item;
use super::problem::{EntityKind, ProblemKind, Problems, nearest};
use super::unit::{Group, OrgUnit};
use crate::values::key::UnitCode;

/// What selectors select from.
pub(super) struct Units<'a> {
    pub units: &'a [OrgUnit],
    pub groups: &'a [Group],
}

impl Units<'_> {
    /// The units that a list of selectors names, in one set. Every selector must match somebody;
    /// those that name an open group (a list known to be incomplete) may match nobody yet.
    pub fn resolve(&self, selectors: &[Item], problems: &mut Problems<'_>) -> BTreeSet<UnitCode> {
        let mut selected = BTreeSet::new();
        for Item { text, place } in selectors {
            let (leave_out, name) =
                text.strip_prefix('!').map_or((false, text.as_str()), |name| (true, name));
            let Some(matched) = self.matches(name) else {
                let (what, key, hint) = self.unknown(name);
                problems.at(place, ProblemKind::Unknown { what, key, hint });
                continue;
            };
            let open = self.groups.iter().any(|g| g.open && name == format!("@{}", g.id));
            if matched.is_empty() && !open {
                problems.at(place, ProblemKind::MatchesNobody(text.clone()));
            }
            if leave_out {
                selected.retain(|code| !matched.contains(code));
            } else {
                selected.extend(matched);
            }
        }
        selected
    }

    fn matches(&self, name: &str) -> Option<BTreeSet<UnitCode>> {
        let codes = |keep: &dyn Fn(&OrgUnit) -> bool| {
            Some(self.units.iter().filter(|u| keep(u)).map(|u| u.code.clone()).collect())
        };
        if name == "*" {
            return codes(&|_| true);
        }
        if let Some(id) = name.strip_prefix('@') {
            self.groups.iter().find(|group| group.id == id)?;
            return codes(&|unit| unit.groups.iter().any(|group| group == id));
        }
        self.units.iter().find(|unit| unit.code.as_str() == name)?;
        codes(&|unit| unit.code.as_str() == name)
    }

    fn unknown(&self, name: &str) -> (EntityKind, String, Option<String>) {
        if let Some(id) = name.strip_prefix('@') {
            let hint = nearest(id, self.groups.iter().map(|group| group.id.as_str()));
            (EntityKind::Group, id.to_owned(), hint)
        } else {
            let hint = nearest(name, self.units.iter().map(|unit| unit.code.as_str()));
            (EntityKind::Unit, name.to_owned(), hint)
        }
    }
}
