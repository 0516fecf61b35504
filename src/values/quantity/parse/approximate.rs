//! Signs that a written number is not the exact one (BD405): `hơn 200`, `5-7`, `200+`.

use crate::values::quantity::text;

/// Words before a number that make it approximate, a bound or an estimate.
const BEFORE: [&str; 27] = [
    "chừng",
    "cỡ",
    "dự kiến",
    "dưới",
    "đến",
    "độ",
    "gần",
    "hơn",
    "ít nhất",
    "khoảng",
    "ngót",
    "ngoài",
    "nhiều nhất",
    "quá",
    "tầm",
    "tối đa",
    "tối thiểu",
    "tới",
    "top",
    "tốp",
    "trên",
    "từ",
    "ước",
    "ước đạt",
    "ước tính",
    "vượt",
    "xấp xỉ",
];

/// Words after a number that make it a bound.
const AFTER: [&str; 4] = ["trở lên", "trở xuống", "trở đi", "có lẻ"];

/// Signs before a number that make it approximate or a bound.
const SIGNS: [char; 12] = ['~', '∼', '≈', '≃', '≅', '±', '>', '<', '≥', '≤', '≧', '≦'];

/// What stands between the two ends of a range.
const RANGE_SIGNS: [&str; 9] = ["-", "~", "÷", "..", "...", "…", "→", "->", "--"];

/// Words between the two ends of a range, or between two guesses.
const RANGE_WORDS: [&str; 5] = ["đến", "tới", "hoặc", "hay", "hoặc là"];

/// Whether the text around one number, or around two, says that the number is not exact. `texts`
/// are the stretches of text before, between and after the numbers.
pub(super) fn is_approximate(texts: &[&str]) -> bool {
    let folded: Vec<String> = texts.iter().map(|part| text::fold(part)).collect();
    match folded.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [before, after] => is_open_before(before) || is_open_after(after),
        [before, between, after] => is_open_before(before) || is_range(between, after),
        _ => false,
    }
}

fn is_open_before(before: &str) -> bool {
    let before = before.trim_end_matches([' ', ':']);
    // Most numbers have nothing before them: no need to look for words there.
    !before.is_empty()
        && (before.trim_end_matches(['=', ' ']).ends_with(SIGNS)
            || BEFORE.iter().any(|word| ends_with_words(before, word)))
}

fn is_open_after(after: &str) -> bool {
    !after.is_empty()
        && (after.starts_with('+') || AFTER.iter().any(|word| ends_with_words(after, word)))
}

/// `5-7`, `5 đến 7 người`, and with the unit twice: `5 người - 7 người`.
fn is_range(between: &str, after: &str) -> bool {
    let signs = RANGE_SIGNS.iter().filter_map(|sign| between.strip_suffix(sign));
    let words = RANGE_WORDS.iter().filter_map(|word| strip_words(between, word));
    signs.chain(words).map(str::trim).any(|unit| unit.is_empty() || unit == after)
}

fn ends_with_words(folded: &str, words: &str) -> bool {
    strip_words(folded, words).is_some()
}

/// Takes whole words, with or without their accents, off the end.
fn strip_words<'a>(folded: &'a str, words: &str) -> Option<&'a str> {
    text::spellings(words, folded).find_map(|words| {
        let rest = folded.strip_suffix(words.as_str())?;
        (!rest.ends_with(char::is_alphanumeric)).then_some(rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_approximation_are_seen() {
        // docs/contract/numbers.md: `hơn 200`, `trên 150`, `khoảng 1.000`, `~150`, `5-7`, `200+`
        let signs: &[&[&str]] = &[
            &["hơn ", ""],
            &["Trên ", " người"],
            &["hon ", ""],
            &["đạt trên ", "%"],
            &["~", ""],
            &[">= ", ""],
            &["", "+"],
            &["", " + người"],
            &["", " người trở lên"],
            &["", "-", ""],
            &["", " người - ", " người"],
            &["Từ ", " đến ", " người"],
        ];
        for texts in signs {
            assert!(is_approximate(texts), "{texts:?}");
        }
    }

    #[test]
    fn other_text_is_not_approximation() {
        let others: &[&[&str]] = &[
            &["", ""],
            &["-", ""],
            &["", " người trên địa bàn"],
            &["", "+", ""],
            &["", " lớp - ", " người"],
            &["", "/", ""],
            &["", "-", "-", ""],
            &["chuyên gia ", ""],
        ];
        for texts in others {
            assert!(!is_approximate(texts), "{texts:?}");
        }
    }
}
