//! How the sheets before the form look: as the lists that units get back.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::paper::FONT;
use crate::template::LOOK;

/// The size of running text, in points.
pub(super) const SIZE: u32 = 11;
/// The size of the title.
pub(super) const TITLE_SIZE: u32 = 14;

const HEADER_FILL: Color = Color::RGB(0xE2_EC_F5);
const QUIET: Color = Color::RGB(0x70_70_70);

/// The formats.
pub(super) struct Styles {
    pub(super) office: Format,
    pub(super) title: Format,
    pub(super) subtitle: Format,
    pub(super) line: Format,
    pub(super) quiet: Format,
    pub(super) header: Format,
    pub(super) text: Format,
    pub(super) centred: Format,
    pub(super) whole: Format,
    pub(super) proposed: Format,
}

impl Styles {
    /// The formats.
    pub(super) fn new() -> Self {
        let base = Format::new().set_font_name(FONT).set_font_size(SIZE).set_text_wrap();
        let top = base.clone().set_align(FormatAlign::Top);
        let bordered = top.clone().set_border(FormatBorder::Thin);
        let middle = |format: &Format| {
            format.clone().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter)
        };
        Self {
            office: base.clone().set_bold(),
            title: middle(&base).set_bold().set_font_size(TITLE_SIZE),
            subtitle: middle(&base).set_italic(),
            quiet: base.clone().set_font_size(9).set_font_color(QUIET),
            header: middle(&bordered).set_bold().set_background_color(HEADER_FILL),
            centred: bordered.clone().set_align(FormatAlign::Center),
            whole: bordered.clone().set_align(FormatAlign::Right).set_num_format("#,##0"),
            proposed: bordered.clone().set_background_color(LOOK),
            text: bordered,
            line: top,
        }
    }
}
