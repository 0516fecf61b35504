//! Failures in words: what, where, what to do.

use anyhow::Error;

use super::io_words::io_words;
use super::{
    decision_words, output_words, prior_file_words, problem_words, receipts_words, shape_words,
};
use crate::campaign::LoadError;
use crate::consolidate::intake::WalkError;
use crate::files::output::OutputError;
use crate::follow_up::receipts::ReceiptsError;
use crate::i18n::Words;
use crate::ledger::readback::SnapshotError;
use crate::rules::settings::SettingsError;
use crate::t;

/// A failure of the command itself.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error("no campaign")]
    NoCampaign { known: Vec<String> },
    #[error("unknown campaign {asked}")]
    UnknownCampaign { asked: String, known: Vec<String> },
    #[error("unknown period {asked}")]
    NoPeriod { asked: String, known: Vec<String> },
    #[error("{first} and {second} disagree")]
    FilesDisagree { first: String, first_states: String, second: String, second_states: String },
    #[error("not a date: {asked}")]
    Date { asked: String },
    #[error("unknown unit {asked}")]
    UnknownUnit { asked: String, hint: Option<String> },
    #[error("{unit} leads nothing in {period}")]
    LeadsNothing { unit: String, period: String, leads: Vec<String> },
    #[error("{unit} is not expected in {period}")]
    NotExpected { unit: String, period: String },
    #[error("{path} was changed after it was issued")]
    ChangedSinceIssue { path: String },
    #[error("{path} cannot be read as a register: {detail}")]
    Register { path: String, detail: String },
    #[error("{path}:{line} cannot be read: {detail}")]
    RegisterLine { path: String, line: u64, detail: String },
    #[error("{path} is a link")]
    RegisterLink { path: String },
    #[error("{path} is an input")]
    OverInput { path: String },
    #[error("{path} is not among the inputs")]
    NotAmongInputs { path: String },
    #[error("{path} was chosen and cannot be merged: {reason}")]
    UselessChoice { path: String, reason: String },
    #[error("{path} states the unknown campaign {stated}")]
    CampaignOfFile { path: String, stated: String },
    #[error("{path} does not end in .xlsx")]
    NotXlsx { path: String },
    #[error("{path} was issued for {campaign} {period}")]
    OtherIssue { path: String, campaign: String, period: String },
    #[error("{path} is asked for twice")]
    SameOutput { path: String },
    #[error("unknown rule {asked}")]
    UnknownRule { asked: String },
    #[error("{file}: [official] {row}")]
    OfficialChoice { file: &'static str, row: String },
    #[error("{path}: {error}")]
    Earlier { path: String, error: SnapshotError },
    #[error("no files")]
    NoFiles,
    #[error("{argument} is missing outside of a working folder")]
    OutsideWorkspace { argument: &'static str },
    #[error("{first} and {second} are registers of receipts")]
    SeveralRegisters { first: String, second: String },
    #[error("{path} is not there")]
    NoRegister { path: String },
    #[error("{path} is a working folder already")]
    WorkspaceThere { path: String },
    #[error("{path} is there already")]
    InTheWay { path: String },
    #[error("{path} exists with other content")]
    Exists { path: String },
    #[error("{path} exists and was not written by this program")]
    FeedbackExists { path: String },
    #[error("{folder} is inside {input}")]
    FeedbackInside { folder: String, input: String },
    #[error("{folder} holds {input}")]
    FeedbackHolds { folder: String, input: String },
    #[error("{path} is not an empty folder")]
    NotEmpty { path: String },
    #[error("unknown province {asked}")]
    UnknownProvince { asked: String, hint: Option<String> },
    #[error("{asked} is in {}", provinces.join(", "))]
    PlaceOfProvince { asked: String, provinces: Vec<String> },
    #[error("no group {group}")]
    NoCommunes { group: &'static str },
    #[error("{name} is the id of a built-in campaign")]
    TakenName { name: String },
    #[error("{path} gives no id")]
    NoName { path: String },
}

/// A failure in the language of the catalogue.
pub(super) fn describe(error: &Error, words: &Words) -> String {
    if let Some(failure) = error.downcast_ref::<Failure>() {
        return own(failure, words);
    }
    if let Some(error) = error.downcast_ref::<LoadError>() {
        return definition(error, words);
    }
    if let Some(WalkError { path, source }) = error.downcast_ref::<WalkError>() {
        let path = path.display().to_string();
        return t!(words, "failure-read", path = path, detail = io_words(source, words));
    }
    if let Some(error) = error.downcast_ref::<ReceiptsError>() {
        return receipts_words::problems(error, words);
    }
    if let Some(error) = error.downcast_ref::<OutputError>() {
        return output_words::problem(error, words);
    }
    if let Some(message) = output_words::temporary(error, words) {
        return message;
    }
    if let Some(SettingsError::Shape { path, line, detail }) = error.downcast_ref() {
        let (line, detail) = (line.to_string(), shape_words::shape(detail, words));
        return t!(words, "failure-settings", path = path.as_str(), line = line, detail = detail);
    }
    if let Some(SettingsError::ReportsTo { path }) = error.downcast_ref() {
        return t!(words, "failure-reports-to", path = path.as_str());
    }
    if let Some(SettingsError::TwoDeadlines { path }) = error.downcast_ref() {
        return t!(words, "failure-two-deadlines", path = path.as_str());
    }
    if let Some(SettingsError::Decision { path, line, problem }) = error.downcast_ref() {
        let (line, detail) = (line.to_string(), decision_words::problem(problem, words));
        return t!(words, "failure-settings", path = path.as_str(), line = line, detail = detail);
    }
    if let Some(SettingsError::Io { path, source }) = error.downcast_ref() {
        let detail = io_words(source, words);
        return t!(words, "failure-read", path = path.as_str(), detail = detail);
    }
    if let Some(SettingsError::ZeroWord { path, word }) = error.downcast_ref() {
        return t!(words, "failure-zero-word", path = path.as_str(), word = word.as_str());
    }
    t!(words, "failure-other")
}

#[allow(clippy::too_many_lines, reason = "a flat list: one message for each failure")]
fn own(failure: &Failure, words: &Words) -> String {
    match failure {
        Failure::NoCampaign { known } => t!(words, "failure-no-campaign", known = known.join(", ")),
        Failure::UnknownCampaign { asked, known } => {
            t!(words, "failure-unknown-campaign", asked = asked.as_str(), known = known.join(", "))
        }
        Failure::NoPeriod { asked, known } => {
            t!(words, "failure-no-period", asked = asked.as_str(), known = known.join(", "))
        }
        Failure::FilesDisagree { first, first_states, second, second_states } => t!(
            words,
            "failure-files-disagree",
            first = first.as_str(),
            firststates = first_states.as_str(),
            second = second.as_str(),
            secondstates = second_states.as_str()
        ),
        Failure::Date { asked } => t!(words, "failure-date", asked = asked.as_str()),
        Failure::UnknownUnit { asked, hint } => match hint {
            Some(hint) => {
                t!(words, "failure-unknown-unit-near", asked = asked.as_str(), hint = hint.as_str())
            }
            None => t!(words, "failure-unknown-unit", asked = asked.as_str()),
        },
        Failure::NotExpected { unit, period } => {
            t!(words, "failure-not-expected", unit = unit.as_str(), period = period.as_str())
        }
        Failure::LeadsNothing { unit, period, leads } => {
            let (unit, period) = (unit.as_str(), period.as_str());
            let leads = leads.iter().fold(String::new(), |lines, lead| lines + "\n  " + lead);
            if leads.is_empty() {
                t!(words, "failure-no-leads", period = period)
            } else {
                t!(words, "failure-leads-nothing", unit = unit, period = period, leads = leads)
            }
        }
        Failure::ChangedSinceIssue { path } => {
            t!(words, "failure-changed-since-issue", path = path.as_str())
        }
        Failure::Register { path, .. } => t!(words, "failure-register", path = path.as_str()),
        Failure::RegisterLine { path, line, .. } => {
            t!(words, "failure-register-line", path = path.as_str(), line = line.to_string())
        }
        Failure::RegisterLink { path } => t!(words, "failure-register-link", path = path.as_str()),
        Failure::OverInput { path } => t!(words, "failure-over-input", path = path.as_str()),
        Failure::NotAmongInputs { path } => {
            t!(words, "failure-not-among-inputs", path = path.as_str())
        }
        Failure::UselessChoice { path, reason } => {
            t!(words, "failure-useless-choice", path = path.as_str(), reason = reason.as_str())
        }
        Failure::CampaignOfFile { path, stated } => {
            t!(words, "failure-campaign-of-file", path = path.as_str(), stated = stated.as_str())
        }
        Failure::NotXlsx { path } => t!(words, "failure-not-xlsx", path = path.as_str()),
        Failure::OtherIssue { path, campaign, period } => t!(
            words,
            "failure-other-issue",
            path = path.as_str(),
            campaign = campaign.as_str(),
            period = period.as_str()
        ),
        Failure::SameOutput { path } => t!(words, "failure-same-output", path = path.as_str()),
        Failure::UnknownRule { asked } => t!(words, "failure-unknown-rule", asked = asked.as_str()),
        Failure::OfficialChoice { file, row } => {
            t!(words, "failure-official-choice", file = (*file).to_owned(), row = row.as_str())
        }
        Failure::Earlier { path, error } => prior_file_words::problem(path, error, words),
        Failure::NoFiles => t!(words, "failure-no-files"),
        Failure::OutsideWorkspace { argument } => {
            t!(words, "failure-outside-workspace", argument = (*argument).to_owned())
        }
        Failure::SeveralRegisters { first, second } => {
            t!(words, "failure-several-registers", first = first.as_str(), second = second.as_str())
        }
        Failure::NoRegister { path } => {
            let detail = t!(words, "io-not-found");
            t!(words, "failure-read", path = path.as_str(), detail = detail)
        }
        Failure::WorkspaceThere { path } => {
            t!(words, "failure-workspace-there", path = path.as_str())
        }
        Failure::InTheWay { path } => t!(words, "failure-in-the-way", path = path.as_str()),
        Failure::Exists { path } => t!(words, "failure-exists", path = path.as_str()),
        Failure::FeedbackExists { path } => {
            t!(words, "failure-feedback-exists", path = path.as_str())
        }
        Failure::FeedbackInside { folder, input } => {
            let (folder, input) = (folder.as_str(), input.as_str());
            t!(words, "failure-feedback-inside", folder = folder, input = input)
        }
        Failure::FeedbackHolds { folder, input } => {
            let (folder, input) = (folder.as_str(), input.as_str());
            t!(words, "failure-feedback-holds", folder = folder, input = input)
        }
        Failure::NotEmpty { path } => t!(words, "failure-not-empty", path = path.as_str()),
        Failure::PlaceOfProvince { asked, provinces } => t!(
            words,
            "failure-province-within",
            asked = asked.as_str(),
            provinces = provinces.join(", ")
        ),
        Failure::UnknownProvince { asked, hint: None } => {
            t!(words, "failure-province", asked = asked.as_str())
        }
        Failure::UnknownProvince { asked, hint: Some(hint) } => {
            t!(words, "failure-province-near", asked = asked.as_str(), hint = hint.as_str())
        }
        Failure::NoCommunes { group } => {
            t!(words, "failure-no-communes", group = (*group).to_owned())
        }
        Failure::TakenName { name } => t!(words, "failure-taken-name", name = name.as_str()),
        Failure::NoName { path } => t!(words, "failure-no-name", path = path.as_str()),
    }
}

fn definition(error: &LoadError, words: &Words) -> String {
    match error {
        LoadError::Io(error) => t!(
            words,
            "failure-read",
            path = error.path.as_str(),
            detail = io_words(&error.source, words)
        ),
        LoadError::Definition(error) => {
            let lines: Vec<String> = error
                .problems
                .iter()
                .map(|problem| format!("  {}", problem_words::line(problem, words)))
                .collect();
            t!(words, "failure-definition", count = lines.len(), problems = lines.join("\n"))
        }
    }
}
