//! What the formats of cells say about their content: percent, dates, fonts of an old encoding, and
//! whatever makes a cell show something else than it stores.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::font::{Font, Ground, depends_on_theme};
use super::theme;
use crate::reader::bounds::{STYLES, within};
use crate::reader::colour::{BLACK, Theme, WHITE, are_alike};
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::format::Shown;
use crate::reader::format_code::FormatCode;
use crate::reader::number_formats::{NumberFormats, NumberStyle};
use crate::reader::xml::{Walk, attribute, number, unescaped};
use crate::values::quantity::legacy::Encoding;
use crate::values::quantity::raw::{NumberFormat, TextEffect};

/// The formats of a workbook's cells, by number.
#[derive(Debug, Default)]
pub(super) struct Styles {
    cells: Vec<Style>,
    numbers: NumberFormats,
    /// Whether the colours of the theme decide anything.
    pub(super) needs_theme: bool,
    /// The font and the ground of each format, until the theme is known.
    looks: Vec<(Font, Ground)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) number: NumberStyle,
    /// The old encoding that its font is made for.
    pub(super) font: Option<Encoding>,
    /// What its font does to the text.
    pub(super) effect: TextEffect,
    /// Whether its letters cannot be seen.
    pub(super) faint: bool,
}

/// The lists of the part, of which only these matter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Formats,
    Fonts,
    Fills,
    Cells,
}

impl List {
    fn of(name: &str) -> Option<Self> {
        match name {
            "numFmts" => Some(Self::Formats),
            "fonts" => Some(Self::Fonts),
            "fills" => Some(Self::Fills),
            "cellXfs" => Some(Self::Cells),
            _ => None,
        }
    }
}

/// The lists of the part as far as they are read.
#[derive(Default)]
struct Parts {
    formats: HashMap<String, NumberStyle>,
    fonts: Vec<Font>,
    fills: Vec<Ground>,
    styles: Styles,
}

impl Styles {
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
                Event::Eof => {
                    let mut styles = parts.styles;
                    styles.compare_colours(&Theme::default());
                    return Ok(styles);
                }
                _ => {}
            }
        }
    }

    /// A format by its number. Without a style part every cell is of the general format.
    pub(super) fn get(&self, index: usize) -> Style {
        let general = self.cells.is_empty() && index == 0;
        let format = if general { NumberFormat::Other } else { NumberFormat::Unknown };
        self.cells.get(index).copied().unwrap_or(Style {
            number: NumberStyle { shown: Shown::number(format), code: None },
            font: None,
            effect: TextEffect::Plain,
            faint: false,
        })
    }

    /// The code that shows the numbers of a format, where it may show them otherwise than stored.
    pub(super) fn code(&self, style: Style) -> Option<&FormatCode> {
        self.numbers.code(style.number)
    }

    /// Takes the colours of the theme for those of Office. A part that is damaged changes nothing.
    pub(super) fn colour_with(&mut self, theme: &[u8]) {
        if let Ok(theme) = theme::read(theme) {
            self.compare_colours(&theme);
        }
    }

    fn compare_colours(&mut self, theme: &Theme) {
        for (style, (font, ground)) in self.cells.iter_mut().zip(&self.looks) {
            let letters = font.colour.map_or(Some(BLACK), |colour| colour.rgb(theme));
            let ground = match ground {
                Ground::Bare => Some(WHITE),
                Ground::Solid(colour) => colour.and_then(|colour| colour.rgb(theme)),
                Ground::Other => None,
            };
            style.faint = font.is_tiny || are_alike(letters, ground);
        }
    }
}

impl Parts {
    fn add(&mut self, list: List, element: &BytesStart<'_>) -> Result<(), OpenFailure> {
        match (list, element.local_name().as_ref()) {
            (List::Formats, "numFmt") => self.format(element),
            (List::Fonts, "font") => self.fonts.push(Font::PLAIN),
            (List::Fonts, property) => {
                if let Some(font) = self.fonts.last_mut() {
                    font.add(property, element);
                }
            }
            (List::Fills, "fill") => self.fills.push(Ground::Bare),
            (List::Fills, property) => {
                if let Some(ground) = self.fills.last_mut() {
                    ground.add(property, element);
                }
            }
            (List::Cells, "xf") => self.style(element),
            _ => {}
        }
        let kept =
            self.formats.len() + self.fonts.len() + self.fills.len() + self.styles.cells.len();
        within(Bound::Styles, kept as u64, STYLES)
    }

    fn format(&mut self, element: &BytesStart<'_>) {
        let code = unescaped(element, "formatCode");
        if let (Some(id), Some(code)) = (attribute(element, "numFmtId"), code) {
            self.formats.insert(id, self.styles.numbers.of_code(&code));
        }
    }

    fn style(&mut self, element: &BytesStart<'_>) {
        let id = attribute(element, "numFmtId").unwrap_or_default();
        let number_style = match self.formats.get(&id) {
            Some(known) => *known,
            None => self.styles.numbers.builtin(&id),
        };
        self.formats.insert(id, number_style);
        let font = number(element, "fontId").and_then(|font: usize| self.fonts.get(font).copied());
        let font = font.unwrap_or(Font::PLAIN);
        let ground = number(element, "fillId").and_then(|fill: usize| self.fills.get(fill));
        let ground = ground.copied().unwrap_or_default();
        let of_ground = match ground {
            Ground::Solid(colour) => colour,
            Ground::Bare | Ground::Other => None,
        };
        self.styles.needs_theme |=
            [of_ground, font.colour].into_iter().flatten().any(depends_on_theme);
        self.styles.looks.push((font, ground));
        self.styles.cells.push(Style {
            number: number_style,
            font: font.encoding,
            effect: font.effect,
            faint: false,
        });
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
        let formats: Vec<NumberFormat> =
            (0..6).map(|at| styles.get(at).number.shown.format).collect();
        assert_eq!(formats, [Other, Percent, Other, Other, Other, Unknown]);
        assert_eq!(styles.get(3).number.shown.time, Some(Time::Moment));
        assert_eq!(styles.get(1).font, Some(Encoding::Tcvn3));
        assert_eq!(styles.get(0).font, None);
        assert_eq!(Styles::default().get(0).number.shown.format, Other);
        assert_eq!(Styles::default().get(1).number.shown.format, Unknown);
    }
}
