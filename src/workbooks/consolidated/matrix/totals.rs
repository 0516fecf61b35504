//! The totals of the matrix as formulas: counts over the rows above them, rates over "Cách tính",
//! since percentages cannot be added up.

use rust_xlsxwriter::utility::column_number_to_name;

use super::answer;
use super::plan::{MatrixColumn, Part};
use crate::campaign::Aggregation;
use crate::ledger::Rollup;
use crate::t;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::words::{ARRANGED, YES_NO};
use crate::workbooks::consolidated::calculation_sheet::Cell;
use crate::workbooks::consolidated::formula::{self, criterion, quoted, spliced};
use crate::workbooks::consolidated::value::{Shape, Value};
use crate::workbooks::consolidated::{BookContext, cells};

/// Rows of the sheet that follow one another.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowRange {
    pub(super) first: u32,
    pub(super) last: u32,
}

/// What a column comes to, and of how many units.
pub(super) struct ColumnTotal {
    pub(super) total: Value,
    pub(super) coverage: Value,
}

/// What some rows of the matrix come to.
pub(super) struct Totals<'t> {
    pub(super) caption: String,
    pub(super) ranges: &'t [RowRange],
    /// The kind of unit that they are of; none for all that are added up.
    pub(super) kind: Option<&'t str>,
    /// What a column comes to over them; nothing where none of the units is asked.
    pub(super) of: &'t dyn Fn(&MatrixColumn<'_>) -> Option<Rollup>,
}

impl Totals<'_> {
    pub(super) fn of_column(
        &self,
        cx: &BookContext<'_>,
        at: u16,
        column: &MatrixColumn<'_>,
    ) -> Option<ColumnTotal> {
        let rollup = (self.of)(column)?;
        let figures = Figures { cx, totals: self, column, at, rollup: &rollup };
        Some(ColumnTotal {
            total: figures.total(answer::total(cx, column, &rollup)),
            coverage: figures.coverage(rollup.coverage().into()),
        })
    }
}

struct Figures<'f, 'c> {
    cx: &'f BookContext<'c>,
    totals: &'f Totals<'f>,
    column: &'f MatrixColumn<'f>,
    at: u16,
    rollup: &'f Rollup,
}

impl Figures<'_, '_> {
    fn measure(&self) -> Measure {
        self.column.row.row.indicator.measure
    }

    fn is_listed(&self) -> bool {
        self.column.row.row.indicator.aggregation == Aggregation::Listed
    }

    fn ranges(&self, column: u16) -> Vec<String> {
        let letter = column_number_to_name(column);
        let ranges = self.totals.ranges.iter();
        ranges
            .map(|RowRange { first, last }| format!("{letter}{}:{letter}{}", first + 1, last + 1))
            .collect()
    }

    /// The column of the figure itself: people stand behind it.
    fn main(&self) -> Vec<String> {
        self.ranges(if self.column.part == Part::People { self.at - 1 } else { self.at })
    }

    /// How many cells hold a word.
    fn that_say(&self, word: &str) -> String {
        let word = criterion(word);
        let counts: Vec<String> =
            self.main().iter().map(|range| format!("COUNTIF({range},{word})")).collect();
        counts.join("+")
    }

    /// An address on the sheet that works the figure out.
    fn worked_out(&self, cell: Cell) -> Option<String> {
        let row = &self.column.row.row;
        match self.totals.kind {
            Some(kind) => self.cx.calculation.kind_address(row, kind, cell),
            None => Some(self.cx.calculation.address(row, cell)),
        }
    }

    /// How many units the total stands on.
    fn answered(&self) -> Option<String> {
        match self.measure() {
            Measure::Percent | Measure::Ratio if self.is_listed() => None,
            Measure::Percent | Measure::Ratio => self.worked_out(Cell::Answered),
            Measure::Choice if self.column.row.row.has_areas() => None,
            Measure::Choice => {
                let choices = self.column.row.row.indicator.measure_form.choices.as_slice();
                let each: Vec<String> =
                    choices.iter().map(|choice| self.that_say(choice)).collect();
                Some(each.join("+"))
            }
            Measure::Count
            | Measure::Documents
            | Measure::CountWithPeople
            | Measure::Quantity
            | Measure::Rank => Some(format!("COUNT({})", self.main().join(","))),
            Measure::YesNo => Some(YES_NO.map(|word| self.that_say(word)).join("+")),
            // A line of an area says how many of its units, and no word.
            Measure::Arranged if self.column.row.row.has_areas() => {
                Some(format!("COUNT({})", self.ranges(self.at).join(",")))
            }
            Measure::Arranged => Some(ARRANGED.map(|word| self.that_say(word)).join("+")),
            Measure::Text | Measure::Status | Measure::Section | Measure::Entry => None,
        }
    }

    fn total(&self, value: Value) -> Value {
        if self.is_listed() {
            return value;
        }
        let (shape, formula) = match (self.measure(), self.column.part) {
            (Measure::Percent | Measure::Ratio, _) => {
                let form = self.column.row.row.indicator.rate_form();
                return value.live_if(Shape::of_rate(form), self.worked_out(Cell::Rollup));
            }
            (Measure::Quantity, _) => {
                let decimals = self.column.row.row.indicator.measure_form.decimals;
                let fits = value.number().is_some() || self.rollup.answered == 0;
                let sum = format!("ROUND(SUM({}),{decimals})", self.ranges(self.at).join(","));
                (Shape::Decimal { decimals, sign: "" }, fits.then_some(sum))
            }
            (Measure::Choice, _) if !self.column.row.row.has_areas() => {
                let choices = self.column.row.row.indicator.measure_form.choices.as_slice();
                let each = choices.iter().map(|choice| {
                    let said = quoted(&format!("{choice}: "));
                    format!("{said}&({})", self.that_say(choice))
                });
                (Shape::Words, Some(each.collect::<Vec<_>>().join("&\"; \"&")))
            }
            (Measure::Count | Measure::Documents | Measure::CountWithPeople, Part::Main)
            | (Measure::CountWithPeople | Measure::Arranged, Part::People) => {
                // Beyond what a float holds exactly there are words, which nothing adds up.
                let fits = value.number().is_some() || self.rollup.answered == 0;
                let sum = format!("SUM({})", self.ranges(self.at).join(","));
                (Shape::Whole, fits.then_some(sum))
            }
            (Measure::YesNo | Measure::Arranged, Part::Main)
                if !self.column.row.row.has_areas() =>
            {
                let word = if self.measure() == Measure::YesNo { YES_NO[0] } else { ARRANGED[0] };
                let said = t!(self.cx.words, "book-total-yes-short", yes = "①");
                let yes = formula::count(&format!("({})", self.that_say(word)));
                (Shape::Words, Some(spliced(&said, &[('①', &yes)])))
            }
            (
                Measure::Count | Measure::Documents | Measure::YesNo | Measure::Arranged,
                Part::Main | Part::People,
            )
            | (
                Measure::Choice
                | Measure::Rank
                | Measure::Text
                | Measure::Status
                | Measure::Section
                | Measure::Entry,
                _,
            ) => return value,
        };
        let nothing = self.answered().zip(formula);
        let dash = quoted(cells::DASH);
        let formula =
            nothing.map(|(answered, formula)| format!("IF({answered}=0,{dash},{formula})"));
        value.live_if(shape, formula)
    }

    fn coverage(&self, value: Value) -> Value {
        // A line of an area stands for many units.
        if self.column.row.row.has_areas() {
            return value;
        }
        let Some(answered) = self.answered() else { return value };
        let expected = if self.measure().is_rate() {
            self.worked_out(Cell::Expected)
        } else {
            let asked = self.rollup.expected + self.rollup.not_applicable;
            let without = self.that_say(&t!(self.cx.words, "book-cell-not-applicable"));
            Some(format!("({asked}-({without}))"))
        };
        let formula = expected.map(|expected| format!("({answered})&\"/\"&{expected}"));
        value.live_if(Shape::Words, formula)
    }
}
