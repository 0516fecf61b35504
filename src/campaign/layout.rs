//! Where everything stands on a form sheet. Pure: from an assignment to rows, columns and cells.

use crate::campaign::list_figure::ListFigure;
use crate::campaign::{
    Column, ColumnContent, Form, FormAssignment, FormKind, Heading, Indicator, Role, Shown,
};
use crate::values::key::{AnswerKey, CellName, Field, Position};
use crate::values::quantity::figure_status::StatusRule;

/// The row of the unit's name and of the line that prints the identity.
pub const UNIT_ROW: u32 = 0;
/// The row of the heading ("Biểu 1.").
pub const HEADING_ROW: u32 = 1;
pub const TITLE_ROW: u32 = 2;
/// The row of the form's hint and of what the figures cover.
pub const PERIOD_ROW: u32 = 3;
/// The row that counts what is still missing or wrong.
pub const STATUS_ROW: u32 = 4;
pub const HEADER_ROW: u32 = 5;
/// The width of the check column, in characters.
pub const CHECK_WIDTH: u16 = 20;
/// The columns that a signature takes, and those from the start of the sheet to the end of the cells
/// at the foot. Where a form has fewer, the signature stands below those cells.
const SIGNATURE_COLUMNS: u16 = 4;
const FOOT_COLUMNS: u16 = 5;
const FOOT_COLUMN: u16 = 2;
/// The width that the caption of a cell at the head takes, in characters.
const HEAD_CAPTION: u16 = 30;

/// A form sheet of one unit.
#[derive(Debug, Clone)]
pub struct FormPlan<'c> {
    pub form: &'c Form,
    /// The columns, official ones first; the check column stands after the last.
    pub columns: Vec<&'c Column>,
    pub rows: Vec<PlannedRow<'c>>,
}

#[derive(Debug, Clone)]
pub enum PlannedRow<'c> {
    /// A line over the rows in which the unit has one part.
    Section(Role),
    /// A heading of the form over the rows that stand under it.
    Heading {
        heading: &'c Heading,
        /// How many headings stand over it.
        depth: usize,
    },
    Answer {
        key: AnswerKey,
        indicator: &'c Indicator,
        /// The further figures of the row.
        beside: Vec<PlannedFigure<'c>>,
    },
}

/// A figure that stands in a row beside another.
#[derive(Debug, Clone)]
pub struct PlannedFigure<'c> {
    pub key: AnswerKey,
    pub indicator: &'c Indicator,
}

impl<'c> PlannedRow<'c> {
    /// The answers in the row, in their order.
    pub fn answers(&self) -> impl Iterator<Item = PlannedFigure<'c>> + '_ {
        let (first, beside) = match self {
            Self::Section(_) | Self::Heading { .. } => (None, &[][..]),
            Self::Answer { key, indicator, beside } => {
                (Some(PlannedFigure { key: key.clone(), indicator }), beside.as_slice())
            }
        };
        first.into_iter().chain(beside.iter().cloned())
    }

    /// Whether a column of the form asks for anything in the row.
    pub fn asks(&self, column: Field) -> bool {
        self.answers().any(|answer| {
            answer.indicator.fields().iter().any(|f| answer.indicator.column_of(*f) == column)
        })
    }
}

/// The optional cells at the foot of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FootField {
    Person,
    /// The telephone number of whoever filled it in.
    Phone,
    Letter,
    Date,
}

impl FootField {
    /// Every field, in the order of the foot.
    pub const ALL: [Self; 4] = [Self::Person, Self::Phone, Self::Letter, Self::Date];

    /// The last part of the cell's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Phone => "phone",
            Self::Letter => "letter",
            Self::Date => "date",
        }
    }
}

/// The optional cells at the head of a form, each an answer for all its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeadField {
    /// That the form does not concern the unit.
    NotApplicable,
    /// How settled its figures are, where the unit chooses it.
    FigureStatus,
}

impl HeadField {
    pub const ALL: [Self; 2] = [Self::NotApplicable, Self::FigureStatus];

    /// The row in which it stands.
    pub const fn row(self) -> u32 {
        match self {
            Self::NotApplicable => STATUS_ROW,
            Self::FigureStatus => HEADING_ROW,
        }
    }

    /// The last part of the cell's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotApplicable => "notapplicable",
            Self::FigureStatus => "figurestatus",
        }
    }
}

/// The row of the head in which the cells of [`HeadField`] stand, right of the line that counts what is
/// missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeadCell {
    /// The first and the last column of the caption; none where the form is too narrow for one.
    pub caption: Option<Columns>,
    pub cell: u16,
}

/// Columns from one to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns {
    pub first: u16,
    pub last: u16,
}

/// The place of the signature: a row, from its first to its last column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature {
    pub row: u32,
    pub first: u16,
    pub last: u16,
}

impl<'c> FormPlan<'c> {
    /// Plans the sheet of a form for what one unit must answer.
    pub fn new(assignment: &FormAssignment<'c>) -> Self {
        let form = assignment.form;
        let used: Vec<Field> =
            assignment.answers().flat_map(|(_, indicator)| indicator.columns()).collect();
        let columns = form
            .columns
            .iter()
            .filter(|column| match column.content {
                ColumnContent::Asks(field) => !column.added || used.contains(&field),
                ColumnContent::Shows(_) => true,
            })
            .collect();
        let mut rows = Vec::new();
        for section in &assignment.sections {
            // A unit that reports nothing but its own need not be told so; with tasks it always
            // sees which part it has.
            if assignment.sections.len() > 1 || section.role != Role::Own {
                rows.push(PlannedRow::Section(section.role));
            }
            let mut open: Vec<&Heading> = Vec::new();
            for indicator in &section.indicators {
                let over = form.headings_over(indicator);
                let kept = over.iter().zip(&open).take_while(|(new, old)| new.id == old.id).count();
                for (depth, &heading) in over.iter().enumerate().skip(kept) {
                    rows.push(PlannedRow::Heading { heading, depth });
                }
                open = over;
                let scope = section.role.scope();
                let (form, id) = (form.id.clone(), indicator.id.clone());
                let key = AnswerKey { form, indicator: id, scope };
                match rows.last_mut() {
                    Some(PlannedRow::Answer { key: first, beside, .. })
                        if indicator.is_beside() && first.of_row() == key.of_row() =>
                    {
                        beside.push(PlannedFigure { key, indicator });
                    }
                    _ => rows.push(PlannedRow::Answer { key, indicator, beside: Vec::new() }),
                }
            }
        }
        Self { form, columns, rows }
    }

    pub fn indicators(&self) -> impl Iterator<Item = &'c Indicator> {
        self.rows.iter().flat_map(PlannedRow::answers).map(|answer| answer.indicator)
    }

    /// The column in which a field is asked.
    pub fn field_column(&self, field: Field) -> Option<u16> {
        self.columns
            .iter()
            .position(|column| column.content == ColumnContent::Asks(field))
            .and_then(|index| u16::try_from(index).ok())
    }

    /// Whether the form begins with the column of the numbers, in which headings have theirs too.
    pub fn starts_with_numbers(&self) -> bool {
        let first = self.columns.first().map(|column| column.content);
        first == Some(ColumnContent::Shows(Shown::Number)) && self.columns.len() > 1
    }

    /// The column that says in words what is missing or wrong.
    pub fn check_column(&self) -> u16 {
        u16::try_from(self.columns.len()).unwrap_or(u16::MAX)
    }

    /// The width of the columns from one to the last, in characters.
    pub fn width_from(&self, column: u16) -> u16 {
        let widths = self.columns.iter().skip(usize::from(column)).map(|column| column.width);
        widths.fold(CHECK_WIDTH, u16::saturating_add)
    }

    /// The last column of the unit's name; the identity stands in the rest of the row.
    pub fn last_unit_column(&self) -> u16 {
        if self.is_wide() { 3 } else { 1 }
    }

    /// The rows with their row numbers on the sheet.
    pub fn numbered_rows(&self) -> impl Iterator<Item = (u32, &PlannedRow<'c>)> {
        (HEADER_ROW + 1..).zip(&self.rows)
    }

    /// The row under the last one, and under the total.
    pub fn end_row(&self) -> u32 {
        self.total_row() + self.total_rows()
    }

    /// The row under the last one that is answered: of a list with totals, that of the total.
    pub fn total_row(&self) -> u32 {
        HEADER_ROW + 1 + u32::try_from(self.rows.len()).unwrap_or(u32::MAX / 2)
    }

    /// How many rows the total takes: one or none.
    pub fn total_rows(&self) -> u32 {
        u32::from(!self.totalled().is_empty())
    }

    /// The columns under which lines are added up, with where they stand.
    pub fn totalled(&self) -> Vec<(u16, &'c ListFigure)> {
        let line = self.indicators().find_map(Indicator::list_figures);
        let figures = line.into_iter().flatten().filter(|(_, figure)| figure.is_totalled);
        let placed = figures
            .filter_map(|(key, figure)| Some((self.field_column(Field::Column(*key))?, figure)));
        placed.collect()
    }

    /// The row of a cell at the foot; its caption stands in the second column, the cell in the
    /// third.
    pub fn foot_position(&self, field: FootField) -> Position {
        let index = FootField::ALL.iter().position(|other| *other == field).unwrap_or(0);
        let row = self.end_row() + 1 + u32::try_from(index).unwrap_or(0);
        Position::new(row, u32::from(FOOT_COLUMN))
    }

    /// The last column that a cell at the foot is merged with.
    pub fn last_foot_column(&self) -> u16 {
        let free = if self.is_wide() { FOOT_COLUMNS - 1 } else { self.check_column() - 1 };
        free.clamp(FOOT_COLUMN, FOOT_COLUMNS - 1)
    }

    /// Where the signature stands: beside the cells at the foot, or below them where the form is too
    /// narrow for both.
    pub fn signature(&self) -> Signature {
        let last = self.check_column();
        if self.is_wide() {
            return Signature {
                row: self.end_row() + 1,
                first: last + 1 - SIGNATURE_COLUMNS,
                last,
            };
        }
        let row = self.foot_position(FootField::Date).row + 2;
        Signature { row, first: last.saturating_sub(1), last }
    }

    fn is_wide(&self) -> bool {
        self.check_column() + 1 >= FOOT_COLUMNS + SIGNATURE_COLUMNS
    }

    /// The cells at the head that the form has.
    pub fn head_fields(&self) -> impl Iterator<Item = HeadField> + use<> {
        let is_whole = match self.form.kind {
            FormKind::Indicators | FormKind::List => true,
            FormKind::Tasks | FormKind::Outline => false,
        };
        let is_chosen = self.indicators().any(|row| row.figure_status == StatusRule::Chosen);
        HeadField::ALL.into_iter().filter(move |field| match field {
            HeadField::NotApplicable => is_whole,
            HeadField::FigureStatus => is_chosen,
        })
    }

    /// Where a cell at the head stands: in the check column, with its caption left of it.
    pub fn head_cell(&self, _: HeadField) -> HeadCell {
        let cell = self.check_column();
        let Some(last) = cell.checked_sub(1).filter(|last| *last > 0) else {
            return HeadCell { caption: None, cell };
        };
        let mut first = last;
        // One column at least is left for the line that counts what is missing.
        while first > 1 && self.width_between(first, last) < HEAD_CAPTION {
            first -= 1;
        }
        HeadCell { caption: Some(Columns { first, last }), cell }
    }

    /// The width of the columns from one to another, in characters.
    pub fn width_between(&self, first: u16, last: u16) -> u16 {
        let count = usize::from(last.saturating_sub(first)) + 1;
        let columns = self.columns.iter().skip(usize::from(first)).take(count);
        columns.map(|column| column.width).fold(0, u16::saturating_add)
    }

    /// The defined name of a cell at the head.
    pub fn head_name(&self, field: HeadField) -> String {
        format!("bdhvs_{}_meta_{}", self.form.id, field.as_str())
    }

    /// The defined name of a cell at the foot.
    pub fn foot_name(&self, field: FootField) -> String {
        format!("bdhvs_{}_meta_{}", self.form.id, field.as_str())
    }

    /// Every input cell of the answers with its place, in the order of the sheet.
    pub fn input_cells(&self) -> Vec<(CellName, Position)> {
        let mut cells = Vec::new();
        for (row, planned) in self.numbered_rows() {
            for PlannedFigure { key, indicator } in planned.answers() {
                for field in indicator.fields() {
                    if let Some(column) = self.field_column(indicator.column_of(field)) {
                        cells.push((key.cell(field), Position::new(row, u32::from(column))));
                    }
                }
            }
        }
        cells
    }
}
