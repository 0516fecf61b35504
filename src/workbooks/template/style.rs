//! How a form looks: Times New Roman, thin borders, and input cells that can be told at a glance.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::workbooks::paper::FONT;
use crate::workbooks::paper::colour::{HEADER_FILL, QUIET};

/// The size of the text on a form, in points.
pub const SIZE: u32 = 12;
/// The size of headings and titles.
pub const TITLE_SIZE: u32 = 13;

const INPUT_FILL: Color = Color::RGB(0xFF_F8_DC);
const SECTION_FILL: Color = Color::RGB(0xF1_F1_F1);
pub(super) const CLOSED_FILL: Color = Color::RGB(0xED_ED_ED);
const GOOD: Color = Color::RGB(0x1B_6E_3A);
const BAD: Color = Color::RGB(0xB0_3A_12);

#[derive(Debug, Clone)]
pub struct FormStyles {
    /// The line that prints the identity.
    pub identity: Format,
    pub unit: Format,
    pub title: Format,
    /// What the figures cover.
    pub period: Format,
    /// The count of what is missing or wrong.
    pub status: Format,
    pub header: Format,
    pub header_input: Format,
    /// Headings between rows, each less heavy than the one before.
    headings: [Format; 3],
    pub text: Format,
    /// Official text in the middle of its cell.
    pub centred: Format,
    /// An input cell for a whole number.
    pub count: Format,
    /// An input cell for a percentage in points.
    pub percent: Format,
    pub words: Format,
    /// An input cell for prose, which begins at its top.
    pub prose: Format,
    /// An input cell for a choice.
    pub choice: Format,
    /// A cell in an input column that the row does not have.
    pub closed: Format,
    pub check: Format,
    /// A caption at the foot.
    pub foot: Format,
    /// The caption of a cell at the head, and the cell.
    pub head_caption: Format,
    pub head_input: Format,
    /// An input cell at the foot.
    pub foot_input: Format,
    pub signature: Format,
    /// The line under the signature block.
    pub signature_note: Format,
    pub guide: Format,
    /// Conditional: complete.
    pub good: Format,
    /// Conditional: missing or wrong.
    pub bad: Format,
}

impl FormStyles {
    pub fn new() -> Self {
        let base = Format::new().set_font_name(FONT).set_font_size(SIZE).set_text_wrap();
        let cell =
            base.clone().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        let input = cell.clone().set_background_color(INPUT_FILL).set_unlocked();
        let header = centred(&cell).set_bold().set_background_color(HEADER_FILL);
        Self {
            identity: base
                .clone()
                .set_font_size(9)
                .set_font_color(QUIET)
                .set_align(FormatAlign::Right),
            unit: base.clone().set_bold(),
            title: centred(&base)
                .set_bold()
                .set_font_size(TITLE_SIZE)
                .set_align(FormatAlign::VerticalCenter),
            period: centred(&base).set_italic().set_align(FormatAlign::VerticalCenter),
            status: centred(&base).set_bold().set_align(FormatAlign::VerticalCenter),
            header_input: header.clone().set_background_color(INPUT_FILL),
            header,
            headings: [
                cell.clone().set_bold().set_background_color(SECTION_FILL),
                cell.clone().set_bold(),
                cell.clone().set_bold().set_italic(),
            ],
            text: cell.clone(),
            centred: centred(&cell),
            count: centred(&input).set_num_format("#,##0"),
            percent: centred(&input).set_num_format("0.00"),
            words: input.clone(),
            prose: input.clone().set_align(FormatAlign::Top),
            choice: centred(&input),
            closed: cell.clone().set_background_color(CLOSED_FILL),
            check: cell.clone().set_italic().set_font_size(11),
            foot: base.clone().set_align(FormatAlign::VerticalCenter),
            head_caption: base
                .clone()
                .set_italic()
                .set_align(FormatAlign::Right)
                .set_align(FormatAlign::VerticalCenter),
            head_input: centred(&input).set_num_format("@"),
            foot_input: input.clone().set_num_format("@"),
            signature: centred(&base).set_bold(),
            signature_note: centred(&base).set_italic(),
            guide: base.set_align(FormatAlign::Top),
            good: Format::new().set_font_color(GOOD),
            bad: Format::new().set_font_color(BAD).set_bold(),
        }
    }

    /// A heading of a level, the outermost 0.
    pub fn heading(&self, level: usize) -> &Format {
        let [first, .., last] = &self.headings;
        match level {
            0 => first,
            _ => self.headings.get(level).unwrap_or(last),
        }
    }
}

fn centred(format: &Format) -> Format {
    format.clone().set_align(FormatAlign::Center)
}

impl Default for FormStyles {
    fn default() -> Self {
        Self::new()
    }
}
