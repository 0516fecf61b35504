//! What was typed after `bdhvs init`, `status`, `extract` and `completions`.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::Shell;

use super::args::{Action, choices, limits, many, option, path_option, paths};
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
    pub previous: Option<PathBuf>,
}

/// The arguments of `extract`.
#[derive(Debug, Clone)]
pub(super) struct ExtractArgs {
    pub paths: Vec<PathBuf>,
    pub unit: String,
    pub output: Option<PathBuf>,
    pub chosen: Vec<PathBuf>,
    pub left_out: Vec<PathBuf>,
}

/// The commands.
pub(super) fn commands(words: &Words) -> [Command; 4] {
    [init(words), status(words), extract(words), completions(words)]
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
        .arg(path_option(words, "previous", t!(words, "help-previous"), "FILE"))
}

fn extract(words: &Words) -> Command {
    Command::new("extract")
        .about(t!(words, "about-extract"))
        .override_usage(t!(words, "usage-extract"))
        .after_help(limits(words))
        .arg(paths(words))
        .arg(
            option(words, "unit", t!(words, "help-extract-unit")).value_name("CODE").required(true),
        )
        .arg(path_option(words, "output", t!(words, "help-output-extract"), "FILE.xlsx").short('o'))
        .args(choices(words))
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
            previous: path("previous"),
        }),
        "extract" => Action::Extract(ExtractArgs {
            paths: many(own, "paths"),
            unit: own.get_one::<String>("unit").cloned().unwrap_or_default(),
            output: path("output"),
            chosen: many(own, "use"),
            left_out: many(own, "exclude"),
        }),
        "completions" => Action::Completions { shell: own.get_one("shell").copied()? },
        _ => return None,
    })
}
