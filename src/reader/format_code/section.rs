//! One section of a format code: what stands between two semicolons.

use rust_decimal::Decimal;

/// The most digits before or after the mark, and the most commas of a scale, that are looked at.
const PLACES: usize = 28;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Section {
    pub(super) condition: Option<Condition>,
    pub(super) tokens: Vec<Token>,
    /// How often the number is divided by a thousand.
    pub(super) scale: u32,
    pub(super) grouped: bool,
    pub(super) percents: u32,
    /// How many digits are asked for behind the mark.
    pub(super) decimals: u32,
    pub(super) exponent: bool,
    pub(super) fraction: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Literal(String),
    /// Room as wide as a letter, or a letter that fills the cell.
    Space,
    /// `0`, `#` or `?` before the mark.
    Whole(char),
    Point,
    /// `0`, `#` or `?` behind the mark.
    Decimal(char),
    Percent,
    /// The whole content: `General` or `@`.
    Content,
}

/// Which numbers a section is for: `>=1000` between brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Condition {
    comparison: Comparison,
    limit: Decimal,
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

impl Section {
    pub(super) fn read(code: &str) -> Self {
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
        self.condition = Condition::read(inside).or(self.condition);
    }

    pub(super) fn has_digits(&self) -> bool {
        self.tokens.iter().any(Token::is_digit)
    }
}

impl Token {
    pub(super) fn is_digit(&self) -> bool {
        matches!(self, Self::Whole(_) | Self::Decimal(_))
    }

    /// Whether digits of the number are shown in its place.
    pub(super) fn is_content(&self) -> bool {
        self.is_digit() || *self == Self::Content
    }
}

impl Condition {
    /// Reads what stands between brackets; `None` for a colour, a language and the like.
    fn read(inside: &str) -> Option<Self> {
        let signs = [
            ("<=", Comparison::AtMost),
            (">=", Comparison::AtLeast),
            ("<>", Comparison::Unequal),
            ("<", Comparison::Less),
            (">", Comparison::More),
            ("=", Comparison::Equal),
        ];
        let (sign, comparison) = signs.into_iter().find(|(sign, _)| inside.starts_with(sign))?;
        Some(Self { comparison, limit: inside[sign.len()..].trim().parse().ok()? })
    }

    pub(super) fn holds(self, number: Decimal) -> bool {
        match self.comparison {
            Comparison::Less => number < self.limit,
            Comparison::AtMost => number <= self.limit,
            Comparison::Equal => number == self.limit,
            Comparison::Unequal => number != self.limit,
            Comparison::AtLeast => number >= self.limit,
            Comparison::More => number > self.limit,
        }
    }
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
