//! Who is meant: `*` (everybody), `@group`, a unit code, and each of them with `!` to leave out.

use std::collections::BTreeSet;

use super::definition::Item;
use super::problem::{EntityKind, ProblemKind, Problems, nearest};
use super::unit::{Group, OrgUnit};
use crate::values::key::UnitCode;

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
                problems.at(place, self.unknown(name));
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

    /// The units that a name means; `None` where nothing is called so.
    fn matches(&self, name: &str) -> Option<BTreeSet<UnitCode>> {
        let group = name.strip_prefix('@');
        let is_known = match group {
            _ if name == "*" => true,
            Some(id) => self.groups.iter().any(|group| group.id == id),
            None => self.units.iter().any(|unit| unit.code.as_str() == name),
        };
        let meant = self.units.iter().filter(|unit| match group {
            _ if name == "*" => true,
            Some(id) => unit.groups.iter().any(|group| group == id),
            None => unit.code.as_str() == name,
        });
        is_known.then(|| meant.map(|unit| unit.code.clone()).collect())
    }

    /// That nothing is called so, with what may be meant.
    fn unknown(&self, name: &str) -> ProblemKind {
        if let Some(id) = name.strip_prefix('@') {
            let hint = nearest(id, self.groups.iter().map(|group| group.id.as_str()));
            ProblemKind::Unknown { what: EntityKind::Group, key: id.to_owned(), hint }
        } else {
            let hint = nearest(name, self.units.iter().map(|unit| unit.code.as_str()));
            ProblemKind::Unknown { what: EntityKind::Unit, key: name.to_owned(), hint }
        }
    }
}
