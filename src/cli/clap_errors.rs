//! clap's own messages in the language of the catalogue.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::{Status, output_words, ui};
use crate::i18n::Words;
use crate::t;

/// Shows help and version on standard output; any other outcome is a usage error.
pub(super) fn show(error: &Error, words: &Words) -> Status {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            match ui::print_plain(&error.render().to_string()) {
                Ok(()) => Status::Clean,
                Err(error) => {
                    let message = output_words::standard_output(&error, words);
                    ui::last_words(&t!(words, "failure", message = message));
                    Status::Failed
                }
            }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            ui::last_words(error.render().to_string().trim_end());
            Status::Failed
        }
        kind => {
            let message = message(kind, error, words);
            ui::last_words(&t!(words, "failure", message = message));
            ui::last_words(&t!(words, "usage-more"));
            Status::Failed
        }
    }
}

fn message(kind: ErrorKind, error: &Error, words: &Words) -> String {
    let arg = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    let known = context(error, ContextKind::ValidValue);
    match kind {
        ErrorKind::UnknownArgument => match context(error, ContextKind::SuggestedArg) {
            hint if hint.is_empty() => t!(words, "usage-unknown-argument", argument = arg),
            hint => t!(words, "usage-unknown-argument-near", argument = arg, hint = hint),
        },
        ErrorKind::InvalidSubcommand => {
            let name = context(error, ContextKind::InvalidSubcommand);
            match context(error, ContextKind::SuggestedSubcommand) {
                hint if hint.is_empty() => t!(words, "usage-unknown-command", name = name),
                hint => t!(words, "usage-unknown-command-near", name = name, hint = hint),
            }
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            t!(words, "usage-missing-value", argument = arg)
        }
        ErrorKind::InvalidValue if !known.is_empty() => {
            t!(words, "usage-invalid-value-known", argument = arg, value = value, known = known)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            t!(words, "usage-invalid-value", argument = arg, value = value)
        }
        ErrorKind::MissingRequiredArgument => {
            t!(words, "usage-missing-argument", argument = arg)
        }
        ErrorKind::MissingSubcommand => t!(words, "usage-missing-command"),
        ErrorKind::ArgumentConflict => t!(words, "usage-repeated", argument = arg),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            t!(words, "usage-number-of-values", argument = arg)
        }
        ErrorKind::InvalidUtf8 => t!(words, "usage-not-utf8"),
        _ => error.render().to_string(),
    }
}

fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
