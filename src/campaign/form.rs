//! A form (biểu, phụ lục): its columns, its rows, its checks.

use super::check::Check;
use super::indicator::{Indicator, Shown};
use crate::key::{Field, FormId, IndicatorId};

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnContent {
    /// Official text.
    Shows(Shown),
    /// An input cell.
    Asks(Field),
}

/// A column of a form, in its order on paper.
#[derive(Debug, Clone)]
pub struct Column {
    caption: String,
    /// What stands in it.
    pub content: ColumnContent,
    /// Whether the official form lacks the column and the campaign adds it.
    pub added: bool,
    /// Width in characters.
    pub width: u16,
}

impl Column {
    /// A column; `{year}` in the caption stands for the period's target year.
    #[must_use]
    pub fn new(caption: String, content: ColumnContent, added: bool, width: u16) -> Self {
        Self { caption, content, added, width }
    }

    /// The caption in a period with targets of a year.
    #[must_use]
    pub fn caption(&self, target_year: u16) -> String {
        self.caption.replace("{year}", &target_year.to_string())
    }
}

/// Biểu, phụ lục.
#[derive(Debug, Clone)]
pub struct Form {
    /// The key, part of cell names.
    pub id: FormId,
    /// The name on the tab.
    pub sheet: String,
    /// Printed above the title: "Biểu 1."
    pub heading: String,
    /// The title.
    pub title: String,
    /// The document that the form comes from, and where in it.
    pub source: String,
    /// The columns in their order.
    pub columns: Vec<Column>,
    /// The rows in their order.
    pub indicators: Vec<Indicator>,
    /// The cross checks.
    pub checks: Vec<Check>,
}

impl Form {
    /// A row by id.
    #[must_use]
    pub fn indicator(&self, id: &IndicatorId) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == *id)
    }

    /// The caption of the column that asks for a field.
    #[must_use]
    pub fn field_caption(&self, field: Field, target_year: u16) -> String {
        self.columns
            .iter()
            .find(|column| column.content == ColumnContent::Asks(field))
            .map_or_else(|| field.to_string(), |column| column.caption(target_year))
    }
}
