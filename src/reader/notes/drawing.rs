//! The words of shapes and text boxes on a sheet (`drawing1.xml`), those within groups too. Pictures and
//! charts have none of their own.

use quick_xml::events::Event;

use super::note;
use crate::reader::failure::OpenFailure;
use crate::reader::workbook::{Note, NoteKind, Position};
use crate::reader::xml::Walk;

/// The shapes of a part that say something, each at the cell at which it begins.
pub(super) fn texts(part: &[u8]) -> Vec<Note> {
    let mut scan = Scan { walk: Walk::new("drawing", part), notes: Vec::new() };
    // What was read before a part breaks off is kept.
    let _ = scan.run();
    scan.notes
}

struct Scan<'a> {
    walk: Walk<'a>,
    notes: Vec<Note>,
}

impl Scan<'_> {
    fn run(&mut self) -> Result<(), OpenFailure> {
        let (mut row, mut column) = (None, None);
        let mut is_from = false;
        // What an older program shows in the place of what it does not know says the same again.
        let mut fallbacks = 0_usize;
        loop {
            match self.walk.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" => {
                        (row, column) = (None, None);
                    }
                    "Fallback" => fallbacks += 1,
                    "from" => is_from = true,
                    "row" if is_from => row = self.walk.content()?.trim().parse().ok(),
                    "col" if is_from => column = self.walk.content()?.trim().parse().ok(),
                    "txBody" => {
                        let text = self.body()?;
                        let at = row.zip(column).map(|(row, column)| Position::new(row, column));
                        if fallbacks == 0 {
                            self.notes.extend(note(NoteKind::TextBox, at, &text));
                        }
                    }
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "from" => is_from = false,
                    "Fallback" => fallbacks = fallbacks.saturating_sub(1),
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// The text of a shape, a line for each paragraph.
    fn body(&mut self) -> Result<String, OpenFailure> {
        let mut text = String::new();
        let mut depth = 0;
        loop {
            match self.walk.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "t" => text.push_str(&self.walk.content()?),
                    name => {
                        if name == "p" && !text.is_empty() || name == "br" {
                            text.push('\n');
                        }
                        depth += 1;
                    }
                },
                Event::End(_) if depth == 0 => return Ok(text),
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(self.walk.fail("ends within a shape")),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_within_groups_are_read_and_fallbacks_are_not() {
        let shape = |text: &str| {
            format!(
                "<xdr:sp><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p><a:p><a:fld><a:t>hai</a:t></a:fld></a:p></xdr:txBody></xdr:sp>"
            )
        };
        let from = "<xdr:from><xdr:col>5</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>8</xdr:row></xdr:from>\
                    <xdr:to><xdr:col>9</xdr:col><xdr:row>9</xdr:row></xdr:to>";
        let part = format!(
            "<xdr:wsDr><xdr:twoCellAnchor>{from}<xdr:grpSp>{}<xdr:grpSp>{}</xdr:grpSp></xdr:grpSp></xdr:twoCellAnchor>\
             <xdr:absoluteAnchor><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></xdr:absoluteAnchor>\
             <xdr:oneCellAnchor>{from}<xdr:pic/></xdr:oneCellAnchor></xdr:wsDr>",
            shape("a"),
            shape("b"),
            shape("c"),
            shape("d"),
        );
        let found = texts(part.as_bytes());
        let seen: Vec<(Option<Position>, &str)> =
            found.iter().map(|note| (note.at, note.text.as_str())).collect();
        let at = Position::parse("F9");
        assert_eq!(seen, [(at, "a\nhai"), (at, "b\nhai"), (None, "c\nhai")]);
        let cut = part.find("<xdr:absoluteAnchor>").unwrap();
        assert_eq!(texts(&part.as_bytes()[..cut]).len(), 2);
    }
}
