//! How the sheets before the form look: as the lists that units get back.

use rust_xlsxwriter::{Format, FormatAlign};

use crate::workbooks::paper::letter::Letter;
use crate::workbooks::template::REVIEW_COLOUR;

pub(super) struct LeadStyles {
    pub(super) letter: Letter,
    pub(super) whole: Format,
    pub(super) proposed: Format,
}

impl LeadStyles {
    pub(super) fn new() -> Self {
        let letter = Letter::new();
        let text = &letter.text;
        Self {
            whole: text.clone().set_align(FormatAlign::Right).set_num_format("#,##0"),
            proposed: text.clone().set_background_color(REVIEW_COLOUR),
            letter,
        }
    }
}
