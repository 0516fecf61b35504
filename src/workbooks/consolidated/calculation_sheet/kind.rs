//! What the units of one kind come to: the sums that stand behind a figure for the whole area, and
//! behind its subtotals by kind.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::cell::{Cell, Line, named};
use crate::campaign::Aggregation;
use crate::ledger::{Rollup, Row, Total};
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::rate::Rate;
use crate::values::quantity::words::{ARRANGED, YES_NO};
use crate::workbooks::consolidated::detail::DetailColumn;
use crate::workbooks::consolidated::detail_ranges::Criterion;
use crate::workbooks::consolidated::formula::{self, RateExpression, criterion, quoted, spliced};
use crate::workbooks::consolidated::kind_totals::KindFigures;
use crate::workbooks::consolidated::value::{Shape, Value};
use crate::workbooks::consolidated::{BookContext, cells};

/// The line of one kind of unit.
pub(super) fn line(cx: &BookContext<'_>, figures: &KindFigures<'_>, at: u32) -> Line {
    let mut line = named(figures.row);
    line.insert(Cell::Label, figures.kind.into());
    let of_kind = [(DetailColumn::UnitKind, criterion(figures.kind))];
    let (row, rollup, apart) = (figures.row, &figures.rollup, figures.apart);
    let sums = Sums { cx, row, rollup, at, apart };
    sums.put(figures.asked, &of_kind, &[], &mut line);
    line
}

/// The sums of some of the units.
pub(super) struct Sums<'s, 'c> {
    pub(super) cx: &'s BookContext<'c>,
    pub(super) row: &'s Row<'s>,
    pub(super) rollup: &'s Rollup,
    pub(super) at: u32,
    pub(super) apart: bool,
}

impl Sums<'_, '_> {
    /// Puts the sums into a line. `only` holds for all of them; `apart` are the kinds that no sum
    /// knows.
    pub(super) fn put(&self, asked: usize, only: &[Criterion], apart: &[&str], line: &mut Line) {
        let counted = self.counted(only);
        let detail = &self.cx.detail;
        let rollup = self.rollup;
        let answered = Value::tally(rollup.answered).live(Shape::Whole, detail.count(&counted));
        let not_applicable = self.not_applicable(only, apart);
        let without = Value::tally(rollup.not_applicable).live(Shape::Whole, not_applicable);
        let expected = format!("{asked}-{}", Cell::NotApplicable.at(self.at));
        line.insert(Cell::Answered, answered);
        line.insert(Cell::NotApplicable, without);
        line.insert(Cell::Expected, Value::tally(rollup.expected).live(Shape::Whole, expected));
        for (cell, sum) in
            [(Cell::First, self.first(&counted)), (Cell::Second, self.second(&counted))]
        {
            if let Some(sum) = sum {
                line.insert(cell, sum);
            }
        }
        line.insert(Cell::Rollup, self.total(only));
        if self.row.has_areas() {
            self.settle(line);
        }
    }

    /// An area stands for many units, which "Chi tiết" does not count: how many they are, and how many
    /// of them say yes, is as its consolidation has it.
    fn settle(&self, line: &mut Line) {
        let says_yes = matches!(
            self.row.indicator.measure,
            Measure::YesNo | Measure::Arranged | Measure::Choice
        );
        let counts = [Cell::Answered, Cell::NotApplicable, Cell::Expected];
        for cell in counts.into_iter().chain(says_yes.then_some(Cell::First)) {
            if let Some(Value::Live(live)) = line.get(&cell) {
                let settled = live.result.clone();
                line.insert(cell, settled);
            }
        }
    }

    pub(super) fn key(&self) -> Criterion {
        (DetailColumn::RowCode, Cell::Key.at(self.at))
    }

    /// The figures that are added up, or, where nothing is, that are listed.
    pub(super) fn counted(&self, only: &[Criterion]) -> Vec<Criterion> {
        let words = self.cx.words;
        let indicator = self.row.indicator;
        let listed = indicator.aggregation == Aggregation::Listed
            || matches!(indicator.measure, Measure::Rank | Measure::Text);
        let status = if self.apart {
            t!(words, "book-status-apart")
        } else if listed {
            t!(words, "book-status-listed")
        } else {
            t!(words, "book-status-counted")
        };
        let mut criteria = vec![self.key(), (DetailColumn::Status, quoted(&status))];
        criteria.extend_from_slice(only);
        criteria
    }

    fn not_applicable(&self, only: &[Criterion], apart: &[&str]) -> String {
        let words = self.cx.words;
        let mut criteria = vec![
            self.key(),
            (DetailColumn::Status, quoted(&t!(words, "book-status-not-applicable"))),
            (DetailColumn::Scope, quoted(&t!(words, "book-scope-own"))),
        ];
        criteria.extend_from_slice(only);
        let mut formula = self.cx.detail.count(&criteria);
        for kind in apart {
            let mut criteria = criteria.clone();
            criteria.push((DetailColumn::UnitKind, criterion(kind)));
            formula = format!("{formula}-{}", self.cx.detail.count(&criteria));
        }
        formula
    }

    fn sum(&self, sum: i128, column: DetailColumn, counted: &[Criterion]) -> Value {
        let sum = Value::Whole(sum);
        // Beyond what a float holds exactly it is written in digits, and nothing adds digits up.
        let fits = sum.number().is_some();
        sum.live_if(Shape::Whole, fits.then(|| self.cx.detail.sum(column, counted)))
    }

    /// A sum of numbers with decimals, without what binary floats add to it.
    fn exact_sum(&self, sum: Decimal, of: Field, counted: &[Criterion]) -> Value {
        let column = match of {
            Field::Numerator => DetailColumn::Numerator,
            Field::Denominator => DetailColumn::Denominator,
            _ => DetailColumn::Value,
        };
        let Some(decimals) = self.row.indicator.decimals(of).filter(|decimals| *decimals > 0)
        else {
            return self.sum(sum.floor().to_i128().unwrap_or_default(), column, counted);
        };
        let mut sum = sum;
        sum.rescale(decimals);
        let sum = Value::Decimal { number: sum, sign: "" };
        let fits = sum.number().is_some();
        let formula = format!("ROUND({},{decimals})", self.cx.detail.sum(column, counted));
        sum.live_if(Shape::Decimal { decimals, sign: "" }, fits.then_some(formula))
    }

    /// How many answered with each of the row's own choices, as the words of the total.
    fn each_choice(&self, counted: &[Criterion]) -> String {
        let choices = self.row.indicator.measure_form.choices.as_slice();
        let each = choices.iter().map(|choice| {
            let mut criteria = counted.to_vec();
            criteria.push((DetailColumn::Value, criterion(choice)));
            format!("{}&{}", quoted(&format!("{choice}: ")), self.cx.detail.count(&criteria))
        });
        each.collect::<Vec<_>>().join("&\"; \"&")
    }

    fn that_say(&self, units: usize, word: &str, counted: &[Criterion]) -> Value {
        let mut criteria = counted.to_vec();
        criteria.push((DetailColumn::Value, criterion(word)));
        Value::tally(units).live(Shape::Whole, self.cx.detail.count(&criteria))
    }

    fn first(&self, counted: &[Criterion]) -> Option<Value> {
        let indicator = self.row.indicator;
        if indicator.aggregation == Aggregation::Listed {
            return None;
        }
        let (sum, yes) = match &self.rollup.total {
            Total::Count { sum, .. } | Total::CountWithPeople { sum, .. } => (*sum, 0),
            Total::YesNo { yes } | Total::Arranged { yes, .. } => (0, *yes),
            Total::Choices(counts) => (0, counts.first()),
            Total::None | Total::Range { .. } | Total::Rate(_) | Total::Quantity(_) => (0, 0),
        };
        match indicator.measure {
            Measure::Percent | Measure::Ratio => {
                let sum = self.rollup.total.rate().map(Rate::numerator).unwrap_or_default();
                Some(self.exact_sum(sum, Field::Numerator, counted))
            }
            Measure::Quantity => {
                let sum = self.rollup.total.quantity().unwrap_or_default();
                Some(self.exact_sum(sum, Field::Value, counted))
            }
            Measure::Choice => {
                let first = indicator.measure_form.choices.as_slice().first()?;
                Some(self.that_say(yes, first, counted))
            }
            Measure::Count | Measure::Documents | Measure::CountWithPeople => {
                Some(self.sum(sum, DetailColumn::Value, counted))
            }
            Measure::YesNo => Some(self.that_say(yes, YES_NO[0], counted)),
            Measure::Arranged => Some(self.that_say(yes, ARRANGED[0], counted)),
            Measure::Rank | Measure::Text | Measure::Status | Measure::Section | Measure::Entry => {
                None
            }
        }
    }

    fn second(&self, counted: &[Criterion]) -> Option<Value> {
        let indicator = self.row.indicator;
        if indicator.aggregation == Aggregation::Listed {
            return None;
        }
        let sum = match &self.rollup.total {
            Total::CountWithPeople { people, .. } => *people,
            Total::Arranged { staff, .. } => *staff,
            Total::None
            | Total::Rate(_)
            | Total::Count { .. }
            | Total::YesNo { .. }
            | Total::Range { .. }
            | Total::Quantity(_)
            | Total::Choices(_) => 0,
        };
        match indicator.measure {
            Measure::Percent | Measure::Ratio => {
                let sum = self.rollup.total.rate().map(Rate::denominator).unwrap_or_default();
                Some(self.exact_sum(sum, Field::Denominator, counted))
            }
            Measure::CountWithPeople | Measure::Arranged => {
                Some(self.sum(sum, DetailColumn::People, counted))
            }
            Measure::Count
            | Measure::Documents
            | Measure::YesNo
            | Measure::Quantity
            | Measure::Choice
            | Measure::Rank
            | Measure::Text
            | Measure::Status
            | Measure::Section
            | Measure::Entry => None,
        }
    }

    fn total(&self, only: &[Criterion]) -> Value {
        let value = cells::sum(self.cx.words, self.row, self.rollup);
        let indicator = self.row.indicator;
        let [answered, first, second] =
            [Cell::Answered, Cell::First, Cell::Second].map(|cell| cell.at(self.at));
        if indicator.aggregation == Aggregation::Listed {
            return value;
        }
        let (shape, nothing, formula) = match indicator.measure {
            Measure::Percent | Measure::Ratio => {
                let rate = self.rollup.total.rate();
                if rate.is_none() && self.rollup.answered > 0 {
                    // A sum that is beyond all bounds is none.
                    return value;
                }
                let of = RateExpression::new(&first, &second, indicator);
                let formula = formula::percent(&of, rate, self.row.target);
                (Shape::of_rate(indicator.rate_form()), format!("{second}=0"), formula)
            }
            Measure::Count | Measure::Documents => {
                (Shape::Whole, format!("{answered}=0"), value.number().map(|_| first))
            }
            Measure::Quantity => {
                let decimals = indicator.measure_form.decimals;
                let shape = match decimals {
                    0 => Shape::Whole,
                    decimals => Shape::Decimal { decimals, sign: "" },
                };
                (shape, format!("{answered}=0"), value.number().map(|_| first))
            }
            Measure::Choice if self.row.has_areas() => return value,
            Measure::Choice => {
                let words = self.each_choice(&self.counted(only));
                (Shape::Words, format!("{answered}=0"), Some(words))
            }
            Measure::CountWithPeople => {
                let words =
                    format!("{}&\" (\"&{}&\")\"", formula::count(&first), formula::count(&second));
                (Shape::Words, format!("{answered}=0"), Some(words))
            }
            Measure::YesNo => {
                let words = t!(self.cx.words, "book-total-yes", count = "①");
                (Shape::Words, format!("{answered}=0"), Some(spliced(&words, &[('①', &first)])))
            }
            Measure::Arranged => {
                let words = t!(self.cx.words, "book-total-arranged", yes = "①", staff = "②");
                let staff = formula::count(&second);
                let formula = spliced(&words, &[('①', &first), ('②', &staff)]);
                (Shape::Words, format!("{answered}=0"), Some(formula))
            }
            Measure::Rank | Measure::Text | Measure::Status | Measure::Section | Measure::Entry => {
                return value;
            }
        };
        let dash = quoted(cells::DASH);
        value.live_if(shape, formula.map(|formula| format!("IF({nothing},{dash},{formula})")))
    }
}
