//! A place in an order: `Tốp 5`, `thuộc nhóm 10 tỉnh, thành phố dẫn đầu`.

use super::super::bound::{Bound, Comparison, Level};
use super::super::refusal::Refusal;
use super::super::row::TargetRow;
use super::phrases::strip_first;
use super::{amount, is_rank, phrases};
use crate::values::quantity::parse::Numeral;

/// Words before the word for the place.
const LEADS: [&str; 17] = [
    "phấn đấu",
    "bảo đảm",
    "đảm bảo",
    "duy trì",
    "giữ vững",
    "giữ",
    "đạt",
    "từ",
    "trong",
    "thuộc",
    "nằm",
    "vào",
    "lọt",
    "xếp",
    "đứng",
    "ở",
    "vị trí",
];

const PLACES: [&str; 7] = ["tốp", "top", "nhóm", "hạng", "thứ hạng", "thứ", "vị trí"];

/// Words after the number that say among whom.
const AMONG: [&str; 21] = [
    "tỉnh",
    "thành phố",
    "địa phương",
    "đơn vị",
    "xã",
    "phường",
    "dẫn đầu",
    "đứng đầu",
    "tốt nhất",
    "cao nhất",
    "đầu",
    "của",
    "trong",
    "cả nước",
    "toàn quốc",
    "toàn tỉnh",
    "toàn thành phố",
    "quốc gia",
    "và",
    "khu vực",
    "vùng",
];

/// The rank that a notation states; `None` where it is about something else.
pub(super) fn read(
    before: &str,
    numeral: Numeral,
    after: &str,
    row: &TargetRow<'_>,
) -> Option<Result<Bound, Refusal>> {
    if is_place(before) {
        return Some(at_most(numeral, after));
    }
    if !is_rank(row) {
        return None;
    }
    // `<= 5` in the place of the notation.
    let comparison = match phrases::before(before) {
        Ok(phrases::Before::Says(comparison)) if after.is_empty() => comparison,
        // A number alone is a place.
        Ok(phrases::Before::Bare) if after.is_empty() => Comparison::AtMost,
        _ => return None,
    };
    let place = match amount::place(numeral) {
        Ok(place) => place,
        Err(why) => return Some(Err(why)),
    };
    let rank = match comparison {
        Comparison::AtMost => place,
        Comparison::Below if place > 1 => place - 1,
        Comparison::Below => return Some(Err(Refusal::Unreachable)),
        Comparison::AtLeast | Comparison::Above => return None,
    };
    Some(Ok(Bound { comparison: Comparison::AtMost, level: Level::Rank(rank) }))
}

fn is_place(before: &str) -> bool {
    let mut rest = before;
    while let Some(after) = LEADS.iter().find_map(|lead| strip_first(rest, lead)) {
        if PLACES.contains(&rest) {
            return true;
        }
        rest = after;
    }
    PLACES.contains(&rest)
}

fn at_most(numeral: Numeral, after: &str) -> Result<Bound, Refusal> {
    let mut rest = after;
    if let Some(open) = phrases::open_end(rest)
        && open.is_up
    {
        rest = open.rest;
    }
    while !rest.is_empty() {
        let plain = rest.trim_start_matches([',', ' ']);
        match AMONG.iter().find_map(|word| strip_first(plain, word)) {
            Some(after) => rest = after,
            None if plain.is_empty() => break,
            None => return Err(Refusal::Words { part: plain.to_owned() }),
        }
    }
    let level = Level::Rank(amount::place(numeral)?);
    Ok(Bound { comparison: Comparison::AtMost, level })
}
