//! Why a file is not a workbook that can be read. Each failure is reported by a rule of file scope.

/// A file that cannot be read as a return.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenFailure {
    /// BD101: damaged, cut short, or not what it says it is.
    #[error("unreadable: {detail}")]
    Unreadable {
        /// What exactly was wrong, in English, for the curious.
        detail: String,
    },
    /// BD110: the program itself failed at it.
    #[error("internal failure: {detail}")]
    Internal {
        /// What the program said when it gave up, in English.
        detail: String,
    },
    /// BD101: a package that names two documents as its own, of which either may be meant.
    #[error("two documents in one package")]
    TwoDocuments,
    /// BD102: protected by a password to open.
    #[error("encrypted")]
    Encrypted,
    /// BD102: encrypted for named people by a label or by rights management; no password opens it.
    #[error("encrypted by rights management")]
    RightsManaged,
    /// BD114: the computer does not let it be opened.
    #[error("out of reach: {reach:?}: {detail}")]
    OutOfReach {
        reach: Reach,
        /// Whether it is a folder, of which nothing was seen then.
        folder: bool,
        /// What the system said, in its own words.
        detail: String,
    },
    /// BD103: a file of another kind.
    #[error("unsupported file type {0:?}")]
    Unsupported(FileKind),
    /// BD104: beyond the bounds of what is read.
    #[error("too large: {what:?} is {found}, the limit is {limit}")]
    TooLarge {
        what: Bound,
        /// How much there is (or is declared).
        found: u64,
        limit: u64,
    },
}

impl OpenFailure {
    /// What a library or the system said of it, in English, where there is more than the kind.
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::Unreadable { detail }
            | Self::Internal { detail }
            | Self::OutOfReach { detail, .. } => Some(detail),
            Self::TwoDocuments
            | Self::Encrypted
            | Self::RightsManaged
            | Self::Unsupported(_)
            | Self::TooLarge { .. } => None,
        }
    }
}

/// Why a file cannot be opened on this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    InUse,
    /// The user may not read it.
    NoRight,
    /// It is kept in a cloud, and not on this computer.
    NotDownloaded,
    /// It is there no longer, or is a link that leads nowhere.
    Gone,
    /// It is no file with content: a pipe, a device, a link to a folder.
    NotAFile,
    Other,
}

/// ELOOP of Linux, and of macOS and the BSDs.
const LINKS_IN_A_CIRCLE: i32 = if cfg!(target_os = "linux") { 40 } else { 62 };

impl Reach {
    /// Tells it from what the system said.
    pub fn of(error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        // Windows: a sharing or lock violation; the errors of files kept in a cloud. macOS gives
        // EDEADLK for a file that is not downloaded.
        if cfg!(windows) {
            match error.raw_os_error() {
                Some(32 | 33) => return Self::InUse,
                Some(358..=404) => return Self::NotDownloaded,
                _ => {}
            }
        }
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Gone,
            ErrorKind::PermissionDenied => Self::NoRight,
            ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => Self::InUse,
            ErrorKind::Deadlock if cfg!(target_vendor = "apple") => Self::NotDownloaded,
            ErrorKind::IsADirectory | ErrorKind::InvalidInput => Self::NotAFile,
            // A loop of links has no stable kind.
            _ if cfg!(unix) && error.raw_os_error() == Some(LINKS_IN_A_CIRCLE) => Self::Gone,
            _ => Self::Other,
        }
    }
}

/// A kind of file that is not a workbook, told by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Empty,
    Pdf,
    Word,
    Presentation,
    OpenDocumentText,
    /// A web page, also when named .xls.
    Html,
    /// Excel 2003 XML ("XML Spreadsheet 2003").
    SpreadsheetMl,
    /// Comma or tab separated values, or other plain text.
    Text,
    Image,
    /// An archive that is not an Office file (.zip, .rar, .7z).
    Archive,
    /// A shortcut or lock file that a program leaves beside an open document.
    OwnerFile,
    /// An old binary workbook (Excel 5.0/95 or earlier).
    OldExcel,
    /// An e-mail, with what is attached to it inside.
    Email,
    /// A shortcut to a file or folder of one computer (.lnk, .desktop).
    Shortcut,
    /// A link to a page or an online document (.url, .webloc, .gsheet).
    WebLink,
    /// What an operating system keeps in a folder for itself (`Thumbs.db`, `desktop.ini`): it
    /// is not sent on purpose and not reported.
    SystemFile,
    /// A file of Apple's Numbers; Pages and Keynote pack theirs the same way.
    Numbers,
    Unknown,
}

/// A bound on what is read; see `bounds.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    FileBytes,
    /// The size of all parts unpacked, in bytes.
    UnpackedBytes,
    /// The size of one part unpacked, in bytes.
    PartBytes,
    Parts,
    Sheets,
    Cells,
    Rows,
    Columns,
    SharedStrings,
    Styles,
    Repeats,
    Names,
    /// Number of merged areas of a sheet.
    MergedAreas,
}

impl Bound {
    /// Whether it is told in bytes.
    pub fn is_bytes(self) -> bool {
        matches!(self, Self::FileBytes | Self::UnpackedBytes | Self::PartBytes)
    }
}
