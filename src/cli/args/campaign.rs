//! What was typed after `bdhvs campaign`.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};

use super::options::{path_option, styled, text};
use crate::i18n::Words;
use crate::t;

/// What is done with campaigns.
#[derive(Debug, Clone)]
pub(in crate::cli) enum CampaignAction {
    List,
    Show { name: Option<String> },
    Check { name: Option<String> },
    New { folder: PathBuf, from: Option<String> },
    Export { name: Option<String>, output: PathBuf },
    Import { file: PathBuf, output: PathBuf },
}

/// `bdhvs campaign` with its commands.
pub(super) fn command(words: &Words) -> Command {
    let list =
        sub_command("list", t!(words, "about-campaign-list"), t!(words, "usage-campaign-list"));
    let show =
        sub_command("show", t!(words, "about-campaign-show"), t!(words, "usage-campaign-show"));
    let check =
        sub_command("check", t!(words, "about-campaign-check"), t!(words, "usage-campaign-check"));
    let new = sub_command("new", t!(words, "about-campaign-new"), t!(words, "usage-campaign-new"));
    let export = sub_command(
        "export",
        t!(words, "about-campaign-export"),
        t!(words, "usage-campaign-export"),
    );
    let import = sub_command(
        "import",
        t!(words, "about-campaign-import"),
        t!(words, "usage-campaign-import"),
    );
    let from = Arg::new("from")
        .long("from")
        .value_name("ID|PATH")
        .help(t!(words, "help-from"))
        .help_heading(t!(words, "heading-options"));
    let book = path_option(words, "output", t!(words, "help-output-book"), "FILE.xlsx");
    let folder = path_option(words, "output", t!(words, "help-output-definition"), "DIR");
    Command::new("campaign")
        .about(t!(words, "about-campaign"))
        .override_usage(t!(words, "usage-campaign"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(t!(words, "heading-commands"))
        .subcommands([
            list,
            show.arg(name(words)),
            check.arg(name(words)),
            new.arg(path(words, "folder", "DIR", t!(words, "help-new-folder"))).arg(from),
            export.arg(name(words)).arg(book.short('o').required(true)),
            import
                .arg(path(words, "file", "FILE.xlsx", t!(words, "help-import-file")))
                .arg(folder.short('o').required(true)),
        ])
        .mut_subcommands(|sub| styled(words, sub))
}

fn name(words: &Words) -> Arg {
    Arg::new("name")
        .value_name("ID|PATH")
        .help(t!(words, "help-campaign-name"))
        .help_heading(t!(words, "heading-arguments"))
}

fn path(words: &Words, name: &'static str, value: &'static str, help: String) -> Arg {
    Arg::new(name)
        .value_name(value)
        .help(help)
        .help_heading(t!(words, "heading-arguments"))
        .required(true)
        .value_parser(value_parser!(PathBuf))
}

/// What is asked for.
pub(super) fn read(matches: &ArgMatches) -> CampaignAction {
    // One of the commands is required, so there is always one.
    let (command, own) = matches.subcommand().unwrap_or(("list", matches));
    match command {
        "show" => CampaignAction::Show { name: text(own, "name") },
        "check" => CampaignAction::Check { name: text(own, "name") },
        "new" => CampaignAction::New { folder: path_of(own, "folder"), from: text(own, "from") },
        "export" => {
            CampaignAction::Export { name: text(own, "name"), output: path_of(own, "output") }
        }
        "import" => {
            CampaignAction::Import { file: path_of(own, "file"), output: path_of(own, "output") }
        }
        _ => CampaignAction::List,
    }
}

fn sub_command(name: &'static str, about: String, usage: String) -> Command {
    Command::new(name).about(about).override_usage(usage)
}

fn path_of(matches: &ArgMatches, name: &str) -> PathBuf {
    matches.get_one(name).cloned().unwrap_or_default()
}
