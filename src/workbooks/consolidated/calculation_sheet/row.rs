//! The line of one row of a form: what the units come to, what the lead agencies report, which of
//! the two is official, and how it stands against the target.

use rust_decimal::Decimal;

use super::cell::{Cell, Line, named};
use super::kind::Sums;
use super::reached;
use crate::consolidate::merge::{ConsolidatedRow, OfficialSource, Verdict};
use crate::consolidate::names;
use crate::ledger::Contribution;
use crate::rules::settings::OfficialChoice;
use crate::submission::answer::Figure;
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::target::{More, Target};
use crate::workbooks::consolidated::cells::adds_up;
use crate::workbooks::consolidated::detail::DetailColumn;
use crate::workbooks::consolidated::detail_ranges::{Criterion, of_unit};
use crate::workbooks::consolidated::formula::{self, Held, RateExpression, quoted, spliced};
use crate::workbooks::consolidated::value::{Shape, Value};
use crate::workbooks::consolidated::{BookContext, cells};

/// The line of a row, as it stands in a row of the sheet.
pub(super) fn line(cx: &BookContext<'_>, consolidated: &ConsolidatedRow<'_>, at: u32) -> Line {
    let row = &consolidated.row;
    let mut line = named(row);
    let bound = row.target.and_then(Target::percent_bound).map(|(bound, _)| bound);
    line.insert(Cell::Bound, bound.map_or(Value::Blank, Value::Percent));
    if adds_up(row) {
        let asked = row.asked.iter().filter(|asked| asked.counted).count();
        let apart: Vec<&str> = row.apart.iter().map(|apart| apart.caption).collect();
        let sums = Sums { cx, row, rollup: &row.rollup, at, apart: false };
        sums.put(asked, &[], &apart, &mut line);
    }
    let official = Official { cx, consolidated, at };
    line.insert(Cell::Source, official.source());
    official.put(&mut line);
    let verdict = official.verdict(&line);
    line.insert(Cell::Verdict, verdict);
    line
}

/// The official figure of a row.
struct Official<'o, 'c> {
    cx: &'o BookContext<'c>,
    consolidated: &'o ConsolidatedRow<'o>,
    at: u32,
}

impl<'o> Official<'o, '_> {
    /// Where it comes from, without how many units that are: that stands beside it.
    fn source(&self) -> Value {
        match self.consolidated.official.source {
            OfficialSource::Rollup if adds_up(&self.consolidated.row) => {
                t!(self.cx.words, "book-form-rollup").into()
            }
            _ => cells::source(self.cx, self.consolidated).into(),
        }
    }

    /// The lead agencies that it comes from.
    fn leads(&self) -> Vec<&'o Contribution<'o>> {
        let reported = self.consolidated.row.reported.iter();
        match &self.consolidated.official.choice {
            Some(OfficialChoice::Unit(code)) => {
                reported.filter(|lead| lead.unit.code.as_str() == code).collect()
            }
            _ => reported.collect(),
        }
    }

    /// A figure of a lead agency.
    fn of_lead(&self, lead: &Contribution<'_>, column: DetailColumn) -> String {
        let status = t!(self.cx.words, "book-status-city");
        let mut criteria: Vec<Criterion> = vec![
            (DetailColumn::RowCode, Cell::Key.at(self.at)),
            (DetailColumn::Status, quoted(&status)),
        ];
        criteria.extend(of_unit(&lead.unit.code));
        self.cx.detail.sum(column, &criteria)
    }

    fn put(&self, line: &mut Line) {
        let value = cells::result(self.cx, self.consolidated);
        let official = &self.consolidated.official;
        let leads = self.leads();
        let value = match (official.source, leads.as_slice()) {
            (OfficialSource::Rollup, _) if adds_up(&self.consolidated.row) => {
                self.of_units(value, line)
            }
            (OfficialSource::Reported, [lead]) => self.by_lead(value, lead, line),
            (OfficialSource::Reported, leads) => {
                let each = leads.iter().map(|lead| self.of_lead(lead, DetailColumn::Value));
                let each: Vec<String> = each.collect();
                let formula = match official.choice {
                    Some(OfficialChoice::Largest) => Some(format!("MAX({})", each.join(","))),
                    Some(OfficialChoice::Sum) => Some(each.join("+")),
                    _ => None,
                };
                let fits = value.number().is_some();
                value.live_if(Shape::Whole, formula.filter(|_| fits))
            }
            _ => value,
        };
        line.insert(Cell::Official, value);
    }

    fn of_units(&self, value: Value, line: &mut Line) -> Value {
        if self.consolidated.row.indicator.measure.is_rate() {
            for (sum, cell) in
                [(Cell::First, Cell::OfficialFirst), (Cell::Second, Cell::OfficialSecond)]
            {
                if let Some(Value::Live(summed)) = line.get(&sum) {
                    let figure = summed.result.clone().live(summed.shape, sum.at(self.at));
                    line.insert(cell, figure);
                }
            }
        }
        match line.get(&Cell::Rollup) {
            Some(Value::Live(rollup)) => value.live(rollup.shape, Cell::Rollup.at(self.at)),
            _ => value,
        }
    }

    fn by_lead(&self, value: Value, lead: &Contribution<'_>, line: &mut Line) -> Value {
        let [first, second] =
            [Cell::OfficialFirst, Cell::OfficialSecond].map(|cell| cell.at(self.at));
        match &lead.figure {
            Figure::Rate(rate) => {
                let numerator = self.part(lead, rate.numerator(), DetailColumn::Numerator);
                let denominator = self.part(lead, rate.denominator(), DetailColumn::Denominator);
                line.insert(Cell::OfficialFirst, numerator);
                line.insert(Cell::OfficialSecond, denominator);
                let target = self.consolidated.row.target;
                let indicator = self.consolidated.row.indicator;
                let of = RateExpression::new(&first, &second, indicator);
                let formula = formula::percent(&of, Some(*rate), target);
                let dash = quoted(cells::DASH);
                let formula = formula.map(|formula| format!("IF({second}=0,{dash},{formula})"));
                value.live_if(Shape::of_rate(rate.form()), formula)
            }
            Figure::Bare(bare) => {
                value.live(Shape::of_rate(bare.form), self.of_lead(lead, DetailColumn::Value))
            }
            Figure::Quantity(number) if value.number().is_some() => {
                let shape = Shape::Decimal { decimals: number.scale(), sign: "" };
                value.live(shape, self.of_lead(lead, DetailColumn::Value))
            }
            Figure::Count(_) | Figure::Rank(_) if value.number().is_some() => {
                value.live(Shape::Whole, self.of_lead(lead, DetailColumn::Value))
            }
            Figure::CountWithPeople { count, people: Some(people) } => {
                line.insert(Cell::OfficialFirst, self.part(lead, *count, DetailColumn::Value));
                line.insert(Cell::OfficialSecond, self.part(lead, *people, DetailColumn::People));
                let words =
                    format!("{}&\" (\"&{}&\")\"", formula::count(&first), formula::count(&second));
                value.live(Shape::Words, words)
            }
            Figure::Count(_)
            | Figure::Quantity(_)
            | Figure::Choice(_)
            | Figure::Rank(_)
            | Figure::CountWithPeople { people: None, .. }
            | Figure::YesNo(_)
            | Figure::Arranged { .. }
            | Figure::Text(_)
            | Figure::Status(_)
            | Figure::Entry
            | Figure::Beneath(_) => value,
        }
    }

    /// One of the two figures of a lead agency.
    fn part(
        &self,
        lead: &Contribution<'_>,
        figure: impl Into<Decimal>,
        column: DetailColumn,
    ) -> Value {
        let figure = figure.into();
        let shape = match figure.scale() {
            0 => Shape::Whole,
            decimals => Shape::Decimal { decimals, sign: "" },
        };
        let figure = Value::exact(figure);
        let fits = figure.number().is_some();
        figure.live_if(shape, fits.then(|| self.of_lead(lead, column)))
    }

    fn verdict(&self, line: &Line) -> Value {
        let words = names::verdict(self.consolidated, self.cx.words);
        let formula = self.verdict_formula(line);
        let status = names::verdict_status(self.consolidated);
        let formula = formula.map(|formula| match status {
            Some(status) => {
                let said = names::status_verdict(status, "③", self.cx.words);
                spliced(&said, &[('③', &formula)])
            }
            None => formula,
        });
        Value::from(words).live_if(Shape::Words, formula)
    }

    /// The verdict in words. None where the figure itself is no formula.
    fn verdict_formula(&self, line: &Line) -> Option<String> {
        let row = &self.consolidated.row;
        if row.has_own_levels() {
            return None;
        }
        if let Some(level) = row.level_for_all() {
            let (cx, rollup, at) = (self.cx, &row.rollup, self.at);
            return reached::reached(&Sums { cx, row, rollup, at, apart: false }, level, line);
        }
        let target = row.target.filter(|_| self.consolidated.verdict != Verdict::None)?;
        line.get(&Cell::Official).filter(|official| official.is_live())?;
        let words = self.cx.words;
        let by_units = self.consolidated.official.source == OfficialSource::Rollup;
        let [first, second] =
            [Cell::OfficialFirst, Cell::OfficialSecond].map(|cell| cell.at(self.at));
        let has_people = row.indicator.measure == Measure::CountWithPeople;
        let official = match (has_people, by_units) {
            (true, true) => Cell::First.at(self.at),
            (true, false) => first.clone(),
            (false, _) => Cell::Official.at(self.at),
        };
        let is_rate = row.indicator.measure.is_rate();
        let rate = RateExpression::new(&first, &second, row.indicator);
        let held = match (is_rate, line.contains_key(&Cell::OfficialSecond)) {
            (true, true) => Held::Rate(&rate),
            (true, false) => Held::Points(&official),
            (false, _) => match row.indicator.decimals(Field::Value) {
                Some(decimals) => Held::Scaled(&official, decimals),
                None => Held::Whole(&official),
            },
        };
        let is_met = formula::is_met(target, held)?;
        let [met, missed, insufficient] = [Verdict::Met, Verdict::Missed, Verdict::Insufficient]
            .map(|verdict| quoted(&names::plain_verdict(verdict, words)));
        let share = self.share(target, &official)?;
        let with_share = |verdict: &str| match &share {
            Some(share) => {
                let said = names::verdict_with_progress("①", "②", words);
                spliced(&said, &[('①', verdict), ('②', share)])
            }
            None => verdict.to_owned(),
        };
        let pending = self.consolidated.pending;
        let [answered, expected] = [Cell::Answered, Cell::Expected].map(|cell| cell.at(self.at));
        let marks = ["①".to_owned(), "②".to_owned()];
        let sum = match held {
            Held::Whole(sum) | Held::Scaled(sum, _) => Some(sum),
            Held::Rate(_) | Held::Points(_) => None,
        };
        if let (true, Some(sum), Some(level)) = (by_units, sum, target.count_level()) {
            let said = |verdict: &str| {
                let verdict = with_share(verdict);
                if pending == 0 {
                    return verdict;
                }
                let said = names::pending_verdict("③", Some(&marks), pending, words);
                spliced(&said, &[('①', &answered), ('②', &expected), ('③', &verdict)])
            };
            let open = match held {
                // What a sum with decimals lacks is not said.
                Held::Scaled(..) => insufficient.clone(),
                Held::Rate(_) | Held::Points(_) | Held::Whole(_) => {
                    reached::open(self.at, sum, level, words)
                }
            };
            let unless_open =
                |verdict| format!("IF({answered}<{expected},{open},{})", said(verdict));
            let verdict = match level.more {
                More::Helps => format!("IF({is_met},{},{})", said(&met), unless_open(&missed)),
                More::Harms => format!("IF({is_met},{},{})", unless_open(&met), said(&missed)),
            };
            return Some(format!("IF({answered}=0,{insufficient},{verdict})"));
        }
        let verdict = format!("IF({is_met},{met},{missed})");
        let mut verdict = with_share(&verdict);
        if !by_units {
            if pending > 0 {
                let said = names::pending_verdict("③", None, pending, words);
                verdict = spliced(&said, &[('③', &verdict)]);
            }
            return Some(match held {
                Held::Rate(_) => format!("IF({second}=0,{insufficient},{verdict})"),
                Held::Points(_) | Held::Whole(_) | Held::Scaled(..) => verdict,
            });
        }
        let said = names::provisional_verdict("③", &marks, words);
        let provisional = spliced(&said, &[('①', &answered), ('②', &expected), ('③', &verdict)]);
        let nothing = match held {
            Held::Rate(_) => format!("{second}=0"),
            Held::Points(_) | Held::Whole(_) | Held::Scaled(..) => format!("{answered}=0"),
        };
        let said = if pending > 0 {
            let said = names::pending_verdict("③", Some(&marks), pending, words);
            spliced(&said, &[('①', &answered), ('②', &expected), ('③', &verdict)])
        } else {
            format!("IF({answered}<{expected},{provisional},{verdict})")
        };
        Some(format!("IF({nothing},{insufficient},{said})"))
    }

    /// How much of a count that must be reached is reached, in words; nothing for other targets. No
    /// formula at all where it is beyond what a spreadsheet works out exactly.
    #[allow(clippy::option_option, reason = "no share, and no formula, are two things")]
    fn share(&self, target: &Target, count: &str) -> Option<Option<String>> {
        let indicator = self.consolidated.row.indicator;
        if indicator.measure.is_rate() {
            return Some(None);
        }
        let Some(level) = target.least_count() else { return Some(None) };
        let decimals = indicator.decimals(Field::Value).unwrap_or_default();
        let count = formula::in_units(count, decimals);
        let level = level.checked_mul(10_i64.checked_pow(decimals)?.into())?.normalize();
        let (times, bound) = (10_000 * 10_i128.checked_pow(level.scale())?, level.mantissa());
        let thousand = rust_decimal::Decimal::ONE_THOUSAND;
        let share = names::progress(self.consolidated).unwrap_or_default();
        (bound <= 1_000_000_000 && share < thousand).then_some(())?;
        Some(Some(format!("SUBSTITUTE(INT({times}*{count}/{bound})/100&\"\",\".\",\",\")")))
    }
}
