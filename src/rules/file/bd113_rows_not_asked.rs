//! BD113 rows-not-asked: a consolidation holds rows that the level above does not ask, or measures in
//! another way; or rows that are about something else than those of their number there.

use crate::i18n::Words;
use crate::ledger::readback::{Accepted, MeaningPart, OtherRow, START, SnapshotRow};
use crate::rules::rule::{Check, LevelContext, Message, Remedy, Rule, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule = rule!("BD113", "rows-not-asked", Warning, Check::Level(check), remedy: Remedy::AskOfficer, clerk_hint: Some(clerk_hint));

/// How many of the rows a message names.
const NAMED: usize = 8;

fn check(context: &LevelContext<'_>, words: &Words) -> Option<Message> {
    match context {
        LevelContext::Left(rows) => Some(not_asked(rows, words)),
        LevelContext::Other(row) => Some(about_other(row, words)),
        LevelContext::SameRow(accepted) => Some(taken(accepted, words)),
        LevelContext::Unsound(_) | LevelContext::Twice(_) => None,
    }
}

fn not_asked(rows: &[&SnapshotRow], words: &Words) -> Message {
    let mut named: Vec<String> =
        rows.iter().take(NAMED).map(|row| SnapshotRow::name(row)).collect();
    let rest = rows.len().saturating_sub(NAMED);
    if rest > 0 {
        named.push(t!(words, "bd113-more", count = rest));
    }
    Message {
        text: t!(words, "bd113-message", count = rows.len(), rows = named.join(", ")),
        hint: t!(words, "bd113-hint"),
    }
}

fn about_other(row: &OtherRow, words: &Words) -> Message {
    let name = row.name();
    let message =
        t!(words, "bd113-other", row = name.as_str(), differences = differences(row, words));
    // What an officer copies: the wording where that differs, else the part that does.
    let of_label = row.differences.iter().find(|d| d.part == MeaningPart::Label);
    let first = of_label.or_else(|| row.differences.first());
    let theirs = first.map(|difference| difference.theirs.as_str()).filter(|text| !text.is_empty());
    let only = row.differences.len() == 1 || of_label.is_some();
    let theirs = theirs.filter(|_| only).unwrap_or(&name);
    let theirs = toml::Value::String(theirs.to_owned()).to_string();
    let hint = t!(words, "bd113-other-hint", row = name.as_str(), theirs = theirs);
    Message { text: message, hint }
}

fn taken(accepted: &Accepted<'_>, words: &Words) -> Message {
    let said = accepted.said;
    Message {
        text: t!(
            words,
            "bd113-same-row",
            row = accepted.row.name(),
            differences = differences(&accepted.row, words),
            who = said.who.as_str(),
            why = said.why.as_str()
        ),
        hint: t!(words, "bd113-same-row-hint", place = said.place.as_str()),
    }
}

/// Everything that the two rows say differently, with both texts.
fn differences(row: &OtherRow, words: &Words) -> String {
    let all = row.differences.iter().map(|difference| {
        t!(
            words,
            "bd113-difference",
            part = part(difference.part, words),
            ours = shown(difference.part, &difference.ours, words),
            theirs = shown(difference.part, &difference.theirs, words)
        )
    });
    all.collect::<Vec<String>>().join("; ")
}

fn part(part: MeaningPart, words: &Words) -> String {
    match part {
        MeaningPart::Label => t!(words, "bd113-part-label"),
        MeaningPart::Unit => t!(words, "bd113-part-unit"),
        MeaningPart::Numerator => t!(words, "bd113-part-numerator"),
        MeaningPart::Denominator => t!(words, "bd113-part-denominator"),
        MeaningPart::People => t!(words, "bd113-part-people"),
        MeaningPart::Time => t!(words, "bd113-part-time"),
        MeaningPart::Since => t!(words, "bd113-part-since"),
        MeaningPart::Until => t!(words, "bd113-part-until"),
        MeaningPart::Figure => t!(words, "bd113-part-figure"),
    }
}

/// A text as people read it: days as officials write them.
fn shown(part: MeaningPart, text: &str, words: &Words) -> String {
    match part {
        _ if text.is_empty() => t!(words, "bd113-nothing"),
        MeaningPart::Time => match text {
            "stock" => t!(words, "bd113-time-stock"),
            "cumulative" => t!(words, "bd113-time-cumulative"),
            "period" => t!(words, "bd113-time-period"),
            other => other.to_owned(),
        },
        MeaningPart::Since if text == START => t!(words, "bd113-start"),
        MeaningPart::Since | MeaningPart::Until => {
            text.parse().map_or_else(|_| text.to_owned(), |day| words.date(day))
        }
        MeaningPart::Label
        | MeaningPart::Unit
        | MeaningPart::Numerator
        | MeaningPart::Denominator
        | MeaningPart::People
        | MeaningPart::Figure => text.to_owned(),
    }
}

fn clerk_hint(words: &Words) -> String {
    t!(words, "feedback-rows-hint")
}
