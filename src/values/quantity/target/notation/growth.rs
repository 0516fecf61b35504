//! Targets that are a change since the earlier period: `tăng 20%`, `giảm 10% so với cùng kỳ`,
//! `gấp 1,5 lần`.

use rust_decimal::Decimal;

use super::super::bound::{Bound, Comparison, Level};
use super::super::refusal::Refusal;
use super::super::row::TargetRow;
use super::phrases::{self, Before};
use super::{number, numeral, refused};
use crate::values::quantity::measure::Measure;
use crate::values::quantity::parse::Pieces;

/// What a change is told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
    /// So many times the earlier figure.
    Times,
}

const WAYS: [(&str, Way); 5] = [
    ("tăng thêm", Way::Up),
    ("giảm bớt", Way::Down),
    ("tăng", Way::Up),
    ("giảm", Way::Down),
    ("gấp", Way::Times),
];
/// What the figure is held against, which is always the earlier period's.
const AGAINST: &str = "so với";

/// Reads a change; `None` for what is none, and in rows in which a change can have two meanings: of a rate
/// it may be one in percent points.
pub(super) fn read(folded: &str, row: &TargetRow<'_>) -> Option<Result<Bound, Refusal>> {
    let counts = row.measure.is_some_and(Measure::adds_up);
    if !counts || row.is_each {
        return None;
    }
    let (words, way) = WAYS
        .iter()
        .find(|(word, _)| folded.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))?;
    let rest = folded.strip_prefix(words)?.trim_start();
    let rest = rest.split_once(AGAINST).map_or(rest, |(said, _)| said.trim_end());
    let Pieces { texts, numbers } = Pieces::of(rest);
    let ([before, after], [digits]) = (texts.as_slice(), numbers.as_slice()) else { return None };
    let unit = phrases::open_end(after).map_or(*after, |open| open.rest).trim();
    let is_of_way = match way {
        Way::Up | Way::Down => unit == "%",
        Way::Times => unit == "lần",
    };
    // `giảm còn 5 vụ` and `tăng 20 lớp` are no shares.
    is_of_way.then(|| bound(*way, before, digits, phrases::open_end(after).map(|open| open.is_up)))
}

fn bound(way: Way, before: &str, digits: &str, open: Option<bool>) -> Result<Bound, Refusal> {
    let said = match (phrases::before(before).map_err(refused)?, open) {
        (Before::Bare, None | Some(true)) | (Before::From, _) => Comparison::AtLeast,
        (Before::Bare, Some(false)) => Comparison::AtMost,
        (Before::Says(said), _) => said,
        (Before::ReducedTo | Before::Within, _) => {
            return Err(Refusal::Words { part: before.to_owned() });
        }
    };
    let number = number(numeral(digits)?)?;
    let full = Decimal::ONE_HUNDRED;
    let (comparison, percent) = match way {
        Way::Up => (said, full.checked_add(number)),
        // To fall by more is to be lower.
        Way::Down => (turned(said), full.checked_sub(number)),
        Way::Times => (said, full.checked_mul(number)),
    };
    let level = percent.filter(|percent| !percent.is_sign_negative());
    let level = level.ok_or(Refusal::Unreachable)?;
    Ok(Bound { comparison, level: Level::Growth(level) })
}

fn turned(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::AtLeast => Comparison::AtMost,
        Comparison::Above => Comparison::Below,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::Below => Comparison::Above,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::quantity::target::Target;

    fn read(notation: &str, measure: Measure) -> String {
        let nouns = ["hồ sơ".to_owned()];
        let row = TargetRow { measure: Some(measure), nouns: &nouns, ..TargetRow::default() };
        match Target::read(notation, &row) {
            Ok(target) => format!("{} {}", target.bound().comparison.sign(), target.bound().level),
            Err(error) => error.reason.to_string(),
        }
    }

    #[test]
    fn changes_as_documents_write_them() {
        for (notation, meant) in [
            ("tăng 20%", ">= ×120%"),
            ("tăng 20 % so với cùng kỳ năm 2025", ">= ×120%"),
            ("tăng ít nhất 12,5%", ">= ×112,5%"),
            ("tăng trên 5%", "> ×105%"),
            ("tăng từ 5% trở lên", ">= ×105%"),
            ("tăng không quá 5%", "<= ×105%"),
            ("Giảm 10% so với cùng kỳ", "<= ×90%"),
            ("giảm tối thiểu 10%", "<= ×90%"),
            ("giảm trên 10%", "< ×90%"),
            ("gấp 1,5 lần", ">= ×150%"),
            ("gấp 2 lần so với năm trước", ">= ×200%"),
        ] {
            assert_eq!(read(notation, Measure::Count), meant, "{notation}");
        }
        assert_eq!(read("giảm 120%", Measure::Count), "no figure can reach that level");
        // Percent points, or percent of a percentage?
        assert!(read("tăng 20%", Measure::Percent).contains("is a change"));
    }
}
