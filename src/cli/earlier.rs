//! The consolidation of an earlier period: the one that a flag names, else the working folder.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::args::Common;
use super::failure::Failure;
use super::work::{self, Work};
use crate::carried::{Carried, CarriedError};
use crate::fingerprint::fingerprint;
use crate::i18n::Words;
use crate::intake::WalkError;
use crate::previous::Previous;
use crate::reader::{ReadFailure, read_large_file};
use crate::t;

/// How many changed figures a message names.
const NAMED: usize = 5;

/// An earlier consolidation, read.
#[derive(Debug)]
pub(super) struct EarlierFile {
    /// As it is called in results.
    shown: String,
    sha256: String,
    carried: Carried,
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

/// Reads it.
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
    let carried = Carried::read(&bytes, &shown)
        .map_err(|error| Failure::Earlier { path: shown.clone(), error })?;
    let sha256 = fingerprint(&bytes);
    let file = EarlierFile { shown, sha256, carried };
    file.beside(work)?;
    Ok(Some(file))
}

impl EarlierFile {
    /// Puts it beside what is worked on.
    pub fn beside<'a>(&'a self, work: &'a Work) -> Result<Previous<'a>> {
        let present = (&work.campaign, &work.period);
        Previous::new(&self.carried, present, (&self.shown, &self.sha256))
            .map_err(|error| Failure::Earlier { path: self.shown.clone(), error }.into())
    }
}

/// Why it cannot be taken, and what to do.
pub(super) fn problem(path: &str, error: &CarriedError, words: &Words) -> String {
    match error {
        CarriedError::Open(failure) => {
            t!(words, "failure-earlier-open", path = path, detail = failure.to_string())
        }
        CarriedError::Format => t!(words, "failure-earlier-format", path = path),
        CarriedError::NotOne => t!(words, "failure-earlier-not-one", path = path),
        CarriedError::NotWhole { what, detail } => {
            let (what, detail) = (what.as_str(), detail.as_str());
            t!(words, "failure-earlier-not-whole", path = path, what = what, detail = detail)
        }
        CarriedError::Twice { name } => {
            t!(words, "failure-earlier-twice", path = path, name = name.as_str())
        }
        CarriedError::Changed(changes) => {
            let line = |change: &crate::carried::Change| {
                let at = change.place.as_ref().map(|at| format!("{}!{}", at.sheet, at.cell));
                let unit = change.unit.as_ref().map(ToString::to_string);
                let of = [at, Some(change.row.clone()), unit];
                let of = of.into_iter().flatten().collect::<Vec<_>>().join(", ");
                let (written, expected) = (change.written.as_str(), change.expected.as_str());
                t!(words, "failure-earlier-change", of = of, written = written, expected = expected)
            };
            let mut lines: Vec<String> = changes.iter().take(NAMED).map(line).collect();
            let more: usize = changes.len().saturating_sub(NAMED);
            if more > 0 {
                lines.push(t!(words, "failure-earlier-more", count = more));
            }
            let lines = lines.join("\n");
            t!(
                words,
                "failure-earlier-changed",
                path = path,
                count = changes.len(),
                changes = lines
            )
        }
        CarriedError::OtherCampaign { found } => {
            t!(words, "failure-earlier-campaign", path = path, found = found.as_str())
        }
        CarriedError::NotEarlier { found } => {
            t!(words, "failure-earlier-period", path = path, found = found.as_str())
        }
    }
}
