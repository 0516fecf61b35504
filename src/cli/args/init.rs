//! What was typed after `bdhvs init`.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};

use crate::i18n::Words;
use crate::t;

pub(super) fn command(words: &Words) -> Command {
    Command::new("init").about(t!(words, "about-init")).override_usage(t!(words, "usage-init")).arg(
        Arg::new("folder")
            .value_name("DIR")
            .help(t!(words, "help-init-folder"))
            .help_heading(t!(words, "heading-arguments"))
            .required(true)
            .value_parser(value_parser!(PathBuf)),
    )
}

/// The folder that is made.
pub(super) fn read(own: &ArgMatches) -> PathBuf {
    own.get_one("folder").cloned().unwrap_or_default()
}
