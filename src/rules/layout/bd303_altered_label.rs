//! BD303 altered-label: official text on the sheet is not what the form prints.

use super::beginning;
use crate::i18n::Words;
use crate::rules::rule::{Check, FormBlame, FormCase, Rule, Said, rule};
use crate::t;
use crate::wording::names::{row_name, shortened};

pub(in crate::rules) const RULE: Rule =
    rule!("BD303", "altered-label", Warning, Check::Form(check));

/// How much of a text is quoted: as much as tells it from another.
const QUOTED: usize = 80;

fn check(case: &FormCase<'_>, words: &Words) -> Vec<FormBlame> {
    let mut blames = Vec::new();
    for altered in &case.form.traces.altered {
        let (official, found) = (beginning(&altered.official), beginning(&altered.found));
        let row = altered.answer.as_ref().and_then(|(key, _)| {
            case.form.form.indicator(&key.indicator).map(|row| row_name(row, words))
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
        let said = Said { message, hint: t!(words, "bd303-hint") };
        blames.push(FormBlame {
            cell: altered.answer.clone(),
            seen: Some((altered.place.clone(), altered.found.clone())),
            severity: None,
            said,
        });
    }
    for name in &case.form.traces.unknown_names {
        let found = shortened(&name.text.replace('\n', " "), QUOTED);
        let unit = case.submission.unit.name.as_str();
        blames.push(FormBlame {
            cell: None,
            seen: Some((name.place.clone(), name.text.clone())),
            severity: None,
            said: Said {
                message: t!(words, "bd303-message-name", found = found, unit = unit),
                hint: t!(words, "bd303-hint-name"),
            },
        });
    }
    blames
}
