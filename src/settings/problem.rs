//! What can be wrong with a decision of the officer: data, so that each language says it its own way.

/// Why a decision cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// No rule is called so.
    UnknownRule {
        /// What is written.
        asked: String,
        /// What may have been meant.
        near: Option<String>,
    },
    /// A rule cannot be taken so.
    UnknownSeverity {
        /// What is written.
        asked: String,
    },
    /// A rule is named twice, by its code and by its name.
    Twice {
        /// Its code.
        code: &'static str,
    },
    /// Where the rule finds something there is nothing that can be read, or nothing that may be
    /// merged: it cannot be made milder, and its findings cannot be waived.
    Firm {
        /// Its code.
        code: &'static str,
    },
    /// Rules about targets and over all units are never errors.
    NeverError {
        /// Its code.
        code: &'static str,
    },
    /// No unit has this code.
    UnknownUnit {
        /// What is written.
        asked: String,
        /// What may have been meant.
        near: Option<String>,
    },
    /// No form has this row.
    UnknownRow {
        /// What is written.
        asked: String,
        /// What may have been meant.
        near: Option<String>,
    },
    /// Something that every waiver must say is not said.
    Missing {
        /// The key.
        key: &'static str,
    },
    /// A day that is none.
    Date {
        /// What is written.
        asked: String,
    },
    /// A column that no list of waivers has.
    UnknownColumn {
        /// What is written.
        asked: String,
        /// What may have been meant.
        near: Option<String>,
    },
    /// How far figures may lie apart is not said in a number.
    NoTolerance {
        /// What is written.
        asked: String,
    },
    /// A share of a rate may mean points or a part of it.
    ShareOfRate {
        /// What is written.
        asked: String,
    },
    /// No lead agency reports the row for the whole area.
    NotLed {
        /// What is written.
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
