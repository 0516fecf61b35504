//! Walking an XML part to its very end. calamine stops reading as soon as it has what it wants and
//! does not compare end tags, so a part that was cut short can pass for a short one.

use std::str::FromStr;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::bounds::unreadable;
use crate::reader::failure::OpenFailure;

/// The events of a part; every element closes, empty ones too, or there is an error.
pub(super) struct Walk<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    depth: usize,
    elements: u64,
}

impl<'a> Walk<'a> {
    /// Starts at the beginning of a part, whose name is used in failures.
    pub(super) fn new(part: &'a str, bytes: &'a [u8]) -> Self {
        let mut reader = Reader::from_reader(bytes);
        // As calamine reads it, so that both see the same events.
        reader.config_mut().expand_empty_elements = true;
        Self { reader, part, depth: 0, elements: 0 }
    }

    /// The next event, [`Event::Eof`] only once every element is closed.
    pub(super) fn next(&mut self) -> Result<Event<'a>, OpenFailure> {
        let event = self.reader.read_event().map_err(|error| self.fail(error))?;
        match &event {
            Event::Start(_) => {
                self.depth += 1;
                self.elements += 1;
            }
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Eof if self.depth > 0 || self.elements == 0 => {
                return Err(self.fail("ends too early"));
            }
            _ => {}
        }
        Ok(event)
    }

    /// The text up to the end of the element whose start was read last; what stands within elements in it
    /// is left out.
    pub(super) fn content(&mut self) -> Result<String, OpenFailure> {
        let mut text = String::new();
        let mut depth = 0;
        loop {
            match self.next()? {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return Ok(text),
                Event::End(_) => depth -= 1,
                event if depth == 0 => self.add_text(&event, &mut text)?,
                Event::Eof => return Err(self.fail("ends within a text")),
                _ => {}
            }
        }
    }

    /// Adds the text of an event to what was read of it: words, and characters by their name or number.
    pub(super) fn add_text(&self, event: &Event<'_>, text: &mut String) -> Result<(), OpenFailure> {
        match event {
            Event::Text(piece) => text.push_str(&piece.xml10_content()),
            Event::CData(piece) => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(name) => {
                let known = quick_xml::escape::resolve_xml_entity(name.as_ref());
                if let Some(known) = known {
                    text.push_str(known);
                } else if let Some(c) = name.resolve_char_ref().map_err(|e| self.fail(e))? {
                    text.push(c);
                } else {
                    return Err(self.fail(format_args!("nobody knows &{};", name.as_ref())));
                }
            }
            Event::Eof => return Err(self.fail("ends within a text")),
            _ => {}
        }
        Ok(())
    }

    /// Walks to the end of the element whose start was read last. `inside` names what the part must not
    /// end within.
    pub(super) fn skip(&mut self, inside: &str) -> Result<(), OpenFailure> {
        let mut depth = 0;
        loop {
            match self.next()? {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return Ok(()),
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(self.fail(format_args!("ends within {inside}"))),
                _ => {}
            }
        }
    }

    /// A failure that names the part.
    pub(super) fn fail(&self, detail: impl std::fmt::Display) -> OpenFailure {
        unreadable(format_args!("{}: {detail}", self.part))
    }
}

/// The raw value of an attribute, by its name without prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| attribute.value.into_owned())
}

/// An attribute as a number; `None` where it is missing or no such number.
pub(super) fn number<N: FromStr>(element: &BytesStart<'_>, name: &str) -> Option<N> {
    attribute(element, name)?.parse().ok()
}

/// The value of an attribute, its character references resolved; the raw value where one of them
/// means nothing.
pub(super) fn unescaped(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let raw = attribute(element, name)?;
    let whole = quick_xml::escape::unescape(&raw).map(std::borrow::Cow::into_owned);
    Some(whole.unwrap_or(raw))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_parts_pass() {
        let walk = |text: &str| {
            let mut walk = Walk::new("part", text.as_bytes());
            while !matches!(walk.next()?, Event::Eof) {}
            Ok::<(), OpenFailure>(())
        };
        assert_eq!(walk("<?xml version=\"1.0\"?><a><b c='1'/>text &amp; more</a>"), Ok(()));
        for cut in ["", "<a><b></b>", "<a><b></a>", "<a><b c='1", "text", "<a>&am"] {
            assert!(walk(cut).is_err(), "{cut}");
        }
    }
}
