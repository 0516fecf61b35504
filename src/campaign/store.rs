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

/// A folder of definition files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Store {
    /// A campaign that comes with the program, by folder name.
    Builtin(String),
    /// A folder on disk.
    Folder(PathBuf),
}

impl Store {
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
    /// When a file of a folder is there and cannot be read.
    pub(super) fn read(&self, name: &str) -> std::io::Result<Option<Cow<'static, [u8]>>> {
        match self {
            Self::Builtin(folder) => {
                Ok(Builtin::get(&format!("{folder}/{name}")).map(|file| file.data))
            }
            Self::Folder(folder) => match std::fs::read(folder.join(name)) {
                Ok(bytes) => Ok(Some(Cow::Owned(bytes))),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error),
            },
        }
    }

    /// How a message names one of the files.
    pub(super) fn describe(&self, name: &str) -> String {
        match self {
            Self::Builtin(folder) => format!("{folder}/{name}"),
            Self::Folder(folder) => folder.join(name).display().to_string(),
        }
    }
}
