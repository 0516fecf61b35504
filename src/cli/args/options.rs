//! What the commands build their options and their help from.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::i18n::Words;
use crate::reader::bounds;
use crate::reader::failure::Bound;
use crate::t;
use crate::wording::names::amount;

/// Where help stands among the options: last.
pub(super) const LAST: usize = 999;

/// The help of a command in the language of the catalogue.
pub(super) fn styled(words: &Words, command: Command) -> Command {
    let usage = t!(words, "heading-usage");
    command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .help_template(format!(
            "{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}"
        ))
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .display_order(LAST)
                .help(t!(words, "help-help"))
                .help_heading(t!(words, "heading-options")),
        )
}

pub(super) fn option(words: &Words, name: &'static str, help: String) -> Arg {
    Arg::new(name).long(name).help(help).help_heading(t!(words, "heading-options"))
}

/// An option whose value is a path.
pub(super) fn path_option(
    words: &Words,
    name: &'static str,
    help: String,
    value: &'static str,
) -> Arg {
    option(words, name, help).value_name(value).value_parser(value_parser!(PathBuf))
}

/// The files and folders that a command reads.
pub(super) fn paths(words: &Words) -> Arg {
    Arg::new("paths")
        .value_name("PATH")
        .help(t!(words, "help-paths"))
        .help_heading(t!(words, "heading-arguments"))
        .num_args(1..)
        .value_parser(value_parser!(PathBuf))
}

/// What the officer says of single files.
pub(super) fn choices(words: &Words) -> [Arg; 2] {
    [("use", t!(words, "help-use")), ("exclude", t!(words, "help-exclude"))]
        .map(|(name, help)| path_option(words, name, help, "PATH").action(ArgAction::Append))
}

/// The limits of a file that a person can do something about.
pub(super) fn limits(words: &Words) -> String {
    t!(
        words,
        "after-help-limits",
        file = amount(Bound::FileBytes, bounds::FILE_BYTES, words),
        unpacked = amount(Bound::UnpackedBytes, bounds::UNPACKED_BYTES, words),
        sheets = amount(Bound::Sheets, bounds::SHEETS, words),
        cells = amount(Bound::Cells, bounds::CELLS, words)
    )
}

/// The paths that an option or an argument was given.
pub(super) fn many(matches: &ArgMatches, name: &str) -> Vec<PathBuf> {
    matches.get_many::<PathBuf>(name).into_iter().flatten().cloned().collect()
}

/// What is given for an option that takes a word.
pub(super) fn text(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one(name).cloned()
}
