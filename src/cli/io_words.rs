//! Why the operating system refused something, in words.

use crate::i18n::Words;
use crate::reader::failure::Reach;
use crate::t;

/// Why the operating system refused, in words where the reason is a common one.
pub(super) fn io_words(error: &std::io::Error, words: &Words) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => t!(words, "io-not-found"),
        ErrorKind::PermissionDenied => t!(words, "io-permission-denied"),
        ErrorKind::IsADirectory => t!(words, "io-is-a-directory"),
        ErrorKind::InvalidInput => t!(words, "io-not-a-file"),
        ErrorKind::FileTooLarge => t!(words, "io-too-large"),
        // A file stands where a folder should be made.
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => t!(words, "io-not-a-directory"),
        ErrorKind::StorageFull => t!(words, "io-storage-full"),
        ErrorKind::QuotaExceeded => t!(words, "io-quota"),
        ErrorKind::ReadOnlyFilesystem => t!(words, "io-read-only"),
        _ => match Reach::of(error) {
            Reach::InUse => t!(words, "io-in-use"),
            Reach::NotDownloaded => t!(words, "io-not-downloaded"),
            Reach::NoRight => t!(words, "io-permission-denied"),
            Reach::Gone => t!(words, "io-not-found"),
            Reach::NotAFile | Reach::Other => t!(words, "io-other"),
        },
    }
}
