//! What a cell holds before anybody has decided what it means.

use rust_decimal::Decimal;

use crate::values::quantity::legacy::Encoding;

/// The content of one cell as the file stores it. A binary float goes no further than the reader:
/// numbers arrive here as the decimal that the spreadsheet shows (15 significant digits, which is
/// all that Excel keeps of a typed number).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum RawValue {
    #[default]
    Empty,
    /// A number within the range and precision of a decimal.
    Number(Decimal),
    /// A number too large or too small to be a figure here, in the file's own digits.
    Unrepresentable(String),
    /// Text, byte for byte as stored.
    Text(String),
    Bool(bool),
    /// A date or time, which a program shows in place of a number.
    Date {
        /// The date in ISO form; empty where no date stands for the number.
        iso: String,
        /// The number behind it, where the format stores one.
        serial: Option<Decimal>,
    },
    /// An error value such as `#DIV/0!`, as the file prints it; [`LOST`] for content that the file no longer tells.
    Error(String),
}

/// Stands in place of an error value for content that the file no longer tells.
pub const LOST: &str = "?";

/// The error values that a cell of Excel can show, in English.
const ERROR_VALUES: [&str; 15] = [
    "#NULL!",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#N/A",
    "#GETTING_DATA",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#UNKNOWN!",
    "#BUSY!",
];

/// Whether a text is exactly an error value, whatever its case.
pub fn is_error_value(text: &str) -> bool {
    ERROR_VALUES.iter().any(|error| error.eq_ignore_ascii_case(text))
}

/// Whether a formula stands for a picture in its cell: `DISPIMG` of WPS, `IMAGE` of Excel and Google.
pub fn is_picture_formula(formula: &str) -> bool {
    let formula = formula.to_ascii_uppercase();
    ["DISPIMG(", "IMAGE("].iter().any(|function| {
        formula.match_indices(function).any(|(at, _)| {
            let before = formula.get(..at).and_then(|before| before.chars().next_back());
            before.is_none_or(|letter| !letter.is_alphanumeric() && letter != '_')
        })
    })
}

/// What the file says about how a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NumberFormat {
    /// The format multiplies by a hundred and shows `%`.
    Percent,
    Other,
    /// The file does not tell (.xlsb, text in .ods), or tells two things.
    #[default]
    Unknown,
}

/// What is done to a part of a cell's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextEffect {
    Plain,
    Struck,
    /// It is raised: a footnote mark, an exponent.
    Raised,
    Lowered,
}

/// A part of a cell's text that looks the same from its first letter to its last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRun {
    /// The text, byte for byte as stored.
    pub text: String,
    pub effect: TextEffect,
}

/// What a cell shows that its stored content does not say. Readers make one only where there is
/// something to say: nearly every cell has none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Appearance {
    /// The parts of the content, where at least one of them is struck out, raised or lowered; empty
    /// where none is. A content that is struck out as a whole is one part. Neighbours differ in effect.
    pub runs: Vec<TextRun>,
    /// What the cell shows of a number, where its number format adds or hides digits, words, signs or
    /// a scale: `5 nghìn người` for a stored 5, `5` for a stored 5000, nothing for the format `;;;`.
    /// Only what a person would read otherwise than the stored number; a plain format
    /// (grouping, fewer or more zeros behind the mark, percent, which [`NumberFormat`] tells) is none.
    pub shown: Option<String>,
    /// A picture stands in the cell, in the place of whatever is stored.
    pub picture: bool,
    /// The content cannot be seen: it has the colour of its ground, or is too small.
    pub faint: bool,
    /// The text may have been cut off when the file was saved (255 characters in an .xls).
    pub cut: bool,
    /// The formula as the file writes it, without the `=` at its beginning, in the syntax of its
    /// format; none where the reader does not keep it.
    pub formula: Option<String>,
}

/// A cell with what is needed to read it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawCell {
    /// The stored content; for a formula the cached result.
    pub value: RawValue,
    pub format: NumberFormat,
    /// Whether the cell holds a formula.
    pub formula: bool,
    /// The old encoding that the cell's font is made for (.xlsx tells fonts).
    pub font: Option<Encoding>,
    /// What it shows besides, where there is anything to say of it.
    pub appearance: Option<Box<Appearance>>,
}

impl RawCell {
    /// Whether a picture stands in the cell. WPS stores its formula beside it as text too, which other
    /// programs keep and nothing else.
    pub fn is_picture(&self) -> bool {
        let stored = self.value.text().map(str::trim_start).filter(|text| text.starts_with('='));
        self.appearance.as_ref().is_some_and(|seen| {
            seen.picture || seen.formula.as_deref().is_some_and(is_picture_formula)
        }) || stored.is_some_and(|text| text.contains("DISPIMG(") && is_picture_formula(text))
    }

    /// The parts of the content of which one is struck out, raised or lowered; empty where none is.
    pub fn runs(&self) -> &[TextRun] {
        self.appearance.as_ref().map_or(&[], |seen| &seen.runs)
    }
}

impl RawValue {
    /// The content as a person would type it, for the `raw` of a finding. Empty for an empty cell.
    pub fn as_written(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Number(number) => number.normalize().to_string(),
            Self::Unrepresentable(text) | Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Bool(true) => "TRUE".to_owned(),
            Self::Bool(false) => "FALSE".to_owned(),
            // A number that no date stands for shows as #### and has only itself.
            Self::Date { iso, serial: Some(serial) } if iso.is_empty() => {
                serial.normalize().to_string()
            }
            Self::Date { iso, .. } => iso.clone(),
        }
    }

    /// The content where it is text, as stored.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether there is nothing to read: no content, or text of nothing but spaces.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => crate::values::quantity::text::is_blank(text),
            _ => false,
        }
    }
}
