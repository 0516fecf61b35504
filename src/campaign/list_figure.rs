//! A column of a list that holds figures: how its cells are read, whether they are worked out of other
//! columns of the line, and whether they are added up.

use std::collections::BTreeMap;

use super::indicator::{Detail, Indicator};
use crate::values::key::{ColumnKey, Field};
use crate::values::quantity::measure::Measure;

/// The row of a list by which a check names every one of its lines: `ds_line_own_tong`.
pub const LINE: &str = "line";

/// The columns of a list that hold figures, by their keys.
pub type ListFigures = BTreeMap<ColumnKey, ListFigure>;

#[derive(Debug, Clone)]
pub struct ListFigure {
    /// How its cells are read: as the value of a row of its measure. Its formula reads other columns of
    /// the line, each named as a figure of the row `line`.
    pub row: Indicator,
    /// Whether the lines are added up under it.
    pub is_totalled: bool,
}

impl ListFigure {
    /// Whether lines add up to a number: figures, or how many say yes.
    pub fn can_be_totalled(&self) -> bool {
        self.row.measure.adds_up() || self.row.measure == Measure::YesNo
    }
}

/// As what a cell is read: which of the cells of a row.
#[derive(Debug, Clone, Copy)]
pub struct ReadAs<'i> {
    pub row: &'i Indicator,
    pub field: Field,
}

impl Indicator {
    /// The columns of the list that hold figures, where the row is a line of one.
    pub fn list_figures(&self) -> Option<&ListFigures> {
        match &self.detail {
            Detail::Entry { figures, .. } => Some(figures),
            Detail::Figure | Detail::Task(_) | Detail::Section { .. } => None,
        }
    }

    /// As what one of its cells is read: in a column of figures as the value of a row of that measure.
    pub fn read_as(&self, field: Field) -> ReadAs<'_> {
        let figures = self.list_figures();
        let figure = match field {
            Field::Column(key) => figures.and_then(|figures| figures.get(&key)),
            _ => None,
        };
        match figure {
            Some(figure) => ReadAs { row: &figure.row, field: Field::Value },
            None => ReadAs { row: self, field },
        }
    }

    /// Whether one of its cells is worked out of others and never asked.
    pub fn is_computed_cell(&self, field: Field) -> bool {
        self.read_as(field).row.is_computed()
    }
}
