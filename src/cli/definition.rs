//! Where the definition of a campaign is kept: built in, in a folder or in a workbook, with its own list
//! of units or another one.

use std::path::PathBuf;

use crate::files::input::read_list;
use anyhow::{Context as _, Result, bail};

use super::args::Common;
use super::failure::Failure;
use crate::campaign::{Campaign, Store};
use crate::consolidate::merge::DefinitionFile;
use crate::files::fingerprint::fingerprint;
use crate::files::workspace::Workspace;
use crate::rules::settings::Settings;
use crate::values::key::CampaignId;
use crate::workbooks::definition;

/// A built-in campaign by id, a folder, or a workbook; a path that the working folder names is one
/// of that folder.
pub(super) fn store(name: &str, inside: Option<&Workspace>) -> Result<Store> {
    let known = Store::builtin_names();
    if name.parse::<CampaignId>().is_ok() && known.iter().any(|known| known == name) {
        return Ok(Store::builtin(name));
    }
    let path = inside.map_or_else(|| PathBuf::from(name), |workspace| workspace.path(name));
    if path.is_dir() {
        return Ok(Store::folder(path));
    }
    if path.is_file() {
        return Ok(Store::workbook(path, definition::captions()?));
    }
    bail!(Failure::UnknownCampaign { asked: name.to_owned(), known })
}

/// The list of units that takes the place of the campaign's: that of the flag, else the one that the
/// working folder names. Another campaign than the folder's has units of its own.
pub(super) fn units(
    common: &Common,
    settings: &Settings,
    workspace: Option<&Workspace>,
) -> Option<PathBuf> {
    common.units.clone().or_else(|| {
        let same = common.campaign.is_none() || common.campaign == settings.campaign;
        let name = settings.units.as_ref().filter(|_| same)?;
        Some(workspace?.path(name))
    })
}

/// A campaign with another list of units: a workbook by its ending, else CSV.
pub(super) fn with_units(store: Store, units: PathBuf) -> Result<Store> {
    let is_csv = units.extension().is_none_or(|ending| {
        ["csv", "txt", "tsv"].iter().any(|known| ending.eq_ignore_ascii_case(known))
    });
    Ok(if is_csv {
        store.with_units(units)
    } else {
        store.with_units_book(units, definition::captions()?)
    })
}

/// The files that a campaign was read from, called as they are called in the working folder where there
/// is one.
pub(super) fn files(
    store: &Store,
    campaign: &Campaign,
    inside: Option<&Workspace>,
) -> Result<Vec<DefinitionFile>> {
    store
        .files(campaign)
        .iter()
        .map(|path: &PathBuf| {
            let bytes = read_list(path).with_context(|| path.display().to_string())?;
            let shown = inside.map_or_else(
                || path.to_string_lossy().replace('\\', "/"),
                |workspace| workspace.shown(path),
            );
            Ok(DefinitionFile { path: shown, sha256: fingerprint(&bytes) })
        })
        .collect()
}
