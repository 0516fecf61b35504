//! What a section of a format code makes of a number.

use rust_decimal::{Decimal, RoundingStrategy};

use super::section::{Section, Token};
use crate::values::quantity::format::format_decimal_vi;

impl Section {
    /// Whether nothing but digits, groups, percent, room and the sign of the number is shown.
    pub(super) fn is_plain(&self, negative: bool) -> bool {
        let first = self.tokens.iter().position(Token::is_content);
        let last = self.tokens.iter().rposition(Token::is_content);
        let adds_nothing = self.tokens.iter().enumerate().all(|(at, token)| match token {
            Token::Literal(words) => {
                let is_before = first.is_some_and(|first| at < first);
                let is_outside = first.is_none() || is_before || last < Some(at);
                is_outside && words.chars().all(|c| is_sign(c, negative, is_before))
            }
            _ => true,
        });
        adds_nothing
            && self.scale == 0
            && self.percents <= 1
            && (self.has_digits() || self.tokens.contains(&Token::Content))
    }

    /// Whether a section of its own for negative numbers says that they are.
    pub(super) fn marks_negative(&self) -> bool {
        self.tokens
            .iter()
            .any(|token| matches!(token, Token::Literal(words) if words.contains(['-', '('])))
    }

    /// Whether every digit of a number is shown, and a zero at all.
    pub(super) fn keeps(&self, number: Decimal) -> bool {
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

    pub(super) fn render(&self, number: Decimal) -> String {
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
    pub(super) fn scientific(&self, number: Decimal) -> Option<String> {
        let number = number.normalize();
        let wholes = self.tokens.iter().filter(|token| matches!(token, Token::Whole(_))).count();
        let kept = self.decimals + u32::try_from(wholes.max(1)).ok()?;
        let rounded = number.round_sf(kept)?;
        (rounded != number).then(|| format_decimal_vi(rounded.normalize()))
    }
}

/// Whether a character says no more than the sign of the number. A plus is a sign before the digits only:
/// behind them it says that there are more.
fn is_sign(c: char, negative: bool, is_before: bool) -> bool {
    match c {
        '-' | '(' | ')' => negative,
        '+' => !negative && is_before,
        _ => c.is_whitespace(),
    }
}
