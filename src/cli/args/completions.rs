//! What was typed after `bdhvs completions`.

use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::Shell;

use crate::i18n::Words;
use crate::t;

pub(super) fn command(words: &Words) -> Command {
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

pub(super) fn read(own: &ArgMatches) -> Shell {
    own.get_one("shell").copied().unwrap_or(Shell::Bash)
}
