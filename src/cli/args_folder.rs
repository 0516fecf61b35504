//! What was typed after `bdhvs init`, `status` and `completions`.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::Shell;

use super::args::{Action, many, path_option, paths};
use super::args_format::{Format, format, format_option};
use crate::i18n::Words;
use crate::t;

/// The arguments of `status`.
#[derive(Debug, Clone)]
pub(super) struct StatusArgs {
    pub paths: Vec<PathBuf>,
    pub format: Format,
    pub register: Option<PathBuf>,
    pub issued: Option<PathBuf>,
    pub reminders: Option<PathBuf>,
}

/// The commands.
pub(super) fn commands(words: &Words) -> [Command; 3] {
    [init(words), status(words), completions(words)]
}

fn init(words: &Words) -> Command {
    Command::new("init").about(t!(words, "about-init")).override_usage(t!(words, "usage-init")).arg(
        Arg::new("folder")
            .value_name("DIR")
            .help(t!(words, "help-init-folder"))
            .help_heading(t!(words, "heading-arguments"))
            .required(true)
            .value_parser(value_parser!(PathBuf)),
    )
}

fn status(words: &Words) -> Command {
    let file = |name, help| path_option(words, name, help, "FILE.csv");
    Command::new("status")
        .about(t!(words, "about-status"))
        .override_usage(t!(words, "usage-status"))
        .arg(paths(words))
        .arg(format_option(words))
        .arg(file("register", t!(words, "help-register")))
        .arg(file("issued", t!(words, "help-issued")))
        .arg(path_option(words, "reminders", t!(words, "help-reminders"), "DIR"))
}

fn completions(words: &Words) -> Command {
    Command::new("completions")
        .about(t!(words, "about-completions"))
        .override_usage(t!(words, "usage-completions"))
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .help(t!(words, "help-shell"))
                .help_heading(t!(words, "heading-arguments"))
                .hide_possible_values(true)
                .required(true)
                .value_parser(value_parser!(Shell)),
        )
}

/// What is asked for; `None` for a command that is none of these.
pub(super) fn read(name: &str, own: &ArgMatches) -> Option<Action> {
    let path = |name| own.get_one::<PathBuf>(name).cloned();
    Some(match name {
        "init" => Action::Init { folder: path("folder").unwrap_or_default() },
        "status" => Action::Status(StatusArgs {
            paths: many(own, "paths"),
            format: format(own),
            register: path("register"),
            issued: path("issued"),
            reminders: path("reminders"),
        }),
        "completions" => Action::Completions { shell: own.get_one("shell").copied()? },
        _ => return None,
    })
}
