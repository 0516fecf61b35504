//! The cells of a line of a list that hold figures: what they are worked out of, and when they are wrong.

use super::{is_blank, is_word, quoted};
use crate::campaign::Indicator;
use crate::campaign::formula::{Expression, Formula, Term};
use crate::values::key::Field;
use crate::values::quantity::words::Word;

/// When a cell of a line is wrong, and what is said of it then.
pub(in crate::workbooks::template) struct Refused {
    /// A formula that is true for what the cell must not hold.
    pub(in crate::workbooks::template) when: String,
    pub(in crate::workbooks::template) text: String,
}

/// The formula of a column, with its sign: the sum of others of its line, once all of them are there.
pub(in crate::workbooks::template) fn line_sum(
    formula: &Formula,
    optional: &[Field],
    address: &dyn Fn(Field) -> Option<String>,
) -> String {
    let Expression::Sum(terms) = &formula.expression else { return "=\"\"".to_owned() };
    let field = |term: &Term| term.of.indicator.figure().map(Field::Column);
    let cells = |is_subtracted: bool| -> Vec<String> {
        let terms = terms.iter().filter(|term| term.is_subtracted == is_subtracted);
        terms.filter_map(|term| address(field(term)?)).collect()
    };
    let (more, less) = (cells(false), cells(true));
    let there: Vec<String> = terms
        .iter()
        .filter_map(|term| {
            let field = field(term)?;
            let cell = address(field)?;
            let word = is_word(&cell, &[Word::Nil, Word::NotApplicable]);
            let blank = optional.contains(&field).then(|| format!(",{}", is_blank(&cell)));
            Some(format!("OR(ISNUMBER({cell}),{word}{})", blank.unwrap_or_default()))
        })
        .collect();
    let all = [more.as_slice(), less.as_slice()].concat();
    let sum = match (more.is_empty(), less.is_empty()) {
        (_, true) => format!("SUM({})", more.join(",")),
        (true, false) => format!("-SUM({})", less.join(",")),
        (false, false) => format!("SUM({})-SUM({})", more.join(","), less.join(",")),
    };
    // Words alone come to zero where they say so, and a blank line to nothing.
    let written = all.iter().map(|cell| format!("LEN(TRIM({cell}))>0")).collect::<Vec<_>>();
    format!("=IF(AND({},OR({})),{sum},\"\")", there.join(","), written.join(","))
}

/// What is said of a line of which everything that must be there is: that a cell is wrong, or else `done`.
pub(super) fn of_refused(refused: &[Refused], done: &str) -> String {
    let mut formula = done.to_owned();
    for Refused { when, text } in refused.iter().rev() {
        formula = format!("IF({when},{},{formula})", quoted(text));
    }
    formula
}

/// The columns of a line that are asked.
pub(super) fn asked(indicator: &Indicator) -> Vec<Field> {
    let fields = indicator.fields().into_iter();
    fields.filter(|field| !indicator.is_computed_cell(*field)).collect()
}
