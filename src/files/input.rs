//! Lists and settings that people write, read within a bound: only plain files, so that a pipe or a device
//! in the place of one ends at once.

use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;

/// Size of a list of units, a register, a list of decisions, the settings or a file of a definition, in
/// bytes: a country's units take a hundredth of it.
pub const LIST_BYTES: u64 = 32 << 20;

/// Opens a plain file.
///
/// # Errors
/// `IsADirectory` for a folder, `InvalidInput` for a pipe, a device and the like; else what the system
/// says.
pub fn open_plain(path: &Path) -> Result<File> {
    let metadata = std::fs::metadata(path)?;
    if metadata.is_dir() {
        // A folder that cannot be read says why.
        std::fs::read_dir(path)?;
        return Err(Error::new(ErrorKind::IsADirectory, "a folder"));
    }
    // Opening a pipe would wait for ever.
    if !metadata.is_file() {
        return Err(Error::new(ErrorKind::InvalidInput, "not a plain file"));
    }
    File::open(path)
}

/// Reads a list whole.
///
/// # Errors
/// As [`open_plain`], and `FileTooLarge` for more than [`LIST_BYTES`].
pub fn read_list(path: &Path) -> Result<Vec<u8>> {
    read_at_most(path, LIST_BYTES)
}

/// The text of a list.
///
/// # Errors
/// `InvalidData` where it is none in UTF-8.
pub fn in_utf8(bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(|error| Error::new(ErrorKind::InvalidData, error))
}

fn read_at_most(path: &Path, limit: u64) -> Result<Vec<u8>> {
    let file = open_plain(path)?;
    if file.metadata()?.len() > limit {
        return Err(Error::new(ErrorKind::FileTooLarge, "larger than a list may be"));
    }
    // The length above may be out of date.
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(Error::new(ErrorKind::FileTooLarge, "larger than a list may be"));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_up_to_the_bound_and_a_folder_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, b"0123456789").unwrap();
        assert_eq!(read_at_most(&path, 10).unwrap(), b"0123456789");
        assert_eq!(read_at_most(&path, 9).unwrap_err().kind(), ErrorKind::FileTooLarge);
        // A file of holes takes no room on the disk.
        File::create(&path).unwrap().set_len(LIST_BYTES + 1).unwrap();
        assert_eq!(read_list(&path).unwrap_err().kind(), ErrorKind::FileTooLarge);
        assert_eq!(read_list(folder.path()).unwrap_err().kind(), ErrorKind::IsADirectory);
    }
}
