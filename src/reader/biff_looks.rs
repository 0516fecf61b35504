//! What the records of an .xls say of how its cells look: fonts, grounds, number formats, and the runs
//! of rich texts. The values are calamine's.

use std::collections::HashMap;

use super::appearance::{Piece, appearance, runs};
use super::biff::BiffCell;
use super::colour::{BLACK, Colour, Theme, WHITE, are_alike};
use super::format;
use super::format_code::{FormatCode, builtin_code};
use crate::values::quantity::raw::{NumberFormat, RawCell, RawValue, TextEffect};

/// Letters below this height, in twentieths of a point, cannot be read.
const LEAST_HEIGHT: u16 = 60;
/// The number that no font has.
const HOLE: u16 = 4;
/// The first colour of the palette that a file can change.
const FIRST_COLOUR: usize = 8;
/// `SheetJS` cuts texts to so many characters, in units of UTF-16.
const CUT_LENGTH: usize = 255;

/// From which character on a rich text has which font.
pub(super) type Run = (u16, u16);

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

/// A cell format with what it comes to.
#[derive(Debug, Clone, Copy)]
struct Style {
    format: NumberFormat,
    code: Option<usize>,
    effect: TextEffect,
    faint: bool,
}

/// What the records beside the sheets say.
#[derive(Debug, Default)]
pub(super) struct Looks {
    fonts: Vec<Font>,
    formats: Vec<Format>,
    numbers: HashMap<u16, String>,
    palette: Vec<[u8; 3]>,
    codes: Vec<FormatCode>,
    styles: Vec<Style>,
    /// The runs of the shared texts that are rich.
    rich: HashMap<u32, Vec<Run>>,
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

impl Looks {
    /// Takes a font.
    pub(super) fn font(&mut self, data: &[u8]) {
        const STRUCK: u16 = 0x0008;
        let number = |at| u16_at(data, at).unwrap_or(0);
        let effect = match number(8) {
            _ if number(2) & STRUCK != 0 => TextEffect::Struck,
            1 => TextEffect::Raised,
            2 => TextEffect::Lowered,
            _ => TextEffect::Plain,
        };
        let is_tiny = (1..LEAST_HEIGHT).contains(&number(0));
        self.fonts.push(Font { effect, colour: number(4).into(), is_tiny });
    }

    /// Takes a cell format.
    pub(super) fn cell_format(&mut self, data: &[u8]) {
        let number = |at| u16_at(data, at).unwrap_or(0);
        self.formats.push(Format {
            font: number(0),
            number: number(2),
            pattern: u32_at(data, 14).unwrap_or(0) >> 26,
            ground: usize::from(number(18) & 0x7F),
        });
    }

    /// Takes a number format.
    pub(super) fn number_format(&mut self, index: u16, code: String) {
        self.numbers.insert(index, code);
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

    /// How many formats there are.
    pub(super) fn len(&self) -> usize {
        self.fonts.len() + self.formats.len()
    }

    /// Puts together what was taken, once all of it is.
    pub(super) fn settle(&mut self) {
        let mut numbers: HashMap<u16, (NumberFormat, Option<usize>)> = HashMap::new();
        for at in 0..self.formats.len() {
            let format = self.formats[at];
            let known = numbers.get(&format.number).copied();
            let (shown, code) = known.unwrap_or_else(|| self.number(format.number));
            numbers.insert(format.number, (shown, code));
            let font = self.font_at(format.font);
            let style = Style {
                format: shown,
                code,
                effect: font.map_or(TextEffect::Plain, |font| font.effect),
                faint: font.is_some_and(|font| self.is_faint(font, format)),
            };
            self.styles.push(style);
        }
    }

    /// What a number format says, and the code that shows its numbers.
    fn number(&mut self, index: u16) -> (NumberFormat, Option<usize>) {
        let (shown, code) = if let Some(code) = self.numbers.get(&index) {
            (format::shown(code), FormatCode::read(code))
        } else {
            let code = builtin_code(index).and_then(FormatCode::read);
            (format::builtin(&index.to_string()), code)
        };
        let code = code.filter(|_| shown.time.is_none()).map(|code| {
            self.codes.push(code);
            self.codes.len() - 1
        });
        (shown.format, code)
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
        let alike = letters.zip(ground).is_some_and(|(one, other)| are_alike(one, other));
        font.is_tiny || alike
    }

    fn colour(&self, index: usize) -> Option<[u8; 3]> {
        let own = index.checked_sub(FIRST_COLOUR).and_then(|at| self.palette.get(at).copied());
        own.or_else(|| Colour::Indexed(index).rgb(&Theme::default()))
    }

    /// How the numbers of a cell format are shown.
    pub(super) fn format(&self, style: u16) -> NumberFormat {
        self.styles.get(usize::from(style)).map_or(NumberFormat::Unknown, |style| style.format)
    }

    /// Gives a cell what it shows besides its content. Nearly every cell passes each test.
    pub(super) fn look(&self, cell: &mut RawCell, walked: &BiffCell) {
        let shared = walked.shared.and_then(|index| self.rich.get(&index));
        let pieces = shared.unwrap_or(&walked.runs);
        let style = self.styles.get(usize::from(walked.style));
        let effect = style.map_or(TextEffect::Plain, |style| style.effect);
        if effect != TextEffect::Plain || !pieces.is_empty() {
            let text = cell.value.as_written();
            let found = runs(&text, &self.pieces(&text, pieces), effect);
            if !found.is_empty() {
                appearance(cell).runs = found;
            }
        }
        if let Some(style) = style {
            let code = style.code.and_then(|code| self.codes.get(code));
            if let Some(shown) = code.and_then(|code| code.shown(&cell.value)) {
                appearance(cell).shown = Some(shown);
            }
            if style.faint && !cell.value.is_blank() {
                appearance(cell).faint = true;
            }
        }
        let is_cut =
            |text: &str| text.len() >= CUT_LENGTH && text.encode_utf16().count() == CUT_LENGTH;
        if matches!(&cell.value, RawValue::Text(text) if !cell.formula && is_cut(text)) {
            appearance(cell).cut = true;
        }
    }

    /// Where each run begins in the text, and what its font does to it.
    fn pieces(&self, text: &str, runs: &[Run]) -> Vec<Piece> {
        let place = |unit: u16| {
            let mut left = usize::from(unit);
            for (at, character) in text.char_indices() {
                if left == 0 {
                    return at;
                }
                left = left.saturating_sub(character.len_utf16());
            }
            text.len()
        };
        let effect = |font: u16| self.font_at(font).map(|font| font.effect);
        runs.iter()
            .map(|(unit, font)| Piece { start: place(*unit), effect: effect(*font) })
            .collect()
    }
}

/// Runs of a rich text, four bytes each.
pub(super) fn runs_of(data: &[u8], count: u16) -> Vec<Run> {
    let run = |run: &[u8]| Some((u16_at(run, 0)?, u16_at(run, 2)?));
    data.chunks_exact(4).take(count.into()).filter_map(run).collect()
}

/// The table of shared texts, which goes on from one record to the next.
struct Texts<'a> {
    records: std::slice::Iter<'a, &'a [u8]>,
    rest: &'a [u8],
}

impl<'a> Texts<'a> {
    /// So many bytes, which stand in one record unless they are skipped.
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            self.rest = self.records.next()?;
        }
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u16> {
        u16_at(self.take(2)?, 0)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            if self.rest.is_empty() {
                self.rest = self.records.next()?;
            }
            let now = count.min(self.rest.len());
            self.take(now)?;
            count -= now;
        }
        Some(())
    }

    /// Passes so many characters. Where they go on in the next record, it says anew how wide they are.
    fn characters(&mut self, count: u16, flags: u8) -> Option<()> {
        let (mut left, mut flags) = (usize::from(count), flags);
        loop {
            let width = if flags & 1 == 0 { 1 } else { 2 };
            let now = left.min(self.rest.len() / width);
            self.rest = self.rest.get(now * width..)?;
            left -= now;
            if left == 0 {
                return Some(());
            }
            let (next, rest) = self.records.next()?.split_first()?;
            (flags, self.rest) = (*next, rest);
        }
    }

    /// The runs of the next text.
    fn text(&mut self) -> Option<Vec<Run>> {
        const READINGS: u8 = 0x04;
        const RICH: u8 = 0x08;
        let count = self.number()?;
        let flags = *self.take(1)?.first()?;
        let runs = if flags & RICH == 0 { 0 } else { self.number()? };
        let readings = match flags & READINGS {
            0 => 0,
            _ => u32_at(self.take(4)?, 0)?,
        };
        self.characters(count, flags)?;
        let mut found = Vec::new();
        for _ in 0..runs {
            found.extend(runs_of(self.take(4)?, 1));
        }
        self.skip(usize::try_from(readings).ok()?)?;
        Some(found)
    }
}

fn rich_texts(records: &[&[u8]]) -> HashMap<u32, Vec<Run>> {
    let mut texts = Texts { records: records.iter(), rest: &[] };
    let mut rich = HashMap::new();
    // How often the texts are used, and how many they are.
    let Some(count) = texts.take(8).and_then(|counts| u32_at(counts, 4)) else { return rich };
    for index in 0..count {
        let Some(runs) = texts.text() else { break };
        if !runs.is_empty() {
            rich.insert(index, runs);
        }
    }
    rich
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_found_where_a_text_goes_on_in_the_next_record() {
        let first = [
            &[9, 0, 0, 0, 3, 0, 0, 0][..],
            &[2, 0, 0, b'a', b'b'],
            // Rich, with readings: five characters, of which two stand here.
            &[5, 0, 0x0D, 1, 0, 3, 0, 0, 0, b'1', 0, b'2', 0],
        ];
        let second = [&[0, b'3', b'4', b'5', 2, 0, 6, 0, 1, 2, 3, 2, 0, 8, 2, 0][..], b"xy"];
        let third = [1, 0, 5, 0, 0, 0, 7, 0];
        let (first, second) = (first.concat(), second.concat());
        let rich = rich_texts(&[&first, &second, &third]);
        assert_eq!(rich[&1], [(2, 6)]);
        assert_eq!(rich[&2], [(1, 5), (0, 7)]);
        assert_eq!(rich.len(), 2);
        assert!(rich_texts(&[&first]).is_empty());
        assert!(rich_texts(&[]).is_empty());
    }
}
