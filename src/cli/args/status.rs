//! What was typed after `bdhvs status`.

use std::path::PathBuf;

use clap::{ArgMatches, Command};

use super::format::{Format, format, format_option};
use super::options::{choices, many, path_option, paths};
use crate::i18n::Words;
use crate::t;

#[derive(Debug, Clone)]
pub(in crate::cli) struct StatusArgs {
    pub paths: Vec<PathBuf>,
    pub format: Format,
    pub chosen: Vec<PathBuf>,
    pub left_out: Vec<PathBuf>,
    pub register: Option<PathBuf>,
    pub issued: Option<PathBuf>,
    pub reminders: Option<PathBuf>,
    pub previous: Option<PathBuf>,
}

pub(super) fn command(words: &Words) -> Command {
    Command::new("status")
        .about(t!(words, "about-status"))
        .override_usage(t!(words, "usage-status"))
        .arg(paths(words))
        .arg(format_option(words))
        .arg(path_option(words, "register", t!(words, "help-register"), "FILE.csv"))
        .arg(path_option(words, "issued", t!(words, "help-issued"), "FILE.csv"))
        .arg(path_option(words, "reminders", t!(words, "help-reminders"), "DIR"))
        .arg(path_option(words, "previous", t!(words, "help-previous"), "FILE"))
        .args(choices(words))
}

pub(super) fn read(own: &ArgMatches) -> StatusArgs {
    StatusArgs {
        paths: many(own, "paths"),
        format: format(own),
        chosen: many(own, "use"),
        left_out: many(own, "exclude"),
        register: own.get_one("register").cloned(),
        issued: own.get_one("issued").cloned(),
        reminders: own.get_one("reminders").cloned(),
        previous: own.get_one("previous").cloned(),
    }
}
