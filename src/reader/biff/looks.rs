//! What the records of an .xls say of how its cells look: fonts, grounds, number formats, and the runs
//! of rich texts. The values are calamine's.

use std::collections::HashMap;

use super::cell::{BiffCell, Run};
use super::texts::rich_texts;
use crate::reader::appearance::{Piece, appearance, give_runs, give_shown};
use crate::reader::bytes::{u16_or_zero, u32_or_zero};
use crate::reader::colour::{BLACK, Colour, Theme, WHITE, are_alike};
use crate::reader::number_formats::{NumberFormats, NumberStyle};
use crate::values::quantity::raw::{NumberFormat, RawCell, RawValue, TextEffect};

/// Letters below this height, in twentieths of a point, cannot be read.
const LEAST_HEIGHT: u16 = 60;
/// The number that no font has.
const HOLE: u16 = 4;
/// The first colour of the palette that a file can change.
const FIRST_COLOUR: usize = 8;
/// `SheetJS` cuts texts to so many characters, in units of UTF-16.
const CUT_LENGTH: usize = 255;

#[derive(Debug, Clone, Copy)]
struct Font {
    effect: TextEffect,
    colour: usize,
    is_tiny: bool,
}

/// A cell format as its record says it.
#[derive(Debug, Clone, Copy)]
struct Format {
    font: u16,
    number: u16,
    pattern: u32,
    ground: usize,
}

/// A cell format with its font, its ground and its number format looked up.
#[derive(Debug, Clone, Copy)]
struct Style {
    number: NumberStyle,
    effect: TextEffect,
    faint: bool,
}

/// What the records beside the sheets say.
#[derive(Debug, Default)]
pub(in crate::reader) struct Looks {
    fonts: Vec<Font>,
    formats: Vec<Format>,
    /// The codes of the number formats, by the numbers of the formats.
    number_codes: HashMap<u16, String>,
    palette: Vec<[u8; 3]>,
    numbers: NumberFormats,
    styles: Vec<Style>,
    /// The runs of the shared texts that are rich.
    rich: HashMap<u32, Vec<Run>>,
}

impl Looks {
    pub(super) fn font(&mut self, data: &[u8]) {
        const STRUCK: u16 = 0x0008;
        let effect = match u16_or_zero(data, 8) {
            _ if u16_or_zero(data, 2) & STRUCK != 0 => TextEffect::Struck,
            1 => TextEffect::Raised,
            2 => TextEffect::Lowered,
            _ => TextEffect::Plain,
        };
        let is_tiny = (1..LEAST_HEIGHT).contains(&u16_or_zero(data, 0));
        self.fonts.push(Font { effect, colour: u16_or_zero(data, 4).into(), is_tiny });
    }

    pub(super) fn cell_format(&mut self, data: &[u8]) {
        self.formats.push(Format {
            font: u16_or_zero(data, 0),
            number: u16_or_zero(data, 2),
            pattern: u32_or_zero(data, 14) >> 26,
            ground: usize::from(u16_or_zero(data, 18) & 0x7F),
        });
    }

    pub(super) fn number_format(&mut self, index: u16, code: String) {
        self.number_codes.insert(index, code);
    }

    /// Takes the colours that the file has in the place of the usual ones.
    pub(super) fn palette(&mut self, data: &[u8]) {
        let colours = data.get(2..).unwrap_or_default().chunks_exact(4);
        self.palette = colours.map(|colour| [colour[0], colour[1], colour[2]]).collect();
    }

    /// Takes the shared texts: the record and those that continue it.
    pub(super) fn shared_texts(&mut self, records: &[&[u8]]) {
        self.rich = rich_texts(records);
    }

    /// How many fonts and cell formats were taken.
    pub(super) fn len(&self) -> usize {
        self.fonts.len() + self.formats.len()
    }

    /// Looks up what each cell format refers to, once all of it is taken.
    pub(super) fn settle(&mut self) {
        let mut numbers: HashMap<u16, NumberStyle> = HashMap::new();
        for format in &self.formats {
            let number = *numbers.entry(format.number).or_insert_with(|| {
                match self.number_codes.get(&format.number) {
                    Some(code) => self.numbers.of_code(code),
                    None => self.numbers.builtin(&format.number.to_string()),
                }
            });
            let font = self.font_at(format.font);
            self.styles.push(Style {
                number,
                effect: font.map_or(TextEffect::Plain, |font| font.effect),
                faint: font.is_some_and(|font| self.is_faint(font, *format)),
            });
        }
    }

    fn font_at(&self, index: u16) -> Option<Font> {
        let index = if index > HOLE { index - 1 } else { index };
        self.fonts.get(usize::from(index)).copied()
    }

    fn is_faint(&self, font: Font, format: Format) -> bool {
        const AUTOMATIC: usize = 0x7FFF;
        let letters = match font.colour {
            AUTOMATIC => Some(BLACK),
            index => self.colour(index),
        };
        let ground = match format.pattern {
            0 => Some(WHITE),
            1 => self.colour(format.ground),
            _ => None,
        };
        font.is_tiny || are_alike(letters, ground)
    }

    fn colour(&self, index: usize) -> Option<[u8; 3]> {
        let own = index.checked_sub(FIRST_COLOUR).and_then(|at| self.palette.get(at).copied());
        own.or_else(|| Colour::Indexed(index).rgb(&Theme::default()))
    }

    /// How the numbers of a cell format are shown.
    pub(in crate::reader) fn format(&self, style: u16) -> NumberFormat {
        let style = self.styles.get(usize::from(style));
        style.map_or(NumberFormat::Unknown, |style| style.number.shown.format)
    }

    /// Gives a cell what it shows besides its content.
    pub(in crate::reader) fn look(&self, cell: &mut RawCell, walked: &BiffCell) {
        let shared = walked.shared.and_then(|index| self.rich.get(&index));
        let runs = shared.unwrap_or(&walked.runs);
        let style = self.styles.get(usize::from(walked.style));
        let effect = style.map_or(TextEffect::Plain, |style| style.effect);
        give_runs(cell, &self.pieces(&cell.value, runs), effect);
        if let Some(style) = style {
            let code = self.numbers.code(style.number);
            give_shown(cell, code.and_then(|code| code.shown(&cell.value)), style.faint);
        }
        if !cell.formula && cell.value.text().is_some_and(is_cut) {
            appearance(cell).cut = true;
        }
    }

    /// Where each run begins in the text, and what its font does to it.
    fn pieces(&self, value: &RawValue, runs: &[Run]) -> Vec<Piece> {
        if runs.is_empty() {
            return Vec::new();
        }
        let text = value.as_written();
        runs.iter()
            .map(|run| Piece {
                start: byte_of_unit(&text, run.start),
                effect: self.font_at(run.font).map(|font| font.effect),
            })
            .collect()
    }
}

/// The byte at which a character begins that is counted in units of UTF-16; the end for one beyond it.
fn byte_of_unit(text: &str, unit: u16) -> usize {
    let mut left = usize::from(unit);
    for (at, character) in text.char_indices() {
        if left == 0 {
            return at;
        }
        left = left.saturating_sub(character.len_utf16());
    }
    text.len()
}

/// Whether a text is as long as `SheetJS` cuts it. Most are shorter in bytes already.
fn is_cut(text: &str) -> bool {
    text.len() >= CUT_LENGTH && text.encode_utf16().count() == CUT_LENGTH
}
