//! A figure as one short text that loses nothing: what a table of figures carries beside the cells
//! that people read, whose percentages are rounded.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::submission::answer::Figure;
use crate::values::key::Scope;
use crate::values::quantity::choices::ChoiceCounts;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::measure_form::MeasureForm;
use crate::values::quantity::rate::Rate;
use crate::values::quantity::rate_form::Bare;
use crate::values::quantity::rollup::{Rollup, Total};

/// A figure, whose it is, and whether it is added to what the units come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureCode {
    pub scope: Scope,
    /// Whether it is added up.
    pub counted: bool,
    /// The figure. Words stand in the cell that people read, and are none here.
    pub figure: Figure,
}

/// A text that is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the code of a figure")]
pub struct NotACode;

/// Of the unit and added up; of the unit and not added up; of the whole area.
const OWN: &str = "own";
const APART: &str = "apart";
const CITY: &str = "city";
/// Before a rank.
const RANK: char = '#';
/// Between a figure and its second one, which may be missing.
const SECOND: char = ';';
const CHOICES: [(bool, &str); 2] = [(true, "yes"), (false, "no")];
const WORDS: &str = "text";
/// Before what the units beneath an area come to, which five words say: the total, and how many
/// units answered, are not concerned, are expected and gave no base. A sixth word is how many reach the
/// level that is set for each.
const BENEATH: char = '^';
/// No total; before how many units said yes; between the ends of a range.
const NOTHING: &str = "-";
const YES: char = '+';
/// Before a number with decimals.
const QUANTITY: char = '=';
/// Before the place of one of the row's own choices, and before how many answered with each.
const CHOSEN: char = '?';
const RANGE: &str = "..";

impl fmt::Display for FigureCode {
    /// `own 60/100`, `apart 9`, `city 85.5%`, `own 12;340`, `own yes;3`, `city #5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whose = match (self.scope, self.counted) {
            (Scope::City, _) => CITY,
            (Scope::Own, true) => OWN,
            (Scope::Own, false) => APART,
        };
        write!(f, "{whose} ")?;
        match &self.figure {
            Figure::Rate(rate) => write!(f, "{rate}"),
            Figure::Bare(bare) => write!(f, "{}%", bare.value),
            Figure::Quantity(number) => write!(f, "{QUANTITY}{number}"),
            Figure::Choice(chosen) => write!(f, "{CHOSEN}{}", chosen.at()),
            Figure::Count(count) => write!(f, "{count}"),
            Figure::CountWithPeople { count, people } => {
                write!(
                    f,
                    "{count}{SECOND}{}",
                    people.map_or_else(String::new, |people| people.to_string())
                )
            }
            Figure::YesNo(yes) => f.write_str(choice(*yes)),
            Figure::Arranged { yes, staff } => {
                write!(
                    f,
                    "{}{SECOND}{}",
                    choice(*yes),
                    staff.map_or_else(String::new, |staff| staff.to_string())
                )
            }
            Figure::Rank(rank) => write!(f, "{RANK}{rank}"),
            Figure::Text(_) | Figure::Status(_) | Figure::Entry => f.write_str(WORDS),
            Figure::Beneath(area) => {
                let Rollup { total, answered, not_applicable, expected, without_base, met } =
                    &**area;
                let total = total_code(total);
                write!(
                    f,
                    "{BENEATH}{total} {answered} {not_applicable} {expected} {without_base}"
                )?;
                met.map_or(Ok(()), |met| write!(f, " {met}"))
            }
        }
    }
}

impl FigureCode {
    /// Reads the code of a figure in a row.
    ///
    /// # Errors
    ///
    /// [`NotACode`].
    pub fn read(text: &str, measure: Measure, form: &MeasureForm) -> Result<Self, NotACode> {
        let (whose, figure) = text.split_once(' ').ok_or(NotACode)?;
        let (scope, counted) = match whose {
            OWN => (Scope::Own, true),
            APART => (Scope::Own, false),
            CITY => (Scope::City, false),
            _ => return Err(NotACode),
        };
        Ok(Self { scope, counted, figure: Row { measure, form }.figure(figure).ok_or(NotACode)? })
    }
}

fn total_code(total: &Total) -> String {
    match total {
        Total::None => NOTHING.to_owned(),
        Total::Rate(rate) => rate.to_string(),
        Total::Count { sum, at_least_one: None } => sum.to_string(),
        Total::Count { sum, at_least_one: Some(yes) } => format!("{sum}{YES}{yes}"),
        Total::CountWithPeople { sum, people } => format!("{sum}{SECOND}{people}"),
        Total::YesNo { yes } => format!("{YES}{yes}"),
        Total::Arranged { yes, staff } => format!("{YES}{yes}{SECOND}{staff}"),
        Total::Range { min, max } => format!("{min}{RANGE}{max}"),
        Total::Quantity(sum) => format!("{QUANTITY}{sum}"),
        Total::Choices(counts) => {
            let counts: Vec<String> = counts.counts().iter().map(ToString::to_string).collect();
            format!("{CHOSEN}{}", counts.join(","))
        }
    }
}

/// What is known of the row in which a code stands.
struct Row<'a> {
    measure: Measure,
    form: &'a MeasureForm,
}

impl Row<'_> {
    fn rate(&self, numerator: &str, denominator: &str) -> Option<Rate> {
        let rate = Rate::new(decimal(numerator)?, decimal(denominator)?).ok()?;
        Some(rate.in_form(self.form.rate(self.measure)))
    }

    fn total(&self, text: &str) -> Option<Total> {
        if text == NOTHING {
            return Some(Total::None);
        }
        if let Some(sum) = text.strip_prefix(QUANTITY) {
            return decimal(sum).map(Total::Quantity);
        }
        if let Some(counts) = text.strip_prefix(CHOSEN) {
            let counts: Option<Vec<usize>> = counts.split(',').map(whole).collect();
            return ChoiceCounts::new(self.form.choices.clone(), counts?).map(Total::Choices);
        }
        if let Some((min, max)) = text.split_once(RANGE) {
            return Some(Total::Range { min: decimal(min)?, max: decimal(max)? });
        }
        if let Some((numerator, denominator)) = text.split_once('/') {
            return self.rate(numerator, denominator).map(Total::Rate);
        }
        let (first, second) = text.split_once(SECOND).map_or((text, None), |(a, b)| (a, Some(b)));
        match (first.split_once(YES), second) {
            (Some(("", yes)), None) => Some(Total::YesNo { yes: whole(yes)? }),
            (Some(("", yes)), Some(staff)) => {
                Some(Total::Arranged { yes: whole(yes)?, staff: whole(staff)? })
            }
            (Some((sum, yes)), None) => {
                Some(Total::Count { sum: whole(sum)?, at_least_one: Some(whole(yes)?) })
            }
            (None, Some(people)) => {
                Some(Total::CountWithPeople { sum: whole(first)?, people: whole(people)? })
            }
            (None, None) => Some(Total::Count { sum: whole(first)?, at_least_one: None }),
            _ => None,
        }
    }

    fn beneath(&self, text: &str) -> Option<Rollup> {
        let mut words = text.split(' ');
        let mut next = || words.next();
        let mut area = Rollup {
            total: self.total(next()?)?,
            answered: whole(next()?)?,
            not_applicable: whole(next()?)?,
            expected: whole(next()?)?,
            without_base: whole(next()?)?,
            met: None,
        };
        if let Some(met) = next() {
            area.met = Some(whole(met)?);
        }
        next().is_none().then_some(area)
    }

    fn figure(&self, text: &str) -> Option<Figure> {
        if let Some(area) = text.strip_prefix(BENEATH) {
            return self.beneath(area).map(|area| Figure::Beneath(area.into()));
        }
        if let Some(number) = text.strip_prefix(QUANTITY) {
            return decimal(number).map(Figure::Quantity);
        }
        if let Some(at) = text.strip_prefix(CHOSEN) {
            return self.form.choices.choose(whole(at)?).map(Figure::Choice);
        }
        if let Some((numerator, denominator)) = text.split_once('/') {
            return self.rate(numerator, denominator).map(Figure::Rate);
        }
        if let Some(points) = text.strip_suffix('%') {
            let form = self.form.rate(self.measure);
            return points.parse().ok().map(|value| Figure::Bare(Bare { value, form }));
        }
        if let Some(rank) = text.strip_prefix(RANK) {
            return whole(rank).map(Figure::Rank);
        }
        if let Some((first, second)) = text.split_once(SECOND) {
            let second = if second.is_empty() { None } else { Some(whole(second)?) };
            return match chosen(first) {
                Some(yes) => Some(Figure::Arranged { yes, staff: second }),
                None => Some(Figure::CountWithPeople { count: whole(first)?, people: second }),
            };
        }
        match chosen(text) {
            Some(yes) => Some(Figure::YesNo(yes)),
            None if text == WORDS => Some(Figure::Text("".into())),
            None => whole(text).map(Figure::Count),
        }
    }
}

/// A number in digits, with or without decimals.
fn decimal(text: &str) -> Option<Decimal> {
    let is_plain = text.starts_with(|c: char| c.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

/// A whole number in digits; a sign or a blank is none that this program writes.
fn whole<T: FromStr>(text: &str) -> Option<T> {
    let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_digits)
}

fn choice(yes: bool) -> &'static str {
    CHOICES.iter().find(|(means, _)| *means == yes).map_or("", |(_, word)| word)
}

fn chosen(word: &str) -> Option<bool> {
    CHOICES.iter().find(|(_, known)| *known == word).map(|(means, _)| *means)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_is_read_back_as_it_was() {
        let rate = Figure::Rate(Rate::new(60, i64::MAX).unwrap());
        let reached = rollup(count(9, None), Some(2));
        let table = [
            ("own 60/9223372036854775807", Scope::Own, true, rate),
            ("city 85.125%", Scope::City, false, bare("85.125")),
            ("city 85.50%", Scope::City, false, bare("85.50")),
            ("apart 0", Scope::Own, false, Figure::Count(0)),
            ("own 12;340", Scope::Own, true, people(12, Some(340))),
            ("own 12;", Scope::Own, true, people(12, None)),
            ("own yes", Scope::Own, true, Figure::YesNo(true)),
            ("own no;", Scope::Own, true, Figure::Arranged { yes: false, staff: None }),
            ("own yes;3", Scope::Own, true, Figure::Arranged { yes: true, staff: Some(3) }),
            ("city #5", Scope::City, false, Figure::Rank(5)),
            (
                "own ^60/100 3 1 4 0",
                Scope::Own,
                true,
                area(Total::Rate(Rate::new(60, 100).unwrap())),
            ),
            ("own ^- 3 1 4 0", Scope::Own, true, area(Total::None)),
            ("own ^9 3 1 4 0", Scope::Own, true, area(count(9, None))),
            ("own ^9+2 3 1 4 0", Scope::Own, true, area(count(9, Some(2)))),
            (
                "own ^9;8 3 1 4 0",
                Scope::Own,
                true,
                area(Total::CountWithPeople { sum: 9, people: 8 }),
            ),
            ("own ^+2 3 1 4 0", Scope::Own, true, area(Total::YesNo { yes: 2 })),
            ("own ^+2;8 3 1 4 0", Scope::Own, true, area(Total::Arranged { yes: 2, staff: 8 })),
            (
                "own ^2..8 3 1 4 0",
                Scope::Own,
                true,
                area(Total::Range { min: 2.into(), max: 8.into() }),
            ),
            ("own ^9 3 1 4 0 2", Scope::Own, true, Figure::Beneath(reached.into())),
            ("own text", Scope::Own, true, Figure::Text("".into())),
        ];
        for (text, scope, counted, figure) in table {
            let code = FigureCode { scope, counted, figure };
            assert_eq!(code.to_string(), text);
            assert_eq!(read(text), Ok(code), "{text}");
        }
    }

    fn bare(points: &str) -> Figure {
        Figure::Bare(Bare::percent(points.parse().unwrap()))
    }

    fn read(text: &str) -> Result<FigureCode, NotACode> {
        FigureCode::read(text, Measure::Percent, &MeasureForm::default())
    }

    fn people(count: i64, people: Option<i64>) -> Figure {
        Figure::CountWithPeople { count, people }
    }

    fn area(total: Total) -> Figure {
        Figure::Beneath(rollup(total, None).into())
    }

    fn rollup(total: Total, met: Option<usize>) -> Rollup {
        let (answered, not_applicable, expected, without_base) = (3, 1, 4, 0);
        Rollup { total, answered, not_applicable, expected, without_base, met }
    }

    fn count(sum: i128, at_least_one: Option<usize>) -> Total {
        Total::Count { sum, at_least_one }
    }

    #[test]
    fn what_is_no_figure_is_refused() {
        for text in [
            "",
            "own",
            "own ",
            "60/100",
            "own 60/0",
            "own -1",
            "own +1",
            "own 1.5",
            "our 1",
            "own ;",
            "own ^9 3 1 4",
            "own ^9 3 1 4 0 0 0",
            "own ^+ 3 1 4 0",
        ] {
            assert_eq!(read(text), Err(NotACode), "{text}");
        }
    }
}
