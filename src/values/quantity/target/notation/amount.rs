//! The unit behind the number of a target: `%`, `nghìn người`, `lớp/xã`.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::super::bound::Level;
use super::super::refusal::Refusal;
use super::super::row::{Span, TargetRow};
use super::phrases::strip_first;
use super::{is_rank, number, points};
use crate::values::quantity::parse::{KNOWN_NOUNS, LARGEST, Numeral, is_noun, is_percent_sign};
use crate::values::quantity::rate_form::Per;
use crate::values::quantity::scale::{Scale, ScaledUnit};

/// What a number is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Percent,
    /// What the row counts, in a multiple.
    Counted(Scale),
    /// Nothing is said: a place in an order.
    Place,
}

/// What percentages are of, besides what is counted.
const BASES: [&str; 43] = [
    "số",
    "tổng số",
    "các",
    "toàn bộ",
    "công chức",
    "viên chức",
    "công dân",
    "cư dân",
    "dân số",
    "dân cư",
    "đảng viên",
    "đoàn viên",
    "hội viên",
    "hồ sơ",
    "hộ",
    "trẻ",
    "trẻ em",
    "phụ nữ",
    "thanh niên",
    "lao động",
    "người lao động",
    "diện tích",
    "địa phương",
    "địa bàn",
    "cấp",
    "sở",
    "ngành",
    "nhiệm vụ",
    "tiêu chí",
    "chỉ tiêu",
    "khu dân cư",
    "bản",
    "ấp",
    "trạm",
    "giá trị",
    "kinh phí",
    "vốn",
    "dự toán",
    "tàu",
    "phương tiện",
    "công trình",
    "dự án",
    "ubnd",
];

/// Words that make of a percentage something else than a part of a whole.
const TURNS: [&str; 15] = [
    "so với",
    "cùng kỳ",
    "trở lên",
    "trở xuống",
    "tăng",
    "giảm",
    "không",
    "chưa",
    "trừ",
    "vượt",
    "mỗi",
    "hoặc",
    "dưới",
    "tối đa",
    "tối thiểu",
];

/// Words for those who report, in a level for each of them.
const REPORTERS: [&str; 13] = [
    "đơn vị",
    "cơ quan",
    "cơ quan, đơn vị",
    "địa phương",
    "xã",
    "phường",
    "đặc khu",
    "xã, phường",
    "xã, phường, đặc khu",
    "sở",
    "sở, ngành",
    "tỉnh",
    "trường",
];

/// What stands between the ends of a range.
const RANGE: [&str; 6] = ["-", "đến", "tới", "÷", "~", "–"];

impl Unit {
    /// Reads folded text after a number, without what makes it a bound.
    pub(super) fn read(written: &str, row: &TargetRow<'_>) -> Result<Self, Refusal> {
        if let Some(rest) = percent_rest(written) {
            if row.per.is_some_and(|per| per != Per::Hundred) {
                return Err(Refusal::Noun { part: "%".to_owned(), nouns: row.own_nouns() });
            }
            let rest = rest.strip_prefix("trở lên").map_or(rest, str::trim);
            return match rest.strip_prefix('/') {
                Some(per) => counted_for(per.trim(), row).map(|()| Self::Percent),
                None if rest.is_empty() || is_base(rest, row) => Ok(Self::Percent),
                None => Err(Refusal::Words { part: rest.to_owned() }),
            };
        }
        let per_mille = written.strip_prefix('‰').or_else(|| strip_first(written, "phần nghìn"));
        if row.per == Some(Per::Thousand) && per_mille.is_some_and(|rest| rest.trim().is_empty()) {
            return Ok(Self::Counted(row.scale()));
        }
        if written.starts_with('‰') || strip_first(written, "phần nghìn").is_some() {
            return Err(Refusal::PerMille { part: written.to_owned() });
        }
        let own = row.own_nouns();
        let unit = ScaledUnit::of(written);
        if unit.noun.is_empty() {
            return Self::bare(unit, row);
        }
        if own.iter().any(|noun| is_noun(unit.noun, noun)) {
            return Ok(Self::Counted(unit.scale));
        }
        let (noun, per) = per(unit.noun);
        if noun.is_empty() {
            return Err(Refusal::Words { part: written.to_owned() });
        }
        let is_known = if own.is_empty() {
            KNOWN_NOUNS.into_iter().any(|known| is_noun(noun, known))
        } else {
            own.iter().any(|own| is_noun(noun, own))
        };
        if !is_known {
            return Err(Refusal::Noun { part: noun.to_owned(), nouns: own });
        }
        per.map_or(Ok(()), |per| counted_for(per, row))?;
        Ok(Self::Counted(unit.scale))
    }

    /// A number alone, or with a multiple only: it is in the row's own unit, where the row says that.
    fn bare(unit: ScaledUnit<'_>, row: &TargetRow<'_>) -> Result<Self, Refusal> {
        if is_rank(row) && !unit.is_said {
            return Ok(Self::Place);
        }
        if row.is_of_percent() {
            let is_points = row.is_in_percent() && !unit.is_said;
            return if is_points { Ok(Self::Percent) } else { Err(Refusal::NoNoun) };
        }
        let is_ratio = row.per.is_some();
        match (row.is_of_quantity(), row.unit.is_some() || is_ratio, unit.is_said) {
            (true, _, true) => Ok(Self::Counted(unit.scale)),
            (true, true, false) => Ok(Self::Counted(row.scale())),
            _ => Err(Refusal::NoNoun),
        }
    }

    /// The level that a number of this is, in the row's own unit.
    pub(super) fn level(self, numeral: Numeral, row: &TargetRow<'_>) -> Result<Level, Refusal> {
        match self {
            Self::Percent => Ok(Level::Percent(points(numeral)?.normalize())),
            Self::Counted(scale) => quantity(number(numeral)?, scale, row).map(Level::Quantity),
            Self::Place => place(numeral).map(Level::Rank),
        }
    }
}

/// A number in a multiple, in that of the row. Of what is counted one by one there is no part.
fn quantity(number: Decimal, scale: Scale, row: &TargetRow<'_>) -> Result<Decimal, Refusal> {
    let ones = scale.convert(number, Scale::ONE);
    let ones = ones.filter(|ones| *ones <= Decimal::from(LARGEST)).ok_or(Refusal::Unreachable)?;
    let has_parts = row.measure.is_some_and(|measure| !measure.is_count());
    if !has_parts && !ones.is_integer() {
        return Err(Refusal::NotWhole);
    }
    let converted = scale.convert(number, row.scale());
    converted.map(|number| number.normalize()).ok_or(Refusal::Unreachable)
}

/// A place in an order, from 1.
pub(super) fn place(numeral: Numeral) -> Result<i64, Refusal> {
    let rank = number(numeral)?;
    if !rank.is_integer() {
        return Err(Refusal::NotWhole);
    }
    rank.to_i64().filter(|rank| (1..=LARGEST).contains(rank)).ok_or(Refusal::Unreachable)
}

/// What stands behind a percent sign; `None` where there is none.
fn percent_rest(written: &str) -> Option<&str> {
    if let Some(rest) = written.strip_prefix('%') {
        return Some(rest.trim());
    }
    if is_percent_sign(written) {
        return Some("");
    }
    strip_first(written, "phần trăm")
}

/// Whether words say what a percentage is of, and no more.
pub(super) fn is_base(words: &str, row: &TargetRow<'_>) -> bool {
    let own = row.own_nouns();
    let mut known = KNOWN_NOUNS.into_iter().chain(BASES).chain(own.iter().map(String::as_str));
    let padded = format!(" {} ", words.replace([',', ';', '(', ')'], " "));
    known.any(|noun| strip_first(words, noun).is_some())
        && !words.contains(['/', '%'])
        && !TURNS.iter().any(|turn| padded.contains(&format!(" {turn} ")))
}

/// Whether what follows a number compares it with something else than a level.
pub(super) fn is_change(unit: &str) -> bool {
    ["so với", "cùng kỳ", "điểm %", "điểm phần trăm", "lần"]
        .iter()
        .any(|words| unit == *words || format!(" {unit} ").contains(&format!(" {words} ")))
        && strip_first(unit, "lần").is_none_or(|rest| rest.is_empty() || rest.contains("so với"))
}

/// `lớp/xã` is classes for each commune: the noun, and for each of what.
fn per(noun: &str) -> (&str, Option<&str>) {
    if let Some((noun, per)) = noun.split_once('/') {
        return (noun.trim_end(), Some(per.trim()));
    }
    for word in [" cho mỗi ", " mỗi ", " một "] {
        if let Some((noun, per)) = noun.split_once(word) {
            return (noun.trim_end(), Some(per.trim()));
        }
    }
    (noun, None)
}

/// Whether a level for each of something can be held against what the row asks.
fn counted_for(per: &str, row: &TargetRow<'_>) -> Result<(), Refusal> {
    let span = match per {
        "tháng" => Some(Span::Month),
        "quý" => Some(Span::Quarter),
        "năm" => Some(Span::Year),
        "kỳ" | "kỳ báo cáo" => return Ok(()),
        _ => None,
    };
    if let Some(span) = span {
        let part = format!("/{per}");
        return if row.span == Some(span) { Ok(()) } else { Err(Refusal::PerTime { part }) };
    }
    if ["ngày", "tuần", "đợt", "giờ", "buổi"].contains(&per) {
        return Err(Refusal::PerTime { part: format!("/{per}") });
    }
    if !REPORTERS.contains(&per) {
        return Err(Refusal::PerOther { part: format!("/{per}") });
    }
    if row.is_each { Ok(()) } else { Err(Refusal::PerUnit { part: format!("/{per}") }) }
}

/// The unit of the first number of a range: its own, or that of the second. `None` where what stands
/// between is no range.
pub(super) fn range_unit<'t>(between: &'t str, after: &'t str) -> Option<&'t str> {
    RANGE.iter().find_map(|word| {
        let rest = between.strip_suffix(word)?.trim_end();
        if rest.is_empty() {
            return Some(after);
        }
        let is_apart =
            *word == "-" || between.ends_with(&format!(" {word}")) || rest.ends_with('%');
        is_apart.then_some(rest)
    })
}
