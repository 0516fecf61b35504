//! XML parts that are not written in UTF-8. A part says its encoding at its beginning; some programs
//! write UTF-16, and some old ones ISO-8859-1.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::bounds::unreadable;
use crate::reader::failure::OpenFailure;

/// How much of a part is looked at for its declaration.
const LOOK_BYTES: usize = 256;

/// A part in UTF-8, without the declaration where that said something else. What is no XML stays as
/// it is.
///
/// # Errors
/// When the part is in an encoding that is not known, or not in the one that it says.
pub(super) fn in_utf8(part: Vec<u8>, name: &str) -> Result<Vec<u8>, OpenFailure> {
    let encoding = match wide(&part) {
        Some(encoding) => encoding,
        None => match declared(&part) {
            None => return Ok(part),
            Some(label) => match Encoding::for_label(&label) {
                // What is one byte after the other so far is not UTF-16, whatever it says.
                Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => UTF_8,
                Some(encoding) => encoding,
                None => return Err(unreadable(format_args!("{name}: its encoding is not known"))),
            },
        },
    };
    if encoding == UTF_8 {
        return Ok(part);
    }
    let (text, _, malformed) = encoding.decode(&part);
    if malformed {
        let detail = format_args!("{name}: it is not in the encoding that it declares");
        return Err(unreadable(detail));
    }
    let body = match text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, body)) => body,
        None => &text,
    };
    Ok(body.as_bytes().to_vec())
}

/// UTF-16 with its mark, or told by the zeros between the first letters.
fn wide(part: &[u8]) -> Option<&'static Encoding> {
    if part.starts_with(b"\xFF\xFE") || part.starts_with(b"<\0?\0") {
        Some(UTF_16LE)
    } else if part.starts_with(b"\xFE\xFF") || part.starts_with(b"\0<\0?") {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding that the declaration of a part says, if it has one.
fn declared(part: &[u8]) -> Option<Vec<u8>> {
    let head = part.get(..LOOK_BYTES).unwrap_or(part);
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).strip_prefix(b"<?xml")?;
    let head = String::from_utf8_lossy(head);
    let declaration = head.split_once("?>")?.0;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let label = value.get(1..)?.split_once(quote)?.0;
    Some(label.as_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "<a>Phường é</a>";

    fn wide_bytes(text: &str, mark: bool, little: bool) -> Vec<u8> {
        let text = format!("{}{text}", if mark { "\u{FEFF}" } else { "" });
        let units = text.encode_utf16();
        units
            .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect()
    }

    #[test]
    fn every_encoding_that_a_part_declares_is_read() {
        let declared = format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?>{WORDS}");
        for little in [true, false] {
            for mark in [true, false] {
                let part = wide_bytes(&declared, mark, little);
                assert_eq!(in_utf8(part, "a").unwrap(), WORDS.as_bytes());
            }
        }
        let old = b"<?xml version='1.0' encoding = 'iso-8859-1'?><a>Ph\xE9</a>".to_vec();
        assert_eq!(in_utf8(old, "a").unwrap(), "<a>Phé</a>".as_bytes());
    }

    #[test]
    fn utf_8_stays_as_it_is() {
        for part in [
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><a/>",
            "\u{FEFF}<?xml version=\"1.0\" encoding='utf-8'?><a/>",
            "<?xml version=\"1.0\"?><a/>",
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>",
            "<a encoding=\"x\"/>",
            "",
        ] {
            assert_eq!(in_utf8(part.as_bytes().to_vec(), "a").unwrap(), part.as_bytes());
        }
    }

    #[test]
    fn what_is_not_what_it_declares_is_damaged() {
        assert!(in_utf8(b"<?xml version='1.0' encoding='none-such'?><a/>".to_vec(), "a").is_err());
        let half = wide_bytes("<?xml version=\"1.0\"?><a/>", true, true);
        assert!(in_utf8(half[..half.len() - 1].to_vec(), "a").is_err());
    }
}
