//! The kinds of thing that a definition names, and of value that it takes: words of its messages.

use std::fmt;

/// What a value should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    Text,
    /// Text in a cell: no number, no date.
    TextCell,
    WholeNumber,
    AboveZero,
    /// `true` or `false`.
    TrueFalse,
    /// A word for yes or no.
    YesNo,
    Day,
    Moment,
    DayOrMoment,
    /// The first day that a count covers: a day, or `start`.
    Since,
    SheetName,
    List,
    Table,
    /// Tables of values, written `[[…]]`.
    ArrayOfTables,
    /// The key of one of several figures in a row.
    FigureKey,
    /// A whole number above zero, of a row that counts or measures.
    Maximum,
    /// How many decimals a number may have.
    Decimals,
    /// What a ratio is per.
    Per,
    /// At least two choices, each once, and none of them a word that any cell may hold.
    Choices,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text in quotation marks",
            Self::TextCell => "text; format the cell as text and type it again",
            Self::WholeNumber => "a whole number",
            Self::AboveZero => "a whole number above zero",
            Self::TrueFalse => "true or false",
            Self::YesNo => "yes or no",
            Self::Day => "a date such as 2025-07-01",
            Self::Moment => "a moment such as 2026-05-22T08:30",
            Self::DayOrMoment => "a date such as 2026-03-31, or a moment such as 2026-03-31T16:00",
            Self::Since => "a date such as 2025-07-01, or start",
            Self::SheetName => {
                "the name of a sheet: at most 31 letters, none of [ ] : * ? / \\, \
                 no apostrophe at either end, and not History"
            }
            Self::List => "a list of texts",
            Self::Table => "a table",
            Self::ArrayOfTables => "written as [[...]]",
            Self::Maximum => "a whole number above zero, of a row that counts or measures",
            Self::Decimals => "a number of decimals from 0 to 6",
            Self::Per => "1, 100, 1000 or 100000",
            Self::Choices => {
                "two or more choices, each once, and none of the words that any cell may hold"
            }
            Self::FigureKey => {
                "the key of a figure: at most 16 lower-case letters and digits, a letter first, \
                 and none of the words that forms have for other cells"
            }
        })
    }
}

/// A kind of thing that a definition names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntityKind {
    /// One of several figures in a row.
    Figure,
    Unit,
    /// The electronic identification code of an agency.
    AgencyCode,
    Group,
    Party,
    Period,
    Form,
    Indicator,
    Source,
    /// A column of a list or a sheet.
    Column,
    Key,
    Sheet,
    Heading,
    Session,
    Check,
    Campaign,
    Target,
}

impl fmt::Display for EntityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Figure => "figure",
            Self::Unit => "unit",
            Self::AgencyCode => "agency code",
            Self::Group => "group",
            Self::Party => "party",
            Self::Period => "period",
            Self::Form => "form",
            Self::Indicator => "indicator",
            Self::Source => "source",
            Self::Column => "column",
            Self::Key => "key",
            Self::Sheet => "sheet",
            Self::Heading => "heading",
            Self::Session => "appointment",
            Self::Check => "check",
            Self::Campaign => "campaign",
            Self::Target => "target",
        })
    }
}
