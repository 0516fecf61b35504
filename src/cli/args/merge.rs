//! What was typed after `bdhvs merge`.

use std::path::PathBuf;

use clap::{ArgMatches, Command};

use super::options::{choices, limits, many, path_option, paths};
use crate::i18n::Words;
use crate::t;

#[derive(Debug, Clone)]
pub(in crate::cli) struct MergeArgs {
    pub paths: Vec<PathBuf>,
    pub output: Option<PathBuf>,
    pub json: Option<PathBuf>,
    pub csv: Option<PathBuf>,
    pub chosen: Vec<PathBuf>,
    pub left_out: Vec<PathBuf>,
    pub register: Option<PathBuf>,
    pub previous: Option<PathBuf>,
}

pub(super) fn command(words: &Words) -> Command {
    Command::new("merge")
        .about(t!(words, "about-merge"))
        .override_usage(t!(words, "usage-merge"))
        .after_help(limits(words))
        .arg(paths(words))
        .arg(path_option(words, "output", t!(words, "help-output-file"), "FILE.xlsx").short('o'))
        .arg(path_option(words, "json", t!(words, "help-json"), "FILE.json"))
        .arg(path_option(words, "csv", t!(words, "help-csv"), "DIR"))
        .arg(path_option(words, "previous", t!(words, "help-previous"), "FILE"))
        .arg(path_option(words, "register", t!(words, "help-register-read"), "FILE"))
        .args(choices(words))
}

pub(super) fn read(own: &ArgMatches) -> MergeArgs {
    MergeArgs {
        paths: many(own, "paths"),
        output: own.get_one("output").cloned(),
        json: own.get_one("json").cloned(),
        csv: own.get_one("csv").cloned(),
        chosen: many(own, "use"),
        left_out: many(own, "exclude"),
        register: own.get_one("register").cloned(),
        previous: own.get_one("previous").cloned(),
    }
}
