//! The font of cells and the ground behind it, as the style part of an .xlsx gives them.

use quick_xml::events::BytesStart;
use rust_decimal::Decimal;

use crate::reader::colour::Colour;
use crate::reader::rich_text::combined;
use crate::reader::xml::{attribute, unescaped};
use crate::values::quantity::legacy::Encoding;
use crate::values::quantity::raw::TextEffect;

/// Letters below this size, in points, cannot be read.
const LEAST_SIZE: u32 = 3;

#[derive(Debug, Clone, Copy)]
pub(super) struct Font {
    pub(super) encoding: Option<Encoding>,
    pub(super) effect: TextEffect,
    pub(super) colour: Option<Colour>,
    pub(super) is_tiny: bool,
}

/// What is behind the letters of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Ground {
    /// Nothing but the paper is behind the letters.
    #[default]
    Bare,
    /// One colour; none while it is not named.
    Solid(Option<Colour>),
    /// A pattern; letters on it count as readable.
    Other,
}

/// Whether the theme of a file may change a colour: white and black are the same in each.
pub(super) fn depends_on_theme(colour: Colour) -> bool {
    matches!(colour, Colour::Theme(index, _) if index > 1)
}

impl Font {
    pub(super) const PLAIN: Self =
        Self { encoding: None, effect: TextEffect::Plain, colour: None, is_tiny: false };

    pub(super) fn add(&mut self, property: &str, element: &BytesStart<'_>) {
        match property {
            "name" => {
                self.encoding = unescaped(element, "val").and_then(|name| Encoding::of_font(&name));
            }
            "strike" | "vertAlign" => self.effect = combined(Some(self.effect), element),
            "color" => self.colour = colour(element),
            "sz" => {
                let size = attribute(element, "val");
                let whole = size.as_deref().and_then(|size| size.split('.').next());
                let whole = whole.and_then(|size| size.trim().parse::<u32>().ok());
                self.is_tiny = whole.is_some_and(|size| size < LEAST_SIZE);
            }
            _ => {}
        }
    }
}

impl Ground {
    pub(super) fn add(&mut self, property: &str, element: &BytesStart<'_>) {
        *self = match property {
            "patternFill" => match attribute(element, "patternType").as_deref() {
                None | Some("none") => Self::Bare,
                Some("solid") => Self::Solid(None),
                Some(_) => Self::Other,
            },
            "gradientFill" => Self::Other,
            // Of a solid ground the first of its two colours is the one that shows.
            "fgColor" if *self == Self::Solid(None) => Self::Solid(colour(element)),
            _ => *self,
        };
    }
}

fn colour(element: &BytesStart<'_>) -> Option<Colour> {
    if let Some(rgb) = attribute(element, "rgb") {
        return Colour::hexadecimal(&rgb);
    }
    if let Some(theme) = trimmed_index(element, "theme") {
        let tint = attribute(element, "tint").map_or(0, |tint| thousandths(&tint));
        return Some(Colour::Theme(theme, tint));
    }
    trimmed_index(element, "indexed").map(Colour::Indexed)
}

fn trimmed_index(element: &BytesStart<'_>, name: &str) -> Option<usize> {
    attribute(element, name)?.trim().parse().ok()
}

/// A number between -1 and 1 in thousandths.
fn thousandths(text: &str) -> i32 {
    let number = text.trim().parse::<Decimal>().unwrap_or_default();
    let number = number.clamp(Decimal::NEGATIVE_ONE, Decimal::ONE);
    i32::try_from((number * Decimal::ONE_THOUSAND).trunc().mantissa()).unwrap_or(0)
}
