//! The register of receipts as commands use it: where it is, what of it is wrong, what it says.

use std::path::{Path, PathBuf};

use crate::files::input::read_list;
use anyhow::{Result, bail};

use super::failure::Failure;
use super::receipts_words::in_words;
use super::work::workspace;
use crate::campaign::Campaign;
use crate::consolidate::intake::Received;
use crate::follow_up::receipts::{Match, Receipts, ReceiptsError};
use crate::i18n::Words;
use crate::reader::open;

pub(super) struct Register {
    pub path: PathBuf,
    pub shown: String,
    pub receipts: Receipts,
    /// Where the paths in it start, if that is there.
    folder: Option<PathBuf>,
}

impl Register {
    /// The register named, or else that of the working folder: among what came back, or in the folder
    /// itself. One that is named need not be there yet. A file of that name that a unit sent is none.
    pub fn find(named: Option<&Path>) -> Result<Option<Self>> {
        if let Some(path) = named {
            return Self::read(path.to_owned(), path.display().to_string()).map(Some);
        }
        let Some(inside) = workspace() else { return Ok(None) };
        let there = inside.receipts();
        match there.as_slice() {
            [first, second, ..] => bail!(Failure::SeveralRegisters {
                first: inside.shown(first),
                second: inside.shown(second),
            }),
            [only] => Self::read(only.clone(), inside.shown(only)).map(Some),
            [] => Ok(None),
        }
    }

    /// The register named for reading alone, which must be there, or else that of the working folder.
    pub fn find_to_read(named: Option<&Path>) -> Result<Option<Self>> {
        if let Some(path) = named.filter(|path| !path.is_file()) {
            bail!(Failure::NoRegister { path: path.display().to_string() });
        }
        Self::find(named)
    }

    /// The same register as it is now.
    pub fn again(&self) -> Result<Self> {
        Self::read(self.path.clone(), self.shown.clone())
    }

    fn read(path: PathBuf, shown: String) -> Result<Self> {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let folder = parent.unwrap_or(Path::new(".")).canonicalize().ok();
        let receipts = match read_list(&path) {
            Ok(bytes) => match open(&bytes, &shown) {
                Ok(workbook) => Receipts::read_workbook(&workbook),
                // What is no workbook is text, or says itself why it is none.
                Err(_) => Receipts::read(bytes),
            }
            .map_err(|problems| ReceiptsError { path: shown.clone(), problems })?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Receipts::empty(),
            Err(source) => bail!(crate::consolidate::intake::WalkError { path, source }),
        };
        Ok(Self { path, shown, receipts, folder })
    }

    /// What it says of the files, and what of it leads nowhere.
    pub fn hold_against(&self, campaign: &Campaign, files: &[Received<'_>]) -> Match {
        self.receipts.hold_against(campaign, files, |file| self.name(file))
    }

    /// The path of a file from the register's folder.
    pub fn name(&self, file: &Received<'_>) -> String {
        let place = file.found_at.canonicalize().ok();
        let inner = self.folder.as_ref().zip(place.as_ref());
        match inner.and_then(|(folder, place)| place.strip_prefix(folder).ok()) {
            Some(inner) => inner.to_string_lossy().replace('\\', "/"),
            None => file.path.clone(),
        }
    }

    /// The notes in words, each with its line.
    pub fn notes(&self, matched: &Match, words: &Words) -> Vec<String> {
        matched
            .notes
            .iter()
            .map(|note| format!("{}:{}", self.shown, in_words(note, words)))
            .collect()
    }
}
