//! By what number the rows of a form are told apart, where the paper prints one several times.

use std::collections::HashMap;

use crate::campaign::{Form, FormKind, Indicator};

/// Gives every row of a form the number by which it is known.
pub(super) fn set(form: &mut Form) {
    let mut printed: HashMap<&str, usize> = HashMap::new();
    for row in form.indicators.iter().filter(|row| !row.is_beside()) {
        *printed.entry(plain(&row.number)).or_default() += 1;
    }
    let references = form.indicators.iter().map(|row| of(form, row, &printed));
    let references: Vec<String> = references.collect();
    for (row, reference) in form.indicators.iter_mut().zip(references) {
        row.reference = match &row.figure {
            Some(figure) if !reference.is_empty() => format!("{reference} ({})", figure.caption),
            Some(_) | None => reference,
        };
    }
}

/// The number printed; with that of the heading above it in an outline, and where other rows print the
/// same ("3.3 (1)"). `printed` counts the rows by their number. Marks at the end go, and a dash is no number.
fn of(form: &Form, row: &Indicator, printed: &HashMap<&str, usize>) -> String {
    let number = plain(&row.number);
    if number.is_empty() {
        return String::new();
    }
    let above = form.headings_over(row);
    let above = above.iter().rev().map(|heading| plain(&heading.number)).find(|n| !n.is_empty());
    let Some(above) = above else { return number.to_owned() };
    let is_known = number.starts_with(above) && number != above;
    let same = printed.get(number).copied().unwrap_or_default();
    if number.starts_with('(') {
        format!("{above} {number}")
    } else if !is_known && (same > 1 || form.kind == FormKind::Outline) {
        format!("{above}.{number}")
    } else {
        number.to_owned()
    }
}

/// A number without what closes it on paper: "II." is II, "1)" is 1, "(1)" stays whole.
fn plain(number: &str) -> &str {
    let marks: &[char] = if number.starts_with('(') { &['.'] } else { &['.', ')'] };
    let number = number.trim().trim_end_matches(marks).trim();
    if number.contains(char::is_alphanumeric) { number } else { "" }
}
