//! Where everything stands on a form sheet. Pure: from an assignment to rows, columns and cells.

use crate::campaign::{Column, ColumnContent, Form, FormAssignment, Indicator};
use crate::key::{AnswerKey, CellName, Field, Position, Scope};

/// The row of the unit's name and of the line that prints the identity.
pub const UNIT_ROW: u32 = 0;
/// The row of the heading ("Biểu 1.").
pub const HEADING_ROW: u32 = 1;
/// The row of the title.
pub const TITLE_ROW: u32 = 2;
/// The row that says what the figures cover.
pub const PERIOD_ROW: u32 = 3;
/// The row that counts what is still missing or wrong.
pub const STATUS_ROW: u32 = 4;
/// The row of the captions.
pub const HEADER_ROW: u32 = 5;
/// The columns of the unit's name; the identity stands in the rest of the row.
pub const UNIT_COLUMNS: u16 = 4;

/// A form sheet of one unit.
#[derive(Debug, Clone)]
pub struct FormPlan<'c> {
    /// The form.
    pub form: &'c Form,
    /// The columns, official ones first; the check column stands after the last.
    pub columns: Vec<&'c Column>,
    /// The rows under the captions.
    pub rows: Vec<PlannedRow<'c>>,
}

/// A row under the captions.
#[derive(Debug, Clone)]
pub enum PlannedRow<'c> {
    /// A heading over the rows of a scope.
    Heading(Scope),
    /// A row to answer.
    Answer {
        /// Which answer.
        key: AnswerKey,
        /// Which row of the form.
        indicator: &'c Indicator,
    },
}

/// The optional cells at the foot of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FootField {
    /// Who filled the form in.
    Person,
    /// Their telephone.
    Phone,
    /// Number of the covering letter.
    Letter,
    /// Its date.
    Date,
}

impl FootField {
    /// Every field, in the order of the foot.
    pub const ALL: [Self; 4] = [Self::Person, Self::Phone, Self::Letter, Self::Date];

    /// The last part of the cell's name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Phone => "phone",
            Self::Letter => "letter",
            Self::Date => "date",
        }
    }
}

impl<'c> FormPlan<'c> {
    /// Plans the sheet of a form for what one unit must answer.
    #[must_use]
    pub fn new(assignment: &FormAssignment<'c>) -> Self {
        let form = assignment.form;
        let used: Vec<Field> =
            assignment.answers().flat_map(|(_, indicator)| indicator.fields()).collect();
        let columns = form
            .columns
            .iter()
            .filter(|column| match column.content {
                ColumnContent::Asks(field) => !column.added || used.contains(&field),
                ColumnContent::Shows(_) => true,
            })
            .collect();
        let single = assignment.sections.len() == 1
            && assignment.sections.iter().all(|section| section.scope == Scope::Own);
        let mut rows = Vec::new();
        for section in &assignment.sections {
            if !single {
                rows.push(PlannedRow::Heading(section.scope));
            }
            rows.extend(section.indicators.iter().map(|indicator| PlannedRow::Answer {
                key: AnswerKey {
                    form: form.id.clone(),
                    indicator: indicator.id.clone(),
                    scope: section.scope,
                },
                indicator,
            }));
        }
        Self { form, columns, rows }
    }

    /// The column in which a field is asked.
    #[must_use]
    pub fn field_column(&self, field: Field) -> Option<u16> {
        self.columns
            .iter()
            .position(|column| column.content == ColumnContent::Asks(field))
            .and_then(|index| u16::try_from(index).ok())
    }

    /// The column that says in words what is missing or wrong.
    #[must_use]
    pub fn check_column(&self) -> u16 {
        u16::try_from(self.columns.len()).unwrap_or(u16::MAX)
    }

    /// The rows with their row numbers on the sheet.
    pub fn numbered_rows(&self) -> impl Iterator<Item = (u32, &PlannedRow<'c>)> {
        (HEADER_ROW + 1..).zip(&self.rows)
    }

    /// The row under the last one.
    #[must_use]
    pub fn end_row(&self) -> u32 {
        HEADER_ROW + 1 + u32::try_from(self.rows.len()).unwrap_or(u32::MAX / 2)
    }

    /// The row of a cell at the foot; its caption stands in the second column, the cell in the
    /// third.
    #[must_use]
    pub fn foot_position(&self, field: FootField) -> Position {
        let index = FootField::ALL.iter().position(|other| *other == field).unwrap_or(0);
        Position::new(self.end_row() + 1 + u32::try_from(index).unwrap_or(0), 2)
    }

    /// The defined name of a cell at the foot.
    #[must_use]
    pub fn foot_name(&self, field: FootField) -> String {
        format!("bdhvs_{}_meta_{}", self.form.id, field.as_str())
    }

    /// Every input cell of the answers with its place, in the order of the sheet.
    #[must_use]
    pub fn input_cells(&self) -> Vec<(CellName, Position)> {
        let mut cells = Vec::new();
        for (row, planned) in self.numbered_rows() {
            let PlannedRow::Answer { key, indicator } = planned else { continue };
            for field in indicator.fields() {
                if let Some(column) = self.field_column(field) {
                    cells.push((key.cell(field), Position::new(row, u32::from(column))));
                }
            }
        }
        cells
    }
}
