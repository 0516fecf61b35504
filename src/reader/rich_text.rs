//! The text of a string item of an Office package: its runs put together, Excel's own escapes undone.

use quick_xml::events::{BytesStart, Event};

use crate::reader::appearance::Piece;
use crate::reader::failure::OpenFailure;
use crate::reader::xml::{Walk, attribute};
use crate::values::quantity::raw::TextEffect;

/// How many bytes an escape such as `_x000D_` takes.
const ESCAPE: usize = 7;

/// A text, with what is done to its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) text: String,
    /// The runs of a rich text; empty for a plain one.
    pub(super) pieces: Vec<Piece>,
}

/// A string item (`<si>`, `<is>`) up to its end: the runs of a rich text put together, without the
/// readings that East Asian texts carry above them.
pub(super) fn string_item(walk: &mut Walk<'_>) -> Result<Item, OpenFailure> {
    let mut item = Item::default();
    let mut depth = 0;
    let mut reading = None;
    loop {
        match walk.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "t" if reading.is_none() => item.text.push_str(&run(walk, &element)?),
                name => {
                    match name {
                        "rPh" if reading.is_none() => reading = Some(depth),
                        "r" if depth == 0 => {
                            item.pieces.push(Piece { start: item.text.len(), effect: None });
                        }
                        _ if depth > 0 => item.property(&element),
                        _ => {}
                    }
                    depth += 1;
                }
            },
            Event::End(_) if depth == 0 => return Ok(item),
            Event::End(_) => {
                depth -= 1;
                reading = reading.filter(|outer| *outer != depth);
            }
            Event::Eof => return Err(walk.fail("ends within a text")),
            _ => {}
        }
    }
}

impl Item {
    /// What the properties of the last run say of it: those that are named count, whatever the font
    /// of the cell is.
    fn property(&mut self, element: &BytesStart<'_>) {
        let Some(piece) = self.pieces.last_mut() else { return };
        match element.local_name().as_ref() {
            "rPr" => piece.effect = Some(TextEffect::Plain),
            "strike" | "vertAlign" => piece.effect = Some(combined(piece.effect, element)),
            _ => {}
        }
    }
}

/// What a property of a font adds to what is done to a text: being struck out says more than being
/// raised.
pub(super) fn combined(before: Option<TextEffect>, property: &BytesStart<'_>) -> TextEffect {
    let before = before.unwrap_or(TextEffect::Plain);
    let value = attribute(property, "val");
    match (property.local_name().as_ref(), value.as_deref().map(str::trim)) {
        ("strike", Some("0" | "false" | "off")) => before,
        ("strike", _) => TextEffect::Struck,
        ("vertAlign", Some("superscript")) if before != TextEffect::Struck => TextEffect::Raised,
        ("vertAlign", Some("subscript")) if before != TextEffect::Struck => TextEffect::Lowered,
        _ => before,
    }
}

/// One `<t>`. Space at its ends counts only where the file says so.
fn run(walk: &mut Walk<'_>, element: &BytesStart<'_>) -> Result<String, OpenFailure> {
    let preserve = attribute(element, "space").is_some_and(|space| space == "preserve");
    let text = walk.content()?;
    let kept = if preserve { &text } else { text.trim_matches([' ', '\t', '\r', '\n']) };
    if kept.len() == text.len() && !kept.contains("_x") {
        return Ok(text);
    }
    Ok(unescape(kept))
}

/// Excel writes characters that XML does not allow as `_x000D_`, in UTF-16 units, and `_x005F_` for
/// an underscore that would be read as the beginning of one.
pub(super) fn unescape(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(unit) = escape(rest) {
            units.push(unit);
            rest = &rest[ESCAPE..];
        } else {
            whole.extend(char::decode_utf16(units.drain(..)).map(|c| c.unwrap_or('\u{FFFD}')));
            whole.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    whole.extend(char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')));
    whole
}

fn escape(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("_x")?.get(..ESCAPE - 3)?;
    let is_hexadecimal = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    (is_hexadecimal && text[ESCAPE - 1..].starts_with('_'))
        .then(|| u16::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone_and_nothing_else() {
        for (written, meant) in [
            ("a_x000D_\nb", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDCF7_", "\u{1F4F7}"),
            ("_xD83D_", "\u{FFFD}"),
            ("_x00D_", "_x00D_"),
            ("so_x", "so_x"),
            ("_xĐồng_", "_xĐồng_"),
        ] {
            assert_eq!(unescape(written), meant);
        }
    }

    fn item(xml: &str) -> Result<String, OpenFailure> {
        let mut walk = Walk::new("part", xml.as_bytes());
        walk.next()?;
        string_item(&mut walk).map(|item| item.text)
    }

    #[test]
    fn runs_say_what_is_done_to_them() {
        let xml = "<si><r><rPr><strike/><vertAlign val=\"superscript\"/></rPr><t>1200</t></r>\
                   <r><rPr><strike val=\"0\"/></rPr><t>12</t></r><r><t>50</t></r>\
                   <r><rPr><vertAlign val=\"subscript\"/></rPr><t>1</t></r></si>";
        let mut walk = Walk::new("part", xml.as_bytes());
        walk.next().unwrap();
        let item = string_item(&mut walk).unwrap();
        let pieces: Vec<_> = item.pieces.iter().map(|piece| (piece.start, piece.effect)).collect();
        let plain = Some(TextEffect::Plain);
        let (struck, lowered) = (Some(TextEffect::Struck), Some(TextEffect::Lowered));
        assert_eq!(pieces, [(0, struck), (4, plain), (6, None), (8, lowered)]);
    }

    #[test]
    fn runs_are_put_together_without_readings() {
        for (xml, text) in [
            ("<si><t>Phường</t></si>", "Phường"),
            ("<si/>", ""),
            ("<si><t> a </t></si>", "a"),
            ("<si><t xml:space=\"preserve\"> a </t></si>", " a "),
            (
                "<si><r><rPr><b/></rPr><t>Hoàn</t></r><r><t xml:space=\"preserve\"> Kiếm</t></r></si>",
                "Hoàn Kiếm",
            ),
            ("<si><t>漢字</t><rPh sb=\"0\" eb=\"2\"><t>かんじ</t></rPh><phoneticPr/></si>", "漢字"),
            ("<si><t>a &amp; b &#272;<![CDATA[<c>]]></t></si>", "a & b Đ<c>"),
        ] {
            assert_eq!(item(xml).as_deref(), Ok(text), "{xml}");
        }
        assert!(item("<si><t>&nbsp;</t></si>").is_err());
        assert!(item("<si><t>a").is_err());
    }
}
