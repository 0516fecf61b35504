//! A form that is issued again with what its unit has answered: the corrected copy. Everything is put
//! back as the unit wrote it, and the cells to mend are coloured and say what is to be done.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_xlsxwriter::{Color, Format, FormatScript, Note, Worksheet, XlsxError};

use super::style::SIZE;
use crate::campaign::Indicator;
use crate::submission::Submission;
use crate::submission::answer::{AnswerCell, FieldReading};
use crate::values::key::{CellName, Field};
use crate::values::quantity::format::format_decimal_vi;
use crate::values::quantity::legacy::Encoding;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::parse::LARGEST;
use crate::values::quantity::raw::{NumberFormat, RawCell, RawValue, TextEffect, TextRun};
use crate::values::quantity::reading::Fault;
use crate::workbooks::paper::FONT;

/// The colour of a cell that must be mended.
pub const MEND_COLOUR: Color = Color::RGB(0xF8_CB_AD);
/// The colour of a cell that is to be looked at or explained.
pub const REVIEW_COLOUR: Color = Color::RGB(0xFF_E0_8A);

/// A note is as wide as this, in pixels, and as high as its lines.
const NOTE_WIDTH: u32 = 340;
const NOTE_LINE: u32 = 18;
const NOTE_LETTERS: usize = 52;
/// What stands for an error that the file does not name, and for a result that it does not hold.
const NO_RESULT: &str = "#N/A";

/// What stands on a form that is issued again.
#[derive(Debug, Clone, Default)]
pub struct Prefill {
    /// The input cells of the answers.
    pub cells: BTreeMap<CellName, Filled>,
    /// The cells at the heads and the feet, by their defined names.
    pub foot: BTreeMap<String, RawCell>,
    /// The fingerprints of the files that it takes the place of.
    pub corrects: Vec<String>,
    /// Whether it is made for a lead agency, with figures proposed for the whole area.
    pub lead: bool,
}

impl Prefill {
    /// Everything that a unit wrote, as it wrote it.
    pub fn of(submission: &Submission<'_>) -> Self {
        let mut cells = BTreeMap::new();
        for answer in submission.answers().filter(|answer| !answer.indicator.is_computed()) {
            let asked = answer.cells.iter();
            let asked = asked.filter(|(field, _)| !answer.indicator.is_computed_cell(**field));
            for (field, cell) in asked {
                let instead = instead(cell);
                let filled = Filled { raw: cell.raw.clone(), instead, ..Filled::default() };
                cells.insert(answer.key.cell(*field), filled);
            }
        }
        let feet = submission.forms.iter().flat_map(|form| form.foot.clone());
        let heads = submission.forms.iter().flat_map(|form| form.head.values());
        let heads = heads.map(|head| (head.name.clone(), head.raw.clone()));
        let foot = feet.chain(heads).collect();
        Self { cells, foot, ..Self::default() }
    }
}

/// What is put back where the content alone would be read, without what the cell showed of it: the text
/// that it showed, where that is asked for again, or else nothing.
fn instead(cell: &AnswerCell) -> Option<RawValue> {
    // What WPS stores for a picture is known for one again.
    let is_text = cell.raw.value.text().is_some_and(|text| !text.is_empty());
    if cell.raw.is_picture() && !is_text {
        return Some(RawValue::Empty);
    }
    let (FieldReading::Integer(_) | FieldReading::Percent(_)) = cell.reading else { return None };
    // The form's own formula would stand there again, as if nothing else had been.
    if cell.raw.formula && cell.reading.fault() == Some(&Fault::Uncalculated) {
        return Some(RawValue::Text(NO_RESULT.to_owned()));
    }
    let shown = cell.shown()?;
    let RawValue::Number(number) = &cell.raw.value else { return None };
    let is_doubtful_alone = match cell.reading {
        FieldReading::Percent(_) => {
            cell.raw.format != NumberFormat::Percent && is_doubtful(*number)
        }
        _ => !number.is_integer(),
    };
    match cell.reading.fault() {
        Some(Fault::Ambiguous(..)) if !is_doubtful_alone => Some(RawValue::Empty),
        Some(Fault::WrongMeasure { .. }) => Some(RawValue::Text(shown.to_owned())),
        Some(Fault::NotANumber) if number.abs() <= Decimal::from(LARGEST) => {
            Some(RawValue::Text(shown.to_owned()))
        }
        None if cell.reading.is_blank() => Some(RawValue::Empty),
        _ => None,
    }
}

#[derive(Debug, Clone, Default)]
pub struct Filled {
    pub raw: RawCell,
    pub mend: Option<Mend>,
    /// What is put back instead of what the unit wrote.
    pub instead: Option<RawValue>,
}

/// What is to be mended in a cell.
#[derive(Debug, Clone)]
pub struct Mend {
    /// Whether it must be, or is only to be looked at.
    pub must: bool,
    /// What is wrong and what to do.
    pub note: String,
}

impl Filled {
    /// The content to put back. A formula is not known, only what it came to; where it came to
    /// nothing, or to an error, an error stands, so that it is asked for again. The form's own
    /// formula is written anew. What a format of the clerk's made of a number (a percentage, a date)
    /// is put back in its words, not in that format: whatever is typed in its place would become
    /// one too.
    pub(super) fn content(&self, indicator: &Indicator, field: Field) -> RawValue {
        if let Some(instead) = &self.instead {
            return instead.clone();
        }
        let is_own = field == Field::Value && indicator.measure == Measure::Percent;
        match &self.raw.value {
            _ if self.raw.formula && is_own => RawValue::Empty,
            RawValue::Empty if self.raw.formula => RawValue::Text(NO_RESULT.to_owned()),
            RawValue::Error(error) if error.starts_with('#') => RawValue::Text(error.clone()),
            RawValue::Error(_) => RawValue::Text(NO_RESULT.to_owned()),
            RawValue::Date { iso, .. } if !iso.is_empty() => RawValue::Text(iso.clone()),
            RawValue::Number(number) if self.raw.format == NumberFormat::Percent => {
                match number.checked_mul(Decimal::ONE_HUNDRED) {
                    Some(points) if !is_rate(indicator, field) => {
                        RawValue::Text(format!("{}%", format_decimal_vi(points)))
                    }
                    Some(points) if !is_doubtful(points) => RawValue::Number(points),
                    _ => self.raw.value.clone(),
                }
            }
            value => value.clone(),
        }
    }

    /// The text by which a row grows.
    pub(super) fn text(&self) -> &str {
        self.raw.value.text().filter(|_| self.instead.is_none()).unwrap_or_default()
    }

    /// The format of the cell: the form's own, the colour of what is to be mended, and whatever
    /// decides how its content is read.
    pub(super) fn format(&self, own: &Format, indicator: &Indicator, field: Field) -> Format {
        let coloured = match &self.mend {
            Some(mend) => own.clone().set_background_color(if mend.must {
                MEND_COLOUR
            } else {
                REVIEW_COLOUR
            }),
            None => own.clone(),
        };
        let is_rate = is_rate(indicator, field);
        let content = self.content(indicator, field);
        let stays = content == self.raw.value && self.raw.format == NumberFormat::Percent;
        let format = match content {
            RawValue::Number(number) if stays => coloured.set_num_format(percent_format(number)),
            // What the form would round away is what is wrong.
            RawValue::Number(number)
                if number.normalize().scale() > if is_rate { 2 } else { 0 } =>
            {
                coloured.set_num_format("General")
            }
            RawValue::Date { .. } => coloured.set_num_format("dd/mm/yyyy"),
            _ => coloured,
        };
        match self.raw.font {
            Some(Encoding::Tcvn3) => format.set_font_name(".VnTime"),
            Some(Encoding::Vni) => format.set_font_name("VNI-Times"),
            None => format,
        }
    }

    pub(super) fn note(&self) -> Option<Note> {
        let text = &self.mend.as_ref()?.note;
        let lines: usize = text.lines().map(|l| 1 + l.chars().count() / NOTE_LETTERS).sum();
        let height = u32::try_from(lines + 1).unwrap_or(u32::MAX).saturating_mul(NOTE_LINE);
        let note = Note::new(text.as_str()).set_author("bdhvs").add_author_prefix(false);
        let note = note.set_font_name(FONT).set_font_size(11);
        Some(note.set_width(NOTE_WIDTH).set_height(height.min(600)))
    }
}

/// Whether a cell holds a percentage in points.
fn is_rate(indicator: &Indicator, field: Field) -> bool {
    matches!(field, Field::Value | Field::Baseline) && indicator.measure == Measure::Percent
}

/// Points that could be a fraction where the format does not say that they are points.
fn is_doubtful(points: Decimal) -> bool {
    points > Decimal::ZERO && points <= Decimal::ONE
}

/// Percent, with as many decimals as the number has.
fn percent_format(number: Decimal) -> String {
    match number.normalize().scale().saturating_sub(2) {
        0 => "0%".to_owned(),
        decimals => format!("0.{}%", "0".repeat(decimals.min(20) as usize)),
    }
}

/// Writes the parts of a content as they look: struck out, raised, lowered.
pub(super) fn put_runs(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    runs: &[TextRun],
    format: &Format,
) -> Result<(), XlsxError> {
    let font = Format::new().set_font_name(FONT).set_font_size(SIZE);
    let looks = runs.iter().map(|run| match run.effect {
        TextEffect::Plain => font.clone(),
        TextEffect::Struck => font.clone().set_font_strikethrough(),
        TextEffect::Raised => font.clone().set_font_script(FormatScript::Superscript),
        TextEffect::Lowered => font.clone().set_font_script(FormatScript::Subscript),
    });
    let looks: Vec<Format> = looks.collect();
    let parts: Vec<(&Format, &str)> =
        looks.iter().zip(runs).map(|(look, run)| (look, run.text.as_str())).collect();
    sheet.write_rich_string_with_format(row, column, &parts, format)?;
    Ok(())
}

/// Writes content as the kind of content that it is.
pub(super) fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    content: &RawValue,
    format: &Format,
) -> Result<(), XlsxError> {
    let number = match content {
        RawValue::Number(number) => number.to_string().parse().ok(),
        RawValue::Unrepresentable(digits) => digits.parse().ok().filter(|n: &f64| n.is_finite()),
        RawValue::Date { serial: Some(serial), .. } => serial.to_string().parse().ok(),
        _ => None,
    };
    match (content, number) {
        (_, Some(number)) => sheet.write_number_with_format(row, column, number, format)?,
        (RawValue::Empty, _) => sheet.write_blank(row, column, format)?,
        (RawValue::Bool(value), _) => {
            sheet.write_boolean_with_format(row, column, *value, format)?
        }
        (other, _) => sheet.write_string_with_format(row, column, other.as_written(), format)?,
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_keeps_its_digits() {
        for (number, format) in [("0.85", "0%"), ("0.855", "0.0%"), ("1", "0%")] {
            assert_eq!(percent_format(number.parse().unwrap()), format);
        }
    }
}
