//! How a definition workbook looks.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::workbooks::paper::FONT;
use crate::workbooks::paper::colour::HEADER_FILL;

/// The size of the text, in points.
pub(super) const SIZE: u32 = 11;

const NEEDED_FILL: Color = Color::RGB(0xFF_E9_B8);
const QUIET_FILL: Color = Color::RGB(0xF1_F1_F1);
const LINK: Color = Color::RGB(0x1F_4E_79);

pub(super) struct DefinitionStyles {
    pub title: Format,
    pub prose: Format,
    pub header: Format,
    /// The caption of a column that must be filled in.
    pub header_needed: Format,
    /// A sheet's line in the guide.
    pub chapter: Format,
    pub chapter_link: Format,
    /// Text of the guide in a cell, and explanations.
    pub help: Format,
    /// What is written in cells: always text, so that no program guesses a number or a date.
    pub text: Format,
    /// The same where nothing is written yet.
    pub blank_text: Format,
    pub whole: Format,
    pub blank_whole: Format,
}

impl DefinitionStyles {
    pub fn new() -> Self {
        let base = Format::new().set_font_name(FONT).set_font_size(SIZE).set_text_wrap();
        let top = base.clone().set_align(FormatAlign::Top);
        let cell = top.clone().set_border(FormatBorder::Thin);
        let header = base
            .clone()
            .set_border(FormatBorder::Thin)
            .set_bold()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_background_color(HEADER_FILL);
        let chapter = cell.clone().set_bold().set_background_color(QUIET_FILL);
        Self {
            title: base.clone().set_bold().set_font_size(14).set_align(FormatAlign::Center),
            prose: top.clone(),
            header_needed: header.clone().set_background_color(NEEDED_FILL),
            header,
            chapter_link: chapter.clone().set_font_color(LINK),
            chapter,
            help: cell.clone(),
            text: cell.clone().set_num_format("@"),
            blank_text: top.clone().set_num_format("@"),
            whole: cell.set_num_format("0"),
            blank_whole: top.set_num_format("0"),
        }
    }
}
