//! What one style of an .ods says of cells, rows, columns and words, and how it adds to another.

use quick_xml::events::BytesStart;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::reader::colour::{Colour, Theme, WHITE, are_alike};
use crate::reader::xml::attribute;
use crate::values::quantity::raw::TextEffect;

/// Three points in thousandths of a millimetre: rows, columns and letters that are smaller cannot be read.
pub(super) const LEAST_SIZE: u64 = 1_058;

/// What is done to words. What a style does not say is taken from what it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    struck: Option<bool>,
    height: Option<TextEffect>,
}

impl Look {
    /// This look, and where it says nothing the other.
    pub(super) fn over(self, outer: Self) -> Self {
        Self { struck: self.struck.or(outer.struck), height: self.height.or(outer.height) }
    }

    /// What is done to the words in the end: being struck out says more than being raised.
    pub(super) fn effect(self) -> TextEffect {
        match (self.struck, self.height) {
            (Some(true), _) => TextEffect::Struck,
            (_, height) => height.unwrap_or(TextEffect::Plain),
        }
    }
}

/// The colour of letters, or of the ground behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    /// What the program finds readable; the paper.
    Automatic,
    Rgb([u8; 3]),
}

impl Paint {
    fn rgb(self) -> Option<[u8; 3]> {
        match self {
            Self::Automatic => None,
            Self::Rgb(rgb) => Some(rgb),
        }
    }
}

/// What one style says, and the style that it is made from.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) parent: Option<String>,
    pub(super) data: Option<String>,
    pub(super) look: Look,
    pub(super) letters: Option<Paint>,
    pub(super) ground: Option<Paint>,
    pub(super) tiny: Option<bool>,
    pub(super) unseen: Option<bool>,
    pub(super) size: Option<u64>,
    pub(super) shown: Option<bool>,
}

impl Style {
    /// This style, and where it says nothing the other.
    pub(super) fn over(&self, outer: &Self) -> Self {
        Self {
            parent: outer.parent.clone(),
            data: self.data.clone().or_else(|| outer.data.clone()),
            look: self.look.over(outer.look),
            letters: self.letters.or(outer.letters),
            ground: self.ground.or(outer.ground),
            tiny: self.tiny.or(outer.tiny),
            unseen: self.unseen.or(outer.unseen),
            size: self.size.or(outer.size),
            shown: self.shown.or(outer.shown),
        }
    }

    pub(super) fn add(&mut self, property: &BytesStart<'_>) {
        match property.name().as_ref() {
            "style:text-properties" => self.add_text(property),
            "style:table-cell-properties" => {
                if let Some(ground) = attribute(property, "background-color") {
                    self.ground = Some(paint(&ground));
                }
            }
            "style:table-column-properties" => {
                self.size = attribute(property, "column-width").and_then(|width| length(&width));
            }
            "style:table-row-properties" => {
                self.size = attribute(property, "row-height").and_then(|height| length(&height));
            }
            "style:table-properties" => {
                self.shown = attribute(property, "display").map(|display| display != "false");
            }
            _ => {}
        }
    }

    fn add_text(&mut self, property: &BytesStart<'_>) {
        for attribute in property.attributes().with_checks(false).filter_map(Result::ok) {
            let value = attribute.value.as_ref();
            match attribute.key.as_ref() {
                "style:text-line-through-style" | "style:text-line-through-type" => {
                    let is_struck = value != "none" && self.look.struck != Some(false);
                    self.look.struck = Some(is_struck);
                }
                "style:text-position" => self.look.height = Some(height(value)),
                "fo:color" => self.letters = Some(paint(value)),
                "style:use-window-font-color" if value == "true" => {
                    self.letters = Some(Paint::Automatic);
                }
                "fo:font-size" => self.tiny = length(value).map(|size| size < LEAST_SIZE),
                "text:display" => self.unseen = Some(value == "none"),
                _ => {}
            }
        }
    }

    /// Whether letters of this style cannot be seen. Letters of an automatic colour always can.
    pub(super) fn is_faint(&self) -> bool {
        let letters = self.letters.and_then(Paint::rgb);
        let ground = self.ground.and_then(Paint::rgb).unwrap_or(WHITE);
        are_alike(letters, Some(ground)) || self.tiny == Some(true) || self.unseen == Some(true)
    }
}

/// The kinds of styles that matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Family {
    Cell,
    Row,
    Column,
    Sheet,
    /// Of words, or of a paragraph.
    Words,
}

impl Family {
    pub(super) fn of(name: &str) -> Option<Self> {
        match name {
            "table-cell" => Some(Self::Cell),
            "table-row" => Some(Self::Row),
            "table-column" => Some(Self::Column),
            "table" => Some(Self::Sheet),
            "text" | "paragraph" => Some(Self::Words),
            _ => None,
        }
    }
}

fn paint(colour: &str) -> Paint {
    let rgb = colour.strip_prefix('#').and_then(Colour::hexadecimal);
    rgb.and_then(|colour| colour.rgb(&Theme::default())).map_or(Paint::Automatic, Paint::Rgb)
}

/// `super 58%`, `sub`, `33% 58%`, `-33%`, `0% 100%`.
fn height(position: &str) -> TextEffect {
    let first = position.split_whitespace().next().unwrap_or_default();
    match first {
        "super" => TextEffect::Raised,
        "sub" => TextEffect::Lowered,
        percent => match percent.trim_end_matches('%').parse::<Decimal>() {
            Ok(percent) if percent.is_zero() => TextEffect::Plain,
            Ok(percent) if percent.is_sign_negative() => TextEffect::Lowered,
            Ok(_) => TextEffect::Raised,
            Err(_) => TextEffect::Plain,
        },
    }
}

/// A length in thousandths of a millimetre; `None` for a share of something else.
pub(super) fn length(text: &str) -> Option<u64> {
    let text = text.trim();
    let (number, unit) = text.split_at(text.find(|c: char| c.is_ascii_alphabetic())?);
    let unit = match unit {
        "mm" => Decimal::ONE_THOUSAND,
        "cm" => Decimal::from(10_000),
        "in" => Decimal::from(25_400),
        "pt" => Decimal::new(25_400, 0) / Decimal::from(72),
        "pc" => Decimal::new(25_400, 0) / Decimal::from(6),
        "px" => Decimal::new(25_400, 0) / Decimal::from(96),
        _ => return None,
    };
    number.parse::<Decimal>().ok()?.checked_mul(unit)?.round().to_u64()
}
