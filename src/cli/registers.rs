//! What the registers that people keep together with the program must be before it writes into them.

use std::path::Path;

use anyhow::{Result, bail};

use super::failure::Failure;
use crate::files::output::OutputError;

/// A register that is protected, or stands somewhere else, is not replaced: that is said before anything
/// is done.
pub(super) fn refuse_unwritable(path: &Path) -> Result<()> {
    let Ok(there) = path.symlink_metadata() else { return Ok(()) };
    if there.is_symlink() {
        bail!(Failure::RegisterLink { path: path.display().to_string() });
    }
    if there.permissions().readonly() {
        bail!(OutputError::ReadOnly(path.to_owned()));
    }
    Ok(())
}
