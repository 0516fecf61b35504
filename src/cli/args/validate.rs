//! What was typed after `bdhvs validate`.

use std::path::PathBuf;

use clap::{ArgMatches, Command};

use super::format::{Format, format, format_option};
use super::options::{choices, limits, many, path_option, paths};
use crate::i18n::Words;
use crate::t;

#[derive(Debug, Clone)]
pub(in crate::cli) struct ValidateArgs {
    pub paths: Vec<PathBuf>,
    pub format: Format,
    pub chosen: Vec<PathBuf>,
    pub left_out: Vec<PathBuf>,
    pub feedback: Option<PathBuf>,
}

pub(super) fn command(words: &Words) -> Command {
    Command::new("validate")
        .about(t!(words, "about-validate"))
        .override_usage(t!(words, "usage-validate"))
        .after_help(limits(words))
        .arg(paths(words))
        .arg(format_option(words))
        .arg(path_option(words, "feedback", t!(words, "help-feedback"), "DIR"))
        .args(choices(words))
}

pub(super) fn read(own: &ArgMatches) -> ValidateArgs {
    ValidateArgs {
        paths: many(own, "paths"),
        format: format(own),
        chosen: many(own, "use"),
        left_out: many(own, "exclude"),
        feedback: own.get_one("feedback").cloned(),
    }
}
