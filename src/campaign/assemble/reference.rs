//! By what number the rows of a form are told apart, where the paper prints one several times.

use crate::campaign::{Form, FormKind, Indicator};

/// Gives every row of a form the number by which it is known.
pub(super) fn set(form: &mut Form) {
    let references: Vec<String> = form.indicators.iter().map(|row| of(form, row)).collect();
    for (row, reference) in form.indicators.iter_mut().zip(references) {
        row.reference = reference;
    }
}

/// The number printed; with that of the heading above it in an outline, and where other rows print the
/// same ("3.3 (1)"). Marks at the end go, and a dash is no number.
fn of(form: &Form, row: &Indicator) -> String {
    let number = plain(&row.number);
    if number.is_empty() {
        return String::new();
    }
    let above = form.headings_over(row);
    let above = above.iter().rev().map(|heading| plain(&heading.number)).find(|n| !n.is_empty());
    let Some(above) = above else { return number.to_owned() };
    let is_known = number.starts_with(above) && number != above;
    let same = form.indicators.iter().filter(|other| plain(&other.number) == number).count();
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
