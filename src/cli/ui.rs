//! What goes to the terminal: reports on standard output, progress and failures on standard error.

use std::io::{IsTerminal as _, Write as _};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use unicode_width::UnicodeWidthStr as _;

use super::args::{Colour, Common};
use crate::i18n::Words;
use crate::report::table::Look;
use crate::t;

/// Tables are made for this width in a pipe, and never wider.
const WIDTH: u16 = 80;
const WIDEST: u16 = 120;

/// The terminal as one run sees it.
pub(super) struct Ui {
    words: Words,
    quiet: bool,
    colour: Colour,
}

impl Ui {
    pub fn new(common: &Common, words: Words) -> Self {
        Self { words, quiet: common.quiet, colour: common.colour }
    }

    pub fn words(&self) -> &Words {
        &self.words
    }

    /// A report that was asked for: printed also with `--quiet`.
    pub fn data(&self, text: &str) {
        print_plain(text);
    }

    /// Something for a person to read: not printed with `--quiet`.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            let lines: Vec<String> = text.lines().map(|line| wrapped(line, width())).collect();
            print_plain(&format!("{}\n", lines.join("\n")));
        }
    }

    /// Why the job could not be done.
    pub fn failure(&self, message: &str) {
        last_words(&t!(self.words, "failure", message = message));
    }

    /// How tables are drawn: colour by flag, else on a terminal unless `NO_COLOR` is set.
    pub fn look(&self) -> Look {
        let terminal = std::io::stdout().is_terminal();
        let colour = match self.colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                terminal && !refused
            }
        };
        Look { colour, width: width() }
    }

    /// A progress bar, on a terminal only.
    pub fn progress(&self, length: usize, what: String) -> ProgressBar {
        if self.quiet || !std::io::stderr().is_terminal() {
            return ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        }
        let bar = ProgressBar::new(length as u64).with_message(what);
        match ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}") {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        }
    }
}

/// The width to print in.
fn width() -> u16 {
    let terminal = std::io::stdout().is_terminal();
    let columns = comfy_table::Table::new().width().filter(|_| terminal).unwrap_or(WIDTH);
    columns.clamp(WIDTH / 2, WIDEST)
}

/// A line that is too long, broken between words and indented; lines of a table never are. A word
/// that is too long by itself, such as a path, stays whole.
fn wrapped(line: &str, width: u16) -> String {
    let width = usize::from(width);
    if line.width() <= width || line.contains('\u{1B}') {
        return line.to_owned();
    }
    let text = line.trim_start();
    let indent = line.len() - text.len();
    let mut out = line.get(..indent).unwrap_or_default().to_owned();
    let mut column = indent;
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 && column + 1 + word.width() > width {
            out.push('\n');
            out.push_str(&" ".repeat(indent + 2));
            column = indent + 2;
        } else if index > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += word.width();
    }
    out
}

/// Prints; a closed pipe is the reader's business.
pub(super) fn print_plain(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Prints a line on standard error.
pub(super) fn last_words(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
