//! Kinds of file that are text: web pages (also those that programs call .xls), the XML of Excel
//! 2003, and tables with commas or tabs.

use crate::reader::failure::FileKind;

/// How much of a file is looked at: enough for any declaration and comment at its top.
const LOOK_BYTES: usize = 8192;

/// The kind of what has no signature.
pub(super) fn kind(bytes: &[u8]) -> FileKind {
    let Some(text) = text_of(bytes.get(..LOOK_BYTES).unwrap_or(bytes)) else {
        return FileKind::Unknown;
    };
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).to_lowercase();
    if is_mail(&text) {
        FileKind::Email
    } else if is_page(&text) {
        FileKind::Html
    } else if let Some(kind) = pointer(&text) {
        kind
    } else if text.starts_with('<') && text.contains("urn:schemas-microsoft-com:office:spreadsheet")
    {
        FileKind::SpreadsheetMl
    } else {
        FileKind::Text
    }
}

/// Whether lower-case text is a web page, or one packed for mail as Excel does (.mht).
fn is_page(text: &str) -> bool {
    // Browsers put who saved it before that.
    if text.starts_with("mime-version:") || text.starts_with("from: <saved by") {
        return true;
    }
    let marks = ["<!doctype html", "<html", "<table", "<body", "<head", "<meta", "<style", "<div"];
    if marks.iter().any(|mark| text.starts_with(mark)) {
        return true;
    }
    // After an XML declaration or a comment.
    (text.starts_with("<?xml") || text.starts_with("<!--")) && text.contains("<html")
}

/// Whether lower-case text begins with the head of an e-mail. A page that a browser or Excel packs for
/// mail has such a head too, and says so.
fn is_mail(text: &str) -> bool {
    const OF_MAIL: [&str; 6] = ["subject", "date", "to", "received", "return-path", "delivered-to"];
    // A mailbox separates its messages by a line.
    let text = match text.strip_prefix("from ") {
        Some(rest) => rest.split_once('\n').map_or("", |(_, rest)| rest),
        None => text,
    };
    let mut names = Vec::new();
    for line in text.lines().take_while(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, value)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return false;
        }
        if name == "snapshot-content-location" || value.trim_start().starts_with("<saved by") {
            return false;
        }
        names.push(name);
    }
    names.contains(&"from") && OF_MAIL.iter().any(|name| names.contains(name))
}

/// What leads to something else, or is what an operating system keeps in a folder: told by the section
/// that its settings begin with, or by the keys of an online document.
fn pointer(text: &str) -> Option<FileKind> {
    let section = text.lines().map(str::trim).find(|l| !l.is_empty() && !l.starts_with(';'))?;
    match section {
        "[internetshortcut]" | "[{000214a0-0000-0000-c000-000000000046}]" => {
            return Some(FileKind::WebLink);
        }
        "[desktop entry]" => return Some(FileKind::Shortcut),
        "[.shellclassinfo]" | "[viewstate]" | "[localizedfilenames]" | "[zonetransfer]" => {
            return Some(FileKind::SystemFile);
        }
        _ => {}
    }
    // .gsheet, .gdoc and their like; .webloc.
    let online = text.starts_with('{')
        && (text.contains("\"doc_id\"") || text.contains("\"resource_id\""))
        && text.len() < LOOK_BYTES;
    let property =
        text.starts_with("<?xml") && text.contains("<plist") && text.contains("<key>url</key>");
    (online || property).then_some(FileKind::WebLink)
}

/// The text, if it is text: UTF-16 with its mark, UTF-8, or any older encoding.
fn text_of(bytes: &[u8]) -> Option<String> {
    let text = if bytes.starts_with(b"\xFF\xFE") {
        utf16(bytes, u16::from_le_bytes)
    } else if bytes.starts_with(b"\xFE\xFF") {
        utf16(bytes, u16::from_be_bytes)
    } else {
        String::from_utf8_lossy(bytes).into_owned()
    };
    // Bytes of an older encoding may look like the control characters from U+0080 on.
    (!text.chars().any(is_binary)).then_some(text)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

fn is_binary(c: char) -> bool {
    c.is_ascii_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{c}' | '\u{1a}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str) -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    }

    #[test]
    fn text_is_told_by_its_beginning() {
        for (bytes, expected) in [
            (&b"STT,Ch\xE1\xBB\x89 ti\xC3\xAAu\n1,350\n"[..], FileKind::Text),
            (b"\xEF\xBB\xBFa;b\n", FileKind::Text),
            (b"a\tb\n\xE1\xF1\n", FileKind::Text),
            (&utf16("STT\tChỉ tiêu\n"), FileKind::Text),
            (b"\xEF\xBB\xBF  \r\n<!DOCTYPE html>", FileKind::Html),
            (b"<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">", FileKind::Html),
            (b"<TABLE border=1>", FileKind::Html),
            (&utf16("<html>"), FileKind::Html),
            (b"<?xml version=\"1.0\"?><html/>", FileKind::Html),
            (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook", FileKind::Html),
            (
                b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
                  <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                FileKind::SpreadsheetMl,
            ),
            (b"<?xml version=\"1.0\"?><other/>", FileKind::Text),
            (b"\x00\x01\x02\x03", FileKind::Unknown),
        ] {
            assert_eq!(kind(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn a_letter_cut_in_half_is_still_text() {
        let text = "ệ".repeat(LOOK_BYTES);
        assert_eq!(kind(text.as_bytes()), FileKind::Text);
    }
}
