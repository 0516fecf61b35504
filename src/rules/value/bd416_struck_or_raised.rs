//! BD416 struck-or-raised: a part of what stands in a cell is struck out, raised or lowered.

use crate::i18n::Words;
use crate::rules::finding::Severity;
use crate::rules::rule::{CellContext, Check, Hit, Message, Rule, rule};
use crate::submission::answer::FieldReading;
use crate::t;
use crate::values::quantity::raw::{TextEffect, TextRun};
use crate::values::quantity::reading::{Fault, Reading};

/// The rule. A figure cannot be read then; words are kept as they are written.
pub(in crate::rules) const RULE: Rule =
    rule!("BD416", "struck-or-raised", Error, Check::CellByField(check));

/// The parts that a message quotes, and how much of each.
const PARTS: usize = 4;
const LETTERS: usize = 60;

fn check(context: &CellContext<'_>, words: &Words) -> Option<Hit> {
    let runs = context.cell.raw.runs();
    let is_words = match &context.cell.reading {
        FieldReading::Text(Reading::Value { .. } | Reading::Word(_)) if !runs.is_empty() => true,
        reading if reading.fault() == Some(&Fault::StruckOrRaised) => false,
        _ => return None,
    };
    let message = match runs {
        [whole] if whole.effect == TextEffect::Struck => {
            t!(words, "bd416-message-whole", raw = shortened(&whole.text))
        }
        _ => {
            // Of a long text only what is done to it matters.
            let quoted: Vec<&TextRun> =
                runs.iter().filter(|run| !is_words || run.effect != TextEffect::Plain).collect();
            let mut parts: Vec<String> =
                quoted.iter().take(PARTS).map(|run| part(run, words)).collect();
            if quoted.len() > PARTS {
                parts.push("…".to_owned());
            }
            t!(words, "bd416-message", parts = parts.join(", "))
        }
    };
    let hint = if is_words { t!(words, "bd416-hint-words") } else { t!(words, "bd416-hint") };
    let severity = is_words.then_some(Severity::Warning);
    Some(Hit { field: context.field, severity, message: Message { text: message, hint } })
}

/// A part and what is done to it.
fn part(run: &TextRun, words: &Words) -> String {
    let text = shortened(run.text.trim());
    match run.effect {
        TextEffect::Plain => t!(words, "bd416-plain", text = text),
        TextEffect::Struck => t!(words, "bd416-struck", text = text),
        TextEffect::Raised => t!(words, "bd416-raised", text = text),
        TextEffect::Lowered => t!(words, "bd416-lowered", text = text),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text).trim_end()),
        None => text.to_owned(),
    }
}
