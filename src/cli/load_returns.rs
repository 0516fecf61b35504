//! How `merge` and `extract` take returns in: what the officer chose, when each file came, and what is
//! found over all of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::failure::Failure;
use super::receipts::Register;
use super::ui::Ui;
use super::work::Work;
use crate::campaign::Campaign;
use crate::consolidate::intake::{FileStatus, Found, Intake, Received, Reviewed, is_named};
use crate::consolidate::merge::{Consolidation, ConsolidationInput, DefinitionFile};
use crate::i18n::Words;
use crate::ledger::prior::Previous;
use crate::rules::finding::Finding;
use crate::t;
use crate::values::key::UnitCode;
use crate::wording::names::typed;

/// The files that the officer chose where a unit sent several, and those left out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choices<'a> {
    pub chosen: &'a [PathBuf],
    pub left_out: &'a [PathBuf],
    /// The register of receipts that is named.
    pub register: Option<&'a Path>,
}

impl Choices<'_> {
    /// The options as they were typed, for the command that is to be typed next.
    pub fn typed(&self) -> Vec<String> {
        [typed_options("--use", self.chosen), typed_options("--exclude", self.left_out)].concat()
    }

    /// A choice names one of the files.
    pub fn are_among(&self, files: &[Found]) -> Result<()> {
        for named in self.chosen.iter().chain(self.left_out) {
            if !files.iter().any(|found| is_named(named, &found.path, &found.shown)) {
                bail!(Failure::NotAmongInputs { path: named.display().to_string() });
            }
        }
        Ok(())
    }

    /// A file that the officer chose and that cannot be merged must not leave the field to the other.
    pub fn are_of_use(&self, received: &[Received<'_>]) -> Result<()> {
        let useless = received
            .iter()
            .filter(|file: &&Received<'_>| {
                self.chosen.iter().any(|path| is_named(path, &file.found_at, &file.path))
            })
            .find(|file| {
                matches!(
                    file.status,
                    FileStatus::Rejected | FileStatus::Ignored | FileStatus::Excluded
                )
            });
        match useless {
            Some(file) => bail!(Failure::UselessChoice {
                path: file.path.clone(),
                reason: file.reason.clone().unwrap_or_default(),
            }),
            None => Ok(()),
        }
    }
}

/// Says of each unit whose files complete each other what to type to use all of them.
pub(super) fn say_parts(campaign: &Campaign, received: &[Received<'_>], ui: &Ui) {
    let mut options: BTreeMap<&UnitCode, Vec<String>> = BTreeMap::new();
    let stopped = received.iter().filter(|file| file.status == FileStatus::Rejected);
    for file in stopped.filter(|file| file.brings.is_some()) {
        if let Some(unit) = &file.unit {
            options.entry(unit).or_default().push(format!("--use {}", typed(&file.path)));
        }
    }
    for (code, options) in options {
        let unit = campaign.unit(code).map_or(code.as_str(), |unit| unit.name.as_str());
        ui.say(&t!(ui.words(), "next-parts", unit = unit));
        // One option on a line, so that a long path does not break it.
        for option in options {
            ui.say(&format!("  {option}"));
        }
    }
}

/// What stands beside the files in a consolidation.
#[derive(Default)]
pub(super) struct Background<'w> {
    /// The earlier consolidation, where there is one.
    pub previous: Option<&'w Previous<'w>>,
    /// The files that the campaign was read from.
    pub definition: Vec<DefinitionFile>,
}

/// Puts the files together.
pub(super) fn consolidate<'w>(
    work: &'w Work,
    received: &'w [Received<'w>],
    findings: Vec<(Option<UnitCode>, Finding)>,
    background: Background<'w>,
    words: &Words,
) -> Consolidation<'w> {
    let Work { campaign, period, settings, decisions, .. } = work;
    let Background { previous, definition } = background;
    let choices = &settings.official;
    let files = received;
    let from = ConsolidationInput {
        campaign,
        period,
        files,
        choices,
        decisions,
        previous,
        definition,
        findings,
    };
    Consolidation::new(from, words)
}

/// Takes the files in, and holds them against an earlier consolidation where there is one.
pub(super) fn take<'w>(
    work: &'w Work,
    files: &[Found],
    choices: Choices<'w>,
    previous: Option<&Previous<'_>>,
    ui: &'w Ui,
) -> Result<Reviewed<'w>> {
    let intake = work.intake(choices.chosen, choices.left_out, ui.words());
    let received = check_each(&intake, files, ui);
    work.files_agree(&received)?;
    choices.are_of_use(&received)?;
    // Times of files change when folders are copied; results must not.
    let received = match Register::find_to_read(choices.register)? {
        Some(register) => register.hold_against(&work.campaign, &received).received(received),
        None => received,
    };
    Ok(intake.across(received, previous))
}

/// Reads the files and checks each by itself, showing how far that is.
pub(super) fn check_each<'w>(intake: &Intake<'w>, files: &[Found], ui: &Ui) -> Vec<Received<'w>> {
    let bar = ui.progress(files.len(), t!(ui.words(), "progress-reading"));
    let received = intake.take(files, &|| bar.inc(1));
    bar.finish_and_clear();
    ui.details(&received);
    received
}

fn typed_options(option: &str, paths: &[PathBuf]) -> Vec<String> {
    let paths = paths.iter().map(|path| path.display().to_string());
    paths.flat_map(|path| [option.to_owned(), path]).collect()
}
