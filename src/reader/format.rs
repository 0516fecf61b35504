//! Whether a number format shows percent. 0.85 in a cell of format `0%` was typed as 85 %, in any
//! other cell nobody knows.

use crate::quantity::raw::NumberFormat;

/// Reads a format code such as `0.0%;[Red]-0.0%`. Where the sections for positive and negative
/// numbers disagree the answer depends on the number, and is [`NumberFormat::Unknown`].
pub(super) fn of_code(code: &str) -> NumberFormat {
    let mut seen: Option<bool> = None;
    for section in sections(code) {
        // A section without a digit shows only words or a dash, whatever the number is.
        if !section.digits {
            continue;
        }
        match seen {
            Some(percent) if percent != section.percent => return NumberFormat::Unknown,
            _ => seen = Some(section.percent),
        }
    }
    if seen == Some(true) { NumberFormat::Percent } else { NumberFormat::Other }
}

#[derive(Default)]
struct Section {
    digits: bool,
    percent: bool,
}

/// Splits at `;`, leaving out what is quoted, escaped, in brackets, or only fills or pads.
fn sections(code: &str) -> Vec<Section> {
    let mut all = vec![];
    let mut section = Section::default();
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => while characters.next().is_some_and(|c| c != '"') {},
            '[' => while characters.next().is_some_and(|c| c != ']') {},
            '\\' | '_' | '*' => _ = characters.next(),
            ';' => all.push(std::mem::take(&mut section)),
            '%' => section.percent = true,
            '0' | '#' | '?' => section.digits = true,
            _ => {}
        }
    }
    all.push(section);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_is_told_from_a_percent_sign() {
        for code in ["0%", "0.00%", "0.0%;[Red]-0.0%", "#,##0.0 %", "0%;-0%;\"-\"", "[>1]0%;0.0%"] {
            assert_eq!(of_code(code), NumberFormat::Percent, "{code}");
        }
        for code in ["General", "", "0", "0\"%\"", "0\\%", "@", "#,##0_%", "[$%-42A]0", "0*%"] {
            assert_eq!(of_code(code), NumberFormat::Other, "{code}");
        }
        assert_eq!(of_code("[<1]0%;0"), NumberFormat::Unknown);
    }
}
