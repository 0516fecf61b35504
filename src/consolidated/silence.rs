//! Who has said nothing to a row of words: those who sent nothing by number, since a sheet of their own
//! names them, and those who left the row blank by name.

use super::Context;
use crate::campaign::OrgUnit;
use crate::t;

/// So many may be named where they are counted.
const NAMED: usize = 5;
/// About how many characters of names the highest row shows.
const LONGEST: usize = 3_000;

/// The units in a line.
pub(super) fn line(cx: &Context<'_>, silent: &[&OrgUnit]) -> String {
    let merged = &cx.consolidation.returns.merged;
    let (blank, unsent): (Vec<&OrgUnit>, Vec<&OrgUnit>) =
        silent.iter().copied().partition(|unit| merged.iter().any(|m| m.code == unit.code));
    let names = |units: &[&OrgUnit]| {
        let mut length = 0;
        let fits = |name: &&str| {
            length += name.chars().count();
            length <= LONGEST
        };
        let named: Vec<&str> =
            units.iter().map(|unit| unit.name.as_str()).take_while(fits).collect();
        let more = units.len() - named.len();
        let rest = (more > 0).then(|| t!(cx.words, "book-silent-more", count = more));
        named.into_iter().map(str::to_owned).chain(rest).collect::<Vec<_>>().join("; ")
    };
    let mut parts = Vec::new();
    if !blank.is_empty() {
        let (count, units) = (blank.len(), names(&blank));
        parts.push(t!(cx.words, "book-silent-blank", count = count, units = units));
    }
    match unsent.len() {
        0 => {}
        count @ 1..=NAMED => {
            parts.push(t!(cx.words, "book-silent", count = count, units = names(&unsent)));
        }
        count => {
            let sheet = t!(cx.words, "book-sheet-returns");
            parts.push(t!(cx.words, "book-silent-many", count = count, sheet = sheet));
        }
    }
    parts.join("\n")
}
