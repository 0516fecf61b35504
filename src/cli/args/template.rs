//! What was typed after `bdhvs template`.

use std::path::PathBuf;

use clap::{ArgAction, ArgMatches, Command};

use super::options::{option, path_option};
use crate::i18n::Words;
use crate::t;

#[derive(Debug, Clone)]
pub(in crate::cli) struct TemplateArgs {
    pub only: Vec<String>,
    pub blank: bool,
    pub output: Option<PathBuf>,
    pub previous: Option<PathBuf>,
}

pub(super) fn command(words: &Words) -> Command {
    Command::new("template")
        .about(t!(words, "about-template"))
        .override_usage(t!(words, "usage-template"))
        .arg(
            option(words, "unit", t!(words, "help-unit"))
                .value_name("CODE")
                .action(ArgAction::Append),
        )
        .arg(
            option(words, "blank", t!(words, "help-blank"))
                .action(ArgAction::SetTrue)
                .conflicts_with("unit"),
        )
        .arg(
            path_option(words, "previous", t!(words, "help-previous-figures"), "FILE")
                .conflicts_with("blank"),
        )
        .arg(path_option(words, "output", t!(words, "help-output-folder"), "DIR").short('o'))
}

pub(super) fn read(own: &ArgMatches) -> TemplateArgs {
    TemplateArgs {
        only: own.get_many("unit").into_iter().flatten().cloned().collect(),
        blank: own.get_flag("blank"),
        output: own.get_one("output").cloned(),
        previous: own.get_one("previous").cloned(),
    }
}
