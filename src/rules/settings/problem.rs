//! What can be wrong with a decision of the officer: data, so that each language says it its own way.

/// Why a decision cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    UnknownRule {
        asked: String,
        near: Option<String>,
    },
    /// A rule cannot be taken so.
    UnknownSeverity {
        asked: String,
    },
    /// A rule is named twice, by its code and by its name.
    Twice {
        code: &'static str,
    },
    /// Where the rule finds something there is nothing that can be read, or nothing that may be
    /// merged: it cannot be made milder, and its findings cannot be waived.
    Firm {
        code: &'static str,
    },
    /// Rules about targets and over all units are never errors.
    NeverError {
        code: &'static str,
    },
    UnknownUnit {
        asked: String,
        near: Option<String>,
    },
    UnknownRow {
        asked: String,
        near: Option<String>,
    },
    /// Something that every waiver must say is not said.
    Missing {
        key: &'static str,
    },
    /// A day that is none.
    Date {
        asked: String,
    },
    /// A column that the list does not have.
    UnknownColumn {
        asked: String,
        near: Option<String>,
        known: String,
    },
    /// What is wrong with a correction.
    Correction(CorrectionProblem),
    /// How far figures may lie apart is not said in a number.
    NoTolerance {
        asked: String,
    },
    /// A share of a rate may mean points or a part of it.
    ShareOfRate {
        asked: String,
    },
    /// No lead agency reports the row for the whole area.
    NotLed {
        asked: String,
    },
    /// The list is not in UTF-8.
    NotUtf8,
    /// The list is not a table.
    NotTable {
        /// What is wrong, in English.
        detail: String,
    },
}

/// Why a correction cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CorrectionProblem {
    /// Something that every correction must say is not said.
    Lacks { key: &'static str },
    /// It rests on nothing.
    NoBasis,
    /// A document without its number, its symbol or its date.
    NotADocument { asked: String },
    /// A telephone call without a name, a post or an hour.
    NotACall { asked: String },
    /// Neither of the two scopes.
    UnknownScope { asked: String },
    /// A column that the row does not have.
    NoField { asked: String, known: String },
    /// The unit does not report the row, or not of this area.
    NotAsked { unit: String, row: String },
    /// What is neither a whole number nor a text.
    NotPlain { key: &'static str, asked: String },
    /// The same cell is corrected in another place too.
    Twice { other: String },
}
