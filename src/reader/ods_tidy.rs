//! Takes out the line breaks that some programs (`SheetJS`) write between the cells of an .ods. They mean
//! nothing there, but calamine expects cells and nothing else between cells, and gives the file up.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::bounds::unreadable;
use crate::reader::failure::OpenFailure;

/// What a part of a table begins or ends with. No text of a cell stands directly before one.
const TAGS: [&[u8]; 2] = [b"<table:", b"</table:"];

/// The content without blanks between the parts of its tables; `None` where there are none.
pub(super) fn without_blanks(content: &[u8]) -> Option<Vec<u8>> {
    let mut tidy = Vec::new();
    let mut copied = 0;
    for (end, _) in content.iter().enumerate().filter(|(_, byte)| **byte == b'<') {
        let before = content.get(copied..end)?;
        let blanks = before.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
        let is_table =
            TAGS.iter().any(|tag| content.get(end..).is_some_and(|c| c.starts_with(tag)));
        if blanks > 0 && is_table && before.get(..before.len() - blanks)?.ends_with(b">") {
            tidy.extend_from_slice(before.get(..before.len() - blanks)?);
            copied = end;
        }
    }
    if copied == 0 {
        return None;
    }
    tidy.extend_from_slice(content.get(copied..)?);
    Some(tidy)
}

/// The package with another content. The other parts are copied as they are.
pub(super) fn with_content(bytes: &[u8], content: &[u8]) -> Result<Vec<u8>, OpenFailure> {
    const CONTENT: &str = "content.xml";
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(unreadable)?;
        if !part.name().map_err(unreadable)?.eq_ignore_ascii_case(CONTENT) {
            package.raw_copy_file(part).map_err(unreadable)?;
        }
    }
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    package.start_file(CONTENT, stored).map_err(unreadable)?;
    package.write_all(content).map_err(unreadable)?;
    Ok(package.finish().map_err(unreadable)?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_between_cells_go_and_blanks_in_texts_stay() {
        let content = b"<table:table-row>\n  <table:table-cell><text:p> a <text:s/> b \n</text:p></table:table-cell>\n</table:table-row>";
        let tidy = b"<table:table-row><table:table-cell><text:p> a <text:s/> b \n</text:p></table:table-cell></table:table-row>";
        assert_eq!(without_blanks(content).as_deref(), Some(&tidy[..]));
        assert_eq!(without_blanks(tidy), None);
    }
}
