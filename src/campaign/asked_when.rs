//! A row that is asked only where another row says so: `1.3 = Có`.

use super::formula::{FigureRef, FormulaProblem, Names};
use crate::values::quantity::text;

/// When a row is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedWhen {
    /// As the definition writes it.
    pub written: String,
    /// The row that is looked at, of the same unit and scope.
    pub of: FigureRef,
    pub wanted: Wanted,
}

/// What the other row must say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    Choice(String),
    /// Anything but a choice.
    Other(String),
    /// A number above another.
    Above(i64),
}

impl AskedWhen {
    /// Reads a condition: `1.3 = Có`, `1.3 != Không`, `2.1 > 0`.
    ///
    /// # Errors
    /// The part that was not understood, or the row that is not there.
    pub fn parse(written: &str, names: &impl Names) -> Result<Self, FormulaProblem> {
        let written = text::clean(written);
        let syntax = || FormulaProblem::Syntax { part: written.clone() };
        let parts = |sign: &str| written.split_once(sign);
        let (name, wanted) = if let Some((name, choice)) = parts("!=").or_else(|| parts("≠")) {
            (name, Wanted::Other(choice_of(choice)))
        } else if let Some((name, choice)) = parts("=") {
            (name.trim_end_matches('='), Wanted::Choice(choice_of(choice.trim_start_matches('='))))
        } else {
            let (name, number) = parts(">").ok_or_else(syntax)?;
            (name, Wanted::Above(number.trim().parse().map_err(|_| syntax())?))
        };
        let name = name.trim();
        let of =
            names.figure(name).ok_or_else(|| FormulaProblem::Unknown { name: name.to_owned() })?;
        Ok(Self { written, of, wanted })
    }
}

/// A choice, with or without quotation marks.
fn choice_of(written: &str) -> String {
    written.trim().trim_matches(['"', '“', '”', '\'']).trim().to_owned()
}
