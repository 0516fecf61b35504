//! What was typed after `bdhvs extract`.

use std::path::PathBuf;

use clap::{ArgMatches, Command};

use super::options::{choices, limits, many, option, path_option, paths};
use crate::i18n::Words;
use crate::t;

#[derive(Debug, Clone)]
pub(in crate::cli) struct ExtractArgs {
    pub paths: Vec<PathBuf>,
    pub unit: String,
    pub output: Option<PathBuf>,
    pub chosen: Vec<PathBuf>,
    pub left_out: Vec<PathBuf>,
    pub register: Option<PathBuf>,
}

pub(super) fn command(words: &Words) -> Command {
    Command::new("extract")
        .about(t!(words, "about-extract"))
        .override_usage(t!(words, "usage-extract"))
        .after_help(limits(words))
        .arg(paths(words))
        .arg(
            option(words, "unit", t!(words, "help-extract-unit")).value_name("CODE").required(true),
        )
        .arg(path_option(words, "output", t!(words, "help-output-extract"), "FILE.xlsx").short('o'))
        .arg(path_option(words, "register", t!(words, "help-register-read"), "FILE"))
        .args(choices(words))
}

pub(super) fn read(own: &ArgMatches) -> ExtractArgs {
    ExtractArgs {
        paths: many(own, "paths"),
        unit: own.get_one::<String>("unit").cloned().unwrap_or_default(),
        output: own.get_one("output").cloned(),
        chosen: many(own, "use"),
        left_out: many(own, "exclude"),
        register: own.get_one("register").cloned(),
    }
}
