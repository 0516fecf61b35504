//! The words of a cell: its paragraphs and nothing else. White space around them, drawings, notes and
//! the readings above East Asian words are no part of what a cell holds.

use quick_xml::events::{BytesStart, Event};

use super::pictures::{self, Frame};
use super::style::Look;
use super::styles::Styles;
use crate::reader::appearance::Piece;
use crate::reader::bounds::{REPEATED_SPACES, within};
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::xml::{Walk, attribute, unescaped};

/// The words of a cell, and the pictures between them.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) text: String,
    /// Where something else is done to the words from here on.
    pub(super) pieces: Vec<Piece>,
    /// The pictures that are anchored in it.
    pub(super) frames: Vec<Frame>,
    paragraphs: usize,
    /// The white space at the end of the text so far, which more white space adds nothing to.
    blank: Blank,
}

/// What white space there is at the end of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Blank {
    None,
    /// Nothing stands before it in the paragraph.
    #[default]
    Start,
    Space,
    /// Space that is there for whoever reads the XML.
    Indent,
}

/// What counts as the content of a cell within an element.
#[derive(Debug, Clone, Copy)]
enum Counts {
    /// The paragraphs in it, and no words beside them.
    Cell,
    /// Its words, of which this is said.
    Words(Look),
    Nothing,
}

/// Reads a cell, whose start is behind the walk, to its end. `spaces` counts what repeat counts stand for.
pub(super) fn read(
    walk: &mut Walk<'_>,
    styles: &Styles,
    cell: Look,
    spaces: &mut u64,
) -> Result<Words, OpenFailure> {
    let mut words = Words::default();
    let mut open: Vec<Counts> = vec![Counts::Cell];
    loop {
        let counts = open.last().copied().unwrap_or(Counts::Nothing);
        match walk.next()? {
            Event::Start(element) if element.name().as_ref() == "draw:frame" => {
                words.frames.extend(pictures::frame(walk, &element)?);
            }
            Event::Start(element) => {
                if element.name().as_ref() == "table:table" && !matches!(counts, Counts::Nothing) {
                    return Err(walk.fail("a table within a cell"));
                }
                let inside = words.begin(&element, counts, styles, cell);
                if element.name().as_ref() == "text:s" && matches!(counts, Counts::Words(_)) {
                    let count =
                        attribute(&element, "c").map_or(Ok(1), |count| count.parse::<u64>());
                    let count = count.map_err(|error| walk.fail(error))?;
                    *spaces = spaces.saturating_add(count);
                    within(Bound::Repeats, *spaces, REPEATED_SPACES)?;
                    (0..count).for_each(|_| words.text.push(' '));
                    words.blank = Blank::None;
                }
                open.push(inside);
            }
            Event::End(element) => {
                if matches!(element.name().as_ref(), "text:p" | "text:h") {
                    words.end_paragraph();
                }
                open.pop();
                if open.is_empty() {
                    return Ok(words);
                }
            }
            Event::Eof => return Err(walk.fail("ends within a cell")),
            event => {
                if let Counts::Words(look) = counts {
                    let mut piece = String::new();
                    walk.add_text(&event, &mut piece)?;
                    words.push(&piece, look.over(cell), cell);
                }
            }
        }
    }
}

impl Words {
    /// Takes the start of an element within one that counts for so much; gives what it counts for.
    fn begin(
        &mut self,
        element: &BytesStart<'_>,
        outer: Counts,
        styles: &Styles,
        cell: Look,
    ) -> Counts {
        let name = element.name();
        match (outer, name.as_ref()) {
            (Counts::Cell, "text:p" | "text:h") => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
                self.blank = Blank::Start;
                Counts::Words(look_of(element, styles))
            }
            (Counts::Cell, "text:list" | "text:list-item" | "text:section") => Counts::Cell,
            (Counts::Cell | Counts::Nothing, _) => Counts::Nothing,
            (Counts::Words(outer), "text:span") => {
                Counts::Words(look_of(element, styles).over(outer))
            }
            (Counts::Words(outer), name) => {
                match name {
                    "text:tab" => self.break_off('\t', outer.over(cell), cell),
                    "text:line-break" => self.break_off('\n', outer.over(cell), cell),
                    _ => {}
                }
                let is_beside = matches!(name, "text:ruby-text" | "text:note" | "text:script")
                    || ["draw:", "office:", "dr3d:", "svg:", "dc:"]
                        .iter()
                        .any(|prefix| name.starts_with(prefix));
                if is_beside { Counts::Nothing } else { Counts::Words(outer) }
            }
        }
    }

    fn break_off(&mut self, character: char, look: Look, cell: Look) {
        self.mark(look, cell);
        self.text.push(character);
        self.blank = Blank::None;
    }

    /// Adds words. White space in a row is one space, and none at the beginning of a paragraph.
    fn push(&mut self, piece: &str, look: Look, cell: Look) {
        self.mark(look, cell);
        for character in piece.chars() {
            if !matches!(character, ' ' | '\t' | '\n' | '\r') {
                self.text.push(character);
                self.blank = Blank::None;
                continue;
            }
            let is_indent = matches!(character, '\n' | '\r');
            self.blank = match self.blank {
                Blank::Start => Blank::Start,
                Blank::None => {
                    self.text.push(' ');
                    if is_indent { Blank::Indent } else { Blank::Space }
                }
                Blank::Space if is_indent => Blank::Indent,
                kept @ (Blank::Space | Blank::Indent) => kept,
            };
        }
    }

    /// Notes where something else is done to the words from here on.
    fn mark(&mut self, look: Look, cell: Look) {
        let before = self.pieces.last().and_then(|piece| piece.effect).unwrap_or(cell.effect());
        if look.effect() != before {
            self.pieces.push(Piece { start: self.text.len(), effect: Some(look.effect()) });
        }
    }

    fn end_paragraph(&mut self) {
        if self.blank == Blank::Indent && self.text.ends_with(' ') {
            self.text.pop();
        }
        self.blank = Blank::Start;
    }
}

/// What the style of an element says of its words.
fn look_of(element: &BytesStart<'_>, styles: &Styles) -> Look {
    unescaped(element, "style-name").map(|name| styles.words(&name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(inside: &str) -> String {
        let xml = format!("<table:table-cell>{inside}</table:table-cell>");
        let mut walk = Walk::new("content.xml", xml.as_bytes());
        walk.next().unwrap();
        read(&mut walk, &Styles::default(), Look::default(), &mut 0).unwrap().text
    }

    #[test]
    fn only_paragraphs_are_content() {
        for (inside, text) in [
            ("\n  <text:p>1250</text:p>\n ", "1250"),
            ("<text:p>a</text:p><text:p/><text:p>b</text:p>", "a\n\nb"),
            (
                "<text:p>a<text:line-break/>b<text:tab/>c<text:s text:c=\"2\"/>d</text:p>",
                "a\nb\tc  d",
            ),
            ("<text:p>\n   một hai\n   ba\n  </text:p>", "một hai ba"),
            ("<text:p>1 &amp; 2 &#x111;<![CDATA[<3>]]></text:p>", "1 & 2 đ<3>"),
            (
                "<office:annotation><dc:date>2026</dc:date><text:p>note</text:p></office:annotation><text:p>a</text:p>",
                "a",
            ),
            ("<text:p>a</text:p><draw:custom-shape><text:p>box</text:p></draw:custom-shape>", "a"),
            (
                "<text:p>a<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame></text:p>",
                "a",
            ),
            (
                "<text:p>a<office:annotation><text:p>note</text:p></office:annotation>b</text:p>",
                "ab",
            ),
            (
                "<text:p><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby></text:p>",
                "漢",
            ),
            ("<text:p><text:a>x</text:a> <text:span> y </text:span> z</text:p>", "x y z"),
            ("<text:p>giữ nguyên </text:p>", "giữ nguyên "),
            ("words that stand nowhere", ""),
        ] {
            assert_eq!(words(inside), text, "{inside}");
        }
    }
}
