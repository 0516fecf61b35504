//! A list of decisions in CSV beside `bdhvs.toml`: comma, semicolon or tab, with or without a byte order
//! mark, under captions of either language.

use std::path::Path;

use super::problem::Problem;
use super::{SettingsError, line_of};
use crate::campaign::nearest;
use crate::files::fingerprint::fingerprint;
use crate::files::input::read_list;
use crate::values::quantity::text::fold;

/// The columns of a list, in their order.
pub(super) struct Columns {
    /// Each with the captions that it may have; the first is its key.
    pub(super) known: &'static [&'static [&'static str]],
    /// The keys of those that may be left out.
    pub(super) optional: &'static [&'static str],
    /// What is wrong where one of the others is not there.
    pub(super) missing: fn(&'static str) -> Problem,
}

pub(super) struct List {
    pub(super) file: String,
    pub(super) sha256: String,
    /// The lines that hold anything, each with its number from one and what stands under each of the
    /// columns; nothing under a column that is not there.
    pub(super) lines: Vec<(usize, Vec<String>)>,
}

impl Columns {
    pub(super) fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.known.iter().filter_map(|captions| captions.first().copied())
    }

    /// Which column a caption stands for; nothing for one without caption.
    fn find(&self, caption: &str) -> Result<Option<usize>, Problem> {
        if caption.is_empty() {
            return Ok(None);
        }
        let folded = fold(caption);
        let found = self
            .known
            .iter()
            .position(|names: &&[&str]| names.iter().any(|name| fold(name) == folded));
        found.map(Some).ok_or_else(|| Problem::UnknownColumn {
            asked: caption.to_owned(),
            near: nearest(&folded, self.known.iter().flat_map(|names| names.iter().copied())),
            known: self.keys().collect::<Vec<_>>().join(", "),
        })
    }

    /// Reads a list of a folder.
    pub(super) fn read(&self, folder: &Path, name: &str) -> Result<List, SettingsError> {
        let path = folder.join(name);
        let shown = path.display().to_string();
        let bytes =
            read_list(&path).map_err(|source| SettingsError::Io { path: shown.clone(), source })?;
        let sha256 = fingerprint(&bytes);
        let fail = |line, problem| SettingsError::Decision { path: shown.clone(), line, problem };
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default());
            fail(line_of(&before, before.len()), Problem::NotUtf8)
        })?;
        let text = text.trim_start_matches('\u{FEFF}');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator(text))
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let header = reader.headers().cloned().unwrap_or_default();
        let columns: Vec<Option<usize>> = header
            .iter()
            .map(|caption| self.find(caption))
            .collect::<Result<_, _>>()
            .map_err(|problem| fail(1, problem))?;
        for (index, key) in self.keys().enumerate() {
            if !columns.contains(&Some(index)) && !self.optional.contains(&key) {
                return Err(fail(1, (self.missing)(key)));
            }
        }
        let mut lines = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| {
                let detail = error.to_string();
                fail(line_at(text, error.position()), Problem::NotTable { detail })
            })?;
            if record.iter().all(str::is_empty) {
                continue;
            }
            let mut cells = vec![String::new(); self.known.len()];
            for (index, text) in columns.iter().zip(&record) {
                if let Some(cell) = index.and_then(|index| cells.get_mut(index)) {
                    text.clone_into(cell);
                }
            }
            lines.push((line_at(text, record.position()), cells));
        }
        Ok(List { file: shown, sha256, lines })
    }
}

/// The line of the record that is read from a byte on: blank lines and what is left of a line end before
/// it are none of it.
fn line_from(text: &str, byte: u64) -> usize {
    let at = usize::try_from(byte).unwrap_or(text.len());
    let rest = text.get(at..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    line_of(text, at + blank)
}

/// The separator that the header uses.
fn separator(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    [b';', b'\t', b',']
        .into_iter()
        .max_by_key(|separator| header.bytes().filter(|byte| byte == separator).count())
        .unwrap_or(b',')
}

fn line_at(text: &str, position: Option<&csv::Position>) -> usize {
    position.map_or(1, |position| line_from(text, position.byte()))
}
