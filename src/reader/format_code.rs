//! What a number format makes of a number: the text that a cell shows where it reads otherwise than
//! the number stored. Written as Vietnamese settings show it, `.` between thousands and `,` before
//! decimals, since that is how a text is read here. Exact: digits are moved and rounded as decimals.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::values::quantity::format::format_decimal_vi;
use crate::values::quantity::raw::RawValue;

/// The most digits before or after the mark, and the most commas of a scale, that are looked at.
const PLACES: usize = 28;

/// A format code taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FormatCode {
    sections: Vec<Section>,
}

/// What is between two semicolons.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Section {
    condition: Option<(Comparison, Decimal)>,
    tokens: Vec<Token>,
    /// How often the number is divided by a thousand.
    scale: u32,
    grouped: bool,
    percents: u32,
    /// Digits are asked for behind the mark.
    decimals: u32,
    exponent: bool,
    fraction: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Literal(String),
    /// Room as wide as a letter, or a letter that fills the cell.
    Space,
    /// `0`, `#` or `?` before the mark.
    Whole(char),
    Point,
    /// The same behind the mark.
    Decimal(char),
    Percent,
    /// `General` or `@`.
    Content,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Less,
    AtMost,
    Equal,
    Unequal,
    AtLeast,
    More,
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
        let is_general = |section: &Section| section.tokens == [Token::Content];
        match sections.as_slice() {
            [only] if is_general(only) || (only.tokens.is_empty() && code.is_empty()) => None,
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
        let part = |token: &Token| match token {
            Token::Literal(words) => words.clone(),
            Token::Content => text.to_owned(),
            _ => String::new(),
        };
        let shown: String = section.tokens.iter().map(part).collect();
        (shown.trim() != text.trim()).then(|| shown.trim().to_owned())
    }

    fn of_number(&self, number: Decimal) -> Option<String> {
        let Some((section, signed)) = self.section(number) else { return Some("####".to_owned()) };
        if section.fraction {
            return None;
        }
        if section.exponent {
            return section.scientific(number);
        }
        let negative = number.is_sign_negative() && !number.is_zero();
        let keeps_sign = !negative || signed || section.marks_negative();
        if keeps_sign && section.is_plain(negative) && section.keeps(number) {
            return None;
        }
        let shown = section.render(number.abs());
        let is_dash = |c: char| matches!(c, '-' | '–' | '—') || c.is_whitespace();
        // The zero of a bookkeeper, as the comma style of every program shows it.
        if number.is_zero() && shown.contains(['-', '–', '—']) && shown.chars().all(is_dash) {
            return None;
        }
        let sign = if signed && negative { "-" } else { "" };
        Some(format!("{sign}{}", shown.trim()))
    }

    /// The section that shows a number, and whether a minus is set before it.
    fn section(&self, number: Decimal) -> Option<(&Section, bool)> {
        let numeric = &self.sections[..self.sections.len().min(3)];
        if numeric.iter().any(|section| section.condition.is_some()) {
            let holds = |section: &&Section| {
                section.condition.is_none_or(|(how, limit)| how.holds(number, limit))
            };
            return numeric.iter().find(holds).map(|section| (section, true));
        }
        match numeric {
            [] => None,
            [all] => Some((all, true)),
            [_, negative, ..] if number.is_sign_negative() && !number.is_zero() => {
                Some((negative, false))
            }
            [_, _, zero] if number.is_zero() => Some((zero, false)),
            [positive, ..] => Some((positive, false)),
        }
    }
}

impl Section {
    fn read(code: &str) -> Self {
        let mut section = Self::default();
        let mut commas = 0;
        let mut behind = false;
        let mut characters = code.chars().peekable();
        while let Some(c) = characters.next() {
            match c {
                '0' | '#' | '?' if section.tokens.len() < 4 * PLACES => {
                    if commas > 0 && !behind {
                        section.grouped = true;
                    }
                    commas = 0;
                    if behind {
                        section.decimals += 1;
                        section.tokens.push(Token::Decimal(c));
                    } else {
                        section.tokens.push(Token::Whole(c));
                    }
                }
                ',' if section.has_digits() => commas += 1,
                '.' if !behind => {
                    section.scale += commas;
                    (commas, behind) = (0, true);
                    section.tokens.push(Token::Point);
                }
                '%' => {
                    section.percents += 1;
                    section.tokens.push(Token::Percent);
                }
                '"' => section
                    .literal(&characters.by_ref().take_while(|c| *c != '"').collect::<String>()),
                '\\' => section.literal(&characters.next().map(String::from).unwrap_or_default()),
                '_' | '*' => {
                    characters.next();
                    section.tokens.push(Token::Space);
                }
                '[' => {
                    let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                    section.bracket(&inside);
                }
                '@' => section.tokens.push(Token::Content),
                'E' | 'e'
                    if section.has_digits() && matches!(characters.peek(), Some('+' | '-')) =>
                {
                    section.exponent = true;
                    while characters.next_if(|c| matches!(c, '+' | '-' | '0' | '#' | '?')).is_some()
                    {
                    }
                }
                '/' if section.has_digits() => section.fraction = true,
                'G' | 'g' if is_general(c, &mut characters) => section.tokens.push(Token::Content),
                ' ' => section.tokens.push(Token::Space),
                other => section.literal(&other.to_string()),
            }
        }
        section.scale += commas;
        section
    }

    fn literal(&mut self, text: &str) {
        match self.tokens.last_mut() {
            Some(Token::Literal(before)) => before.push_str(text),
            _ if text.is_empty() => {}
            _ => self.tokens.push(Token::Literal(text.to_owned())),
        }
    }

    /// A condition, a currency; colours and languages change nothing.
    fn bracket(&mut self, inside: &str) {
        if let Some(currency) = inside.strip_prefix('$') {
            let sign = currency.split_once('-').map_or(currency, |(sign, _)| sign).to_owned();
            self.literal(&sign);
        }
        self.condition = condition(inside).or(self.condition);
    }

    fn has_digits(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::Whole(_) | Token::Decimal(_)))
    }

    /// Whether nothing but digits, groups, percent, room and the sign of the number is shown.
    fn is_plain(&self, negative: bool) -> bool {
        let is_digit =
            |token: &Token| matches!(token, Token::Whole(_) | Token::Decimal(_) | Token::Content);
        let first = self.tokens.iter().position(is_digit);
        let last = self.tokens.iter().rposition(is_digit);
        let is_outside = |at: usize| first.is_none_or(|first| at < first) || last < Some(at);
        // A plus is a sign before the digits only: behind them it says that there are more.
        let is_sign = |at: usize, c: char| match c {
            '-' | '(' | ')' => negative,
            '+' => !negative && first.is_some_and(|first| at < first),
            _ => c.is_whitespace(),
        };
        let adds_nothing = |(at, token): (usize, &Token)| match token {
            Token::Literal(words) => is_outside(at) && words.chars().all(|c| is_sign(at, c)),
            _ => true,
        };
        self.scale == 0
            && self.percents <= 1
            && self.tokens.iter().enumerate().all(adds_nothing)
            && (self.has_digits() || self.tokens.contains(&Token::Content))
    }

    /// Whether a section of its own for negative numbers says that they are.
    fn marks_negative(&self) -> bool {
        self.tokens
            .iter()
            .any(|token| matches!(token, Token::Literal(words) if words.contains(['-', '('])))
    }

    /// Whether every digit of a number is shown, and a zero at all.
    fn keeps(&self, number: Decimal) -> bool {
        if !self.has_digits() {
            return true;
        }
        let number = number.normalize();
        let shows_zero = self
            .tokens
            .iter()
            .any(|token| matches!(token, Token::Whole('0') | Token::Decimal('0')));
        number.scale() <= self.decimals + 2 * self.percents && (!number.is_zero() || shows_zero)
    }

    fn render(&self, number: Decimal) -> String {
        let mut moved = number;
        for _ in 0..self.percents {
            moved = moved.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(moved);
        }
        for _ in 0..self.scale.min(9) {
            moved /= Decimal::ONE_THOUSAND;
        }
        let places = self.decimals.min(28);
        let rounded = moved
            .round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
            .normalize();
        let text = rounded.to_string();
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let whole = whole.trim_start_matches('0');
        let mut wholes = self.whole_places(whole).into_iter();
        let mut decimal = decimals.chars();
        let mut shown = String::new();
        for (at, token) in self.tokens.iter().enumerate() {
            match token {
                Token::Literal(words) => shown.push_str(words),
                Token::Space => shown.push(' '),
                Token::Percent => shown.push('%'),
                Token::Content => shown.push_str(&format_decimal_vi(number)),
                Token::Whole(_) => shown.push_str(&wholes.next().unwrap_or_default()),
                Token::Point => {
                    // A section such as `.00` has nothing before its mark.
                    if !self.tokens.iter().any(|token| matches!(token, Token::Whole(_))) {
                        shown.push_str(if whole.is_empty() { "0" } else { whole });
                    }
                    let is_followed = !decimals.is_empty()
                        || matches!(
                            self.tokens.get(at + 1),
                            Some(Token::Decimal('0') | Token::Literal(_))
                        );
                    shown.push_str(if is_followed { "," } else { "" });
                }
                Token::Decimal(place) => match decimal.next() {
                    Some(digit) => shown.push(digit),
                    None if *place == '0' => shown.push('0'),
                    None => {}
                },
            }
        }
        shown
    }

    /// What stands at each place before the mark; the first takes all the digits left over.
    fn whole_places(&self, digits: &str) -> Vec<String> {
        let places: Vec<char> = self
            .tokens
            .iter()
            .filter_map(|token| match token {
                Token::Whole(place) => Some(*place),
                _ => None,
            })
            .collect();
        let digits: Vec<char> = digits.chars().collect();
        let count = places.len().max(digits.len());
        let mut all = vec![String::new(); places.len()];
        for at in 0..count {
            // From the left: how many places are behind this one.
            let behind = count - 1 - at;
            let slot = at.saturating_sub(count - places.len());
            let digit = (behind < digits.len()).then(|| digits[digits.len() - 1 - behind]);
            let place = places.get(slot).copied().unwrap_or('#');
            let Some(text) = all.get_mut(slot) else { continue };
            match digit {
                Some(digit) => text.push(digit),
                None if place == '0' => text.push('0'),
                None => continue,
            }
            if self.grouped && behind > 0 && behind.is_multiple_of(3) {
                text.push('.');
            }
        }
        all
    }

    /// `1,23E+05`, where digits are left out of it.
    fn scientific(&self, number: Decimal) -> Option<String> {
        let number = number.normalize();
        let wholes = self.tokens.iter().filter(|token| matches!(token, Token::Whole(_))).count();
        let kept = self.decimals + u32::try_from(wholes.max(1)).ok()?;
        let rounded = number.round_sf(kept)?;
        (rounded != number).then(|| format_decimal_vi(rounded.normalize()))
    }
}

impl Comparison {
    fn holds(self, number: Decimal, limit: Decimal) -> bool {
        match self {
            Self::Less => number < limit,
            Self::AtMost => number <= limit,
            Self::Equal => number == limit,
            Self::Unequal => number != limit,
            Self::AtLeast => number >= limit,
            Self::More => number > limit,
        }
    }
}

/// `>=1000` between brackets.
fn condition(inside: &str) -> Option<(Comparison, Decimal)> {
    let signs = [
        ("<=", Comparison::AtMost),
        (">=", Comparison::AtLeast),
        ("<>", Comparison::Unequal),
        ("<", Comparison::Less),
        (">", Comparison::More),
        ("=", Comparison::Equal),
    ];
    let (how, limit) = signs
        .into_iter()
        .find_map(|(sign, how)| inside.strip_prefix(sign).map(|limit| (how, limit)))?;
    Some((how, limit.trim().parse().ok()?))
}

/// Whether the word `General` goes on behind its first letter; if so it is passed over.
fn is_general(first: char, rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    const REST: &str = "eneral";
    let word: String = rest.clone().take(REST.len()).collect();
    let is_word = first.eq_ignore_ascii_case(&'G') && word.eq_ignore_ascii_case(REST);
    if is_word {
        rest.nth(REST.len() - 1);
    }
    is_word
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
    fn what_reads_as_it_is_stored_is_not_said() {
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
    fn what_a_format_adds_or_hides_is_said() {
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
