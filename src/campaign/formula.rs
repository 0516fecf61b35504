//! A row that is worked out of others and never asked: `1.1 + 1.2`, `3 / 2`, `count("Đạt", 1..19)`.
//!
//! A row is named by its id, with its form before it where that is another one (`bieu1.6`), and with the
//! key of a figure behind it where it has several (`6:lop`).

use crate::values::key::{AnswerKey, FormId, IndicatorId, Scope};
use crate::values::quantity::text;

/// The longest formula, in letters.
const LONGEST: usize = 4_000;
/// What counts answers, in both languages.
const COUNT: [&str; 2] = ["count", "đếm"];

/// A formula as it is written, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// As the definition writes it, without the sign before it.
    pub written: String,
    pub expression: Expression,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    Sum(Vec<Term>),
    /// One sum divided by another: over units Σ divided by Σ, never the mean of their results.
    Ratio {
        numerator: Vec<Term>,
        denominator: Vec<Term>,
    },
    /// How many rows are answered with a choice.
    Count {
        choice: String,
        of: Vec<FigureRef>,
    },
}

/// A figure that is added, or taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub is_subtracted: bool,
    pub of: FigureRef,
}

/// A figure of the same unit and scope.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FigureRef {
    pub form: FormId,
    pub indicator: IndicatorId,
}

impl FigureRef {
    pub fn key(&self, scope: Scope) -> AnswerKey {
        AnswerKey { form: self.form.clone(), indicator: self.indicator.clone(), scope }
    }
}

/// Why a formula cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormulaProblem {
    #[error("`{part}` was not understood")]
    Syntax { part: String },
    #[error("there is no row `{name}`")]
    Unknown { name: String },
    /// A row that holds nothing that adds up.
    #[error("the row `{name}` holds no number")]
    NoNumber { name: String },
    /// A row with more decimals than the one that is worked out.
    #[error("the row `{name}` has more decimals")]
    MoreDecimals { name: String },
    /// A row that takes no such choice.
    #[error("the row `{name}` does not take the answer `{choice}`")]
    NoChoice { name: String, choice: String },
    #[error("a formula has at most {LONGEST} letters")]
    TooLong,
    /// A division, where the row is no rate; or a rate that is no division.
    #[error("a division makes a rate, and nothing else does")]
    Division,
    #[error("the formula leads back to its own row")]
    Circle,
}

/// What the names in a formula mean.
pub trait Names {
    /// The figure of a name.
    fn figure(&self, name: &str) -> Option<FigureRef>;

    /// The figures from one to another, in the order of the form.
    fn between(&self, first: &FigureRef, last: &FigureRef) -> Vec<FigureRef>;
}

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    ///
    /// The part that was not understood, or the row that is not there.
    pub fn parse(written: &str, names: &impl Names) -> Result<Self, FormulaProblem> {
        let written = written.trim().trim_start_matches('=').trim();
        if written.chars().count() > LONGEST {
            return Err(FormulaProblem::TooLong);
        }
        let expression = match counted(written) {
            Some(arguments) => count(arguments, names)?,
            None => arithmetic(written, names)?,
        };
        Ok(Self { written: written.to_owned(), expression })
    }

    /// Every figure that it reads.
    pub fn figures(&self) -> impl Iterator<Item = &FigureRef> {
        let (terms, of): ([&[Term]; 2], &[FigureRef]) = match &self.expression {
            Expression::Sum(terms) => ([terms, &[]], &[]),
            Expression::Ratio { numerator, denominator } => ([numerator, denominator], &[]),
            Expression::Count { of, .. } => ([&[], &[]], of),
        };
        terms.into_iter().flatten().map(|term| &term.of).chain(of)
    }

    /// Whether it divides.
    pub fn is_ratio(&self) -> bool {
        match self.expression {
            Expression::Ratio { .. } => true,
            Expression::Sum(_) | Expression::Count { .. } => false,
        }
    }
}

/// What stands in the brackets of `count(…)`.
fn counted(written: &str) -> Option<&str> {
    let (name, rest) = written.split_once('(')?;
    let is_count = COUNT.iter().any(|count| text::fold(count) == text::fold(name));
    rest.trim_end().strip_suffix(')').filter(|_| is_count)
}

/// `"Đạt", 1, 2, 5..19`
fn count(arguments: &str, names: &impl Names) -> Result<Expression, FormulaProblem> {
    let syntax = |part: &str| FormulaProblem::Syntax { part: part.trim().to_owned() };
    let quoted = arguments.trim_start();
    let open = quoted.chars().next().filter(|c| "\"“”'".contains(*c));
    let (choice, rest) = open
        .and_then(|open| quoted.strip_prefix(open)?.split_once(['"', '”', '\'']))
        .ok_or_else(|| syntax(arguments))?;
    let mut of = Vec::new();
    let rows = rest.trim_start().strip_prefix([',', ';']).ok_or_else(|| syntax(rest))?;
    for row in rows.split([',', ';']) {
        match row.split_once("..") {
            Some((first, last)) => {
                let (first, last) = (figure(first, names)?, figure(last, names)?);
                let between = names.between(&first, &last);
                if between.is_empty() {
                    return Err(syntax(row));
                }
                of.extend(between);
            }
            None => of.push(figure(row, names)?),
        }
    }
    Ok(Expression::Count { choice: choice.trim().to_owned(), of })
}

fn arithmetic(written: &str, names: &impl Names) -> Result<Expression, FormulaProblem> {
    let written = written.replace(['−', '–'], "-").replace('÷', "/");
    let mut parts = written.split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(all), None, _) => Ok(Expression::Sum(sum(all, names)?)),
        (Some(numerator), Some(denominator), None) => Ok(Expression::Ratio {
            numerator: sum(unbracketed(numerator), names)?,
            denominator: sum(unbracketed(denominator), names)?,
        }),
        _ => Err(FormulaProblem::Syntax { part: "/".to_owned() }),
    }
}

/// A sum without the brackets around it.
fn unbracketed(sum: &str) -> &str {
    let sum = sum.trim();
    sum.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(sum)
}

fn sum(written: &str, names: &impl Names) -> Result<Vec<Term>, FormulaProblem> {
    let mut terms = Vec::new();
    for added in written.split('+') {
        for (at, name) in added.split('-').enumerate() {
            // A sign at the beginning has nothing before it.
            if at == 0 && name.trim().is_empty() && terms.is_empty() && added.contains('-') {
                continue;
            }
            terms.push(Term { is_subtracted: at > 0, of: figure(name, names)? });
        }
    }
    Ok(terms)
}

fn figure(name: &str, names: &impl Names) -> Result<FigureRef, FormulaProblem> {
    let name = name.trim();
    let is_name =
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == ':');
    if !is_name {
        return Err(FormulaProblem::Syntax { part: name.to_owned() });
    }
    names.figure(name).ok_or_else(|| FormulaProblem::Unknown { name: name.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows 1 to 9 of one form.
    struct Rows;

    impl Names for Rows {
        fn figure(&self, name: &str) -> Option<FigureRef> {
            let indicator: IndicatorId = name.parse().ok()?;
            let is_known = matches!(indicator.row().as_bytes(), [b'1'..=b'9', ..]);
            is_known.then(|| FigureRef { form: "pl1".parse().expect("a form"), indicator })
        }

        fn between(&self, first: &FigureRef, last: &FigureRef) -> Vec<FigureRef> {
            let [first, last] =
                [first, last].map(|row| row.indicator.as_str().parse::<u8>().expect("a number"));
            (first..=last).filter_map(|row| self.figure(&row.to_string())).collect()
        }
    }

    fn read(written: &str) -> String {
        let terms = |terms: &[Term]| -> String {
            let sign = |term: &Term| if term.is_subtracted { '-' } else { '+' };
            let terms = terms.iter().map(|term| format!("{}{}", sign(term), term.of.indicator));
            terms.collect::<Vec<_>>().concat()
        };
        match Formula::parse(written, &Rows) {
            Ok(Formula { expression: Expression::Sum(sum), .. }) => terms(&sum),
            Ok(Formula { expression: Expression::Ratio { numerator, denominator }, .. }) => {
                format!("{} / {}", terms(&numerator), terms(&denominator))
            }
            Ok(Formula { expression: Expression::Count { choice, of }, .. }) => {
                format!("{choice}: {}", of.len())
            }
            Err(problem) => problem.to_string(),
        }
    }

    #[test]
    fn formulas_as_people_write_them() {
        for (written, meant) in [
            ("= 1.1 + 1.2", "+1.1+1.2"),
            ("1.1+1.2-3", "+1.1+1.2-3"),
            ("1 − 2", "+1-2"),
            ("3 / 2", "+3 / +2"),
            ("(1 + 2) / 3:lop", "+1+2 / +3:lop"),
            ("count(\"Đạt\", 1..9)", "Đạt: 9"),
            ("Đếm(“Có”; 1; 3)", "Có: 2"),
            ("1 * 2", "`1 * 2` was not understood"),
            ("1 / 2 / 3", "`/` was not understood"),
            ("", "`` was not understood"),
            ("1 + x", "there is no row `x`"),
            ("Dòng 1 + Dòng 2", "`Dòng 1` was not understood"),
        ] {
            assert_eq!(read(written), meant, "{written}");
        }
    }
}
