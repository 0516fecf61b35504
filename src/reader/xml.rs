//! Walking an XML part to its very end. calamine stops reading as soon as it has what it wants and
//! does not compare end tags, so a part that was cut short can pass for a short one.

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
