//! The evidence, the explanations or the texts of the units in one cell: enough to see what there is, with a pointer to the rest.

use super::BookContext;
use crate::ledger::Row;
use crate::t;
use crate::values::key::Field;
use crate::wording::names::shortened;

/// About how many characters the cell holds.
const LONGEST: usize = 300;
/// How much of one unit's text is shown where it does not all fit.
const LONGEST_EACH: usize = 110;

/// "Phường X: …; Phường Y: …", and how many units more.
pub(super) fn extract(cx: &BookContext<'_>, row: &Row<'_>, field: Field) -> String {
    let given: Vec<String> = row
        .reported
        .iter()
        .chain(&row.contributions)
        .filter_map(|entry| {
            let text = entry.answer.text(field)?;
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            (!line.is_empty()).then(|| format!("{}: {line}", entry.unit.name))
        })
        .collect();
    let whole = given.join("; ");
    if whole.chars().count() <= LONGEST {
        return whole;
    }
    let mut shown: Vec<String> = Vec::new();
    let mut length = 0;
    for entry in &given {
        let entry = shortened(entry, LONGEST_EACH);
        length += entry.chars().count();
        if length > LONGEST && !shown.is_empty() {
            break;
        }
        shown.push(entry);
    }
    let sheet = t!(cx.words, "book-sheet-detail");
    let rest = given.len() - shown.len();
    let pointer = if rest == 0 {
        t!(cx.words, "book-evidence-see", sheet = sheet)
    } else {
        t!(cx.words, "book-evidence-more", count = rest, sheet = sheet)
    };
    format!("{} {pointer}", shown.join("; "))
}
