//! Where a definition's files come from: the ones built into the program, a folder, or
//! one workbook.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::files::input::read_list;
use rust_embed::RustEmbed;

use super::Campaign;
use super::definition::{CAMPAIGN_FILE, Captions, UNITS_FILE};

/// The campaigns that come with the program, embedded.
#[derive(RustEmbed)]
#[folder = "templates-xlsx/"]
#[include = "*/*.toml"]
#[include = "*/*.csv"]
struct Builtin;

/// The example that a new campaign starts from: one form of each kind.
#[derive(RustEmbed)]
#[folder = "data/skeleton/"]
struct Skeleton;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store {
    place: Place,
    /// A list of units that takes the place of the definition's own.
    units: Option<UnitList>,
}

/// A list of units on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
enum UnitList {
    Csv(PathBuf),
    /// With the names that its sheet and columns may go by.
    Workbook(PathBuf, Arc<Captions>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    /// A campaign that comes with the program, by folder name.
    Builtin(String),
    Folder(PathBuf),
    /// A workbook on disk, with the names that its sheets and columns may go by.
    Workbook(PathBuf, Arc<Captions>),
    /// The definition that a new campaign starts from.
    Skeleton,
}

impl Store {
    /// A campaign that comes with the program.
    pub fn builtin(name: &str) -> Self {
        Self { place: Place::Builtin(name.to_owned()), units: None }
    }

    pub fn folder(path: PathBuf) -> Self {
        Self { place: Place::Folder(path), units: None }
    }

    pub fn workbook(path: PathBuf, captions: Captions) -> Self {
        Self { place: Place::Workbook(path, Arc::new(captions)), units: None }
    }

    /// The definition that a new campaign starts from.
    pub fn skeleton() -> Self {
        Self { place: Place::Skeleton, units: None }
    }

    /// The same definition with another list of units, in CSV.
    pub fn with_units(self, units: PathBuf) -> Self {
        Self { units: Some(UnitList::Csv(units)), ..self }
    }

    /// The same definition with another list of units, in a workbook.
    pub fn with_units_book(self, units: PathBuf, captions: Captions) -> Self {
        Self { units: Some(UnitList::Workbook(units, Arc::new(captions))), ..self }
    }

    /// The names of the built-in campaigns, sorted.
    pub fn builtin_names() -> Vec<String> {
        let mut names: Vec<String> = Builtin::iter()
            .filter_map(|path| path.strip_suffix("/campaign.toml").map(str::to_owned))
            .collect();
        names.sort();
        names
    }

    /// Where the definition is kept, when that is on disk.
    pub fn on_disk(&self) -> Option<&Path> {
        match &self.place {
            Place::Folder(path) | Place::Workbook(path, _) => Some(path),
            Place::Builtin(_) | Place::Skeleton => None,
        }
    }

    /// The files on disk that a campaign was read from, in the order read, without those of the program.
    pub fn files(&self, campaign: &Campaign) -> Vec<PathBuf> {
        let forms = campaign.forms.iter().map(|form| format!("{}.toml", form.id));
        let named = std::iter::once(CAMPAIGN_FILE.to_owned()).chain(forms);
        let named = named.chain([UNITS_FILE.to_owned()]).filter_map(|name| self.path(&name));
        let books = [self.as_workbook(), self.units_book()];
        let books = books.into_iter().flatten().map(|(path, _)| path.to_owned());
        // A list of units in a workbook takes the place of the folder's.
        let replaced = self.units_book().is_some();
        let read = named.filter(|path| {
            path.is_file() && !(replaced && path.file_name() == Some(UNITS_FILE.as_ref()))
        });
        read.chain(books).collect()
    }

    pub(super) fn as_workbook(&self) -> Option<(&Path, &Captions)> {
        match &self.place {
            Place::Workbook(path, captions) => Some((path, captions)),
            Place::Folder(_) | Place::Builtin(_) | Place::Skeleton => None,
        }
    }

    pub(super) fn units_book(&self) -> Option<(&Path, &Captions)> {
        match &self.units {
            Some(UnitList::Workbook(path, captions)) => Some((path, captions)),
            _ => None,
        }
    }

    /// Whether no other list of units takes the place of the definition's.
    pub(super) fn has_units_of_its_own(&self) -> bool {
        self.units.is_none()
    }

    /// The content of one file, or `None` when there is no such file.
    ///
    /// # Errors
    /// When a file is there and cannot be read.
    pub(super) fn read(&self, name: &str) -> std::io::Result<Option<Cow<'static, [u8]>>> {
        match (&self.place, self.path(name)) {
            (_, Some(path)) => match read_list(&path) {
                Ok(bytes) => Ok(Some(Cow::Owned(bytes))),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error),
            },
            (Place::Builtin(folder), None) => {
                Ok(Builtin::get(&format!("{folder}/{name}")).map(|file| file.data))
            }
            (Place::Skeleton, None) => Ok(Skeleton::get(name).map(|file| file.data)),
            (Place::Folder(_) | Place::Workbook(..), None) => Ok(None),
        }
    }

    /// The names of the files beside each other in a folder, sorted; none where they cannot be told.
    pub(super) fn names(&self) -> Vec<String> {
        let Place::Folder(folder) = &self.place else { return Vec::new() };
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        names
    }

    /// How a message names one of the files.
    pub(super) fn describe(&self, name: &str) -> String {
        match (&self.place, self.path(name)) {
            (Place::Builtin(folder), None) => format!("{folder}/{name}"),
            (Place::Skeleton, None) => name.to_owned(),
            (_, path) => path.unwrap_or_default().display().to_string(),
        }
    }

    /// Where a file is on disk, if it is there and not built in.
    fn path(&self, name: &str) -> Option<PathBuf> {
        match (&self.units, &self.place) {
            (Some(UnitList::Csv(units)), _) if name == UNITS_FILE => Some(units.clone()),
            (_, Place::Folder(folder)) => Some(folder.join(name)),
            (_, Place::Builtin(_) | Place::Skeleton | Place::Workbook(..)) => None,
        }
    }
}
