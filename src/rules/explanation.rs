//! What settles a warning: a reason that the unit writes in the form's own column.

use super::finding::{Finding, Settlement, Severity};
use crate::values::quantity::text::{clean, fold};

/// A reason has at least so many different words, and so many letters.
const WORDS: usize = 3;
const LETTERS: usize = 8;

/// What is written where there is nothing to say.
const NOTHING: [&str; 12] = [
    "không áp dụng",
    "không phát sinh",
    "chưa có số liệu",
    "không có gì",
    "không có ý kiến",
    "không có giải trình",
    "không cần giải trình",
    "chưa có giải trình",
    "số liệu đúng",
    "đã kiểm tra",
    "đã kiểm tra lại",
    "đã rà soát",
];

/// Settles a finding about an answer by the explanation beside it, where there is one and the rule
/// takes one: a warning, never an error.
pub(super) fn settle(finding: &mut Finding, explanation: Option<&str>) {
    let takes_one = super::find(finding.code).is_some_and(|rule| rule.explainable);
    if !takes_one || finding.severity != Severity::Warning || !finding.is_open() {
        return;
    }
    let written = explanation.filter(|text| is_reason(text));
    finding.settled = written.map(|text| Settlement::Explained { text: text.to_owned() });
}

/// Whether a text says why: "-", "không", "đã kiểm tra" are none.
fn is_reason(text: &str) -> bool {
    let folded = fold(&clean(text));
    let mut words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().any(char::is_alphabetic))
        .collect();
    if NOTHING.contains(&words.join(" ").as_str()) {
        return false;
    }
    let letters = words.iter().flat_map(|word| word.chars()).filter(|c| c.is_alphabetic()).count();
    words.sort_unstable();
    words.dedup();
    words.len() >= WORDS && letters >= LETTERS
}

#[cfg(test)]
mod tests {
    use super::is_reason;

    /// An explanation that is nothing settles nothing.
    #[test]
    fn a_reason_says_something() {
        for nothing in [
            "",
            "-",
            ".",
            "…",
            "không",
            "Không có.",
            "KHÔNG CÓ GÌ",
            "ok",
            "x x x x x x x x",
            "123 456",
            "Không áp dụng",
            "đã kiểm tra",
            "ko",
            "n/a",
            "Số liệu đúng!",
            "không không không không",
        ] {
            assert!(!is_reason(nothing), "{nothing}");
        }
        for reason in ["Do mưa lũ tháng 9", "Nhiều người đi làm xa", "Mới sáp nhập từ 1/7"]
        {
            assert!(is_reason(reason), "{reason}");
        }
    }
}
