//! The command that is to be typed next, over the same files as this one.

use std::path::PathBuf;

use super::load_returns::Choices;
use crate::wording::names::typed;

/// What the command lines have in common.
pub(super) struct NextCommand {
    paths: Vec<String>,
    choices: Vec<String>,
}

impl NextCommand {
    pub fn new(paths: &[PathBuf], chosen: &[PathBuf], left_out: &[PathBuf]) -> Self {
        let choices = Choices { chosen, left_out, register: None }.typed();
        Self { paths: paths.iter().map(|path| path.display().to_string()).collect(), choices }
    }

    /// Whether no file is named, so that the working folder's own are meant.
    pub fn is_of_folder(&self) -> bool {
        self.paths.is_empty()
    }

    /// With options of its own.
    pub fn plain(&self, name: &str, options: &[&str]) -> String {
        let paths = self.paths.iter().map(String::as_str);
        command_line([name].into_iter().chain(paths).chain(options.iter().copied()))
    }

    /// The same; what was chosen among the files is chosen again, since what comes back later is not
    /// among them.
    pub fn with_choices(&self, name: &str, options: &[&str]) -> String {
        let choices = self.choices.iter().map(String::as_str);
        self.plain(name, &options.iter().copied().chain(choices).collect::<Vec<_>>())
    }
}

/// What to type, with paths in quotes where they need them.
fn command_line<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words = words.into_iter().map(typed);
    std::iter::once("bdhvs".to_owned()).chain(words).collect::<Vec<_>>().join(" ")
}
