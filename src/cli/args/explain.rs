//! What was typed after `bdhvs explain`.

use clap::{Arg, ArgMatches, Command};

use crate::i18n::Words;
use crate::t;

pub(super) fn command(words: &Words) -> Command {
    Command::new("explain")
        .about(t!(words, "about-explain"))
        .override_usage(t!(words, "usage-explain"))
        .arg(
            Arg::new("code")
                .value_name("CODE")
                .help(t!(words, "help-code"))
                .help_heading(t!(words, "heading-arguments")),
        )
}

/// The code that is asked about.
pub(super) fn read(own: &ArgMatches) -> Option<String> {
    own.get_one("code").cloned()
}
