//! What the expression of a check may be: names of figures, whole numbers, comparisons and logic.

use cel::ParseErrors;
use cel::common::ast::{Expr, IdedExpr, LiteralValue, operators};

/// Why an expression cannot be a check.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckProblem {
    /// The expression is not CEL.
    #[error("{detail}")]
    Syntax {
        expression: String,
        /// Where, counted in characters from 1.
        column: usize,
        /// What the parser says of it, in English.
        detail: String,
    },
    #[error("it is longer than {most} characters")]
    TooLong { most: usize },
    /// More brackets inside each other, or more signs, than the parser is given.
    #[error("it has too many brackets inside each other, or more than {most} signs")]
    TooDeep { most: usize },
    /// Words of the form in place of a name: `Dòng 2`.
    #[error("`{0}` is no name of a figure")]
    RowWords(String),
    /// A function, as a spreadsheet has them: `SUM`.
    #[error("there is no function `{0}`")]
    Function(String),
    /// A row without the column that is meant.
    #[error("`{name}` lacks the column; is it `{instead}`?")]
    NoField { name: String, instead: String },
    /// It reads something that is not a whole number of the campaign.
    #[error("`{0}` is not a figure of this campaign that is a whole number")]
    UnknownOperand(String),
    #[error("it reads no figure")]
    NoFigure,
    /// Its result is not true or false.
    #[error("its result is not true or false")]
    NotLogical,
    /// Its arithmetic overflows for figures that may come.
    #[error("it overflows for large figures")]
    Overflow,
    /// A literal that is not exact.
    #[error("floating point numbers are not exact; use whole numbers")]
    FloatingPoint,
    /// Division of whole numbers, which cuts off the rest.
    #[error("division truncates; multiply the other side instead")]
    Division,
    /// Anything but numbers, comparisons and logic.
    #[error("only numbers, comparisons and logic are allowed")]
    Unsupported,
}

/// How long an expression may be, in characters, how deep its brackets, and how many signs it may have. The
/// parser and the evaluation call themselves for each of them.
const CHARACTERS: usize = 4_000;
const BRACKETS: usize = 10;
const SIGNS: usize = 100;

/// Refuses an expression that must not reach the parser, and one that is written as people write and the
/// parser does not say so.
///
/// # Errors
/// It is too long or too deep, names rows in words, or calls a function.
pub(super) fn refuse_at_sight(expression: &str) -> Result<(), CheckProblem> {
    if expression.chars().count() > CHARACTERS {
        return Err(CheckProblem::TooLong { most: CHARACTERS });
    }
    let (mut depth, mut signs) = (0_usize, 0);
    let mut word = String::new();
    let mut is_ended = false;
    for c in expression.chars() {
        if c.is_alphanumeric() || c == '_' {
            if std::mem::take(&mut is_ended) {
                word.clear();
            }
            word.push(c);
            continue;
        }
        if !word.is_ascii() {
            return Err(CheckProblem::RowWords(word));
        }
        match c {
            '(' if word.starts_with(|c: char| c.is_ascii_alphabetic()) && word != "in" => {
                return Err(CheckProblem::Function(word));
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            // A function may stand apart from its bracket.
            c if c.is_whitespace() => {
                is_ended = true;
                continue;
            }
            _ => signs += 1,
        }
        word.clear();
        is_ended = false;
        if depth > BRACKETS || signs > SIGNS {
            return Err(CheckProblem::TooDeep { most: SIGNS });
        }
    }
    if word.is_ascii() { Ok(()) } else { Err(CheckProblem::RowWords(word)) }
}

/// The first thing that the parser does not understand.
pub(super) fn syntax(expression: &str, errors: &ParseErrors) -> CheckProblem {
    let first = errors.errors.iter().map(|error| error.pos).min().unwrap_or_default();
    // Of an expression over several lines: from its beginning.
    let (line, column) = (usize::try_from(first.0), usize::try_from(first.1));
    let (line, column) = (line.unwrap_or(1), column.unwrap_or_default());
    let before: usize = expression
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(|l| l.chars().count())
        .sum();
    CheckProblem::Syntax {
        expression: expression.to_owned(),
        column: (before + column).max(1),
        detail: errors.to_string(),
    }
}

/// The names that an expression reads, in the order in which they are written.
///
/// # Errors
/// It holds something that is not exact or not allowed.
pub(super) fn names(expression: &IdedExpr) -> Result<Vec<String>, CheckProblem> {
    let mut names = Vec::new();
    inspect(expression, &mut names)?;
    Ok(names)
}

/// Walks an expression in the order in which it is written, refusing what is not exact.
fn inspect(node: &IdedExpr, names: &mut Vec<String>) -> Result<(), CheckProblem> {
    match &node.expr {
        Expr::Ident(name) => names.push(name.clone()),
        Expr::Literal(LiteralValue::Double(_)) => {
            return Err(CheckProblem::FloatingPoint);
        }
        Expr::Literal(_) => {}
        Expr::Call(call) => {
            if call.func_name == operators::DIVIDE || call.func_name == operators::MODULO {
                return Err(CheckProblem::Division);
            }
            for part in call.target.iter().map(AsRef::as_ref).chain(&call.args) {
                inspect(part, names)?;
            }
        }
        Expr::List(list) => {
            for element in &list.elements {
                inspect(element, names)?;
            }
        }
        _ => return Err(CheckProblem::Unsupported),
    }
    Ok(())
}
