//! What every command takes.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::options::{LAST, option, styled, text};
use crate::i18n::{Language, Words};
use crate::t;

/// Where the options that every command takes begin: after the command's own.
const COMMON: usize = 900;

/// What every command takes.
#[derive(Debug, Clone, Default)]
pub(in crate::cli) struct Common {
    pub campaign: Option<String>,
    pub period: Option<String>,
    pub units: Option<PathBuf>,
    pub colour: Colour,
    pub quiet: bool,
    pub verbose: bool,
    pub jobs: Option<usize>,
    pub date: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::cli) enum Colour {
    #[default]
    Auto,
    Always,
    Never,
}

/// Adds it to the whole command line.
pub(super) fn add(words: &Words, command: Command) -> Command {
    let mut order = COMMON..;
    let mut global = |name, help| {
        let order = order.next().unwrap_or(COMMON);
        option(words, name, help).global(true).display_order(order)
    };
    styled(words, command).args([
        Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .display_order(LAST - 1)
            .help(t!(words, "help-version"))
            .help_heading(t!(words, "heading-options")),
        global("campaign", t!(words, "help-campaign")).short('c').value_name("ID|PATH"),
        global("period", t!(words, "help-period")).short('p').value_name("ID"),
        global("units", t!(words, "help-units"))
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf)),
        global("lang", t!(words, "help-lang"))
            .value_name("vi|en")
            .hide_possible_values(true)
            .value_parser(PossibleValuesParser::new(Language::all().map(Language::as_str))),
        global("color", t!(words, "help-color"))
            .value_name("auto|always|never")
            .hide_possible_values(true)
            .value_parser(["auto", "always", "never"]),
        global("quiet", t!(words, "help-quiet")).short('q').action(ArgAction::SetTrue),
        global("verbose", t!(words, "help-verbose")).action(ArgAction::SetTrue),
        global("jobs", t!(words, "help-jobs"))
            .value_name("N")
            .value_parser(value_parser!(u16).range(1..=512)),
        global("date", t!(words, "help-date")).value_name("YYYY-MM-DD"),
    ])
}

pub(super) fn read(matches: &ArgMatches) -> Common {
    Common {
        campaign: text(matches, "campaign"),
        period: text(matches, "period"),
        units: matches.get_one("units").cloned(),
        colour: match text(matches, "color").as_deref() {
            Some("always") => Colour::Always,
            Some("never") => Colour::Never,
            _ => Colour::Auto,
        },
        quiet: matches.get_flag("quiet"),
        verbose: matches.get_flag("verbose"),
        jobs: matches.get_one::<u16>("jobs").map(|jobs| usize::from(*jobs)),
        date: text(matches, "date"),
    }
}
