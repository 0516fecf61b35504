//! Official notation of a target into its meaning. What is not understood is named, never passed over.
//!
//! - `phrases` – words around a number that say which way it is compared
//! - `amount` – the number with its unit
//! - `wordless` – notation without a number: `không có vụ nào`, `giữ vững`
//! - `places` – ranks
//! - `growth` – changes since the earlier period

mod amount;
mod growth;
mod phrases;
mod places;
mod wordless;

use rust_decimal::Decimal;

use super::bound::{Better, Bound, Comparison, Level};
use super::refusal::Refusal;
use super::row::TargetRow;
use crate::values::quantity::choices::Choices;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::parse::{Mark, Numeral, Pieces, normalise};
use crate::values::quantity::text;
use amount::Unit;
use phrases::{Before, NoComparison, Open};

/// What a notation means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    pub bound: Bound,
    /// The other end of a range.
    pub other_end: Option<Decimal>,
}

/// Reads a notation for a row.
pub(super) fn read(notation: &str, row: &TargetRow<'_>) -> Result<Meaning, Refusal> {
    if let Some(choices) = row.choices {
        return choice(notation, choices);
    }
    let folded = text::fold(&normalise(notation));
    let folded = folded.trim_end_matches(['.', ';', ',', ' ']);
    if let Some(bound) = growth::read(folded, row) {
        return Ok(Meaning { bound: bound?, other_end: None });
    }
    let Pieces { texts, numbers } = Pieces::of(folded);
    let bound = match (texts.as_slice(), numbers.as_slice()) {
        ([words], []) => wordless::read(words, row)?,
        ([before, after], [number]) => one(before, number, after, row)?,
        ([before, between, after], [first, second]) => {
            return two([before, between, after], [first, second], row);
        }
        _ if wordless::is_date(&texts) => return Err(Refusal::Date { part: folded.to_owned() }),
        _ => return Err(Refusal::SeveralNumbers),
    };
    Ok(Meaning { bound, other_end: None })
}

/// The choice that a unit should answer with.
fn choice(notation: &str, choices: &Choices) -> Result<Meaning, Refusal> {
    let plain = notation.trim().trim_end_matches(['.', ';']);
    let found = choices.find(notation).or_else(|| choices.find(plain));
    let Some(at) = found else {
        let choices = choices.as_slice().to_vec();
        return Err(Refusal::NotAChoice { part: plain.to_owned(), choices });
    };
    let bound = Bound { comparison: Comparison::AtLeast, level: Level::Choice(at) };
    Ok(Meaning { bound, other_end: None })
}

/// A notation with one number.
fn one(before: &str, number: &str, after: &str, row: &TargetRow<'_>) -> Result<Bound, Refusal> {
    let numeral = numeral(number)?;
    if let Some(rank) = places::read(before, numeral, after, row) {
        return rank;
    }
    if after.is_empty() && wordless::is_time(before) {
        return Err(Refusal::Date { part: format!("{before} {number}") });
    }
    let open = phrases::open_end(after);
    let unit = open.map_or(after, |open| open.rest);
    let said = comparison(before, open)?;
    if amount::is_change(unit) {
        return Err(Refusal::Growth { part: after.to_owned() });
    }
    let level = Unit::read(unit, row)?.level(numeral, row)?;
    directed(said, level, before, row)
}

/// A notation with two: a range, or so many of so many.
fn two(
    [before, between, after]: [&str; 3],
    [first, second]: [&str; 2],
    row: &TargetRow<'_>,
) -> Result<Meaning, Refusal> {
    let texts = [before, between, after];
    if wordless::is_date(&texts) {
        let part = format!("{before} {first}{between}{second} {after}").trim().to_owned();
        return Err(Refusal::Date { part });
    }
    if between == "/" {
        let level = |number| Unit::read(after, row)?.level(numeral(number)?, row);
        let [part, whole] = [level(first)?, level(second)?];
        let said = comparison(before, None)?;
        let (Level::Quantity(some), Level::Quantity(all)) = (part, whole) else {
            return Err(Refusal::SeveralNumbers);
        };
        let bound = directed(said, part, before, row)?;
        let is_part = some <= all;
        return if is_part {
            Ok(Meaning { bound, other_end: Some(all).filter(|all| *all != some) })
        } else {
            Err(Refusal::SeveralNumbers)
        };
    }
    let Some(first_unit) = amount::range_unit(between, after) else {
        return Err(Refusal::SeveralNumbers);
    };
    let said = match phrases::before(before) {
        Ok(said @ (Before::Bare | Before::From | Before::Within | Before::ReducedTo)) => said,
        Ok(Before::Says(_)) => return Err(Refusal::Words { part: before.to_owned() }),
        Err(why) => return Err(refused(why)),
    };
    let low = Unit::read(first_unit, row)?.level(numeral(first)?, row)?;
    let high = Unit::read(after, row)?.level(numeral(second)?, row)?;
    let (low_end, high_end) = match (low, high) {
        (Level::Percent(low), Level::Percent(high))
        | (Level::Quantity(low), Level::Quantity(high))
            if low < high =>
        {
            (low, high)
        }
        _ => return Err(Refusal::SeveralNumbers),
    };
    // A range is what is expected: the nearer end is what must be reached, the further one is told.
    let is_upper = row.better == Some(Better::Less);
    if said == Before::ReducedTo && !is_upper {
        return Err(Refusal::NeedsBetter { part: before.to_owned() });
    }
    let (comparison, level, other_end) = if is_upper {
        (Comparison::AtMost, high, low_end)
    } else {
        (Comparison::AtLeast, low, high_end)
    };
    let bound = reachable(Bound { comparison, level }, row)?;
    Ok(Meaning { bound, other_end: Some(other_end) })
}

/// What words say of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Comparison(Comparison),
    /// `giảm còn`
    ReducedTo,
    Nothing,
}

/// What stands on both sides of a number says, together.
fn comparison(before: &str, open: Option<Open<'_>>) -> Result<Said, Refusal> {
    let read = phrases::before(before).map_err(refused)?;
    let contradiction =
        |open: Open<'_>| Refusal::OpenBoundary { part: format!("{before} … {}", open.words) };
    match (read, open) {
        (Before::Bare, None) => Ok(Said::Nothing),
        (Before::From, None) => Ok(Said::Comparison(Comparison::AtLeast)),
        (Before::Bare | Before::From, Some(open)) => {
            Ok(Said::Comparison(if open.is_up { Comparison::AtLeast } else { Comparison::AtMost }))
        }
        (Before::Says(said), None) => Ok(Said::Comparison(said)),
        // `tối thiểu 80% trở lên` says it twice, `trên 80% trở lên` two things.
        (Before::Says(said), Some(open)) => {
            if said.takes_level() && said.is_upper() != open.is_up {
                Ok(Said::Comparison(said))
            } else {
                Err(contradiction(open))
            }
        }
        (Before::ReducedTo, None) => Ok(Said::ReducedTo),
        (Before::ReducedTo | Before::Within, Some(open)) => Err(contradiction(open)),
        (Before::Within, None) => Err(Refusal::Words { part: before.to_owned() }),
    }
}

fn refused(why: NoComparison) -> Refusal {
    match why {
        NoComparison::Approximate(part) => Refusal::Approximate { part },
        NoComparison::Growth(part) => Refusal::Growth { part },
        NoComparison::Unknown(part) => Refusal::Words { part },
    }
}

/// A level with the way in which it is compared: as it is said, else as the row says.
fn directed(said: Said, level: Level, before: &str, row: &TargetRow<'_>) -> Result<Bound, Refusal> {
    let comparison = match (said, row.better) {
        (Said::Comparison(comparison), _) => comparison,
        (Said::ReducedTo | Said::Nothing, Some(Better::Less)) => Comparison::AtMost,
        (Said::ReducedTo, _) => {
            return Err(Refusal::NeedsBetter { part: before.to_owned() });
        }
        (Said::Nothing, _) => Comparison::AtLeast,
    };
    reachable(Bound { comparison, level }, row)
}

/// Refuses a bound that every figure of the row meets, or none.
fn reachable(bound: Bound, row: &TargetRow<'_>) -> Result<Bound, Refusal> {
    let (number, is_percent) = match bound.level {
        // A ratio may be more than the whole.
        Level::Percent(points) => (points, row.per.is_none()),
        Level::Quantity(number) => (number, false),
        Level::Rank(_) | Level::Choice(_) | Level::Growth(_) => return Ok(bound),
    };
    match bound.comparison {
        // A row of which more is better may well say 0, and is asked about it.
        Comparison::AtLeast if number.is_zero() && row.better != Some(Better::More) => {
            Err(Refusal::Zero)
        }
        Comparison::Below if number.is_zero() => Err(Refusal::Unreachable),
        _ if is_percent && number > Decimal::ONE_HUNDRED => Err(Refusal::BeyondFull),
        Comparison::Above if is_percent && number == Decimal::ONE_HUNDRED => {
            Err(Refusal::Unreachable)
        }
        Comparison::AtLeast | Comparison::Above | Comparison::AtMost | Comparison::Below => {
            Ok(bound)
        }
    }
}

fn numeral(number: &str) -> Result<Numeral, Refusal> {
    Numeral::read(number).ok_or_else(|| Refusal::Numeral { part: number.to_owned() })
}

/// The number of a percentage: `85,125%` is no thousands, whatever it would be in a count.
fn points(numeral: Numeral) -> Result<Decimal, Refusal> {
    match numeral {
        Numeral::Either { decimal, mark: Mark::Comma, .. } => Ok(decimal),
        other => number(other),
    }
}

fn number(numeral: Numeral) -> Result<Decimal, Refusal> {
    // Two readings differ in what their mark means, so that a comma stands there.
    let part = || numeral.smaller().to_string().replace('.', ",");
    numeral.vietnamese().ok_or_else(|| Refusal::Numeral { part: part() })
}

/// Whether the row asks for a place in an order.
fn is_rank(row: &TargetRow<'_>) -> bool {
    row.measure == Some(Measure::Rank)
}
