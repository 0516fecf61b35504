//! BD303 altered-label: official text on the sheet is not what the form prints.

use super::beginning;
use crate::i18n::Words;
use crate::rules::rule::{Check, FormContext, FormHit, Message, Rule, rule};
use crate::t;
use crate::wording::names::{row_name, shortened};

pub(in crate::rules) const RULE: Rule =
    rule!("BD303", "altered-label", Warning, Check::Form(check));

/// How much of a text is quoted: as much as tells it from another.
const QUOTED: usize = 80;

fn check(context: &FormContext<'_>, words: &Words) -> Vec<FormHit> {
    let mut hits = Vec::new();
    for altered in &context.form.traces.altered {
        let (official, found) = (beginning(&altered.official), beginning(&altered.found));
        let row = altered.answer.as_ref().and_then(|(key, _)| {
            context.form.form.indicator(&key.indicator).map(|row| row_name(row, words))
        });
        let message = match row {
            Some(row) if found.is_empty() => {
                t!(words, "bd303-message-blank", row = row, official = official)
            }
            Some(row) => {
                t!(words, "bd303-message", row = row, found = found, official = official)
            }
            None if altered.is_title => {
                t!(words, "bd303-message-title", found = found, official = official)
            }
            None => t!(words, "bd303-message-caption", found = found, official = official),
        };
        let message = Message { text: message, hint: t!(words, "bd303-hint") };
        hits.push(FormHit {
            cell: altered.answer.clone(),
            seen: Some((altered.place.clone(), altered.found.clone())),
            severity: None,
            message,
        });
    }
    for name in &context.form.traces.unknown_names {
        let found = shortened(&name.text.replace('\n', " "), QUOTED);
        let unit = context.submission.unit.name.as_str();
        hits.push(FormHit {
            cell: None,
            seen: Some((name.place.clone(), name.text.clone())),
            severity: None,
            message: Message {
                text: t!(words, "bd303-message-name", found = found, unit = unit),
                hint: t!(words, "bd303-hint-name"),
            },
        });
    }
    hits
}
