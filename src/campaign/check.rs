//! Cross checks of a definition: expressions in CEL over whole numbers.
//!
//! In CEL `n/d` of integers truncates silently, and a float would decide by rounding, so division
//! and floating point literals are refused: a check compares products instead.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use cel::{Context, Program, Value};

pub use super::check_expression::CheckProblem;
use super::check_expression::{names, refuse_at_sight, syntax};
use super::list_figure::LINE;
use crate::values::key::{CellName, FormId};

/// How serious a broken check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckSeverity {
    /// Keeps the blamed answer out of the totals.
    Error,
    /// Reported, and the answer counts all the same.
    Warning,
}

/// The name by which a check refers to the residents of the unit.
pub const POPULATION: &str = "unit_population";

/// More than anything that a return counts: ten times the people of the country.
const LARGE: i64 = 1_000_000_000;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operand {
    Cell(CellName),
    /// How many residents the unit has, as the list of units says.
    Population,
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cell(cell) => cell.to_string().trim_start_matches("bdhvs_").fmt(f),
            Self::Population => f.write_str(POPULATION),
        }
    }
}

#[derive(Clone)]
pub struct Check {
    /// The key, unique in the form.
    pub id: String,
    pub expression: String,
    /// How serious it is when it does not hold.
    pub severity: CheckSeverity,
    pub vi: String,
    pub en: String,
    /// What it reads, by the name used in the expression.
    pub operands: BTreeMap<String, Operand>,
    /// The operand that it names first: the one that is blamed.
    pub blames: CellName,
    program: std::sync::Arc<Program>,
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Check")
            .field("id", &self.id)
            .field("expression", &self.expression)
            .finish_non_exhaustive()
    }
}

/// A check as a definition writes it.
#[derive(Debug, Clone)]
pub struct CheckSource {
    pub id: String,
    pub expression: String,
    pub severity: CheckSeverity,
    pub vi: String,
    pub en: String,
}

/// What a check says of one unit's figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckResult {
    Holds,
    Broken,
    /// An operand is missing, or its arithmetic overflows: nothing can be said.
    Skipped,
}

impl Check {
    /// Compiles an expression. The caller says which operands exist, and of which answer each is.
    ///
    /// # Errors
    /// What is wrong with the expression.
    pub fn compile(
        source: CheckSource,
        known: impl Fn(&CellName) -> Option<CellName>,
    ) -> Result<Self, CheckProblem> {
        let CheckSource { id, expression, severity, vi, en } = source;
        refuse_at_sight(&expression)?;
        let program = Program::compile(&expression).map_err(|error| syntax(&expression, &error))?;
        let mut operands = BTreeMap::new();
        let mut blames = None;
        for name in names(program.expression())? {
            let operand = operand(&name)
                .and_then(|operand| resolved(operand, &known))
                .ok_or_else(|| unknown(&name, &known))?;
            if let (None, Operand::Cell(cell)) = (&blames, &operand) {
                blames = Some(cell.clone());
            }
            operands.insert(name, operand);
        }
        let check = Self {
            id,
            expression,
            severity,
            vi,
            en,
            operands,
            blames: blames.ok_or(CheckProblem::NoFigure)?,
            program: std::sync::Arc::new(program),
        };
        check.try_out()?;
        Ok(check)
    }

    /// Runs the check over made-up figures: nothing, little, much, and each figure unlike all the
    /// others. One that cannot decide then would be skipped without a word when returns come in.
    fn try_out(&self) -> Result<(), CheckProblem> {
        for odd in self.operands.values() {
            let small = [(0, 0), (1, 1), (0, 1), (1, 0), (2, 1)];
            if !small.into_iter().all(|(one, rest)| self.decides(odd, one, rest)) {
                return Err(CheckProblem::NotLogical);
            }
            let large = [(0, LARGE), (LARGE, 0), (LARGE, LARGE)];
            if !large.into_iter().all(|(one, rest)| self.decides(odd, one, rest)) {
                return Err(CheckProblem::Overflow);
            }
        }
        Ok(())
    }

    /// Whether the check holds or does not where one operand is one number and all others another.
    fn decides(&self, odd: &Operand, one: i64, rest: i64) -> bool {
        let result = self.run(|operand| Some(if operand == odd { one } else { rest }));
        result != CheckResult::Skipped
    }

    /// Runs the check over the figures that `figure` gives; a missing one skips the check.
    pub fn run(&self, figure: impl Fn(&Operand) -> Option<i64>) -> CheckResult {
        let mut context = Context::default();
        for (name, operand) in &self.operands {
            let Some(figure) = figure(operand) else { return CheckResult::Skipped };
            context.add_variable_from_value(name.as_str(), figure);
        }
        match self.program.execute(&context) {
            Ok(Value::Bool(true)) => CheckResult::Holds,
            Ok(Value::Bool(false)) => CheckResult::Broken,
            _ => CheckResult::Skipped,
        }
    }

    /// The list that it is held against line by line, where it names the columns of one.
    pub fn list(&self) -> Option<&FormId> {
        let mut cells = self.cells().into_iter();
        let line = cells.find(|cell| cell.answer.indicator.as_str() == LINE)?;
        Some(&line.answer.form)
    }

    /// The cells that the check reads.
    pub fn cells(&self) -> BTreeSet<&CellName> {
        self.operands
            .values()
            .filter_map(|operand| if let Operand::Cell(cell) = operand { Some(cell) } else { None })
            .collect()
    }
}

/// A name that is no figure, with the figure that it lacks the column of, if there is one.
fn unknown(name: &str, known: &impl Fn(&CellName) -> Option<CellName>) -> CheckProblem {
    let name = name.to_owned();
    let scopes = ["", "_own", "_city"].into_iter();
    for ending in scopes.flat_map(|scope| ["value", "numerator"].map(|f| format!("{scope}_{f}"))) {
        let instead = format!("{name}{ending}");
        if operand(&instead).and_then(|operand| resolved(operand, known)).is_some() {
            return CheckProblem::NoField { name, instead };
        }
    }
    CheckProblem::UnknownOperand(name)
}

/// The operand by the answer that it is of; `None` where there is no such cell.
fn resolved(operand: Operand, known: &impl Fn(&CellName) -> Option<CellName>) -> Option<Operand> {
    match operand {
        Operand::Cell(cell) => known(&cell).map(Operand::Cell),
        Operand::Population => Some(Operand::Population),
    }
}

fn operand(name: &str) -> Option<Operand> {
    if name == POPULATION {
        return Some(Operand::Population);
    }
    format!("bdhvs_{name}").parse().ok().map(Operand::Cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compile(expression: &str) -> Result<Check, CheckProblem> {
        let source = CheckSource {
            id: "c".to_owned(),
            expression: expression.to_owned(),
            severity: CheckSeverity::Error,
            vi: String::new(),
            en: String::new(),
        };
        Check::compile(source, |cell| (cell.answer.form.as_str() == "bieu2").then(|| cell.clone()))
    }

    /// docs/choices.md: integer division truncates silently and floats are not exact.
    #[test]
    fn division_and_floats_are_refused() {
        assert!(compile("bieu2_1_own_value / bieu2_2_own_value > 0").is_err());
        assert!(compile("bieu2_1_own_value > 0.85").is_err());
        assert!(compile("bieu2_1_own_value % 2 == 0").is_err());
    }

    #[test]
    fn unknown_operands_and_non_logical_results_are_refused() {
        assert!(compile("bieu9_1_own_value > 0").is_err());
        assert!(compile("bieu2_1_own_value + 1").is_err());
        assert!(compile("1 > 0").is_err());
        assert!(compile("bieu2_1_own_value >").is_err());
    }

    /// The parser calls itself for every bracket and sign: a longer or deeper one never reaches it.
    #[test]
    fn an_expression_is_bounded_before_it_is_parsed() {
        let a = "bieu2_1_own_value";
        let sum = |count: usize| format!("{} > 0", vec![a; count].join(" + "));
        assert_eq!(compile(&sum(100)).err(), None);
        assert_eq!(compile(&sum(101)).err(), Some(CheckProblem::TooDeep { most: 100 }));
        let nested = |depth: usize| format!("{}{a}{} > 0", "(".repeat(depth), ")".repeat(depth));
        assert_eq!(compile(&nested(10)).err(), None);
        assert_eq!(compile(&nested(11)).err(), Some(CheckProblem::TooDeep { most: 100 }));
        let padded = |length: usize| format!("{a} > 0{}", " ".repeat(length - a.len() - 4));
        assert_eq!(compile(&padded(4_000)).err(), None);
        assert_eq!(compile(&padded(4_001)).err(), Some(CheckProblem::TooLong { most: 4_000 }));
    }

    /// What people write who know the form, or a spreadsheet.
    #[test]
    fn what_people_write_is_told_with_the_way_to_say_it() {
        let problem = |expression: &str| compile(expression).expect_err(expression);
        assert_eq!(problem("Dòng 2 >= Dòng 1"), CheckProblem::RowWords("Dòng".to_owned()));
        for function in ["SUM(F7:F9) > 0", "1 < SUM (F7:F9)"] {
            assert_eq!(problem(function), CheckProblem::Function("SUM".to_owned()));
        }
        assert_eq!(compile("bieu2_1_own_value in [1, 2]").err(), None);
        let (name, instead) = ("bieu2_1_own".to_owned(), "bieu2_1_own_value".to_owned());
        assert_eq!(problem("bieu2_1_own > 0"), CheckProblem::NoField { name, instead });
        let CheckProblem::Syntax { column, .. } = problem("bieu2_1_own_value > > 0") else {
            panic!("no mistake of syntax");
        };
        assert_eq!(column, 21);
    }

    /// A check that could not decide for some figures would be skipped without a word.
    #[test]
    fn a_check_decides_for_every_figure_that_may_come() {
        let refused = |expression: &str| compile(expression).err();
        let (a, b) = ("bieu2_1_own_value", "bieu2_2_own_value");
        assert_eq!(refused(&format!("{a} * 100 >= {b} * 85")), None);
        assert_eq!(refused(&format!("{a} * {b} >= {b}")), None);
        let overflow = Some(CheckProblem::Overflow);
        assert_eq!(refused(&format!("{a} * {a} * {b} >= 0")), overflow);
        let not_logical = Some(CheckProblem::NotLogical);
        assert_eq!(refused(&format!("{a} > 0 ? true : {b}")), not_logical);
        assert_eq!(refused(&format!("{a} == 0 ? {b} : {a} > {b}")), not_logical);
    }

    #[test]
    fn a_missing_operand_skips_and_the_first_named_is_blamed() {
        let check = compile("bieu2_17_own_value >= bieu2_16_own_value").expect("a check");
        assert_eq!(check.blames.to_string(), "bdhvs_bieu2_17_own_value");
        let figures = |members: Option<i64>, teams: Option<i64>| {
            check.run(|operand| if operand.to_string().contains("_17_") { members } else { teams })
        };
        assert_eq!(figures(Some(5), Some(5)), CheckResult::Holds);
        assert_eq!(figures(Some(4), Some(5)), CheckResult::Broken);
        assert_eq!(figures(None, Some(5)), CheckResult::Skipped);
    }
}
