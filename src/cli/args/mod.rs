//! What was typed. Help and messages come from the catalogue, so the language is found first.

mod campaign;
mod common;
mod completions;
mod explain;
mod extract;
mod format;
mod init;
mod merge;
mod options;
mod status;
mod template;
mod validate;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgMatches, Command};

pub(super) use campaign::CampaignAction;
pub(super) use common::{Colour, Common};
pub(super) use extract::ExtractArgs;
pub(super) use format::Format;
pub(super) use merge::MergeArgs;
pub(super) use status::StatusArgs;
pub(super) use template::TemplateArgs;
pub(super) use validate::ValidateArgs;

use crate::i18n::{Language, Words};
use crate::t;

/// A command with its own arguments.
#[derive(Debug, Clone)]
pub(super) enum Action {
    Template(TemplateArgs),
    Validate(ValidateArgs),
    Merge(MergeArgs),
    Explain { code: Option<String> },
    Init { folder: PathBuf },
    Status(StatusArgs),
    Extract(ExtractArgs),
    Completions { shell: clap_complete::Shell },
    Campaign(CampaignAction),
}

/// Everything that was typed.
#[derive(Debug, Clone)]
pub(super) struct Args {
    pub common: Common,
    pub action: Action,
}

/// The language asked for with `--lang`, before anything else is read.
pub(super) fn language(arguments: &[OsString]) -> Language {
    let texts: Vec<&str> = arguments.iter().filter_map(|a| a.to_str()).collect();
    let after_flag =
        texts.iter().position(|text| *text == "--lang").and_then(|at| texts.get(at + 1).copied());
    texts
        .iter()
        .find_map(|text| text.strip_prefix("--lang="))
        .or(after_flag)
        .and_then(|text| text.parse().ok())
        .unwrap_or_default()
}

pub(super) fn command(words: &Words) -> Command {
    let root = Command::new("bdhvs")
        .version(env!("CARGO_PKG_VERSION"))
        .about(t!(words, "about"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(t!(words, "heading-commands"))
        .after_help(t!(words, "after-help"))
        .override_usage(t!(words, "usage-root"));
    let root = common::add(words, root).subcommands([
        init::command(words),
        template::command(words),
        validate::command(words),
        status::command(words),
        merge::command(words),
        extract::command(words),
        explain::command(words),
        campaign::command(words),
        completions::command(words),
    ]);
    root.mut_subcommands(|sub| options::styled(words, sub))
}

impl Args {
    pub(super) fn read(matches: &ArgMatches) -> Self {
        // The root requires one of the commands it knows, so there is always one.
        let (name, own) = matches.subcommand().unwrap_or(("explain", matches));
        let action = match name {
            "init" => Action::Init { folder: init::read(own) },
            "template" => Action::Template(template::read(own)),
            "validate" => Action::Validate(validate::read(own)),
            "status" => Action::Status(status::read(own)),
            "merge" => Action::Merge(merge::read(own)),
            "extract" => Action::Extract(extract::read(own)),
            "campaign" => Action::Campaign(campaign::read(own)),
            "completions" => Action::Completions { shell: completions::read(own) },
            _ => Action::Explain { code: explain::read(own) },
        };
        let innermost = own.subcommand().map_or(own, |(_, inner)| inner);
        Self { common: common::read(innermost), action }
    }
}
