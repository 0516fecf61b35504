//! Findings that are known before any check has looked: of the rule that they belong to, with words of
//! their own.

use crate::i18n::Words;
use crate::reader::failure::OpenFailure;
use crate::rules::decisions::Weight;
use crate::rules::finding::{Finding, Location, Severity};
use crate::rules::locate::{at_answer, finding};
use crate::rules::rule::Message;
use crate::submission::correction::{Fate, Treated};
use crate::submission::identity_claims::RestoredCode;
use crate::submission::unit_name::PrintedUnit;
use crate::wording::names::blank_or;

/// The finding that an issued form came back without any answer: one, for the whole file.
pub fn blank_return(words: &Words) -> Finding {
    let rule = &crate::rules::value::bd401_missing_value::RULE;
    let message = Message {
        text: crate::t!(words, "blank-return-message"),
        hint: crate::t!(words, "blank-return-hint"),
    };
    finding(rule, Weight::plain(Severity::Error), Location::default(), None, message)
}

/// The finding that the unit's new file says neither what a correction of the officer's replaces nor what
/// it puts there, so that there is no figure; none where it does not.
pub fn disputed(treated: &Treated, words: &Words) -> Option<Finding> {
    let (says, place) = treated.sent.as_ref().filter(|_| treated.fate == Fate::Disputed)?;
    let by = &treated.by;
    let rule = &crate::rules::value::bd401_missing_value::RULE;
    let message = Message {
        text: crate::t!(
            words,
            "correction-disputed-message",
            says = blank_or(says, words),
            was = blank_or(&by.was, words),
            value = by.value.as_str(),
            place = by.line.to_string()
        ),
        hint: crate::t!(words, "correction-disputed-hint"),
    };
    let location = Location {
        field: Some(by.field),
        sheet: Some(place.sheet.to_string()),
        cell: Some(place.position.to_string()),
        ..at_answer(&by.key)
    };
    let raw = Some(says.clone()).filter(|text| !text.is_empty());
    Some(finding(rule, Weight::plain(Severity::Error), location, raw, message))
}

/// The finding that the program itself failed at a file: its own, and of no other file.
pub fn internal_failure(detail: &str, words: &Words) -> Option<Finding> {
    let rule = &crate::rules::file::bd110_internal_failure::RULE;
    let failure = OpenFailure::Internal { detail: detail.to_owned() };
    let message = crate::rules::file::bd110_internal_failure::about(&failure, words)?;
    Some(finding(rule, Weight::plain(rule.severity), Location::default(), None, message))
}

/// The finding that the unit of a file was told by its printed name, which the officer must know:
/// of the same rule as when it cannot be told, and not an error.
pub fn unit_by_name(printed: &PrintedUnit<'_>, words: &Words) -> Option<Finding> {
    let message = crate::rules::identity::bd201_unknown_unit::by_name(printed, words)?;
    let rule = &crate::rules::identity::bd201_unknown_unit::RULE;
    Some(finding(rule, Weight::plain(Severity::Info), Location::default(), None, message))
}

/// The finding that the code of a unit had lost its zeros and was completed, of the same rule as when
/// it cannot be told whose it is.
pub fn unit_restored(code: &RestoredCode<'_>, words: &Words) -> Finding {
    let rule = &crate::rules::identity::bd201_unknown_unit::RULE;
    let message = crate::rules::identity::bd201_unknown_unit::restored(code, words);
    finding(rule, Weight::plain(Severity::Info), Location::default(), None, message)
}
