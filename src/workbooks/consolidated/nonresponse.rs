//! Who has said nothing to a row of words: those who sent nothing by number, since a sheet of their own
//! names them, and those who left the row blank by name.

use super::BookContext;
use crate::campaign::OrgUnit;
use crate::t;

/// So many may be named where they are counted.
const NAMED: usize = 5;
/// About how many characters of names the highest row shows.
const LONGEST: usize = 3_000;

/// The units in lines, each of which one row shows: as a rule one, of hundreds of names several.
pub(super) fn lines(cx: &BookContext<'_>, silent: &[&OrgUnit]) -> Vec<String> {
    let (blank, unsent): (Vec<&OrgUnit>, Vec<&OrgUnit>) =
        silent.iter().copied().partition(|unit| cx.index.has(unit));
    let mut lines = names(&blank);
    if let Some(first) = lines.first_mut() {
        let (count, units) = (blank.len(), std::mem::take(first));
        *first = t!(cx.words, "book-silent-blank", count = count, units = units);
    }
    let last = match unsent.len() {
        0 => return lines,
        count @ 1..=NAMED => {
            let units = names(&unsent).join("; ");
            t!(cx.words, "book-silent", count = count, units = units)
        }
        count => {
            let sheet = t!(cx.words, "book-sheet-returns");
            t!(cx.words, "book-silent-many", count = count, sheet = sheet)
        }
    };
    match lines.as_mut_slice() {
        [only] => {
            only.push('\n');
            only.push_str(&last);
        }
        _ => lines.push(last),
    }
    lines
}

/// The names, as many to a line as the highest row shows.
fn names(units: &[&OrgUnit]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for unit in units {
        length += unit.name.chars().count();
        match lines.last_mut() {
            Some(line) if length <= LONGEST => {
                line.push_str("; ");
                line.push_str(&unit.name);
            }
            _ => {
                lines.push(unit.name.clone());
                length = unit.name.chars().count();
            }
        }
    }
    lines
}
