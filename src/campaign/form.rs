//! A form (biểu, phụ lục): its columns, its rows, its checks.

use super::check::Check;
use super::indicator::{Indicator, Shown};
use crate::values::key::{AnswerKey, CellName, Field, FormId, IndicatorId};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnContent {
    Shows(Shown),
    Asks(Field),
}

/// A column of a form, in its order on paper.
#[derive(Debug, Clone)]
pub struct Column {
    caption: String,
    pub content: ColumnContent,
    /// Whether the official form lacks the column and the campaign adds it.
    pub added: bool,
    /// Whether a line of a list is complete without it.
    pub optional: bool,
    /// The width of the column in characters.
    pub width: u16,
}

impl Column {
    /// A column; `{year}` in the caption stands for the period's target year.
    pub fn new(caption: String, content: ColumnContent, added: bool, width: u16) -> Self {
        Self { caption, content, added, optional: false, width }
    }

    /// The caption as the definition writes it.
    pub fn plain_caption(&self) -> &str {
        &self.caption
    }

    /// The field that the column asks for.
    pub fn asked(&self) -> Option<Field> {
        match self.content {
            ColumnContent::Asks(field) => Some(field),
            ColumnContent::Shows(_) => None,
        }
    }

    /// The caption in a period with targets of a year.
    pub fn caption(&self, target_year: u16) -> String {
        self.caption.replace("{year}", &target_year.to_string())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    Indicators,
    Tasks,
    /// Prose under the sections of an outline (đề cương).
    Outline,
    /// Lines of a list; row n is indicator n.
    List,
}

impl FormKind {
    const ALL: [Self; 4] = [Self::Indicators, Self::Tasks, Self::Outline, Self::List];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Indicators => "indicators",
            Self::Tasks => "tasks",
            Self::Outline => "outline",
            Self::List => "list",
        }
    }

    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether its rows may be asked of the unit itself and of the whole area.
    pub const fn has_scopes(self) -> bool {
        match self {
            Self::Indicators => true,
            Self::Tasks | Self::Outline | Self::List => false,
        }
    }
}

/// A line over the rows that stand under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The key that rows and other headings refer to.
    pub id: String,
    pub number: String,
    pub label: String,
    /// The heading above it, if any.
    pub under: Option<String>,
}

/// What a reporting rule says of a form beside its rows (Nghị định 09/2019/NĐ-CP, Điều 8, read from a summary
/// and not from its text), as printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Duty {
    pub reporters: Option<String>,
    pub recipient: Option<String>,
    /// How it is sent.
    pub delivery: Option<String>,
    /// How often.
    pub frequency: Option<String>,
}

/// Biểu, phụ lục.
#[derive(Debug, Clone)]
pub struct Form {
    /// The key, part of cell names.
    pub id: FormId,
    pub kind: FormKind,
    pub sheet: String,
    /// Printed above the title: "Biểu 1."
    pub heading: String,
    pub title: String,
    /// The document that the form comes from, and where in it.
    pub source: String,
    /// A line under the title, for the clerk.
    pub hint: Option<String>,
    pub duty: Duty,
    pub columns: Vec<Column>,
    pub headings: Vec<Heading>,
    pub indicators: Vec<Indicator>,
    pub checks: Vec<Check>,
}

impl Form {
    pub fn indicator(&self, id: &IndicatorId) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == *id)
    }

    /// A cell by the answer that it is of: of a row with several figures a name tells the row and the column.
    pub fn cell(&self, cell: &CellName) -> CellName {
        let row = &cell.answer.indicator;
        let of_figure = match cell.field {
            Field::Column(figure) => row.with_figure(figure).map(|id| (id, Field::Value)),
            _ => None,
        };
        let found = of_figure.filter(|(id, _)| self.indicator(id).is_some()).or_else(|| {
            let mut rows = self.indicators.iter();
            let first = rows.find(|known| known.id.row() == row.as_str())?;
            Some((first.id.clone(), cell.field))
        });
        let Some((indicator, field)) = found else { return cell.clone() };
        CellName { answer: AnswerKey { indicator, ..cell.answer.clone() }, field }
    }

    /// The headings that a row stands under, the outermost first.
    pub fn headings_over(&self, indicator: &Indicator) -> Vec<&Heading> {
        let mut over = Vec::new();
        let mut under = indicator.under.as_deref();
        let mut from = self.headings.len();
        // A heading stands once at most in a chain, whatever a definition says.
        while over.len() < self.headings.len()
            && let Some(at) = under.and_then(|id| self.heading_before(id, from))
            && let Some(heading) = self.headings.get(at)
        {
            from = at;
            over.push(heading);
            under = heading.under.as_deref();
        }
        over.reverse();
        over
    }

    /// Where a heading is in the list. The one above another most often stands just before it (`from`).
    fn heading_before(&self, id: &str, from: usize) -> Option<usize> {
        let is_it = |heading: &Heading| heading.id == id;
        let (before, after) = self.headings.split_at_checked(from)?;
        let above = before.iter().rposition(is_it);
        above.or_else(|| after.iter().position(is_it).map(|at| from + at))
    }

    /// The caption of the column that asks for a field.
    pub fn field_caption(&self, field: Field, target_year: u16) -> String {
        self.columns
            .iter()
            .find(|column| column.content == ColumnContent::Asks(field))
            .map_or_else(|| field.to_string(), |column| column.caption(target_year))
    }
}
