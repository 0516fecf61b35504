//! What a number format makes of a number: the text that a cell shows where it reads otherwise than
//! the number stored. Written as Vietnamese settings show it, `.` between thousands and `,` before
//! decimals, since that is how a text is read here. Exact: digits are moved and rounded as decimals.

mod render;
mod section;

use rust_decimal::Decimal;

use crate::values::quantity::raw::RawValue;
use section::{Section, Token};

/// A format code, section by section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FormatCode {
    sections: Vec<Section>,
}

/// The code of a format that needs none in the file, by its number; none for those of dates and for
/// the general format.
pub(super) fn builtin_code(id: u16) -> Option<&'static str> {
    Some(match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        37 | 38 => "#,##0 ;(#,##0)",
        39 | 40 => "#,##0.00;(#,##0.00)",
        41 | 42 => "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)",
        43 | 44 => "_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \"-\"??_);_(@_)",
        48 => "##0.0E+0",
        _ => return None,
    })
}

impl FormatCode {
    /// Takes a code apart; none for one that shows every content as it is stored.
    pub(super) fn read(code: &str) -> Option<Self> {
        let sections: Vec<Section> =
            split(code).iter().map(|section| Section::read(section)).collect();
        match sections.as_slice() {
            [only] if only.tokens == [Token::Content] => None,
            [only] if only.tokens.is_empty() && code.is_empty() => None,
            _ => Some(Self { sections }),
        }
    }

    /// What the cell shows of a content, where a person reads it otherwise than what is stored.
    pub(super) fn shown(&self, value: &RawValue) -> Option<String> {
        match value {
            RawValue::Number(number) => self.of_number(*number),
            RawValue::Text(text) => self.of_text(text),
            RawValue::Empty
            | RawValue::Unrepresentable(_)
            | RawValue::Bool(_)
            | RawValue::Date { .. }
            | RawValue::Error(_) => None,
        }
    }

    fn of_text(&self, text: &str) -> Option<String> {
        let section = match self.sections.as_slice() {
            [_, _, _, text, ..] => text,
            [.., last] if last.tokens.contains(&Token::Content) && !last.has_digits() => last,
            _ => return None,
        };
        if section.tokens.iter().all(|token| matches!(token, Token::Content | Token::Space))
            && !section.tokens.is_empty()
        {
            return None;
        }
        let mut shown = String::new();
        for token in &section.tokens {
            match token {
                Token::Literal(words) => shown.push_str(words),
                Token::Content => shown.push_str(text),
                Token::Space
                | Token::Whole(_)
                | Token::Point
                | Token::Decimal(_)
                | Token::Percent => {}
            }
        }
        (shown.trim() != text.trim()).then(|| shown.trim().to_owned())
    }

    fn of_number(&self, number: Decimal) -> Option<String> {
        let Some(section) = self.section(number) else { return Some("####".to_owned()) };
        if section.fraction {
            return None;
        }
        if section.exponent {
            return section.scientific(number);
        }
        let negative = number.is_sign_negative() && !number.is_zero();
        let signed = self.sets_sign();
        let keeps_sign = !negative || signed || section.marks_negative();
        if keeps_sign && section.is_plain(negative) && section.keeps(number) {
            return None;
        }
        let shown = section.render(number.abs());
        // The zero of a bookkeeper, as the comma style of every program shows it.
        if number.is_zero() && is_only_dashes(&shown) {
            return None;
        }
        let sign = if signed && negative { "-" } else { "" };
        Some(format!("{sign}{}", shown.trim()))
    }

    /// The sections that are for numbers.
    fn numeric(&self) -> &[Section] {
        &self.sections[..self.sections.len().min(3)]
    }

    fn has_conditions(&self) -> bool {
        self.numeric().iter().any(|section| section.condition.is_some())
    }

    /// Whether a minus is set before negative numbers: no section is for them alone.
    fn sets_sign(&self) -> bool {
        self.has_conditions() || self.numeric().len() == 1
    }

    /// The section that shows a number; `None` where no condition holds.
    fn section(&self, number: Decimal) -> Option<&Section> {
        let numeric = self.numeric();
        if self.has_conditions() {
            return numeric
                .iter()
                .find(|section| section.condition.is_none_or(|condition| condition.holds(number)));
        }
        match numeric {
            [_, negative, ..] if number.is_sign_negative() && !number.is_zero() => Some(negative),
            [_, _, zero] if number.is_zero() => Some(zero),
            all => all.first(),
        }
    }
}

fn is_only_dashes(shown: &str) -> bool {
    let words = shown.split_whitespace().collect::<String>();
    !words.is_empty() && words.chars().all(|c| matches!(c, '-' | '–' | '—'))
}

/// The sections: a semicolon in quotes, brackets or behind a backslash is none.
fn split(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut quoted = false;
    let mut characters = code.chars();
    while let Some(c) = characters.next() {
        if c == ';' && !quoted {
            sections.push(String::new());
            continue;
        }
        let Some(section) = sections.last_mut() else { break };
        section.push(c);
        match c {
            '"' => quoted = !quoted,
            '\\' | '_' | '*' if !quoted => section.extend(characters.next()),
            _ => {}
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, number: &str) -> Option<String> {
        FormatCode::read(code)?.shown(&RawValue::Number(number.parse().unwrap()))
    }

    #[test]
    fn a_plain_format_shows_nothing_else_than_the_stored_number() {
        for (code, number) in [
            ("General", "12.5"),
            ("", "12.5"),
            ("@", "12.5"),
            ("0", "12"),
            ("#,##0", "1234567"),
            ("#,##0", "0"),
            ("0.00", "85.5"),
            ("0.00%", "0.855"),
            ("0%", "0.85"),
            ("[Red]0;[Blue]-0", "-5"),
            ("#,##0 ;(#,##0)", "-5"),
            ("_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)", "1250"),
            ("_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)", "0"),
            ("0.00E+00", "1250"),
            ("# ?/?", "0.5"),
            ("000", "5"),
            ("+0;-0", "5"),
            ("\"+\"General", "5"),
            ("(0)", "-5"),
            ("[$-42A]#,##0", "1250"),
        ] {
            assert_eq!(shown(code, number), None, "{code} {number}");
        }
    }

    #[test]
    fn words_scales_and_hidden_digits_of_a_format_are_shown() {
        for (code, number, text) in [
            ("0\" nghìn người\"", "5", "5 nghìn người"),
            ("#,##0,", "1250000", "1.250"),
            ("#,##0,\"k\"", "1250", "1k"),
            ("0.0,,", "1250000", "1,3"),
            (";;;", "350", ""),
            ("#,###", "0", ""),
            ("0;-0;", "0", ""),
            ("0;0", "-5", "5"),
            ("0\"%\"", "85", "85%"),
            ("0\\‰", "85", "85‰"),
            ("#,##0", "12.4", "12"),
            ("0%", "0.85499", "85%"),
            ("0.0", "0.25", "0,3"),
            ("[=1]\"Có\";[=0]\"Không\";General", "1", "Có"),
            ("[=1]\"Có\";[=0]\"Không\"", "2", "####"),
            ("[>=1000]0,\" nghìn\";0", "2500", "3 nghìn"),
            ("\"TRUE\";\"TRUE\";\"FALSE\"", "1", "TRUE"),
            ("General\" người\"", "1250.5", "1250,5 người"),
            ("#,##0\\ [$₫-42A]", "1250", "1.250 ₫"),
            ("-0", "5", "-5"),
            ("0.\"000\"", "5", "5,000"),
            ("0000-000", "1234567", "1234-567"),
            ("0.00E+00", "123456", "123000"),
            ("0 \"người\"", "-3", "-3 người"),
            ("#,##0\"00\"", "1250", "1.25000"),
            ("0\"+\"", "1250", "1250+"),
            ("0+", "1250", "1250+"),
            (".00", "12.345", "12,35"),
        ] {
            assert_eq!(shown(code, number).as_deref(), Some(text), "{code} {number}");
        }
    }

    #[test]
    fn texts_have_a_section_of_their_own() {
        let of = |code: &str, text: &str| {
            FormatCode::read(code)?.shown(&RawValue::Text(text.to_owned()))
        };
        assert_eq!(of(";;;", "Có").as_deref(), Some(""));
        assert_eq!(of("0;0;0;\"x\"", "Có").as_deref(), Some("x"));
        assert_eq!(of("@\" người\"", "12").as_deref(), Some("12 người"));
        for code in ["0;0;0;@", "#,##0", "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)", "0;-0"] {
            assert_eq!(of(code, "Có"), None, "{code}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_code_is_read(code in "[0#?.,;%@_*\"\\\\\\[\\]<>=E+/ -0-9Ggeneralđ]{0,20}", number in -999_999_999_i64..=999_999_999, scale in 0_u32..=10) {
            if let Some(code) = FormatCode::read(&code) {
                let _ = code.shown(&RawValue::Number(Decimal::new(number, scale)));
                let _ = code.shown(&RawValue::Text("chữ".to_owned()));
            }
        }

        #[test]
        fn grouping_and_percent_say_nothing_of_whole_numbers(number in -999_999_999_i64..=999_999_999) {
            for code in ["0", "#,##0", "0%", "#,##0.00", "0.00;-0.00", "#,##0_);(#,##0)"] {
                let code = FormatCode::read(code).unwrap();
                proptest::prop_assert_eq!(code.shown(&RawValue::Number(number.into())), None);
            }
        }
    }
}
