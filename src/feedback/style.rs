//! How feedback looks on paper: the face of official documents, few colours, none without words.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::naming::shortened;
use crate::paper::FONT;
use crate::rules::finding::{Finding, Severity};
use crate::template::{LOOK, MUST};

/// The size of running text, in points.
pub(super) const SIZE: u32 = 11;
/// The size of the title.
pub(super) const TITLE_SIZE: u32 = 14;

const HEADER_FILL: Color = Color::RGB(0xE2_EC_F5);
const LINK: Color = Color::RGB(0x1F_4E_8C);
const QUIET: Color = Color::RGB(0x70_70_70);
/// What units write is named in a few words; the whole of it is in their own file.
const LONGEST: usize = 600;

/// The formats of a workbook of feedback.
pub(super) struct Styles {
    pub office: Format,
    pub title: Format,
    pub subtitle: Format,
    pub section: Format,
    pub label: Format,
    pub value: Format,
    pub verdict: Format,
    pub line: Format,
    pub quiet: Format,
    pub header: Format,
    pub text: Format,
    pub centred: Format,
    pub link: Format,
    must: Format,
    look: Format,
}

impl Styles {
    /// The formats.
    pub(super) fn new() -> Self {
        let base = Format::new().set_font_name(FONT).set_font_size(SIZE).set_text_wrap();
        let top = base.clone().set_align(FormatAlign::Top);
        let bordered = top.clone().set_border(FormatBorder::Thin);
        let centred = bordered.clone().set_align(FormatAlign::Center);
        let middle = |format: &Format| {
            format.clone().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter)
        };
        Self {
            office: base.clone().set_bold(),
            title: middle(&base).set_bold().set_font_size(TITLE_SIZE),
            subtitle: middle(&base).set_italic(),
            section: base.clone().set_bold().set_font_size(12),
            label: top.clone().set_bold(),
            value: top.clone(),
            verdict: top.clone().set_bold().set_font_size(12),
            line: top,
            quiet: base.clone().set_font_size(9).set_font_color(QUIET),
            header: middle(&bordered).set_bold().set_background_color(HEADER_FILL),
            link: centred.clone().set_font_color(LINK).set_underline(FormatUnderline::Single),
            must: centred.clone().set_background_color(MUST),
            look: centred.clone().set_background_color(LOOK),
            centred,
            text: bordered,
        }
    }

    /// The format of how serious a finding is: the colour of the cell that it is about, which has
    /// none where nothing is asked.
    pub(super) fn weight(&self, finding: &Finding) -> &Format {
        match finding.severity {
            Severity::Error if finding.is_open() => &self.must,
            Severity::Warning if finding.is_open() => &self.look,
            _ => &self.centred,
        }
    }
}

/// A text that may hold what a unit wrote, at a length that a cell holds; cut, it ends in "…".
pub(super) fn cut(text: &str) -> String {
    shortened(text, LONGEST)
}
