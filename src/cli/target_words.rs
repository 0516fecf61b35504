//! Why a target is refused, with what of it was not understood and how it can be said.

use super::problem_names::Names;
use crate::i18n::Words;
use crate::t;
use crate::values::quantity::target::Refusal;

#[allow(clippy::too_many_lines)] // One arm for each refusal.
pub(super) fn refusal(notation: &str, why: &Refusal, names: &Names<'_>, words: &Words) -> String {
    let way = t!(words, "problem-target-way", meaning = names.key("meaning"));
    match why {
        Refusal::NoNumber => t!(words, "problem-target-no-number", notation = notation, way = way),
        Refusal::SeveralNumbers => {
            t!(words, "problem-target-several-numbers", notation = notation, way = way)
        }
        Refusal::Numeral { part } => t!(
            words,
            "problem-target-numeral",
            notation = notation,
            part = part.as_str(),
            way = way
        ),
        Refusal::Words { part } => {
            t!(words, "problem-target-words", notation = notation, part = part.as_str(), way = way)
        }
        Refusal::Approximate { part } => t!(
            words,
            "problem-target-approximate",
            notation = notation,
            part = part.as_str(),
            way = way
        ),
        Refusal::OpenBoundary { part } => t!(
            words,
            "problem-target-open-boundary",
            notation = notation,
            part = part.as_str(),
            way = way
        ),
        Refusal::Growth { part } => {
            t!(words, "problem-target-growth", notation = notation, part = part.as_str(), way = way)
        }
        Refusal::Date { part } => {
            t!(words, "problem-target-date", notation = notation, part = part.as_str(), way = way)
        }
        Refusal::Hold { part } => {
            t!(words, "problem-target-hold", notation = notation, part = part.as_str(), way = way)
        }
        Refusal::Choice { part } => t!(
            words,
            "problem-target-choice",
            notation = notation,
            part = part.as_str(),
            setting = setting("measure", "choice", names, words),
            way = way
        ),
        Refusal::NotAChoice { part, choices } => t!(
            words,
            "problem-target-not-a-choice",
            notation = notation,
            part = part.as_str(),
            choices = choices.join("; ")
        ),
        Refusal::NeedsBetter { part } => t!(
            words,
            "problem-target-needs-better",
            notation = notation,
            part = part.as_str(),
            setting = setting("better", "less", names, words),
            way = way
        ),
        Refusal::Zero => t!(
            words,
            "problem-target-zero",
            notation = notation,
            setting = setting("better", "less", names, words)
        ),
        Refusal::Noun { part, nouns } => t!(
            words,
            "problem-target-noun",
            notation = notation,
            part = part.as_str(),
            nouns = nouns.join(", "),
            key = names.key("nouns"),
            way = way
        ),
        Refusal::NoNoun => t!(words, "problem-target-no-noun", notation = notation, way = way),
        Refusal::PerMille { part } => t!(
            words,
            "problem-target-per-mille",
            notation = notation,
            part = part.as_str(),
            setting = setting("measure", "ratio", names, words)
        ),
        Refusal::BeyondFull => t!(
            words,
            "problem-target-beyond-full",
            notation = notation,
            setting = setting("measure", "ratio", names, words)
        ),
        Refusal::NotWhole => {
            t!(words, "problem-target-not-whole", notation = notation, way = way)
        }
        Refusal::Unreachable => {
            t!(words, "problem-target-unreachable", notation = notation, way = way)
        }
        Refusal::PerUnit { part } => t!(
            words,
            "problem-target-per-unit",
            notation = notation,
            part = part.as_str(),
            setting = setting("judged", "each", names, words),
            way = way
        ),
        Refusal::PerOther { part } => t!(
            words,
            "problem-target-per-other",
            notation = notation,
            part = part.as_str(),
            way = way
        ),
        Refusal::PerTime { part } => t!(
            words,
            "problem-target-per-time",
            notation = notation,
            part = part.as_str(),
            way = way
        ),
    }
}

/// How a key is set to one of its words: as TOML writes it, or in the words of a workbook.
fn setting(key: &str, choice: &str, names: &Names<'_>, words: &Words) -> String {
    if !names.is_in_workbook() {
        return format!("{key} = \"{choice}\"");
    }
    let (key, choice) = (names.key(key), names.choice(key, choice));
    t!(words, "problem-target-setting", key = key, choice = choice)
}
