//! The colours that every workbook has in common.

use rust_xlsxwriter::Color;

pub(crate) const HEADER_FILL: Color = Color::RGB(0xE2_EC_F5);
/// Words that are for programs, or for the curious.
pub(crate) const QUIET: Color = Color::RGB(0x70_70_70);
pub(crate) const LINK: Color = Color::RGB(0x1F_4E_8C);
