//! The formula of a row that is worked out of others: a result where all of them are there, else nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{is_word, quoted};
use crate::campaign::Indicator;
use crate::campaign::asked_when::{AskedWhen, Wanted};
use crate::campaign::formula::{Expression, FigureRef, Formula, Term};
use crate::campaign::layout::{FormPlan, PlannedRow};
use crate::values::key::{AnswerKey, Field, Scope};
use crate::values::quantity::rate_form::RateForm;
use crate::values::quantity::words::Word;

/// Where the figures that formulas read stand in a workbook.
#[derive(Debug, Default)]
pub(in crate::workbooks::template) struct Addresses {
    cells: BTreeMap<AnswerKey, String>,
    /// Of the rows that are not always asked, when they are.
    conditions: BTreeMap<AnswerKey, Arc<AskedWhen>>,
}

impl Addresses {
    pub(in crate::workbooks::template) fn of(plans: &[FormPlan<'_>]) -> Self {
        let mut addresses = Self::default();
        let reads = |row: &Indicator| row.is_computed() || row.asked_when.is_some();
        let is_read = |plan: &FormPlan<'_>| plan.indicators().any(reads);
        if !plans.iter().any(is_read) {
            return addresses;
        }
        for plan in plans {
            for row in plan.rows.iter().flat_map(PlannedRow::answers) {
                let condition = row.indicator.asked_when.clone();
                addresses.conditions.extend(condition.map(|condition| (row.key, condition)));
            }
            let tab = plan.form.sheet.replace('\'', "''");
            for (name, at) in plan.input_cells() {
                if name.field == Field::Value {
                    addresses.cells.insert(name.answer, format!("'{tab}'!{at}"));
                }
            }
        }
        addresses
    }

    /// The cells that a list of rows stands in, of those that the unit is asked.
    fn all<'r>(&self, of: impl IntoIterator<Item = &'r FigureRef>, scope: Scope) -> Vec<&str> {
        of.into_iter().filter_map(|of| self.cells.get(&of.key(scope)).map(String::as_str)).collect()
    }
}

/// A formula that is true where another row says that a row is not asked; nothing where the unit is not
/// asked that other row.
pub(in crate::workbooks::template) fn not_asked(
    condition: &AskedWhen,
    scope: Scope,
    addresses: &Addresses,
) -> Option<String> {
    let key = condition.of.key(scope);
    let cell = addresses.cells.get(&key)?;
    let silent = is_word(cell, &[Word::NoData]);
    let none = is_word(cell, &[Word::NotApplicable]);
    let same = |choice: &str| format!("TRIM({cell})={}", quoted(choice));
    let own = match &condition.wanted {
        Wanted::Choice(choice) => {
            format!("AND(LEN(TRIM({cell}))>0,NOT({}),NOT({silent}))", same(choice))
        }
        Wanted::Other(choice) => format!("OR({},{none})", same(choice)),
        Wanted::Above(least) => {
            let nil = is_word(cell, &[Word::Nil]);
            format!("OR({nil},{none},IF(ISNUMBER({cell}),{cell}<={least},FALSE))")
        }
    };
    // Where the other row is not asked either, its blank cell says so.
    let other = addresses.conditions.get(&key);
    let other = other.and_then(|other| not_asked(other, scope, addresses));
    Some(match other {
        Some(other) => format!("OR({own},AND(LEN(TRIM({cell}))=0,{other}))"),
        None => own,
    })
}

/// The formula of a row, with its sign.
pub(in crate::workbooks::template) fn computed(
    formula: &Formula,
    row: &Indicator,
    scope: Scope,
    addresses: &Addresses,
) -> String {
    let all = addresses.all(formula.figures(), scope);
    let result = match &formula.expression {
        Expression::Sum(terms) => {
            let sum = sum(terms, scope, addresses);
            match row.decimals(Field::Value) {
                Some(decimals) => format!("ROUND({sum},{decimals})"),
                None => sum,
            }
        }
        Expression::Ratio { numerator, denominator } => {
            let [n, d] = [numerator, denominator].map(|terms| sum(terms, scope, addresses));
            let RateForm { per, decimals } = row.rate_form();
            format!("IF({d}>0,ROUND(({n})*{}/({d}),{decimals}),\"\")", per.factor())
        }
        Expression::Count { choice, of } => {
            let choice = quoted(choice);
            let cells = addresses.all(of, scope);
            let ones: Vec<String> =
                cells.iter().map(|cell| format!("IF(TRIM({cell})={choice},1,0)")).collect();
            joined(&ones, "+")
        }
    };
    let is_there = |cell: &&str| match formula.expression {
        Expression::Count { .. } => format!("LEN(TRIM({cell}))>0"),
        Expression::Sum(_) | Expression::Ratio { .. } => {
            format!("OR(ISNUMBER({cell}),{})", is_word(cell, &[Word::Nil, Word::NotApplicable]))
        }
    };
    let there: Vec<String> = all.iter().map(is_there).collect();
    if there.is_empty() {
        return "=\"\"".to_owned();
    }
    format!("=IF(AND({}),{result},\"\")", joined(&there, ","))
}

/// What is added less what is taken away; words count for nothing in SUM.
fn sum(terms: &[Term], scope: Scope, addresses: &Addresses) -> String {
    let [more, less] = [false, true].map(|is_subtracted| {
        let terms = terms.iter().filter(|term| term.is_subtracted == is_subtracted);
        let cells = addresses.all(terms.map(|term| &term.of), scope);
        (!cells.is_empty()).then(|| format!("SUM({})", cells.join(",")))
    });
    match (more, less) {
        (Some(more), Some(less)) => format!("{more}-{less}"),
        (Some(more), None) => more,
        (None, Some(less)) => format!("-{less}"),
        (None, None) => "0".to_owned(),
    }
}

fn joined(parts: &[String], with: &str) -> String {
    if parts.is_empty() { "0".to_owned() } else { parts.join(with) }
}
