//! Where a definition's files come from: the ones built into the program, or a folder.

use std::borrow::Cow;
use std::path::PathBuf;

use rust_embed::RustEmbed;

/// The campaigns that come with the program, embedded.
#[derive(RustEmbed)]
#[folder = "templates-xlsx/"]
#[include = "*/*.toml"]
#[include = "*/*.csv"]
struct Builtin;

/// The files of a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store {
    place: Place,
    /// A list of units that takes the place of the definition's own.
    units: Option<PathBuf>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    /// A campaign that comes with the program, by folder name.
    Builtin(String),
    /// A folder on disk.
    Folder(PathBuf),
}

impl Store {
    /// A campaign that comes with the program.
    #[must_use]
    pub fn builtin(name: &str) -> Self {
        Self { place: Place::Builtin(name.to_owned()), units: None }
    }

    /// A folder on disk.
    #[must_use]
    pub fn folder(path: PathBuf) -> Self {
        Self { place: Place::Folder(path), units: None }
    }

    /// The same definition with another list of units.
    #[must_use]
    pub fn with_units(self, units: PathBuf) -> Self {
        Self { units: Some(units), ..self }
    }

    /// The names of the built-in campaigns, sorted.
    #[must_use]
    pub fn builtin_names() -> Vec<String> {
        let mut names: Vec<String> = Builtin::iter()
            .filter_map(|path| path.strip_suffix("/campaign.toml").map(str::to_owned))
            .collect();
        names.sort();
        names
    }

    /// The content of one file, or `None` when there is no such file.
    ///
    /// # Errors
    /// When a file is there and cannot be read.
    pub(super) fn read(&self, name: &str) -> std::io::Result<Option<Cow<'static, [u8]>>> {
        match (&self.place, self.path(name)) {
            (_, Some(path)) => match std::fs::read(path) {
                Ok(bytes) => Ok(Some(Cow::Owned(bytes))),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error),
            },
            (Place::Builtin(folder), None) => {
                Ok(Builtin::get(&format!("{folder}/{name}")).map(|file| file.data))
            }
            (Place::Folder(_), None) => Ok(None),
        }
    }

    /// How a message names one of the files.
    pub(super) fn describe(&self, name: &str) -> String {
        match (&self.place, self.path(name)) {
            (Place::Builtin(folder), None) => format!("{folder}/{name}"),
            (_, path) => path.unwrap_or_default().display().to_string(),
        }
    }

    /// Where a file is on disk, if it is there and not built in.
    fn path(&self, name: &str) -> Option<PathBuf> {
        match (&self.units, &self.place) {
            (Some(units), _) if name == super::definition::UNITS_FILE => Some(units.clone()),
            (_, Place::Folder(folder)) => Some(folder.join(name)),
            (_, Place::Builtin(_)) => None,
        }
    }
}
