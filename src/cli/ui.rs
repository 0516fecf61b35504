//! What goes to the terminal: reports on standard output, progress and failures on standard error.

use std::io::{self, ErrorKind, IsTerminal as _, Write as _};
use std::path::Path;
use std::sync::OnceLock;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use unicode_width::UnicodeWidthStr as _;

use super::args::{Colour, Common};
use crate::consolidate::intake::Received;
use crate::export::report::table_style::Look;
use crate::files::output::{OutputError, OutputRun};
use crate::files::workspace::Workspace;
use crate::i18n::Words;
use crate::i18n::visible::{visible, visible_in_colour};
use crate::t;

/// So many files are told one by one on a terminal.
pub(super) const MOST: usize = 40;

/// Tables are made for this width in a pipe, and never wider.
const WIDTH: u16 = 80;
const WIDEST: u16 = 120;

/// The terminal as one run sees it.
pub(super) struct Ui {
    words: Words,
    quiet: bool,
    verbose: bool,
    colour: Colour,
    /// Why standard output could not be written.
    lost: OnceLock<io::Error>,
}

impl Ui {
    pub fn new(common: &Common, words: Words) -> Self {
        let Common { quiet, verbose, colour, .. } = *common;
        Self { words, quiet, verbose, colour, lost: OnceLock::new() }
    }

    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Something for a person to read: not printed with `--quiet`.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            let look = self.look();
            let text = if look.colour { visible_in_colour(text) } else { visible(text) };
            self.print(&wrapped(&text, usize::from(look.width)));
        }
    }

    /// The same; into a pipe or a file with each line whole, however long, so that each can be looked for.
    pub fn say_whole(&self, text: &str) {
        if io::stdout().is_terminal() {
            self.say(text);
        } else if !self.quiet {
            let text = if self.look().colour { visible_in_colour(text) } else { visible(text) };
            self.print(&format!("{text}\n"));
        }
    }

    /// Prints, with `--quiet` too.
    pub fn print(&self, text: &str) {
        if let Err(error) = print_plain(text) {
            // The first reason is the one that is told.
            let _ = self.lost.set(error);
        }
    }

    /// Why something that was printed did not arrive, if it did not.
    pub fn lost_output(&self) -> Option<&io::Error> {
        self.lost.get()
    }

    /// Writes a file that is the only one of its command.
    pub fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
        let mut run = OutputRun::new();
        run.stage(path, bytes)?;
        run.commit()?;
        self.completed(&run);
        Ok(())
    }

    /// Says which files of an earlier run, cut short, have been put in their places.
    pub fn completed(&self, run: &OutputRun) {
        for path in run.completed() {
            let path = path.display().to_string();
            self.note(&t!(self.words, "note-completed", path = path));
        }
    }

    /// Names the working folder where it is not the one that the command runs in: what it decides
    /// must not come as a surprise.
    pub fn say_where(&self, workspace: Option<&Workspace>) {
        if let Some(above) = workspace.filter(|workspace| !workspace.is_here()) {
            let folder = above.root().display().to_string();
            self.say(&t!(self.words, "workspace-above", folder = folder));
        }
    }

    /// Something that the officer should know beside the result: not printed with `--quiet`.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            last_words(text);
        }
    }

    /// Why the job could not be done.
    pub fn failure(&self, message: &str) {
        last_words(&t!(self.words, "failure", message = message));
    }

    /// What a library or the system said of what failed, in English: only with `--verbose`, and then with
    /// `--quiet` too.
    pub fn detail(&self, of: &str, text: &str) {
        if self.verbose {
            last_words(&format!("{of}: {text}"));
        }
    }

    /// The details of the files that could not be read.
    pub fn details(&self, files: &[Received<'_>]) {
        for file in files {
            if let Some(detail) = &file.detail {
                self.detail(&file.path, detail);
            }
        }
    }

    /// How tables are drawn: colour by flag, else on a terminal unless `NO_COLOR` is set.
    pub fn look(&self) -> Look {
        let terminal = io::stdout().is_terminal();
        let colour = match self.colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                terminal && !refused
            }
        };
        let columns = comfy_table::Table::new().width().filter(|_| terminal).unwrap_or(WIDTH);
        Look { colour, width: columns.clamp(WIDTH / 2, WIDEST) }
    }

    /// How many files are told one by one: on a terminal as many as are read there.
    pub fn most_files() -> usize {
        if io::stdout().is_terminal() { MOST } else { usize::MAX }
    }

    /// A progress bar, on a terminal only.
    pub fn progress(&self, length: usize, what: String) -> ProgressBar {
        if self.quiet || !io::stderr().is_terminal() {
            return ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        }
        let bar = ProgressBar::new(length as u64).with_message(what);
        match ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}") {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        }
    }
}

/// The text with lines no longer than the terminal, broken between words; a word that is longer
/// (a path) stays whole. Every line ends in a line feed.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for line in text.split('\n') {
        // A coloured line is one of a table, and made to fit: its codes take no room.
        if line.width() <= width || line.contains('\u{1B}') {
            out.push_str(line);
            out.push('\n');
            continue;
        }
        let mut used = 0;
        for word in line.split(' ') {
            let length = word.width();
            if used > 0 && used + 1 + length > width {
                out.push('\n');
                used = 0;
            } else if used > 0 {
                out.push(' ');
                used += 1;
            }
            out.push_str(word);
            used += length;
        }
        out.push('\n');
    }
    out
}

/// Prints; a closed pipe is the reader's business.
pub(super) fn print_plain(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error),
        _ => Ok(()),
    }
}

/// Prints a line on standard error.
pub(super) fn last_words(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", visible(text));
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn prose_is_wrapped_and_paths_stay_whole() {
        assert_eq!(wrapped("một hai ba", 7), "một hai\nba\n");
        assert_eq!(wrapped("/mot/duong/dan rat dai", 8), "/mot/duong/dan\nrat dai\n");
        assert_eq!(wrapped("ngắn\n\ndòng", 80), "ngắn\n\ndòng\n");
    }
}
