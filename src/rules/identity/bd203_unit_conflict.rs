//! BD203 unit-conflict: the file states more than one unit, in its codes or in the names on its sheets.

use super::{unit_name, unit_names};
use crate::campaign::identity::Part;
use crate::i18n::Words;
use crate::rules::rule::{Check, FileContext, Message, Rule, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule =
    rule!("BD203", "unit-conflict", Error, Check::File(check), firm: true);

/// How many of the cells a message names.
const NAMED: usize = 3;

fn check(context: &FileContext<'_>, words: &Words) -> Option<Message> {
    let values = context.opened.ok()?.values(Part::Unit);
    if values.len() < 2 {
        return other_name(context, words);
    }
    let codes: Vec<&str> = values.into_keys().collect();
    Some(Message {
        text: t!(words, "bd203-message", codes = codes.join(", ")),
        hint: t!(words, "bd203-hint"),
    })
}

/// The code is that of one unit, and the sheets print the name of another.
fn other_name(context: &FileContext<'_>, words: &Words) -> Option<Message> {
    let (unit, names) = (context.whose.unit?, context.whose.names?);
    let (first, units) = names.others.first()?;
    let mut cells: Vec<String> = names
        .others
        .iter()
        .take(NAMED)
        .map(|(name, _)| format!("“{}” {}", name.place.sheet, name.place.position))
        .collect();
    let rest = names.others.len().saturating_sub(NAMED);
    if rest > 0 {
        cells.push(t!(words, "bd203-more", count = rest));
    }
    let printed = first.text.replace('\n', " ");
    Some(Message {
        text: t!(
            words,
            "bd203-message-name",
            unit = unit_name(unit),
            printed = printed,
            other = unit_names(units),
            cells = cells.join("; ")
        ),
        hint: t!(words, "bd203-hint-name", unit = unit.name.as_str()),
    })
}
