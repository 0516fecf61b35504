//! The texts that cells refer to by their number.

use std::collections::HashMap;

use quick_xml::events::Event;

use crate::reader::appearance::Piece;
use crate::reader::bounds::{SHARED_STRINGS, within};
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::rich_text::string_item;
use crate::reader::xml::Walk;

/// The shared strings of a workbook, in one piece of memory.
#[derive(Debug, Default)]
pub(super) struct SharedStrings {
    text: String,
    /// The place of the byte behind each text.
    ends: Vec<usize>,
    /// The runs of those that are rich.
    rich: HashMap<usize, Vec<Piece>>,
}

impl SharedStrings {
    /// Reads the part. What it declares about its size is not believed.
    pub(super) fn read(path: &str, part: &[u8]) -> Result<Self, OpenFailure> {
        let mut walk = Walk::new(path, part);
        let mut strings = Self::default();
        loop {
            match walk.next()? {
                Event::Start(element) if element.local_name().as_ref() == "si" => {
                    let item = string_item(&mut walk)?;
                    strings.text.push_str(&item.text);
                    if !item.pieces.is_empty() {
                        strings.rich.insert(strings.ends.len(), item.pieces);
                    }
                    strings.ends.push(strings.text.len());
                    within(Bound::SharedStrings, strings.ends.len() as u64, SHARED_STRINGS)?;
                }
                Event::Eof => return Ok(strings),
                _ => {}
            }
        }
    }

    /// The runs of a rich text by its number; empty for a plain one.
    pub(super) fn pieces(&self, index: usize) -> &[Piece] {
        self.rich.get(&index).map_or(&[], Vec::as_slice)
    }

    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before));
        self.text.get(start.copied().unwrap_or(0)..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_known_by_their_number() {
        let part = "<sst uniqueCount=\"4000000000\"><si><t>a</t></si><si/><si><t>bc</t></si></sst>";
        let strings = SharedStrings::read("sst", part.as_bytes()).unwrap();
        let texts: Vec<Option<&str>> = (0..4).map(|index| strings.get(index)).collect();
        assert_eq!(texts, [Some("a"), Some(""), Some("bc"), None]);
    }
}
