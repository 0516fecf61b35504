//! What the expression of a check may be: names of figures, whole numbers, comparisons and logic.

use cel::common::ast::{Expr, IdedExpr, LiteralValue, operators};

/// Why an expression cannot be a check.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckProblem {
    /// The expression is not CEL.
    #[error("{detail}")]
    Syntax {
        expression: String,
        /// What the parser says of it, in English.
        detail: String,
    },
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
