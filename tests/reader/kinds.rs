//! Files that are no workbook: each is told by its content, whatever its name says.

use std::io::{Cursor, Write};

use bdhvs::testing::reader::failure::{FileKind, OpenFailure};
use bdhvs::testing::reader::workbook::WorkbookFormat;
use bdhvs::testing::reader::{Content, open, sniff};
use zip::CompressionMethod::Stored;

use crate::package::{Xlsx, zipped};

/// An OLE container with these streams.
fn ole(streams: &[&str]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for stream in streams {
        file.create_stream(stream).unwrap().write_all(&[0; 5000]).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn open_document(kind: &str, manifest: &str) -> Vec<u8> {
    let kind = format!("application/vnd.oasis.opendocument.{kind}");
    let parts = [("mimetype", kind.as_bytes()), ("META-INF/manifest.xml", manifest.as_bytes())];
    zipped(&parts, Stored)
}

#[test]
fn other_kinds_are_named() {
    let document = [("[Content_Types].xml", &b"wordprocessingml.document.main+xml"[..])];
    for (bytes, kind) in [
        (b"".to_vec(), FileKind::Empty),
        (b"%PDF-1.7\n".to_vec(), FileKind::Pdf),
        (b"<html><table>".to_vec(), FileKind::Html),
        (b"STT,Gi\xC3\xA1\n1,350\n".to_vec(), FileKind::Text),
        (b"\x89PNG\r\n\x1a\n".to_vec(), FileKind::Image),
        (b"\xFF\xD8\xFF\xE0".to_vec(), FileKind::Image),
        (b"\0\0\0\x18ftypheic".to_vec(), FileKind::Image),
        (b"7z\xBC\xAF\x27\x1C\0".to_vec(), FileKind::Archive),
        (b"Rar!\x1A\x07\0".to_vec(), FileKind::Archive),
        (b"\x09\x08\x10\x00\x00\x05".to_vec(), FileKind::OldExcel),
        (b"{\\rtf1".to_vec(), FileKind::Word),
        (b"\x01\x02\x03\x04".to_vec(), FileKind::Unknown),
        (zipped(&document, Stored), FileKind::Word),
        (zipped(&[("word/document.xml", b"")], Stored), FileKind::Word),
        (zipped(&[("ppt/presentation.xml", b"")], Stored), FileKind::Presentation),
        (zipped(&[("biểu 1.xlsx", b"")], Stored), FileKind::Archive),
        (zipped(&[], Stored), FileKind::Archive),
        (zipped(&[("Index/Document.iwa", b"")], Stored), FileKind::Numbers),
        (open_document("text", ""), FileKind::OpenDocumentText),
        (open_document("presentation", ""), FileKind::Presentation),
        (open_document("graphics", ""), FileKind::Unknown),
        (ole(&["/WordDocument"]), FileKind::Word),
        (ole(&["/PowerPoint Document"]), FileKind::Presentation),
        (ole(&["/Book"]), FileKind::OldExcel),
        (ole(&["/Other"]), FileKind::Unknown),
    ] {
        for name in ["form.xlsx", "form.xls"] {
            let failure = open(&bytes, name).unwrap_err();
            assert_eq!(failure, OpenFailure::Unsupported(kind), "{bytes:?}");
        }
    }
}

#[test]
fn a_lock_file_is_told_by_its_name_and_size() {
    let mut lock = vec![b' '; 165];
    lock[0] = 5;
    let owner = OpenFailure::Unsupported(FileKind::OwnerFile);
    for name in ["~$form.xlsx", "2-tiep-nhan/~$form.xlsx", ".~lock.form.xlsx#"] {
        assert_eq!(open(&lock, name).unwrap_err(), owner, "{name}");
    }
    let workbook = Xlsx::with_rows("").build();
    assert!(open(&workbook, "~$form.xlsx").is_ok());
}

#[test]
fn what_is_behind_a_password_is_said_so() {
    let manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    for bytes in [
        ole(&["/EncryptedPackage", "/EncryptionInfo"]),
        open_document("spreadsheet", manifest),
        protected_xls(),
    ] {
        assert_eq!(open(&bytes, "form.xlsx").unwrap_err(), OpenFailure::Encrypted);
    }
}

/// An .xls whose stream begins like that of a workbook with a password.
fn protected_xls() -> Vec<u8> {
    let mut stream = vec![0x09, 0x08, 4, 0, 0x00, 0x06, 0x05, 0x00];
    // A password of the old kind (XOR), which calamine reads as a code page.
    stream.extend([0x2F, 0x00, 6, 0, 0, 0, 1, 2, 3, 4]);
    stream.extend([0x0A, 0x00, 0, 0]);
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

#[test]
fn a_workbook_is_known_by_its_parts() {
    let xlsx = Xlsx::with_rows("").build();
    assert_eq!(sniff(&xlsx, "form.pdf"), Content::Workbook(WorkbookFormat::Xlsx));
    let elsewhere = [("[Content_Types].xml", &b"spreadsheetml.sheet.main+xml"[..])];
    let elsewhere = zipped(&elsewhere, Stored);
    assert_eq!(sniff(&elsewhere, ""), Content::Workbook(WorkbookFormat::Xlsx));
    assert!(matches!(sniff(&xlsx[..xlsx.len() / 2], ""), Content::Damaged(_)));
    assert!(matches!(sniff(&ole(&["/Workbook"])[..700], ""), Content::Damaged(_)));
    let macros = Xlsx::with_rows("").build_with(&[("xl/vbaProject.bin", b"")], Stored);
    assert!(open(&macros, "").unwrap().macros);
    assert!(!open(&xlsx, "").unwrap().macros);
}
