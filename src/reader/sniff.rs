//! What a file is, told by its content: clerks rename files, and programs save web pages as .xls.
//! Each kind gets its own answer, because "not a workbook" helps nobody to send the right file.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use super::sniff_text;
use super::zip_guard::{Archive, decoded, open_archive};
use crate::reader::failure::{FileKind, OpenFailure};
use crate::reader::workbook::WorkbookFormat;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A workbook, to be opened as this format.
    Workbook(WorkbookFormat),
    /// An Office file behind a password.
    Encrypted,
    /// An Office file encrypted for named people, by a label or by rights management.
    RightsManaged,
    Other(FileKind),
    /// The beginning of an Office file or an archive, and not a whole one; says what is wrong.
    Damaged(String),
    /// Beyond a bound before its kind can be told.
    Refused(OpenFailure),
}

impl Content {
    /// The format to open a workbook as; for any other content the reason why there is none.
    pub(super) fn workbook(self) -> Result<WorkbookFormat, OpenFailure> {
        match self {
            Self::Workbook(format) => Ok(format),
            Self::Encrypted => Err(OpenFailure::Encrypted),
            Self::RightsManaged => Err(OpenFailure::RightsManaged),
            Self::Other(kind) => Err(OpenFailure::Unsupported(kind)),
            Self::Damaged(detail) => Err(OpenFailure::Unreadable { detail }),
            Self::Refused(failure) => Err(failure),
        }
    }
}

/// The longest lock file: Word writes 162 bytes, Excel 165.
const OWNER_FILE_BYTES: usize = 165;
/// How much of a small part is looked at.
const LOOK_BYTES: u64 = 1 << 20;

type Compound<'a> = cfb::CompoundFile<Cursor<&'a [u8]>>;

const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// First bytes that settle the matter.
const SIGNATURES: [(&[u8], FileKind); 24] = [
    (b"%PDF", FileKind::Pdf),
    (b"{\\rtf", FileKind::Word),
    (b"\x89PNG", FileKind::Image),
    (b"\xFF\xD8\xFF", FileKind::Image),
    (b"GIF8", FileKind::Image),
    (b"II*\0", FileKind::Image),
    (b"MM\0*", FileKind::Image),
    (b"7z\xBC\xAF\x27\x1C", FileKind::Archive),
    (b"Rar!\x1A\x07", FileKind::Archive),
    (b"\x1F\x8B", FileKind::Archive),
    (b"BZh", FileKind::Archive),
    (b"\xFD7zXZ\0", FileKind::Archive),
    // BOF records of Excel 2 to 4, and of later ones outside their container.
    (b"\x09\x00\x04\x00", FileKind::OldExcel),
    (b"\x09\x00\x06\x00", FileKind::OldExcel),
    (b"\x09\x02\x06\x00", FileKind::OldExcel),
    (b"\x09\x04\x06\x00", FileKind::OldExcel),
    (b"\x09\x08\x06\x00", FileKind::OldExcel),
    (b"\x09\x08\x08\x00", FileKind::OldExcel),
    (b"\x09\x08\x10\x00", FileKind::OldExcel),
    (b"\xDB\xA5\x2D\x00", FileKind::Word),
    (b"\x4C\x00\x00\x00\x01\x14\x02\x00", FileKind::Shortcut),
    // winmail.dat, in which Outlook packs what is attached to a message.
    (b"\x78\x9F\x3E\x22", FileKind::Email),
    // .DS_Store, and what macOS keeps beside a file on other disks (`._name`).
    (b"\x00\x00\x00\x01Bud1", FileKind::SystemFile),
    (b"\x00\x05\x16\x07\x00", FileKind::SystemFile),
];

/// Tells what `bytes` are. The file's name only helps to know a file that holds little: a lock file, or
/// one that the system keeps in a folder.
pub fn sniff(bytes: &[u8], file_name: &str) -> Content {
    match told_by_content(bytes, file_name) {
        Content::Other(FileKind::Empty | FileKind::Text | FileKind::Unknown)
        | Content::Damaged(_)
            if is_system_name(file_name) =>
        {
            Content::Other(FileKind::SystemFile)
        }
        content => content,
    }
}

/// Whether content begins like a package or a compound file, of which the first bytes tell no more.
pub(super) fn is_container(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") || bytes.starts_with(OLE)
}

fn told_by_content(bytes: &[u8], file_name: &str) -> Content {
    if bytes.is_empty() {
        return Content::Other(FileKind::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return in_zip(bytes);
    }
    if bytes.starts_with(OLE) {
        return in_ole(bytes);
    }
    if is_owner_file(bytes, file_name) {
        return Content::Other(FileKind::OwnerFile);
    }
    if let Some((_, kind)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Content::Other(*kind);
    }
    if is_picture(bytes) {
        return Content::Other(FileKind::Image);
    }
    Content::Other(sniff_text::kind(bytes))
}

/// `~$name.xlsx` of Microsoft Office, `.~lock.name.xlsx#` of LibreOffice.
fn is_owner_file(bytes: &[u8], file_name: &str) -> bool {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    name.starts_with(".~lock.") || (name.starts_with("~$") && bytes.len() <= OWNER_FILE_BYTES)
}

/// Files that Windows puts into folders, and the note of where a file came from that it keeps beside one
/// (`name:Zone.Identifier`) and that other systems show as a file.
fn is_system_name(file_name: &str) -> bool {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name).to_ascii_lowercase();
    ["thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini"].contains(&name.as_str())
        || name.ends_with(":zone.identifier")
}

/// Pictures whose signature is not at the very start, or too short to be sure of.
fn is_picture(bytes: &[u8]) -> bool {
    // What phones send: HEIC and AVIF.
    const OF_PHONES: [&[u8]; 5] = [b"ftyphei", b"ftyphev", b"ftypmif1", b"ftypmsf1", b"ftypavif"];
    let [from_4, from_6, from_8] = [4, 6, 8].map(|at| bytes.get(at..).unwrap_or_default());
    let bitmap = bytes.starts_with(b"BM") && from_6.starts_with(&[0; 4]);
    let webp = bytes.starts_with(b"RIFF") && from_8.starts_with(b"WEBP");
    bitmap || webp || OF_PHONES.iter().any(|kind| from_4.starts_with(kind))
}

fn in_zip(bytes: &[u8]) -> Content {
    let mut archive = match open_archive(bytes) {
        Ok(archive) => archive,
        Err(OpenFailure::Unreadable { detail }) => return Content::Damaged(detail),
        Err(failure) => return Content::Refused(failure),
    };
    let names: BTreeSet<String> = archive
        .file_names()
        .filter_map(Result::ok)
        .map(|name| decoded(&name.replace('\\', "/")).to_ascii_lowercase())
        .collect();

    if names.contains("xl/workbook.xml") {
        return Content::Workbook(WorkbookFormat::Xlsx);
    }
    if names.contains("xl/workbook.bin") {
        return Content::Workbook(WorkbookFormat::Xlsb);
    }
    if names.contains("mimetype") {
        return open_document(&mut archive);
    }
    if names.contains("[content_types].xml") {
        return office_package(&mut archive);
    }
    if names.contains("index/document.iwa") {
        return Content::Other(FileKind::Numbers);
    }
    if names.iter().any(|name| name.starts_with("word/")) {
        return Content::Other(FileKind::Word);
    }
    if names.iter().any(|name| name.starts_with("ppt/")) {
        return Content::Other(FileKind::Presentation);
    }
    Content::Other(FileKind::Archive)
}

/// An Office package whose workbook is not in the usual place, if it has one.
fn office_package(archive: &mut Archive<'_>) -> Content {
    const XLSX: Content = Content::Workbook(WorkbookFormat::Xlsx);
    const WORD: Content = Content::Other(FileKind::Word);
    const PRESENTATION: Content = Content::Other(FileKind::Presentation);
    const KINDS: [(&str, Content); 9] = [
        ("sheet.binary.macroEnabled.main", Content::Workbook(WorkbookFormat::Xlsb)),
        ("spreadsheetml.sheet.main", XLSX),
        ("spreadsheetml.template.main", XLSX),
        ("ms-excel.sheet.macroEnabled.main", XLSX),
        ("ms-excel.template.macroEnabled.main", XLSX),
        ("wordprocessingml", WORD),
        ("ms-word", WORD),
        ("presentationml", PRESENTATION),
        ("ms-powerpoint", PRESENTATION),
    ];
    let types = part(archive, "[Content_Types].xml");
    let kind = KINDS.iter().find(|(mark, _)| types.contains(mark));
    kind.map_or(Content::Other(FileKind::Archive), |(_, content)| content.clone())
}

fn open_document(archive: &mut Archive<'_>) -> Content {
    let kind = part(archive, "mimetype");
    let Some(kind) = kind.trim().strip_prefix("application/vnd.oasis.opendocument.") else {
        return Content::Other(FileKind::Archive);
    };
    if kind.starts_with("spreadsheet") {
        // Everything but the manifest itself is scrambled then.
        if part(archive, "META-INF/manifest.xml").contains("encryption-data") {
            return Content::Encrypted;
        }
        return Content::Workbook(WorkbookFormat::Ods);
    }
    Content::Other(if kind.starts_with("text") {
        FileKind::OpenDocumentText
    } else if kind.starts_with("presentation") {
        FileKind::Presentation
    } else {
        FileKind::Unknown
    })
}

/// The beginning of a small part; empty when it cannot be read.
fn part(archive: &mut Archive<'_>, name: &str) -> String {
    let mut bytes = Vec::new();
    if let Ok(part) = archive.by_name(name) {
        // What is there by the first error is enough to tell the kind.
        let _ = part.take(LOOK_BYTES).read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn in_ole(bytes: &[u8]) -> Content {
    let bytes = super::ole::completed(bytes);
    let mut file = match cfb::CompoundFile::open(Cursor::new(&*bytes)) {
        Ok(file) => file,
        Err(error) => return Content::Damaged(error.to_string()),
    };
    if is_rights_managed(&file) {
        Content::RightsManaged
    } else if file.is_stream("/EncryptedPackage") || file.is_stream("/EncryptionInfo") {
        Content::Encrypted
    } else if file.is_stream("/Workbook") {
        Content::Workbook(WorkbookFormat::Xls)
    } else if file.is_stream("/Book") {
        in_book(&mut file)
    } else if file.is_stream("/WordDocument") {
        Content::Other(FileKind::Word)
    } else if file.is_stream("/PowerPoint Document") {
        Content::Other(FileKind::Presentation)
    } else if file.is_stream("/__properties_version1.0") || file.is_storage("/__nameid_version1.0")
    {
        Content::Other(FileKind::Email)
    } else if is_thumbnails(&file) {
        Content::Other(FileKind::SystemFile)
    } else {
        Content::Other(FileKind::Unknown)
    }
}

/// Whether the key is kept by a server and given to people, by label encryption or rights management: in
/// an Office package, and in the formats before it ([MS-OFFCRYPTO] 2.2).
fn is_rights_managed(file: &Compound<'_>) -> bool {
    const KEPT: &str = "/\u{6}DataSpaces/TransformInfo";
    let names = file.read_storage(KEPT).into_iter().flatten();
    file.is_stream("/\u{9}DRMContent") || { names }.any(|entry| entry.name().contains("DRM"))
}

/// `Thumbs.db`: a catalogue, and pictures called by their number.
fn is_thumbnails(file: &Compound<'_>) -> bool {
    let mut entries = file.read_root_storage().peekable();
    entries.peek().is_some()
        && entries.all(|entry| entry.is_stream() && is_thumbnail_name(entry.name()))
}

fn is_thumbnail_name(name: &str) -> bool {
    let number = name.rsplit('_').next().unwrap_or(name);
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_hexdigit());
    name == "Catalog" || is_number
}

/// The stream of Excel 5.0 and 95, which some programs use for a later workbook.
fn in_book(file: &mut Compound<'_>) -> Content {
    let mut start = [0; 6];
    let read = file.open_stream("/Book").and_then(|mut book| book.read_exact(&mut start));
    match (read, start) {
        (Ok(()), [0x09, 0x08, _, _, 0x00, 0x06]) => Content::Workbook(WorkbookFormat::Xls),
        _ => Content::Other(FileKind::OldExcel),
    }
}
