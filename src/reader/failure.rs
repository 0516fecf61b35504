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
    /// BD102: protected by a password to open.
    #[error("encrypted")]
    Encrypted,
    /// BD103: a file of another kind.
    #[error("unsupported file type {0:?}")]
    Unsupported(FileKind),
    /// BD104: beyond the bounds of what is read.
    #[error("too large: {what:?} is {found}, the limit is {limit}")]
    TooLarge {
        /// What was counted.
        what: Bound,
        /// How much there is (or is declared).
        found: u64,
        /// The bound.
        limit: u64,
    },
}

/// A kind of file that is not a workbook, told by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Nothing in it.
    Empty,
    /// Portable Document Format.
    Pdf,
    /// A Word document (.docx, .doc).
    Word,
    /// A presentation.
    Presentation,
    /// OpenDocument text (.odt).
    OpenDocumentText,
    /// A web page, also when named .xls.
    Html,
    /// Excel 2003 XML ("XML Spreadsheet 2003").
    SpreadsheetMl,
    /// Comma or tab separated values, or other plain text.
    Text,
    /// A picture.
    Image,
    /// An archive that is not an Office file (.zip, .rar, .7z).
    Archive,
    /// A shortcut or lock file that a program leaves beside an open document.
    OwnerFile,
    /// An old binary workbook (Excel 5.0/95 or earlier).
    OldExcel,
    /// A file of Apple's Numbers; Pages and Keynote pack theirs the same way.
    Numbers,
    /// Anything else.
    Unknown,
}

/// A bound on what is read; see `bounds.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// The file's size in bytes.
    FileBytes,
    /// The size of all parts unpacked, in bytes.
    UnpackedBytes,
    /// The size of one part unpacked, in bytes.
    PartBytes,
    /// Number of parts.
    Parts,
    /// Number of sheets.
    Sheets,
    /// Number of non-empty cells.
    Cells,
    /// Row number.
    Rows,
    /// Column number.
    Columns,
    /// Number of shared strings declared.
    SharedStrings,
    /// Number of cell formats.
    Styles,
    /// A repeat count.
    Repeats,
    /// Number of defined names.
    Names,
    /// Number of merged areas of a sheet.
    MergedAreas,
}

impl Bound {
    /// Whether it is told in bytes.
    #[must_use]
    pub fn is_bytes(self) -> bool {
        matches!(self, Self::FileBytes | Self::UnpackedBytes | Self::PartBytes)
    }
}
