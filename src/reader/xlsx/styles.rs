//! What the formats of cells say about their content: percent, dates, fonts of an old encoding.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use crate::quantity::legacy::Encoding;
use crate::quantity::raw::NumberFormat;
use crate::reader::bounds::{STYLES, within};
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::format::{self, Shown};
use crate::reader::xml::{Walk, attribute, unescaped};

/// The formats of a workbook's cells, by number.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Style>);

/// One format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    /// What its number format shows.
    pub(super) shown: Shown,
    /// The old encoding that its font is made for.
    pub(super) font: Option<Encoding>,
}

/// The lists of the part, of which only these matter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Formats,
    Fonts,
    Cells,
}

impl List {
    fn of(name: &str) -> Option<Self> {
        match name {
            "numFmts" => Some(Self::Formats),
            "fonts" => Some(Self::Fonts),
            "cellXfs" => Some(Self::Cells),
            _ => None,
        }
    }
}

/// What was read so far.
#[derive(Default)]
struct Parts {
    codes: HashMap<String, Shown>,
    fonts: Vec<Option<Encoding>>,
    styles: Vec<Style>,
}

impl Styles {
    /// Reads the part.
    pub(super) fn read(path: &str, part: &[u8]) -> Result<Self, OpenFailure> {
        let mut walk = Walk::new(path, part);
        let mut parts = Parts::default();
        let mut list = None;
        loop {
            match walk.next()? {
                Event::Start(element) => match list {
                    None => list = List::of(element.local_name().as_ref()),
                    Some(list) => parts.add(list, &element)?,
                },
                Event::End(element) => {
                    list = list.filter(|_| List::of(element.local_name().as_ref()).is_none());
                }
                Event::Eof => return Ok(Self(parts.styles)),
                _ => {}
            }
        }
    }

    /// A format by its number. Without a style part every cell is of the general format.
    pub(super) fn get(&self, index: usize) -> Style {
        let general = self.0.is_empty() && index == 0;
        let shown =
            Shown::number(if general { NumberFormat::Other } else { NumberFormat::Unknown });
        self.0.get(index).copied().unwrap_or(Style { shown, font: None })
    }
}

impl Parts {
    fn add(&mut self, list: List, element: &BytesStart<'_>) -> Result<(), OpenFailure> {
        match (list, element.local_name().as_ref()) {
            (List::Formats, "numFmt") => {
                let code = unescaped(element, "formatCode");
                if let (Some(id), Some(code)) = (attribute(element, "numFmtId"), code) {
                    self.codes.insert(id, format::shown(&code));
                }
            }
            (List::Fonts, "font") => self.fonts.push(None),
            (List::Fonts, "name") => {
                let encoding = unescaped(element, "val").and_then(|name| Encoding::of_font(&name));
                if let Some(font) = self.fonts.last_mut() {
                    *font = encoding;
                }
            }
            (List::Cells, "xf") => {
                let style = self.style(element);
                self.styles.push(style);
            }
            _ => {}
        }
        let kept = self.codes.len() + self.fonts.len() + self.styles.len();
        within(Bound::Styles, kept as u64, STYLES)
    }

    fn style(&self, element: &BytesStart<'_>) -> Style {
        let id = attribute(element, "numFmtId").unwrap_or_default();
        let shown = self.codes.get(&id).copied();
        let font = attribute(element, "fontId").and_then(|font| font.parse::<usize>().ok());
        Style {
            shown: shown.unwrap_or_else(|| format::builtin(&id)),
            font: font.and_then(|font| self.fonts.get(font).copied().flatten()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::format::Time;

    #[test]
    fn a_style_is_what_its_lists_say() {
        use NumberFormat::{Other, Percent, Unknown};
        let part = "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"0&quot;%&quot;\"/>\
                    <numFmt numFmtId=\"171\" formatCode=\"dd/mm/yyyy\"/></numFmts>\
                    <fonts><font><name val=\"Times New Roman\"/></font><font><name val=\".VnTime\"/></font></fonts>\
                    <cellStyleXfs><xf numFmtId=\"10\"/></cellStyleXfs>\
                    <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\" fontId=\"1\"><alignment/></xf>\
                    <xf numFmtId=\"170\"/><xf numFmtId=\"171\"/><xf/></cellXfs>\
                    <dxfs><dxf><font><name val=\".VnTime\"/></font></dxf></dxfs></styleSheet>";
        let styles = Styles::read("styles", part.as_bytes()).unwrap();
        let formats: Vec<NumberFormat> = (0..6).map(|at| styles.get(at).shown.format).collect();
        assert_eq!(formats, [Other, Percent, Other, Other, Other, Unknown]);
        assert_eq!(styles.get(3).shown.time, Some(Time::Moment));
        assert_eq!(styles.get(1).font, Some(Encoding::Tcvn3));
        assert_eq!(styles.get(0).font, None);
        assert_eq!(Styles::default().get(0).shown.format, Other);
        assert_eq!(Styles::default().get(1).shown.format, Unknown);
    }
}
