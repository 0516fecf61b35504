//! Official notation of a target into its bound.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Bound, InvalidTargetReason as Reason};
use crate::values::quantity::parse::{
    KNOWN_NOUNS, LARGEST, Mark, Numeral, OnlyNumber, is_noun, is_percent_sign,
};
use crate::values::quantity::text;

/// Words that official documents put before a target and that do not change it.
const LEADS: [&str; 4] = ["phấn đấu", "bảo đảm", "đảm bảo", "đạt"];

/// Words and signs before the number of a target that is reached at the bound.
const AT_LEAST: [&str; 7] = ["", "từ", "≥", ">=", "tối thiểu", "ít nhất", "không dưới"];

/// Words and signs before the number of a target that must be exceeded.
const ABOVE: [&str; 4] = [">", "trên", "hơn", "vượt"];

/// Words before the number of a rank.
const RANK: [&str; 10] = [
    "tốp",
    "top",
    "duy trì tốp",
    "duy trì top",
    "trong tốp",
    "trong top",
    "thuộc tốp",
    "thuộc top",
    "duy trì trong tốp",
    "duy trì trong top",
];

/// Words before a noun that multiply the number.
const MULTIPLES: [(&str, i64); 5] = [
    ("nghìn", 1_000),
    ("ngàn", 1_000),
    ("triệu", 1_000_000),
    ("tỷ", 1_000_000_000),
    ("tỉ", 1_000_000_000),
];

/// The bound that a notation states.
pub(super) fn bound(notation: &str, nouns: &[String]) -> Result<Bound, Reason> {
    let OnlyNumber { before, numeral, after } = OnlyNumber::of(notation).ok_or(Reason::Number)?;
    let before = text::fold(&before);
    let before = LEADS.iter().fold(before.as_str(), |rest, lead| strip_lead(rest, lead));
    let after = text::fold(&after);
    if is_one_of(before, &RANK) {
        return if after.is_empty() { rank(numeral) } else { Err(Reason::Words) };
    }
    let floor = strip_floor(&after);
    let unit = floor.unwrap_or(&after);
    let is_above = is_one_of(before, &ABOVE);
    if is_above == is_one_of(before, &AT_LEAST) || (is_above && floor.is_some()) {
        return Err(Reason::Words);
    }
    if is_percent_sign(unit) {
        return percent(numeral, is_above);
    }
    let count = count(numeral, unit, nouns)?;
    Ok(if is_above { Bound::CountAbove(count) } else { Bound::CountAtLeast(count) })
}

fn is_one_of(folded: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text::fold(word) == folded)
}

fn rank(numeral: Numeral) -> Result<Bound, Reason> {
    let rank = whole(numeral.vietnamese().ok_or(Reason::Number)?)?;
    if rank >= 1 { Ok(Bound::RankAtMost(rank)) } else { Err(Reason::Bound) }
}

/// A percentage above 100 is no target: nothing reaches it. `85,125%` is no thousands, whatever it
/// would be in a count.
fn percent(numeral: Numeral, is_above: bool) -> Result<Bound, Reason> {
    let points = match numeral {
        Numeral::Either { decimal, mark: Mark::Comma, .. } => decimal,
        other => other.vietnamese().ok_or(Reason::Number)?,
    };
    let is_reachable =
        points < Decimal::ONE_HUNDRED || (points == Decimal::ONE_HUNDRED && !is_above);
    match is_above {
        _ if !is_reachable => Err(Reason::Bound),
        true => Ok(Bound::PercentAbove(points)),
        false => Ok(Bound::PercentAtLeast(points)),
    }
}

/// The count of `1,5` and `triệu người`.
fn count(numeral: Numeral, unit: &str, nouns: &[String]) -> Result<i64, Reason> {
    let number = numeral.vietnamese().ok_or(Reason::Number)?;
    let multiple = MULTIPLES.iter().find_map(|(word, by)| {
        let noun = unit.strip_prefix(text::fold(word).as_str())?;
        (noun.is_empty() || noun.starts_with(' ')).then_some((*by, noun.trim_start()))
    });
    let (by, noun) = multiple.unwrap_or((1, unit));
    let declared = nouns.iter().map(String::as_str);
    if !declared.chain(KNOWN_NOUNS).any(|known| is_noun(noun, known)) {
        return Err(Reason::Unit);
    }
    whole(number.checked_mul(Decimal::from(by)).ok_or(Reason::Bound)?)
}

/// `phấn đấu trên` is `trên`; only whole words go.
fn strip_lead<'a>(before: &'a str, lead: &str) -> &'a str {
    match before.strip_prefix(text::fold(lead).as_str()) {
        Some(rest) if rest.is_empty() || rest.starts_with(' ') => rest.trim_start(),
        _ => before,
    }
}

/// `80% trở lên` is `80%`, at least; `None` where that does not stand behind the number.
fn strip_floor(after: &str) -> Option<&str> {
    after.strip_suffix(text::fold("trở lên").as_str()).map(str::trim_end)
}

fn whole(number: Decimal) -> Result<i64, Reason> {
    let whole = number.is_integer().then(|| number.to_i64()).flatten();
    whole.filter(|whole| *whole <= LARGEST).ok_or(Reason::Bound)
}
