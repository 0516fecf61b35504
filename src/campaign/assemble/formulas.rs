//! Rows that are worked out of others: their formulas, read when all forms are known.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::campaign::definition::{Definition, Place, Record, schema};
use crate::campaign::formula::{Expression, FigureRef, Formula, FormulaProblem, Names, Term};
use crate::campaign::problem::{ProblemKind, Problems};
use crate::campaign::{Form, Indicator};
use crate::values::key::{ColumnKey, Field, IndicatorId};

/// Reads the formulas of every form into its rows.
pub(super) fn read(definition: &Definition, forms: &mut [Form], problems: &mut Problems<'_>) {
    let mut found: Vec<Found<'_>> = Vec::new();
    for (form_at, form) in forms.iter().enumerate() {
        for (row_at, row) in form.indicators.iter().enumerate() {
            let Some(written) = written(definition, form, row) else { continue };
            let place = written.place_of("formula");
            let names = FormNames { forms, form, row };
            let formula = Formula::parse(&written.required("formula"), &names)
                .and_then(|formula| fitting(formula, row, forms));
            match formula {
                Ok(formula) => found.push(Found { form: form_at, row: row_at, place, formula }),
                Err(reason) => problems.at(place, ProblemKind::Formula(reason)),
            }
        }
    }
    for (form, row) in circles(&found, forms) {
        found.retain(|of| {
            let is_it = (of.form, of.row) == (form, row);
            if is_it {
                problems.at(of.place, ProblemKind::Formula(FormulaProblem::Circle));
            }
            !is_it
        });
    }
    let of_rates: Vec<[u32; 2]> =
        found.iter().map(|of| rate_decimals(&of.formula, forms)).collect();
    let mut of_rates = of_rates.into_iter();
    for Found { form, row, formula, .. } in found {
        let row = forms.get_mut(form).and_then(|form| form.indicators.get_mut(row));
        if let (Some(row), Some([numerator, denominator])) = (row, of_rates.next()) {
            row.measure_form.numerator_decimals = numerator;
            row.measure_form.denominator_decimals = denominator;
            row.formula = Some(Arc::new(formula));
        }
    }
}

/// What stands for the formula of a record until all forms are known: that there is one.
pub(super) fn unread(record: &Record) -> Option<Arc<Formula>> {
    let written = record.owned("formula").filter(|formula| !formula.is_empty())?;
    Some(Arc::new(Formula { written, expression: Expression::Sum(Vec::new()) }))
}

/// A formula of a row, by its places in the forms.
struct Found<'d> {
    form: usize,
    row: usize,
    place: &'d Place,
    formula: Formula,
}

/// The record that holds the formula of a figure: its own, or that of its row.
fn written<'d>(definition: &'d Definition, form: &Form, row: &Indicator) -> Option<&'d Record> {
    let holds = |record: &&Record| {
        record.form == form.id.as_str() && record.text("formula").is_some_and(|f| !f.is_empty())
    };
    let of_figure = row.id.figure().and_then(|figure| {
        definition.of(&schema::FIGURE).filter(holds).find(|record| {
            record.text(schema::ROW_OF) == Some(row.id.row())
                && record.text("id") == Some(figure.as_str())
        })
    });
    of_figure.or_else(|| {
        let mut rows = definition.of(&schema::INDICATOR).filter(holds);
        rows.find(|record| record.text("id") == Some(row.id.row()))
    })
}

/// What names mean in the formula of a row.
pub(super) struct FormNames<'a> {
    pub(super) forms: &'a [Form],
    pub(super) form: &'a Form,
    pub(super) row: &'a Indicator,
}

impl FormNames<'_> {
    /// A row of a form by a name; of a row with several figures the one named, else the one that has the
    /// key of the formula's own.
    fn in_form(&self, form: &Form, name: &str) -> Option<FigureRef> {
        let named: IndicatorId = name.parse().ok()?;
        let own = self.row.id.figure().and_then(|figure| named.with_figure(figure));
        let row = form.indicator(&named).or_else(|| form.indicator(&own?))?;
        Some(FigureRef { form: form.id.clone(), indicator: row.id.clone() })
    }
}

impl Names for FormNames<'_> {
    fn figure(&self, name: &str) -> Option<FigureRef> {
        // Another figure of the same row is known by its key alone.
        let beside = ColumnKey::new(name).and_then(|figure| self.row.id.with_figure(figure));
        let beside = beside.and_then(|id| self.form.indicator(&id));
        if let Some(row) = beside {
            return Some(FigureRef { form: self.form.id.clone(), indicator: row.id.clone() });
        }
        self.in_form(self.form, name).or_else(|| {
            let (form, name) = name.split_once('.')?;
            let form = self.forms.iter().find(|known| known.id.as_str() == form)?;
            self.in_form(form, name)
        })
    }

    fn between(&self, first: &FigureRef, last: &FigureRef) -> Vec<FigureRef> {
        let Some(form) = self.forms.iter().find(|form| form.id == first.form) else {
            return Vec::new();
        };
        let at = |of: &FigureRef| {
            let mut rows = form.indicators.iter();
            rows.position(|row| form.id == of.form && row.id == of.indicator)
        };
        let (Some(from), Some(to)) = (at(first), at(last)) else { return Vec::new() };
        let figure = first.indicator.figure();
        let rows = form.indicators.get(from..=to).unwrap_or_default().iter();
        rows.filter(|row| row.id.figure() == figure && row.id != self.row.id)
            .map(|row| FigureRef { form: form.id.clone(), indicator: row.id.clone() })
            .collect()
    }
}

/// The formula, where the rows that it reads hold what it needs.
fn fitting(formula: Formula, row: &Indicator, forms: &[Form]) -> Result<Formula, FormulaProblem> {
    if formula.is_ratio() != row.measure.is_rate() {
        return Err(FormulaProblem::Division);
    }
    for of in formula.figures() {
        let form = forms.iter().find(|form| form.id == of.form);
        let Some(read) = form.and_then(|form| form.indicator(&of.indicator)) else { continue };
        let name = of.form.row_name(&of.indicator);
        match &formula.expression {
            Expression::Count { choice, .. } if !read.takes_choice(choice) => {
                return Err(FormulaProblem::NoChoice { name, choice: choice.clone() });
            }
            Expression::Sum(_) | Expression::Ratio { .. } if !read.measure.adds_up() => {
                return Err(FormulaProblem::NoNumber { name });
            }
            Expression::Sum(_) if decimals(read) > decimals(row) => {
                return Err(FormulaProblem::MoreDecimals { name });
            }
            Expression::Sum(_) | Expression::Ratio { .. } | Expression::Count { .. } => {}
        }
    }
    Ok(formula)
}

/// How many decimals the figure of a row has.
fn decimals(row: &Indicator) -> u32 {
    row.decimals(Field::Value).unwrap_or_default()
}

/// How many decimals the two figures of a rate have that is worked out of others.
fn rate_decimals(formula: &Formula, forms: &[Form]) -> [u32; 2] {
    let most = |terms: &[Term]| {
        let rows = terms.iter().filter_map(|term: &Term| {
            let form = forms.iter().find(|form| form.id == term.of.form)?;
            form.indicator(&term.of.indicator).map(decimals)
        });
        rows.max().unwrap_or_default()
    };
    match &formula.expression {
        Expression::Ratio { numerator, denominator } => [most(numerator), most(denominator)],
        Expression::Sum(_) | Expression::Count { .. } => [0, 0],
    }
}

/// The rows whose formulas lead back to themselves.
fn circles(found: &[Found<'_>], forms: &[Form]) -> Vec<(usize, usize)> {
    let mut reads: BTreeMap<FigureRef, Vec<FigureRef>> = BTreeMap::new();
    let name = |of: &Found<'_>| {
        let form = forms.get(of.form)?;
        let indicator = form.indicators.get(of.row)?.id.clone();
        Some(FigureRef { form: form.id.clone(), indicator })
    };
    for of in found {
        reads.extend(name(of).map(|name| (name, of.formula.figures().cloned().collect())));
    }
    // What reads only what is not worked out, or what is known to end, ends.
    loop {
        let ends: Vec<FigureRef> = reads
            .iter()
            .filter(|(_, of)| of.iter().all(|of| !reads.contains_key(of)))
            .map(|(name, _)| name.clone())
            .collect();
        if ends.is_empty() {
            break;
        }
        for name in ends {
            reads.remove(&name);
        }
    }
    let left = found.iter().filter(|of| name(of).is_some_and(|name| reads.contains_key(&name)));
    left.map(|of| (of.form, of.row)).collect()
}
