//! Text boxes of the older drawings (`vmlDrawing1.vml`) that belong to no note. Excel writes them as HTML
//! that need not be sound XML, so that only what is looked for is looked at.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::note;
use crate::reader::workbook::{Note, NoteKind, Position};
use crate::reader::xml::attribute;

#[derive(Default)]
struct Shape {
    text: String,
    /// Whether the words of a cell's note stand in it, which another part holds.
    is_note: bool,
    anchor: String,
}

impl Shape {
    fn note(&self) -> Option<Note> {
        // Column, offset, row, offset of the first corner, then those of the last.
        let mut numbers = self.anchor.split(',').map(|number| number.trim().parse::<u32>().ok());
        let (column, row) = (numbers.next().flatten(), numbers.nth(1).flatten());
        let at = row.zip(column).map(|(row, column)| Position::new(row, column));
        let text = if self.is_note { "" } else { &self.text };
        note(NoteKind::TextBox, at, text)
    }
}

/// The text boxes of a part.
pub(super) fn texts(part: &[u8]) -> Vec<Note> {
    let mut reader = Reader::from_reader(part);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut notes = Vec::new();
    let (mut shape, mut in_text, mut in_anchor) = (Shape::default(), false, false);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "shape" | "rect" | "roundrect" | "oval" if !in_text => shape = Shape::default(),
                "textbox" => in_text = true,
                "br" | "div" if in_text && !shape.text.is_empty() => shape.text.push('\n'),
                "ClientData" => {
                    let kind = attribute(&element, "ObjectType");
                    shape.is_note = kind.is_some_and(|kind| kind == "Note");
                }
                "Anchor" => in_anchor = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "textbox" => in_text = false,
                "Anchor" => in_anchor = false,
                "shape" | "rect" | "roundrect" | "oval" => {
                    notes.extend(std::mem::take(&mut shape).note());
                }
                _ => {}
            },
            Event::Text(text) if in_text => {
                let text = text.xml10_content();
                let words: Vec<&str> = text.split_whitespace().collect();
                let words = words.join(" ");
                if text.starts_with(char::is_whitespace) && !shape.text.ends_with('\n') {
                    shape.text.push(' ');
                }
                shape.text.push_str(&words);
                if text.ends_with(char::is_whitespace) && !words.is_empty() {
                    shape.text.push(' ');
                }
            }
            Event::GeneralRef(name) if in_text => {
                let known = quick_xml::escape::resolve_xml_entity(name.as_ref());
                let number = name.resolve_char_ref().ok().flatten();
                shape.text.push_str(known.unwrap_or_default());
                shape.text.extend(number);
            }
            Event::Text(text) if in_anchor => shape.anchor.push_str(&text.xml10_content()),
            Event::Eof => break,
            _ => {}
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_boxes_are_read_and_the_frames_of_notes_are_not() {
        let part = "<xml><v:shape><v:textbox><div>Ghi <br>chú: a &amp; &#272;</div></v:textbox>\
                    <x:ClientData ObjectType=\"Rect\"><x:Anchor> 5, 0, 8, 3, 6, 0, 9, 0</x:Anchor></x:ClientData></v:shape>\
                    <v:shape><v:textbox><div>F9</div></v:textbox><x:ClientData ObjectType=\"Note\"><x:Row>8</x:Row></x:ClientData></v:shape>\
                    <v:shape><v:textbox><div></div></v:textbox><x:ClientData ObjectType=\"Drop\"/></v:shape></xml>";
        let found = texts(part.as_bytes());
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].text, "Ghi \nchú: a & Đ");
        assert_eq!(found[0].at, Position::parse("F9"));
    }
}
