//! How feedback looks on paper: the face of official documents, few colours, none without words.

use rust_xlsxwriter::{Format, FormatUnderline};

use crate::rules::finding::{Finding, Severity};
use crate::wording::names::shortened;
use crate::workbooks::paper::colour::LINK;
use crate::workbooks::paper::letter::Letter;
use crate::workbooks::template::{MEND_COLOUR, REVIEW_COLOUR};

/// What units write is named in a few words; the whole of it is in their own file.
const LONGEST: usize = 600;

/// The formats of a workbook of feedback.
pub(super) struct ReplyStyles {
    pub letter: Letter,
    pub section: Format,
    pub label: Format,
    pub value: Format,
    pub verdict: Format,
    pub link: Format,
    must: Format,
    look: Format,
}

impl ReplyStyles {
    pub(super) fn new() -> Self {
        let letter = Letter::new();
        let Letter { office, line, centred, .. } = &letter;
        Self {
            section: office.clone().set_font_size(12),
            label: line.clone().set_bold(),
            value: line.clone(),
            verdict: line.clone().set_bold().set_font_size(12),
            link: centred.clone().set_font_color(LINK).set_underline(FormatUnderline::Single),
            must: centred.clone().set_background_color(MEND_COLOUR),
            look: centred.clone().set_background_color(REVIEW_COLOUR),
            letter,
        }
    }

    /// The format of how serious a finding is: the colour of the cell that it is about, which has
    /// none where nothing is asked.
    pub(super) fn weight(&self, finding: &Finding) -> &Format {
        match finding.severity {
            Severity::Error if finding.is_open() => &self.must,
            Severity::Warning if finding.is_open() => &self.look,
            _ => &self.letter.centred,
        }
    }
}

/// A text that may hold what a unit wrote, at a length that a cell holds; cut, it ends in "…".
pub(super) fn cut(text: &str) -> String {
    shortened(text, LONGEST)
}
