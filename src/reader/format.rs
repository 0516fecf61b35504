//! What a number format says of the number behind it. 0.85 in a cell of format `0%` was typed as 85 %,
//! in any other cell nobody knows; 45930 in a cell of format `dd/mm/yyyy` is a day.

use crate::values::quantity::raw::NumberFormat;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) format: NumberFormat,
    /// Whether it is a point or a length of time.
    pub(super) time: Option<Time>,
}

/// What a number is when its format shows time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// A day, a time of day, or both.
    Moment,
    Length,
}

impl Shown {
    /// A format that shows a number.
    pub(super) fn number(format: NumberFormat) -> Self {
        Self { format, time: None }
    }
}

pub(super) fn shown(code: &str) -> Shown {
    Shown { format: of_code(code), time: time(code) }
}

/// A format that needs no code in the file, by its number (ECMA-376, 18.8.30; those of East Asia
/// are dates too).
pub(super) fn builtin(id: &str) -> Shown {
    let time = match id.parse::<u16>() {
        Ok(9 | 10) => return Shown::number(NumberFormat::Percent),
        Ok(14..=22 | 27..=36 | 45 | 47 | 50..=58) => Some(Time::Moment),
        Ok(46) => Some(Time::Length),
        _ => None,
    };
    Shown { format: NumberFormat::Other, time }
}

/// Whether a code shows time. Its first section, that of positive numbers, tells.
fn time(code: &str) -> Option<Time> {
    let mut characters = code.chars();
    let mut half_day = false;
    while let Some(character) = characters.next() {
        match character.to_ascii_lowercase() {
            '"' => while characters.next().is_some_and(|c| c != '"') {},
            '\\' | '_' | '*' => _ = characters.next(),
            '[' => {
                let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                if is_elapsed(&inside) {
                    return Some(Time::Length);
                }
            }
            ';' => return None,
            'a' => half_day = true,
            'p' | '/' if half_day => return Some(Time::Moment),
            'd' | 'm' | 'h' | 'y' | 's' => return Some(Time::Moment),
            _ => {}
        }
    }
    None
}

/// `[h]`, `[mm]`, `[ss]`: hours, minutes or seconds that are not cut at a day.
fn is_elapsed(inside: &str) -> bool {
    let inside = inside.to_ascii_lowercase();
    ['h', 'm', 's'].iter().any(|unit| !inside.is_empty() && inside.chars().all(|c| c == *unit))
}

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
    fn time_is_told_from_letters() {
        for code in
            ["dd/mm/yyyy", "[$-42A]d mmmm", "h:mm AM/PM", "0\" ngày\" d", "yyyy\\-mm", "A/P"]
        {
            assert_eq!(time(code), Some(Time::Moment), "{code}");
        }
        for code in ["[h]:mm:ss", "[SS]", "[mm]:ss"] {
            assert_eq!(time(code), Some(Time::Length), "{code}");
        }
        for code in
            ["General", "0.00", "0\" giờ, ngày\"", "[Red]0", "\\d0", "0;d", "# ?/?", "@", ""]
        {
            assert_eq!(time(code), None, "{code}");
        }
        assert_eq!(builtin("14").time, Some(Time::Moment));
        assert_eq!(builtin("9").format, NumberFormat::Percent);
        assert_eq!(builtin("165"), Shown::number(NumberFormat::Other));
    }

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
