//! How the consolidated workbook looks: Times New Roman, thin borders, few colours, and none that
//! says something which the words in the cell do not say.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Formula, Worksheet, XlsxError};

use super::formula;
use super::value::{Live, Shape, Value, number_format};
use crate::workbooks::paper::colour::{HEADER_FILL, LINK};
use crate::workbooks::paper::{FONT, centred};

const ADDED_FILL: Color = Color::RGB(0xF0_F4_F8);
const TOTAL_FILL: Color = Color::RGB(0xF1_F1_F1);
const CLOSED_FILL: Color = Color::RGB(0xD9_D9_D9);
const GOOD: Colours = Colours::new(0x1B_6E_3A, 0xE6_F4_EA);
const BAD: Colours = Colours::new(0xA6_2A_0B, 0xFC_E8_E2);
const DOUBTFUL: Colours = Colours::new(0x7A_52_00, 0xFF_F5_DB);

/// The colours of letters and of what is behind them.
struct Colours {
    font: Color,
    fill: Color,
}

impl Colours {
    const fn new(font: u32, fill: u32) -> Self {
        Self { font: Color::RGB(font), fill: Color::RGB(fill) }
    }

    fn on(&self, format: Format) -> Format {
        format.set_font_color(self.font).set_background_color(self.fill)
    }
}

/// What a cell says at a glance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tone {
    #[default]
    Plain,
    Good,
    Bad,
    /// Incomplete, or to be decided.
    Doubtful,
    /// Not asked.
    Closed,
    Total,
}

/// How the content of a cell is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Text,
    /// A few words in the middle.
    Centred,
    Count,
    /// A percentage in points.
    Percent,
    /// A long code on one line.
    Code,
    /// Text of many lines, from the top of its cell.
    Prose,
}

/// How a cell looks: how its content is set, and what it says at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Look {
    pub(super) kind: Kind,
    pub(super) tone: Tone,
}

impl Kind {
    pub(super) const fn toned(self, tone: Tone) -> Look {
        Look { kind: self, tone }
    }
}

/// Cells of one size, by kind and tone.
#[derive(Debug)]
pub(super) struct Palette {
    /// The size of type, in points.
    pub(super) size: u32,
    formats: BTreeMap<Look, Format>,
    plain: Format,
}

#[derive(Debug)]
pub(super) struct BookStyles {
    pub(super) title: Format,
    /// The line under a title.
    pub(super) subtitle: Format,
    /// The authority at the head of a form.
    pub(super) authority: Format,
    /// A heading over a part of a sheet.
    pub(super) section: Format,
    pub(super) note: Format,
    pub(super) header: Format,
    /// Captions of columns that the official form does not have.
    pub(super) header_added: Format,
    /// Captions of lists and of the matrix.
    pub(super) header_small: Format,
    pub(super) link: Format,
    pub(super) signature: Format,
    pub(super) signature_note: Format,
    /// Cells of forms and of the overview.
    pub(super) form: Palette,
    pub(super) list: Palette,
    pub(super) matrix: Palette,
}

impl BookStyles {
    pub(super) fn new() -> Self {
        let base = Format::new().set_font_name(FONT).set_font_size(12).set_text_wrap();
        let bordered = base.clone().set_border(FormatBorder::Thin);
        let header = centred(&bordered).set_bold().set_background_color(HEADER_FILL);
        Self {
            title: centred(&base).set_bold().set_font_size(14),
            subtitle: centred(&base).set_italic(),
            authority: base.clone().set_bold().set_align(FormatAlign::VerticalCenter),
            section: base.clone().set_bold().set_font_size(13).set_align(FormatAlign::Bottom),
            note: base
                .clone()
                .set_italic()
                .set_font_size(10)
                .set_align(FormatAlign::VerticalCenter),
            header_added: header.clone().set_background_color(ADDED_FILL),
            header_small: header.clone().set_font_size(10),
            header,
            link: bordered
                .set_font_color(LINK)
                .set_underline(rust_xlsxwriter::FormatUnderline::Single)
                .set_align(FormatAlign::VerticalCenter),
            signature: centred(&base).set_bold(),
            signature_note: centred(&base).set_italic(),
            form: Palette::new(12, FormatAlign::Center),
            list: Palette::new(10, FormatAlign::Right),
            matrix: Palette::new(10, FormatAlign::Center),
        }
    }
}

impl Palette {
    fn new(size: u32, numbers: FormatAlign) -> Self {
        let plain = Format::new()
            .set_font_name(FONT)
            .set_font_size(size)
            .set_text_wrap()
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::VerticalCenter);
        let mut formats = BTreeMap::new();
        for kind in [Kind::Text, Kind::Centred, Kind::Count, Kind::Percent, Kind::Code, Kind::Prose]
        {
            let of_kind = match kind {
                Kind::Text => plain.clone(),
                Kind::Prose => plain.clone().set_align(FormatAlign::Top),
                Kind::Code => plain.clone().unset_text_wrap(),
                Kind::Centred => plain.clone().set_align(FormatAlign::Center),
                Kind::Count => plain.clone().set_align(numbers).set_num_format("#,##0"),
                Kind::Percent => plain.clone().set_align(numbers).set_num_format("0.00\"%\""),
            };
            for tone in
                [Tone::Plain, Tone::Good, Tone::Bad, Tone::Doubtful, Tone::Closed, Tone::Total]
            {
                formats.insert(kind.toned(tone), toned(of_kind.clone(), tone));
            }
        }
        Self { size, formats, plain }
    }

    pub(super) fn format(&self, kind: Kind, tone: Tone) -> &Format {
        self.formats.get(&kind.toned(tone)).unwrap_or(&self.plain)
    }

    /// Cells of numbers with decimals.
    pub(super) fn decimals(&self, tone: Tone, decimals: u32, sign: &str) -> Format {
        self.format(Kind::Count, tone).clone().set_num_format(number_format(decimals, sign))
    }

    /// Writes a cell: a number as a number, words as words in the given kind.
    pub(super) fn put(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        value: &Value,
        Look { kind, tone }: Look,
    ) -> Result<(), XlsxError> {
        if let Value::Live(live) = value {
            let format = match live.shape {
                Shape::Words => self.format(kind, tone),
                Shape::Whole => self.format(Kind::Count, tone),
                Shape::Percent => self.format(Kind::Percent, tone),
                Shape::Decimal { decimals, sign } => &self.decimals(tone, decimals, sign),
            };
            return formula(sheet, (row, column), live, format);
        }
        if let (Value::Decimal { number: exact, sign }, Some(number)) = (value, value.number()) {
            let format = self.decimals(tone, exact.scale(), sign);
            sheet.write_number_with_format(row, column, number, &format)?;
            return Ok(());
        }
        let number_kind =
            if matches!(value, Value::Percent(_)) { Kind::Percent } else { Kind::Count };
        match (value, value.number()) {
            (Value::Blank, _) => sheet.write_blank(row, column, self.format(kind, tone))?,
            (_, Some(number)) => {
                let format = self.format(number_kind, tone);
                sheet.write_number_with_format(row, column, number, format)?
            }
            (_, None) => {
                let format = self.format(kind, tone);
                sheet.write_string_with_format(row, column, value.words(), format)?
            }
        };
        Ok(())
    }
}

/// Writes a formula with what it gives.
pub(super) fn formula(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    live: &Live,
    format: &Format,
) -> Result<(), XlsxError> {
    let number = live.result.number();
    let result = number.map_or_else(|| live.result.words(), |number| number.to_string());
    // A result that is a text of digits would be stored as a number.
    if number.is_none() && (result.is_empty() || result.parse::<f64>().is_ok()) {
        sheet.write_string_with_format(row, column, result, format)?;
        return Ok(());
    }
    if !formula::is_readable(&live.formula) {
        match number {
            Some(number) => sheet.write_number_with_format(row, column, number, format)?,
            None => sheet.write_string_with_format(row, column, result, format)?,
        };
        return Ok(());
    }
    let formula = Formula::new(format!("={}", live.formula)).set_result(result);
    sheet.write_formula_with_format(row, column, formula, format)?;
    Ok(())
}

/// The colours of a tone alone, for a format that depends on what a cell says.
pub(super) fn colours(tone: Tone) -> Format {
    toned(Format::new(), tone)
}

fn toned(format: Format, tone: Tone) -> Format {
    match tone {
        Tone::Plain => format,
        Tone::Good => GOOD.on(format),
        Tone::Bad => BAD.on(format),
        Tone::Doubtful => DOUBTFUL.on(format),
        Tone::Closed => format.set_background_color(CLOSED_FILL),
        Tone::Total => format.set_bold().set_background_color(TOTAL_FILL),
    }
}
