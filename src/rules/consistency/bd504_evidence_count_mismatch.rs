//! BD504 evidence-count-mismatch: the list of documents names more or fewer than the figure says.
//!
//! Looked for only where the evidence is a list beyond doubt: every item of it bears the number of
//! exactly one document, and nothing says that the list goes on.

use std::collections::BTreeSet;

use crate::i18n::Words;
use crate::rules::rule::{AnswerContext, Check, Hit, Message, Rule, rule};
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::format::format_count_vi;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::text::fold;

pub(in crate::rules) const RULE: Rule = rule!("BD504", "evidence-count-mismatch", Warning, Check::Answer(check), reads: &[Field::Value, Field::Evidence], explainable: true);

/// What says that a list names only some.
const AND_SO_ON: [&str; 6] = ["…", "...", "v.v", "vv", "khác", "tiêu biểu"];

fn check(context: &AnswerContext<'_>, words: &Words) -> Option<Hit> {
    let answer = context.answer;
    if answer.indicator.measure != Measure::Documents {
        return None;
    }
    let count = answer.integer(Field::Value)?;
    let listed = listed(answer.text(Field::Evidence)?)?;
    if i64::try_from(listed) == Ok(count) {
        return None;
    }
    let message =
        t!(words, "bd504-message", count = format_count_vi(i128::from(count)), listed = listed);
    let message = Message { text: message, hint: t!(words, "bd504-hint") };
    Some(Hit { field: Field::Evidence, severity: None, message })
}

/// How many documents a list names; nothing where it is not certainly a list.
fn listed(text: &str) -> Option<usize> {
    let folded = fold(text);
    if AND_SO_ON.into_iter().any(|mark: &str| match mark {
        "vv" => folded.split(|c: char| !c.is_alphanumeric()).any(|word| word == "vv"),
        mark => folded.contains(mark),
    }) {
        return None;
    }
    let by_line: Vec<&str> = items(text, &['\n', ';']);
    let items = if by_line.len() > 1 { by_line } else { items(text, &[',']) };
    if items.len() < 2 {
        return None;
    }
    let mut named = BTreeSet::new();
    for item in items {
        let mut numbers = item.split_whitespace().filter_map(number_of_document);
        named.insert(numbers.next()?);
        if numbers.next().is_some() {
            return None;
        }
    }
    Some(named.len())
}

fn items<'a>(text: &'a str, marks: &[char]) -> Vec<&'a str> {
    text.split(|c| marks.contains(&c)).filter(|item| !item.trim().is_empty()).collect()
}

/// `15/QĐ-UBND`, `02/2025/NQ-HĐND`: digits, perhaps a year, and letters of an office.
fn number_of_document(word: &str) -> Option<String> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let (digits, office) = word.split_once('/')?;
    let office = match office.split_once('/') {
        Some((year, office)) if year.len() == 4 && is_digits(year) => office,
        Some(_) => return None,
        None => office,
    };
    let letters = office.chars().filter(|c| c.is_alphabetic()).count();
    let is_office = office.chars().all(|c| c.is_uppercase() || c == '-' || c.is_ascii_digit());
    (is_digits(digits) && letters >= 2 && is_office).then(|| word.to_owned())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn only_a_list_beyond_doubt_is_counted() {
        assert_eq!(listed("Kế hoạch số 12/KH-UBND ngày 1/6/2025; Quyết định 15/QĐ-UBND"), Some(2));
        assert_eq!(listed("1. Số 12/KH-UBND\n2. Số 02/2025/NQ-HĐND\n3. 7/CV-BCĐ"), Some(3));
        assert_eq!(listed("12/KH-UBND, 13/KH-UBND, 12/KH-UBND"), Some(2));
        for doubtful in [
            "Báo cáo số 15/BC-UBND",
            "Kế hoạch 12/KH-UBND ngày 1/6/2025, về đào tạo, bồi dưỡng",
            "12/KH-UBND; 13/KH-UBND; ...",
            "12/KH-UBND; 13/KH-UBND và các văn bản khác",
            "12/KH-UBND và 13/KH-UBND; 14/KH-UBND",
            "Kế hoạch triển khai; Quyết định thành lập",
            "",
        ] {
            assert_eq!(listed(doubtful), None, "{doubtful}");
        }
    }
}
