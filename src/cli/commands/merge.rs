//! `bdhvs merge PATH… -o FILE.xlsx`: the city's workbook.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::cli::Status;
use crate::cli::args::{Common, MergeArgs};
use crate::cli::commands::require_xlsx;
use crate::cli::decisions;
use crate::cli::definition;
use crate::cli::failure::Failure;
use crate::cli::load_returns::{self, Background, Choices};
use crate::cli::output_words::with_temporary_files;
use crate::cli::prior_file;
use crate::cli::ui::Ui;
use crate::cli::work::{self, Work};
use crate::consolidate::intake::{Found, Reviewed, same_file};
use crate::consolidate::merge::Consolidation;
use crate::export::package;
use crate::export::report::{consolidation_json, consolidation_table};
use crate::files::output::{OutputError, OutputRun};
use crate::files::workspace::{SETTINGS_FILE, Workspace};
use crate::ledger::LeftOutCount;
use crate::t;
use crate::workbooks::consolidated;

/// Where the results go.
struct Outputs {
    workbook: PathBuf,
    json: Option<PathBuf>,
    /// The folder of the data package.
    csv: Option<PathBuf>,
}

impl Outputs {
    /// Every file that is written.
    fn files(&self) -> Vec<PathBuf> {
        let package = self
            .csv
            .iter()
            .flat_map(|folder| package::file_names().map(move |name| folder.join(name)));
        [Some(self.workbook.clone()), self.json.clone()]
            .into_iter()
            .flatten()
            .chain(package)
            .collect()
    }
}

pub(super) fn run(common: &Common, args: &MergeArgs, ui: &Ui) -> Result<Status> {
    let outputs = outputs(args)?;
    require_xlsx(&outputs.workbook)?;
    let files = inputs(common, args, &outputs)?;
    let mut work = Work::from_files(common, &files, &args.left_out)?;
    work.registers.extend(args.register.clone());
    let earlier = prior_file::read(args.previous.as_deref(), common, &work)?;
    let previous = earlier.as_ref().map(|earlier| earlier.beside(&work)).transpose()?;
    let words = ui.words();
    let choices = choices(args);
    let reviewed = load_returns::take(&work, &files, choices, previous.as_ref(), ui)?;
    let Reviewed { files: received, findings: together } = reviewed;
    let definition = definition::files(&work.store, &work.campaign, work.workspace.as_ref())?;
    let background = Background { previous: previous.as_ref(), definition };
    let consolidation = load_returns::consolidate(&work, &received, together, background, words);
    decisions::notes(&work, &received, &consolidation.findings, ui);
    let mut results = Vec::new();
    let mut run = OutputRun::new();
    run.stage_with(&outputs.workbook, |file| {
        results = with_temporary_files(|| Ok(consolidated::write(&consolidation, words, file)?))?;
        anyhow::Ok(())
    })?;
    if let Some(path) = &outputs.json {
        run.stage_with(path, |file| {
            consolidation_json::write(&consolidation, &results, file)
                .map_err(|source| OutputError::Io { path: path.clone(), source })
        })?;
    }
    if let Some(folder) = &outputs.csv {
        package::stage_into(&mut run, folder, &consolidation, words)?;
    }
    run.commit()?;
    ui.completed(&run);
    ui.say_where(work.workspace.as_ref());
    show(&consolidation, &outputs, &work, ui);
    Ok(if consolidation.has_errors() { Status::Findings } else { Status::Clean })
}

/// Those named; in a working folder without a name, its workbook and its JSON.
fn outputs(args: &MergeArgs) -> Result<Outputs> {
    let (json, csv) = (args.json.clone(), args.csv.clone());
    match (&args.output, work::workspace()) {
        (Some(workbook), _) => Ok(Outputs { workbook: workbook.clone(), json, csv }),
        (None, Some(inside)) => Ok(Outputs {
            workbook: inside.consolidated(),
            json: Some(json.unwrap_or_else(|| inside.consolidated_json())),
            csv,
        }),
        (None, None) => bail!(Failure::OutsideWorkspace { argument: "--output" }),
    }
}

/// The files to take in, once it is sure that no result takes the place of anything that is read.
fn inputs(common: &Common, args: &MergeArgs, outputs: &Outputs) -> Result<Vec<Found>> {
    let files = work::inputs(&args.paths)?;
    let written = outputs.files();
    if let Some(json) = &outputs.json {
        let same = written.iter().filter(|other| is_same_place(json, other)).count();
        if same > 1 {
            bail!(Failure::SameOutput { path: json.display().to_string() });
        }
    }
    let earlier = prior_file::place(args.previous.as_deref(), common)?;
    for output in &written {
        if earlier.as_ref().is_some_and(|earlier| is_same_place(earlier, output)) {
            bail!(Failure::OverInput { path: output.display().to_string() });
        }
        refuse_over_input(output, common, args.register.as_deref(), &files)?;
    }
    if let Some(folder) = &outputs.csv {
        refuse_over_other_tables(folder)?;
    }
    if files.is_empty() {
        bail!(Failure::NoFiles);
    }
    choices(args).are_among(&files)?;
    Ok(files)
}

/// A result never takes the place of a file that a unit sent, of the officer's decisions, of a
/// list of units or of a definition. An earlier result of this program is none of them.
pub(super) fn refuse_over_input(
    output: &Path,
    common: &Common,
    register: Option<&Path>,
    files: &[Found],
) -> Result<()> {
    let (workspace, settings) = (work::workspace(), work::settings()?);
    let inside = |name: &str| workspace.as_ref().map(|inside| inside.path(name));
    let definition = match &common.campaign {
        Some(named) => Some(PathBuf::from(named)),
        None => settings.campaign.as_deref().and_then(inside),
    };
    let decisions = inside(SETTINGS_FILE);
    let list = settings.units.as_deref().and_then(inside);
    let [waivers, corrections] =
        [&settings.waivers, &settings.corrections].map(|name| name.as_deref().and_then(inside));
    let receipts = workspace.as_ref().map(Workspace::receipts).unwrap_or_default();
    let receipts = receipts.into_iter().chain(register.map(Path::to_path_buf)).map(Some);
    let own = [decisions, list, waivers, corrections, common.units.clone(), definition];
    let is_own = own.into_iter().chain(receipts).flatten().any(|path| same_file(&path, output));
    let is_sent = files.iter().any(|found| same_file(&found.path, output));
    if is_own || is_sent && !crate::consolidate::intake::is_own_result(output) {
        bail!(Failure::OverInput { path: output.display().to_string() });
    }
    Ok(())
}

/// Tables have names that other files have too: only an earlier package gives way to a new one.
fn refuse_over_other_tables(folder: &Path) -> Result<()> {
    for path in package::file_names().map(|name| folder.join(name)) {
        if path.exists() && !crate::consolidate::intake::is_own_result(&path) {
            bail!(Failure::InTheWay { path: path.display().to_string() });
        }
    }
    Ok(())
}

/// Whether two outputs, which need not exist yet, are one file.
fn is_same_place(a: &Path, b: &Path) -> bool {
    same_file(a, b) || folded_name(a) == folded_name(b) && same_file(folder_of(a), folder_of(b))
}

/// The name as a file system sees it that knows no case.
fn folded_name(path: &Path) -> Option<String> {
    path.file_name().map(|name| name.to_string_lossy().to_lowercase())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn show(consolidation: &Consolidation<'_>, outputs: &Outputs, work: &Work, ui: &Ui) {
    let words = ui.words();
    if let Some(table) = consolidation_table::verdicts(consolidation, ui.look(), words) {
        ui.say(&format!("{table}\n"));
    }
    for line in consolidation_table::to_check(consolidation, words) {
        ui.say(&line);
    }
    for line in consolidation_table::forms(consolidation, words) {
        ui.say(&line);
    }
    let returns = &consolidation.returns;
    ui.say(&t!(
        words,
        "summary-merge",
        expected = returns.expected.len(),
        submitted = returns.submitted.len(),
        merged = returns.merged.len(),
        missing = returns.missing.len()
    ));
    if !returns.late.is_empty() {
        ui.say(&t!(words, "summary-merge-late", late = returns.late.len()));
    }
    if let Some(line) = consolidation_table::since(consolidation, words) {
        ui.say(&line);
    }
    if let Some(table) =
        consolidation_table::left_out(consolidation.files, Ui::most_files(), ui.look(), words)
    {
        ui.say(&table);
    }
    load_returns::say_parts(consolidation.campaign, consolidation.files, ui);
    let left_out: LeftOutCount = consolidation.rows.iter().map(|row| row.row.left_out()).sum();
    let LeftOutCount { faulty, missing } = left_out;
    if faulty + missing > 0 {
        ui.say(&t!(words, "summary-excluded", wrong = faulty, blank = missing));
    }
    decisions::say_corrections(work, consolidation.files, ui);
    if let Some(folder) = &outputs.csv {
        ui.say(&t!(words, "summary-package", folder = folder.display().to_string()));
    }
    ui.say(&t!(words, "next-after-merge", path = outputs.workbook.display().to_string()));
}

/// What the officer says of the files.
fn choices(args: &MergeArgs) -> Choices<'_> {
    Choices { chosen: &args.chosen, left_out: &args.left_out, register: args.register.as_deref() }
}
