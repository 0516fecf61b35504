//! Notation without a number, and with the numbers of a day.

use rust_decimal::Decimal;

use super::super::bound::{Better, Bound, Comparison, Level};
use super::super::refusal::Refusal;
use super::super::row::TargetRow;
use super::amount::{Unit, is_base};
use super::phrases::strip_first;
use crate::values::quantity::text;

/// Words that say that there should be none.
const NONE: [&str; 10] = [
    "không có",
    "không để xảy ra",
    "không để",
    "không xảy ra",
    "không để phát sinh",
    "không phát sinh",
    "không còn",
    "không để có",
    "chấm dứt",
    "không",
];

const HOLD: [&str; 7] =
    ["giữ vững", "duy trì", "giữ nguyên", "giữ ổn định", "ổn định", "tiếp tục", "bằng năm trước"];

/// Words of choices.
const CHOICES: [&str; 8] =
    ["đạt", "có", "đạt chuẩn", "hoàn thành", "chưa đạt", "đã bố trí", "đã", "thực hiện"];

/// Words of growth without a number.
const GROWTH: [&str; 3] = ["gấp", "tăng", "giảm"];

const TIMES: [&str; 9] =
    ["ngày", "tháng", "quý", "năm", "trước", "hạn", "đến hết", "xong", "thời điểm"];

pub(super) fn read(words: &str, row: &TargetRow<'_>) -> Result<Bound, Refusal> {
    if words.is_empty() {
        return Err(Refusal::NoNumber);
    }
    if CHOICES.iter().any(|choice| text::fold(choice) == words) {
        return Err(Refusal::Choice { part: words.to_owned() });
    }
    if let Some((phrase, of)) =
        NONE.iter().find_map(|phrase| Some((*phrase, strip_first(words, phrase)?)))
    {
        return none(phrase, of, row);
    }
    let first = |list: &[&'static str]| {
        list.iter().copied().find(|word| strip_first(words, word).is_some())
    };
    if let Some(part) = first(&HOLD) {
        return Err(Refusal::Hold { part: part.to_owned() });
    }
    if let Some(part) = first(&GROWTH) {
        return Err(Refusal::Growth { part: part.to_owned() });
    }
    Err(Refusal::NoNumber)
}

/// `không có vụ nào`: none of what the row counts.
fn none(phrase: &str, of: &str, row: &TargetRow<'_>) -> Result<Bound, Refusal> {
    let of = of.strip_suffix("nào").map_or(of, str::trim_end);
    let level = if row.is_of_percent() {
        if !of.is_empty() && !is_base(of, row) {
            return Err(Refusal::Words { part: of.to_owned() });
        }
        Level::Percent(Decimal::ZERO)
    } else if of.is_empty() {
        Level::Quantity(Decimal::ZERO)
    } else {
        match Unit::read(of, row)? {
            Unit::Counted(_) => Level::Quantity(Decimal::ZERO),
            Unit::Percent | Unit::Place => return Err(Refusal::Words { part: of.to_owned() }),
        }
    };
    match row.better {
        Some(Better::Less) => Ok(Bound { comparison: Comparison::AtMost, level }),
        Some(Better::More) | None => Err(Refusal::NeedsBetter { part: phrase.to_owned() }),
    }
}

/// Whether text around numbers is that of a day: `trước ngày 31/3/2026`.
pub(super) fn is_date(texts: &[&str]) -> bool {
    let Some((before, rest)) = texts.split_first() else { return false };
    let Some((after, between)) = rest.split_last() else { return false };
    let is_apart = |between: &&str| {
        matches!(*between, "/" | "-" | "." | "tháng" | "năm" | ", ngày" | "giờ" | "h" | ":")
    };
    !between.is_empty()
        && between.iter().all(is_apart)
        && after.is_empty()
        && (between.len() == 2 || is_time(before))
}

/// Whether text before a number ends in words for a time.
pub(super) fn is_time(before: &str) -> bool {
    let padded = format!(" {before} ");
    TIMES.iter().any(|word| padded.contains(&format!(" {word} ")))
}
