//! Rows of consolidations beneath that are taken for rows here: `[[same-row]]`.

use serde::Deserialize;

use super::SettingsError;
use super::problem::Problem;
use super::waiver::find_row;
use crate::campaign::{Campaign, SameRow};
use crate::files::workspace::SETTINGS_FILE;
use crate::rules::decisions::RowName;

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    #[serde(default)]
    row: String,
    #[serde(default)]
    theirs: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    why: String,
}

impl Entry {
    /// The decision in a campaign; `line` is where it is written.
    ///
    /// # Errors
    /// When something is not said, or the campaign has no such row.
    pub(super) fn resolve(
        &self,
        line: usize,
        campaign: &Campaign,
    ) -> Result<SameRow, SettingsError> {
        self.read(line, campaign).map_err(|problem| SettingsError::Decision {
            path: SETTINGS_FILE.to_owned(),
            line,
            problem,
        })
    }

    fn read(&self, line: usize, campaign: &Campaign) -> Result<SameRow, Problem> {
        let Self { row, theirs, who, why } = self;
        let said = [("row", row), ("theirs", theirs), ("who", who), ("why", why)];
        if let Some((key, _)) = said.into_iter().find(|(_, text)| text.trim().is_empty()) {
            return Err(Problem::Missing { key });
        }
        let RowName { form, indicator } = find_row(row.trim(), campaign)?;
        let [theirs, who, why] = [theirs, who, why].map(|text| text.trim().to_owned());
        let place = format!("{SETTINGS_FILE}:{line}");
        Ok(SameRow { form, indicator, theirs, who, why, place })
    }
}
