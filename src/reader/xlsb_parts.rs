//! What calamine does not tell of an .xlsb: how its cells look, what its sheets merge and hide. The same
//! parts are walked a second time, record by record; the values are calamine's.

use std::collections::{BTreeMap, HashMap};

use super::appearance::{Piece, appearance, give_runs, give_shown};
use super::arrangement::{Arrangement, Block};
use super::bounds::{SHARED_STRINGS, STYLES, within};
use super::bytes::{u16_at, u16_or_zero, u32_at, u32_or_zero};
use super::colour::{BLACK, Colour, Theme, WHITE, are_alike};
use super::number_formats::{NumberFormats, NumberStyle};
use super::relationships::relationships;
use super::xlsb_records::{Record, Records, WideText};
use super::zip_guard::Package;
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::workbook::{Cells, Position};
use crate::values::quantity::raw::{RawCell, RawValue, TextEffect};

/// The records that matter, by their numbers ([MS-XLSB] 2.3).
mod kind {
    pub(super) const ROW: u32 = 0;
    pub(super) const CELL_ERROR: u32 = 3;
    pub(super) const CELL_SHARED: u32 = 7;
    pub(super) const LAST_CELL: u32 = 11;
    pub(super) const SHARED: u32 = 19;
    pub(super) const FONT: u32 = 43;
    pub(super) const FORMAT: u32 = 44;
    pub(super) const FILL: u32 = 45;
    pub(super) const XF: u32 = 47;
    pub(super) const VALUE_META: u32 = 50;
    pub(super) const COLUMNS: u32 = 60;
    pub(super) const CELL_RICH: u32 = 62;
    pub(super) const LISTED_SHEET: u32 = 156;
    pub(super) const MERGED: u32 = 176;
    pub(super) const CELL_FORMATS: u32 = 617;
    pub(super) const CELL_FORMATS_END: u32 = 618;
}

/// Heights in twentieths of a point and widths in 256ths of a letter below which nothing can be seen.
const LEAST_HEIGHT: u64 = 60;
const LEAST_WIDTH: u64 = 128;

#[derive(Debug, Clone, Copy)]
struct Style {
    number: NumberStyle,
    effect: TextEffect,
    faint: bool,
}

#[derive(Debug, Clone, Copy)]
struct Font {
    effect: TextEffect,
    colour: Option<Colour>,
    is_tiny: bool,
}

#[derive(Debug)]
struct RichText {
    text: String,
    pieces: Vec<Piece>,
}

/// What the parts beside the sheets say.
#[derive(Debug, Default)]
pub(super) struct Looks {
    styles: Vec<Style>,
    numbers: NumberFormats,
    fonts: Vec<Font>,
    /// The shared texts that are rich, by number.
    rich: HashMap<u32, RichText>,
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
            let items = Records::new(&part).filter(|record| record.kind == kind::SHARED);
            for (index, item) in (0_u32..).zip(items) {
                within(Bound::SharedStrings, u64::from(index) + 1, SHARED_STRINGS)?;
                if let Some(rich) = looks.rich_text(item.data) {
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
        let mut formats: BTreeMap<u16, NumberStyle> = BTreeMap::new();
        let mut fills: Vec<Option<Colour>> = Vec::new();
        let mut in_cells = false;
        for Record { kind, data } in Records::new(part) {
            match kind {
                kind::FORMAT => {
                    let id = u16_at(data, 0);
                    let Some((id, code)) = id.zip(WideText::at(data, 2)) else { continue };
                    formats.insert(id, self.numbers.of_code(&code.text()));
                }
                kind::FONT => self.fonts.push(Font::read(data)),
                kind::FILL => fills.push(ground(data)),
                kind::CELL_FORMATS => in_cells = true,
                kind::CELL_FORMATS_END => in_cells = false,
                kind::XF if in_cells => {
                    let id = u16_or_zero(data, 2);
                    let number =
                        *formats.entry(id).or_insert_with(|| self.numbers.builtin(&id.to_string()));
                    let font = self.fonts.get(usize::from(u16_or_zero(data, 4))).copied();
                    let font = font.unwrap_or(Font::PLAIN);
                    let fill = fills.get(usize::from(u16_or_zero(data, 6))).copied();
                    let faint =
                        font.is_tiny || font.is_faint(fill.unwrap_or(Some(Colour::Rgb(WHITE))));
                    self.styles.push(Style { number, effect: font.effect, faint });
                }
                _ => {}
            }
            let kept = self.fonts.len() + fills.len() + self.styles.len() + formats.len();
            within(Bound::Styles, kept as u64, STYLES)?;
        }
        Ok(())
    }

    /// A text in runs; `None` for a plain one.
    fn rich_text(&self, item: &[u8]) -> Option<RichText> {
        if item.first()? & 1 == 0 {
            return None;
        }
        let whole = WideText::at(item, 1)?;
        let count = usize::try_from(u32_at(item, whole.end)?).ok()?;
        let runs = item.get(whole.end + 4..)?.chunks_exact(4).take(count);
        let pieces: Option<Vec<Piece>> = runs.map(|run| self.piece(&whole, run)).collect();
        Some(RichText { text: whole.text(), pieces: pieces? })
    }

    /// Where a run begins, and what its font does to it.
    fn piece(&self, whole: &WideText, run: &[u8]) -> Option<Piece> {
        let font = self.fonts.get(usize::from(u16_at(run, 2)?))?;
        let start = whole.before(u16_at(run, 0)?.into())?.len();
        Some(Piece { start, effect: Some(font.effect) })
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
        for record in Records::new(part) {
            let data = record.data;
            match record.kind {
                kind::ROW => {
                    row = u32_or_zero(data, 0);
                    let height = u16_at(data, 8).map_or(u64::MAX, u64::from);
                    let is_hidden = data.get(11).is_some_and(|flags| flags & 0x10 != 0);
                    if is_hidden || height < LEAST_HEIGHT {
                        arrangement.hide_rows(u64::from(row), 1);
                    }
                }
                kind::COLUMNS => {
                    let is_hidden = data.get(16).is_some_and(|flags| flags & 1 != 0);
                    let [first, last, width] = [0, 4, 8].map(|at| u64::from(u32_or_zero(data, at)));
                    if is_hidden || width < LEAST_WIDTH {
                        arrangement.hide_columns(first, last.saturating_sub(first) + 1);
                    }
                }
                kind::MERGED => {
                    let [top, bottom, left, right] =
                        [0, 4, 8, 12].map(|at| u64::from(u32_or_zero(data, at)));
                    let rows = bottom.saturating_sub(top) + 1;
                    let columns = right.saturating_sub(left) + 1;
                    arrangement.merge(Block { row: top, column: left, rows, columns })?;
                }
                kind::VALUE_META => {
                    is_outside = true;
                    continue;
                }
                1..=kind::LAST_CELL | kind::CELL_RICH => {
                    let position = Position::new(row, u32_or_zero(data, 0));
                    if let Some(cell) = cells.get_mut(&position) {
                        self.look(cell, &record);
                        if record.kind == kind::CELL_ERROR && is_outside && self.pictures {
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

    /// Gives a cell what it shows besides its content. `record` is its record.
    fn look(&self, cell: &mut RawCell, record: &Record<'_>) {
        let data = record.data;
        let own = (record.kind == kind::CELL_RICH)
            .then(|| data.get(8..).and_then(|item| self.rich_text(item)))
            .flatten();
        let shared = (record.kind == kind::CELL_SHARED)
            .then(|| self.rich.get(&u32_or_zero(data, 8)))
            .flatten();
        let rich = own.as_ref().or(shared).filter(|rich| rich.text == cell.value.as_written());
        let style = self.styles.get((u32_or_zero(data, 4) & 0x00FF_FFFF) as usize);
        let effect = style.map_or(TextEffect::Plain, |style| style.effect);
        give_runs(cell, rich.map_or(&[], |rich| &rich.pieces), effect);
        let Some(style) = style else { return };
        let shown = style.number.shown;
        if matches!(cell.value, RawValue::Number(_)) && shown.time.is_none() {
            cell.format = shown.format;
        }
        let code = self.numbers.code(style.number);
        give_shown(cell, code.and_then(|code| code.shown(&cell.value)), style.faint);
    }
}

impl Font {
    const PLAIN: Self = Self { effect: TextEffect::Plain, colour: None, is_tiny: false };

    fn read(data: &[u8]) -> Self {
        let effect = match (u16_or_zero(data, 2) & 0x0008 != 0, u16_or_zero(data, 6)) {
            (true, _) => TextEffect::Struck,
            (false, 1) => TextEffect::Raised,
            (false, 2) => TextEffect::Lowered,
            (false, _) => TextEffect::Plain,
        };
        let is_tiny = data.len() > 1 && u64::from(u16_or_zero(data, 0)) < LEAST_HEIGHT;
        Self { effect, colour: colour(data, 12), is_tiny }
    }

    /// Whether its letters cannot be told from a ground; a ground that is not known hides nothing.
    fn is_faint(self, ground: Option<Colour>) -> bool {
        let theme = Theme::default();
        let letters = self.colour.map_or(Some(BLACK), |colour| colour.rgb(&theme));
        let ground = ground.and_then(|colour| colour.rgb(&theme));
        are_alike(letters, ground)
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

/// The colour at a place, which takes eight bytes; `None` for the usual one.
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
    const WORKBOOK: &str = "xl/workbook.bin";
    let workbook = package.part(WORKBOOK)?.unwrap_or_default();
    let related = relationships(package, WORKBOOK)?.unwrap_or_default();
    let mut parts = Vec::new();
    for sheet in Records::new(&workbook).filter(|record| record.kind == kind::LISTED_SHEET) {
        let id = WideText::at(sheet.data, 8).map(|id| id.text());
        let found = related.iter().find(|related| Some(&related.id) == id.as_ref());
        parts.push(found.map(|found| found.path.clone()));
    }
    Ok(parts)
}
