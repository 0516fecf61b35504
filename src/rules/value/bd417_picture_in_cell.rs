//! BD417 picture-in-cell: the cell shows a picture, which is not read.

use crate::i18n::Words;
use crate::rules::finding::Severity;
use crate::rules::rule::{CellContext, Check, Hit, Message, Rule, rule};
use crate::submission::answer::FieldReading;
use crate::t;
use crate::values::quantity::reading::Fault;

/// The rule. In the place of words the cell counts as blank.
pub(in crate::rules) const RULE: Rule =
    rule!("BD417", "picture-in-cell", Error, Check::CellByField(check));

fn check(context: &CellContext<'_>, words: &Words) -> Option<Hit> {
    let reading = &context.cell.reading;
    let is_words = matches!(reading, FieldReading::Text(_)) && context.cell.raw.is_picture();
    if !is_words && reading.fault() != Some(&Fault::Picture) {
        return None;
    }
    let hint = if is_words { t!(words, "bd417-hint-words") } else { t!(words, "bd417-hint") };
    let severity = is_words.then_some(Severity::Warning);
    let message = Message { text: t!(words, "bd417-message"), hint };
    Some(Hit { field: context.field, severity, message })
}
