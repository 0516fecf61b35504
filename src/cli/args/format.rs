//! `--format`, which `validate` and `status` take.

use clap::{Arg, ArgMatches};

use super::options::option;
use crate::i18n::Words;
use crate::t;

/// The output of `validate` and `status`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Format {
    Table,
    Json,
    Csv,
}

pub(super) fn format_option(words: &Words) -> Arg {
    option(words, "format", t!(words, "help-format"))
        .value_name("table|json|csv")
        .hide_possible_values(true)
        .value_parser(["table", "json", "csv"])
}

pub(super) fn format(matches: &ArgMatches) -> Format {
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => Format::Json,
        Some("csv") => Format::Csv,
        _ => Format::Table,
    }
}
