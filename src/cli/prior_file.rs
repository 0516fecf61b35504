//! The consolidation of an earlier period: the one that a flag names, else the working folder.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::args::Common;
use super::failure::Failure;
use super::work::{self, Work};
use crate::consolidate::intake::WalkError;
use crate::files::fingerprint::fingerprint;
use crate::ledger::prior::Previous;
use crate::ledger::readback::Snapshot;
use crate::reader::{ReadFailure, read_large_file};

/// An earlier consolidation, read.
#[derive(Debug)]
pub(super) struct EarlierFile {
    /// As it is called in results.
    shown: String,
    sha256: String,
    carried: Snapshot,
}

/// Where it is, before it is read.
pub(super) fn place(flag: Option<&Path>, common: &Common) -> Result<Option<PathBuf>> {
    if let Some(path) = flag {
        return Ok(Some(path.to_owned()));
    }
    let (workspace, settings) = (work::workspace(), work::settings()?);
    // The folder's is that of the folder's own campaign and period.
    let same =
        |said: Option<&String>, own: Option<String>| said.is_none_or(|s| Some(s) == own.as_ref());
    let is_own = same(common.campaign.as_ref(), settings.campaign.clone())
        && same(common.period.as_ref(), settings.period.as_ref().map(ToString::to_string));
    let name = settings.previous.filter(|_| is_own);
    Ok(name.and_then(|name| Some(workspace?.path(&name))))
}

pub(super) fn read(
    flag: Option<&Path>,
    common: &Common,
    work: &Work,
) -> Result<Option<EarlierFile>> {
    let Some(path) = place(flag, common)? else { return Ok(None) };
    let shown = match &work.workspace {
        Some(inside) if flag.is_none() => inside.shown(&path),
        _ => path.to_string_lossy().replace('\\', "/"),
    };
    let bytes = match read_large_file(&path) {
        Ok(bytes) => bytes,
        Err(ReadFailure::Io(source)) => bail!(WalkError { path, source }),
        Err(ReadFailure::Open(failure)) => {
            bail!(Failure::Earlier { path: shown, error: failure.into() })
        }
    };
    let carried = Snapshot::read(&bytes, &shown)
        .map_err(|error| Failure::Earlier { path: shown.clone(), error })?;
    let sha256 = fingerprint(&bytes);
    let file = EarlierFile { shown, sha256, carried };
    file.beside(work)?;
    Ok(Some(file))
}

impl EarlierFile {
    /// Puts it beside what is worked on.
    pub fn beside<'a>(&'a self, work: &'a Work) -> Result<Previous<'a>> {
        Previous::new(&self.carried, &work.campaign, &work.period, &self.shown, &self.sha256)
            .map_err(|error| Failure::Earlier { path: self.shown.clone(), error }.into())
    }
}
