//! What was typed. Help and messages come from the catalogue, so the language is found first.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::args_folder::{ExtractArgs, StatusArgs};
use super::args_format::{Format, format, format_option};
use super::{args_campaign, args_folder};
use crate::i18n::{Language, Words};
use crate::naming::amount;
use crate::reader::bounds;
use crate::reader::failure::Bound;
use crate::t;

/// Where help stands among the options: last.
const LAST: usize = 999;
/// Where the options that every command takes begin: after the command's own.
const COMMON: usize = 900;

/// What every command takes.
#[derive(Debug, Clone, Default)]
pub(super) struct Common {
    pub campaign: Option<String>,
    pub period: Option<String>,
    pub units: Option<PathBuf>,
    pub colour: Colour,
    pub quiet: bool,
    pub jobs: Option<usize>,
    pub date: Option<String>,
}

/// When to write colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Colour {
    #[default]
    Auto,
    Always,
    Never,
}

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

/// What is done with campaigns.
#[derive(Debug, Clone)]
pub(super) enum CampaignAction {
    List,
    Show { name: Option<String> },
    Check { name: Option<String> },
    New { folder: PathBuf, from: Option<String> },
    Export { name: Option<String>, output: PathBuf },
    Import { file: PathBuf, output: PathBuf },
}

/// The arguments of `template`.
#[derive(Debug, Clone)]
pub(super) struct TemplateArgs {
    pub only: Vec<String>,
    pub blank: bool,
    pub output: Option<PathBuf>,
    pub previous: Option<PathBuf>,
}

/// The arguments of `validate`.
#[derive(Debug, Clone)]
pub(super) struct ValidateArgs {
    pub paths: Vec<PathBuf>,
    pub format: Format,
    pub feedback: Option<PathBuf>,
}

/// The arguments of `merge`.
#[derive(Debug, Clone)]
pub(super) struct MergeArgs {
    pub paths: Vec<PathBuf>,
    pub output: Option<PathBuf>,
    pub json: Option<PathBuf>,
    pub csv: Option<PathBuf>,
    pub chosen: Vec<PathBuf>,
    pub left_out: Vec<PathBuf>,
    pub previous: Option<PathBuf>,
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

/// The whole command line.
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
    let [init, status, extract, completions] = args_folder::commands(words);
    let root = common(words, root).subcommands([
        init,
        template(words),
        validate(words),
        status,
        merge(words),
        extract,
        explain(words),
        args_campaign::command(words),
        completions,
    ]);
    root.mut_subcommands(|sub| styled(words, sub))
}

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

fn common(words: &Words, command: Command) -> Command {
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
            .value_parser(PossibleValuesParser::new(Language::ALL.map(Language::as_str))),
        global("color", t!(words, "help-color"))
            .value_name("auto|always|never")
            .hide_possible_values(true)
            .value_parser(["auto", "always", "never"]),
        global("quiet", t!(words, "help-quiet")).short('q').action(ArgAction::SetTrue),
        global("jobs", t!(words, "help-jobs"))
            .value_name("N")
            .value_parser(value_parser!(u16).range(1..=512)),
        global("date", t!(words, "help-date")).value_name("YYYY-MM-DD"),
    ])
}

fn template(words: &Words) -> Command {
    Command::new("template")
        .about(t!(words, "about-template"))
        .override_usage(t!(words, "usage-template"))
        .arg(
            option(words, "unit", t!(words, "help-unit"))
                .value_name("CODE")
                .action(ArgAction::Append),
        )
        .arg(
            option(words, "blank", t!(words, "help-blank"))
                .action(ArgAction::SetTrue)
                .conflicts_with("unit"),
        )
        .arg(
            path_option(words, "previous", t!(words, "help-previous-figures"), "FILE")
                .conflicts_with("blank"),
        )
        .arg(path_option(words, "output", t!(words, "help-output-folder"), "DIR").short('o'))
}

fn validate(words: &Words) -> Command {
    Command::new("validate")
        .about(t!(words, "about-validate"))
        .override_usage(t!(words, "usage-validate"))
        .after_help(limits(words))
        .arg(paths(words))
        .arg(format_option(words))
        .arg(path_option(words, "feedback", t!(words, "help-feedback"), "DIR"))
}

fn merge(words: &Words) -> Command {
    Command::new("merge")
        .about(t!(words, "about-merge"))
        .override_usage(t!(words, "usage-merge"))
        .after_help(limits(words))
        .arg(paths(words))
        .arg(path_option(words, "output", t!(words, "help-output-file"), "FILE.xlsx").short('o'))
        .arg(path_option(words, "json", t!(words, "help-json"), "FILE.json"))
        .arg(path_option(words, "csv", t!(words, "help-csv"), "DIR"))
        .arg(path_option(words, "previous", t!(words, "help-previous"), "FILE"))
        .args(choices(words))
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

fn explain(words: &Words) -> Command {
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

pub(super) fn paths(words: &Words) -> Arg {
    Arg::new("paths")
        .value_name("PATH")
        .help(t!(words, "help-paths"))
        .help_heading(t!(words, "heading-arguments"))
        .num_args(1..)
        .value_parser(value_parser!(PathBuf))
}

pub(super) fn path_option(
    words: &Words,
    name: &'static str,
    help: String,
    value: &'static str,
) -> Arg {
    option(words, name, help).value_name(value).value_parser(value_parser!(PathBuf))
}

impl Args {
    pub(super) fn read(matches: &ArgMatches) -> Self {
        // The root requires one of the commands it knows, so there is always one.
        let (name, own) = matches.subcommand().unwrap_or(("explain", matches));
        let action = match name {
            "template" => Action::Template(TemplateArgs {
                only: own.get_many("unit").into_iter().flatten().cloned().collect(),
                blank: own.get_flag("blank"),
                output: own.get_one("output").cloned(),
                previous: own.get_one("previous").cloned(),
            }),
            "validate" => Action::Validate(ValidateArgs {
                paths: many(own, "paths"),
                format: format(own),
                feedback: own.get_one("feedback").cloned(),
            }),
            "merge" => Action::Merge(MergeArgs {
                paths: many(own, "paths"),
                output: own.get_one("output").cloned(),
                json: own.get_one("json").cloned(),
                csv: own.get_one("csv").cloned(),
                chosen: many(own, "use"),
                left_out: many(own, "exclude"),
                previous: own.get_one("previous").cloned(),
            }),
            "campaign" => return args_campaign::read(own),
            _ => args_folder::read(name, own).unwrap_or_else(|| Action::Explain {
                code: own.get_one::<String>("code").cloned(),
            }),
        };
        Self { common: read_common(own), action }
    }
}

pub(super) fn read_common(matches: &ArgMatches) -> Common {
    let text = |name| matches.get_one::<String>(name).cloned();
    Common {
        campaign: text("campaign"),
        period: text("period"),
        units: matches.get_one("units").cloned(),
        colour: match text("color").as_deref() {
            Some("always") => Colour::Always,
            Some("never") => Colour::Never,
            _ => Colour::Auto,
        },
        quiet: matches.get_flag("quiet"),
        jobs: matches.get_one::<u16>("jobs").map(|jobs| usize::from(*jobs)),
        date: text("date"),
    }
}

pub(super) fn many(matches: &ArgMatches, name: &str) -> Vec<PathBuf> {
    matches.get_many::<PathBuf>(name).into_iter().flatten().cloned().collect()
}
