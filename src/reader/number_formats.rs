//! The number formats of a workbook of Excel, each taken apart once.

use super::format::{self, Shown};
use super::format_code::{FormatCode, builtin_code};

/// What a number format says of its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NumberStyle {
    pub(super) shown: Shown,
    /// Which of the codes shows its numbers, where one may show them otherwise than stored.
    pub(super) code: Option<usize>,
}

/// The codes that may show numbers otherwise than stored.
#[derive(Debug, Default)]
pub(super) struct NumberFormats(Vec<FormatCode>);

impl NumberFormats {
    /// Takes a code of the file apart. One that shows time shows no number.
    pub(super) fn of_code(&mut self, code: &str) -> NumberStyle {
        let shown = format::shown(code);
        let code = if shown.time.is_none() { FormatCode::read(code) } else { None };
        NumberStyle { shown, code: code.map(|code| self.keep(code)) }
    }

    /// A format that needs no code in the file, by its number.
    pub(super) fn builtin(&mut self, id: &str) -> NumberStyle {
        let code = id.parse().ok().and_then(builtin_code).and_then(FormatCode::read);
        NumberStyle { shown: format::builtin(id), code: code.map(|code| self.keep(code)) }
    }

    fn keep(&mut self, code: FormatCode) -> usize {
        self.0.push(code);
        self.0.len() - 1
    }

    /// The code that shows the numbers of a format, where it may show them otherwise than stored.
    pub(super) fn code(&self, style: NumberStyle) -> Option<&FormatCode> {
        self.0.get(style.code?)
    }
}
