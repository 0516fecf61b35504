//! What calamine does not tell of an .xlsb: how its cells look, what its sheets merge and hide. The same
//! parts are walked a second time, record by record; the values are calamine's.

use std::collections::{BTreeMap, HashMap};

use super::appearance::{Piece, appearance, runs};
use super::arrangement::Arrangement;
use super::bounds::{SHARED_STRINGS, STYLES, within};
use super::colour::{BLACK, Colour, Theme, WHITE, are_alike};
use super::format::{self, Shown};
use super::format_code::{FormatCode, builtin_code};
use super::zip_guard::Package;
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::workbook::{Cells, Position};
use crate::values::quantity::raw::{RawCell, RawValue, TextEffect};

/// The records that matter, by their numbers ([MS-XLSB] 2.3).
mod record {
    pub(super) const ROW: u16 = 0;
    pub(super) const CELL_ERROR: u16 = 3;
    pub(super) const CELL_SHARED: u16 = 7;
    pub(super) const LAST_CELL: u16 = 11;
    pub(super) const SHARED: u16 = 19;
    pub(super) const FONT: u16 = 43;
    pub(super) const FORMAT: u16 = 44;
    pub(super) const FILL: u16 = 45;
    pub(super) const XF: u16 = 47;
    pub(super) const VALUE_META: u16 = 50;
    pub(super) const COLUMNS: u16 = 60;
    pub(super) const CELL_RICH: u16 = 62;
    pub(super) const MERGED: u16 = 176;
    pub(super) const CELL_FORMATS: u16 = 617;
    pub(super) const CELL_FORMATS_END: u16 = 618;
}

/// Heights in twentieths of a point and widths in 256ths of a letter below which nothing can be seen.
const LEAST_HEIGHT: u64 = 60;
const LEAST_WIDTH: u64 = 128;

/// The records of a part, to its end or to the first that is cut off.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, rest) = variable(self.0, 2)?;
        let (length, rest) = variable(rest, 4)?;
        let length = usize::try_from(length).ok()?;
        let content = rest.get(..length)?;
        self.0 = rest.get(length..)?;
        Some((u16::try_from(kind).ok()?, content))
    }
}

/// A number of at most so many bytes, seven bits in each.
fn variable(bytes: &[u8], most: usize) -> Option<(u32, &[u8])> {
    let mut number = 0;
    for (at, byte) in bytes.iter().take(most).enumerate() {
        number |= u32::from(byte & 0x7F) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((number, bytes.get(at + 1..)?));
        }
    }
    None
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// A text with its length before it, and the byte behind it.
fn text_at(bytes: &[u8], at: usize) -> Option<(Vec<u16>, usize)> {
    let length = usize::try_from(u32_at(bytes, at)?).ok()?;
    let end = length.checked_mul(2)?.checked_add(at + 4)?;
    let units = bytes.get(at + 4..end)?.chunks_exact(2);
    Some((units.map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect(), end))
}

/// A format of cells.
#[derive(Debug, Clone, Copy)]
struct Style {
    shown: Shown,
    code: Option<usize>,
    effect: TextEffect,
    faint: bool,
}

#[derive(Debug, Clone, Copy)]
struct Font {
    effect: TextEffect,
    colour: Option<Colour>,
    is_tiny: bool,
}

/// What the parts beside the sheets say.
#[derive(Debug, Default)]
pub(super) struct Looks {
    styles: Vec<Style>,
    codes: Vec<FormatCode>,
    fonts: Vec<Font>,
    /// The shared texts that are rich, by number.
    rich: HashMap<u32, (String, Vec<Piece>)>,
    /// Whether every value that is kept outside of the cells is a picture.
    pictures: bool,
}

impl Looks {
    /// Reads the formats and the shared texts.
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, OpenFailure> {
        let mut looks = Self::default();
        if let Some(part) = package.part("xl/styles.bin")? {
            looks.read_styles(&part)?;
        }
        if let Some(part) = package.part("xl/sharedStrings.bin")? {
            let items = Records(&part).filter(|(kind, _)| *kind == record::SHARED);
            for (index, (_, item)) in (0_u32..).zip(items) {
                within(Bound::SharedStrings, u64::from(index) + 1, SHARED_STRINGS)?;
                if let Some(rich) = looks.rich_text(item) {
                    looks.rich.insert(index, rich);
                }
            }
        }
        let kinds = package.part("xl/richData/rdrichvaluestructure.xml")?.unwrap_or_default();
        let kinds = String::from_utf8_lossy(&kinds).to_ascii_lowercase();
        looks.pictures = kinds.contains("image\"") && !kinds.contains("_error");
        Ok(looks)
    }

    fn read_styles(&mut self, part: &[u8]) -> Result<(), OpenFailure> {
        let mut formats: BTreeMap<u16, (Shown, Option<usize>)> = BTreeMap::new();
        let mut fills: Vec<Option<Colour>> = Vec::new();
        let mut in_cells = false;
        for (kind, content) in Records(part) {
            match kind {
                record::FORMAT => {
                    let text = u16_at(content, 0).zip(text_at(content, 2));
                    let Some((id, (units, _))) = text else { continue };
                    let code = String::from_utf16_lossy(&units);
                    let shown = format::shown(&code);
                    let code = if shown.time.is_none() { FormatCode::read(&code) } else { None };
                    formats.insert(id, (shown, code.map(|code| self.keep(code))));
                }
                record::FONT => self.fonts.push(Font::read(content)),
                record::FILL => fills.push(ground(content)),
                record::CELL_FORMATS => in_cells = true,
                record::CELL_FORMATS_END => in_cells = false,
                record::XF if in_cells => {
                    let number = |at| u16_at(content, at).unwrap_or(0);
                    let id = number(2);
                    let (shown, code) = formats.get(&id).copied().unwrap_or_else(|| {
                        let code = builtin_code(id).and_then(FormatCode::read);
                        (format::builtin(&id.to_string()), code.map(|code| self.keep(code)))
                    });
                    formats.insert(id, (shown, code));
                    let font = self.fonts.get(usize::from(number(4))).copied();
                    let font = font.unwrap_or(Font::PLAIN);
                    let fill = fills.get(usize::from(number(6))).copied();
                    let faint =
                        font.is_tiny || font.is_faint(fill.unwrap_or(Some(Colour::Rgb(WHITE))));
                    self.styles.push(Style { shown, code, effect: font.effect, faint });
                }
                _ => {}
            }
            let kept = self.fonts.len() + fills.len() + self.styles.len() + formats.len();
            within(Bound::Styles, kept as u64, STYLES)?;
        }
        Ok(())
    }

    fn keep(&mut self, code: FormatCode) -> usize {
        self.codes.push(code);
        self.codes.len() - 1
    }

    /// A text in runs; `None` for a plain one.
    fn rich_text(&self, item: &[u8]) -> Option<(String, Vec<Piece>)> {
        if item.first()? & 1 == 0 {
            return None;
        }
        let (units, end) = text_at(item, 1)?;
        let count = usize::try_from(u32_at(item, end)?).ok()?;
        let list = item.get(end + 4..)?.chunks_exact(4).take(count);
        let piece = |run: &[u8]| {
            let start = usize::from(u16_at(run, 0)?);
            let font = self.fonts.get(usize::from(u16_at(run, 2)?))?;
            let start = String::from_utf16_lossy(units.get(..start)?).len();
            Some(Piece { start, effect: Some(font.effect) })
        };
        let pieces: Option<Vec<Piece>> = list.map(piece).collect();
        Some((String::from_utf16_lossy(&units), pieces?))
    }

    /// Looks over the cells of a sheet, and gives what it merges and hides.
    pub(super) fn look_over(
        &self,
        part: &[u8],
        cells: &mut Cells,
    ) -> Result<Arrangement, OpenFailure> {
        let mut arrangement = Arrangement::default();
        let mut row = 0;
        let mut is_outside = false;
        for (kind, content) in Records(part) {
            let number = |at| u32_at(content, at).unwrap_or(0);
            match kind {
                record::ROW => {
                    row = number(0);
                    let height = u16_at(content, 8).map_or(u64::MAX, u64::from);
                    let is_hidden = content.get(11).is_some_and(|flags| flags & 0x10 != 0);
                    if is_hidden || height < LEAST_HEIGHT {
                        arrangement.hide_rows(u64::from(row), 1);
                    }
                }
                record::COLUMNS => {
                    let is_hidden = content.get(16).is_some_and(|flags| flags & 1 != 0);
                    let [first, last, width] = [0, 4, 8].map(|at| u64::from(number(at)));
                    if is_hidden || width < LEAST_WIDTH {
                        arrangement.hide_columns(first, last.saturating_sub(first) + 1);
                    }
                }
                record::MERGED => {
                    let [top, bottom, left, right] = [0, 4, 8, 12].map(|at| u64::from(number(at)));
                    let size = (bottom.saturating_sub(top) + 1, right.saturating_sub(left) + 1);
                    arrangement.merge((top, left), size)?;
                }
                record::VALUE_META => {
                    is_outside = true;
                    continue;
                }
                1..=record::LAST_CELL | record::CELL_RICH => {
                    let position = Position::new(row, number(0));
                    if let Some(cell) = cells.get_mut(&position) {
                        let style = self.styles.get((number(4) & 0x00FF_FFFF) as usize);
                        let rich = (kind == record::CELL_SHARED).then(|| self.rich.get(&number(8)));
                        self.look(cell, style, rich.flatten());
                        if kind == record::CELL_RICH
                            && let Some(rich) =
                                content.get(8..).and_then(|item| self.rich_text(item))
                        {
                            self.look(cell, style, Some(&rich));
                        }
                        if kind == record::CELL_ERROR && is_outside && self.pictures {
                            appearance(cell).picture = true;
                        }
                    }
                }
                _ => {}
            }
            is_outside = false;
        }
        Ok(arrangement)
    }

    fn look(&self, cell: &mut RawCell, style: Option<&Style>, rich: Option<&(String, Vec<Piece>)>) {
        let effect = style.map_or(TextEffect::Plain, |style| style.effect);
        let written = cell.value.as_written();
        let pieces =
            rich.filter(|(text, _)| *text == written).map_or(&[][..], |(_, pieces)| pieces);
        let parts = runs(&written, pieces, effect);
        if !parts.is_empty() {
            appearance(cell).runs = parts;
        }
        let Some(style) = style else { return };
        if matches!(cell.value, RawValue::Number(_)) && style.shown.time.is_none() {
            cell.format = style.shown.format;
        }
        let code = style.code.and_then(|code| self.codes.get(code));
        if let Some(shown) = code.and_then(|code| code.shown(&cell.value)) {
            appearance(cell).shown = Some(shown);
        }
        if style.faint && !cell.value.is_blank() {
            appearance(cell).faint = true;
        }
    }
}

impl Font {
    const PLAIN: Self = Self { effect: TextEffect::Plain, colour: None, is_tiny: false };

    fn read(content: &[u8]) -> Self {
        let number = |at| u16_at(content, at).unwrap_or(0);
        let effect = match (number(2) & 0x0008 != 0, number(6)) {
            (true, _) => TextEffect::Struck,
            (false, 1) => TextEffect::Raised,
            (false, 2) => TextEffect::Lowered,
            (false, _) => TextEffect::Plain,
        };
        let is_tiny = content.len() > 1 && u64::from(number(0)) < LEAST_HEIGHT;
        Self { effect, colour: colour(content, 12), is_tiny }
    }

    /// Whether its letters cannot be told from a ground; a ground that is not known hides nothing.
    fn is_faint(self, ground: Option<Colour>) -> bool {
        let theme = Theme::default();
        let letters = self.colour.map_or(Some(BLACK), |colour| colour.rgb(&theme));
        let ground = ground.and_then(|colour| colour.rgb(&theme));
        letters.zip(ground).is_some_and(|(letters, ground)| are_alike(letters, ground))
    }
}

/// The colour behind a cell: the paper where there is none, `None` for a pattern.
fn ground(content: &[u8]) -> Option<Colour> {
    match u32_at(content, 0)? {
        0 => Some(Colour::Rgb(WHITE)),
        1 => colour(content, 4),
        _ => None,
    }
}

/// A colour of eight bytes.
fn colour(content: &[u8], at: usize) -> Option<Colour> {
    let bytes: &[u8; 8] = content.get(at..at + 8)?.try_into().ok()?;
    let [kind, index, low, high, red, green, blue, _] = *bytes;
    match kind >> 1 {
        1 => Some(Colour::Indexed(usize::from(index))),
        2 => Some(Colour::Rgb([red, green, blue])),
        3 => {
            let tint = i32::from(i16::from_le_bytes([low, high]));
            Some(Colour::Theme(usize::from(index), tint * 1000 / i32::from(i16::MAX)))
        }
        _ => None,
    }
}

/// The parts of the sheets in tab order; `None` where the workbook names none.
pub(super) fn sheet_parts(package: &mut Package<'_>) -> Result<Vec<Option<String>>, OpenFailure> {
    const SHEET: u16 = 156;
    let workbook = package.part("xl/workbook.bin")?.unwrap_or_default();
    let relations = package.part("xl/_rels/workbook.bin.rels")?.unwrap_or_default();
    let targets = super::drawing::relationships(&relations).unwrap_or_default();
    let sheets = Records(&workbook).filter(|(kind, _)| *kind == SHEET);
    let part = |content: &[u8]| {
        let (id, _) = text_at(content, 8)?;
        let target = targets.get(&String::from_utf16_lossy(&id))?;
        Some(super::drawing::resolved("xl/", target))
    };
    Ok(sheets.map(|(_, content)| part(content)).collect())
}
