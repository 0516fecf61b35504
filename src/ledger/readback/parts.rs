//! The numbers that a figure and a total are written as, and back: the same in JSON and in the hidden
//! sheets of the workbook.

use std::collections::BTreeMap;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::campaign::Aggregation;
use crate::ledger::{OfficialSource, Rollup, Total};
use crate::submission::answer::Figure;
use crate::values::quantity::choices::ChoiceCounts;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::measure_form::MeasureForm;
use crate::values::quantity::rate::Rate;
use crate::values::quantity::rate_form::{Bare, RateForm};

/// The columns of the hidden sheet of rows.
pub const ROW_COLUMNS: [&str; 22] = [
    "form",
    "indicator",
    "measure",
    "aggregation",
    "value",
    "numerator",
    "denominator",
    "people",
    "yes",
    "min",
    "max",
    "answered",
    "not_applicable",
    "expected",
    "without_base",
    "source",
    "official_value",
    "official_numerator",
    "official_denominator",
    "official_people",
    "official_percent",
    "shown",
];

/// The columns of the hidden sheet of rows that say more of the measure; an older consolidation has none.
pub const MEASURE_COLUMNS: [&str; 2] = ["measure_form", "choices"];

/// The columns of the hidden sheet of units.
pub const UNIT_COLUMNS: [&str; 5] = ["unit", "name", "state", "file", "sha256"];

/// The numbers of a figure, as they are written.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct FigureParts<'a> {
    pub(super) value: Option<&'a str>,
    pub(super) numerator: Option<&'a str>,
    pub(super) denominator: Option<&'a str>,
    pub(super) people: Option<&'a str>,
    pub(super) percent: Option<&'a str>,
}

/// The numbers of a total, as they are written.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct TotalParts<'a> {
    pub(super) value: Option<&'a str>,
    pub(super) numerator: Option<&'a str>,
    pub(super) denominator: Option<&'a str>,
    pub(super) people: Option<&'a str>,
    pub(super) yes: Option<&'a str>,
    pub(super) min: Option<&'a str>,
    pub(super) max: Option<&'a str>,
    pub(super) counts: [Option<&'a str>; 4],
    pub(super) met: Option<&'a str>,
    /// How many answered with each choice, as an object of JSON.
    pub(super) choices: Option<&'a str>,
}

/// A number that cannot be what it stands for, by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BadPart(pub(super) &'static str);

/// A number, where one is written.
fn number<T: FromStr>(text: Option<&str>, key: &'static str) -> Result<Option<T>, BadPart> {
    text.map(|text| text.parse().map_err(|_| BadPart(key))).transpose()
}

/// A number that must be there.
fn needed<T: FromStr>(text: Option<&str>, key: &'static str) -> Result<T, BadPart> {
    number(text, key)?.ok_or(BadPart(key))
}

fn rate(
    numerator: Option<&str>,
    denominator: Option<&str>,
    form: RateForm,
) -> Result<Option<Rate>, BadPart> {
    match (
        number::<Decimal>(numerator, "numerator")?,
        number::<Decimal>(denominator, "denominator")?,
    ) {
        (Some(n), Some(d)) => {
            let rate = Rate::new(n, d).map_err(|_| BadPart("denominator"))?;
            Ok(Some(rate.in_form(form)))
        }
        (None, None) => Ok(None),
        _ => Err(BadPart("numerator")),
    }
}

impl FigureParts<'_> {
    /// The figure of a measure; `None` where nothing is written. Words are given as they are.
    pub(super) fn figure(
        self,
        measure: Measure,
        form: &MeasureForm,
        words: impl FnOnce(&str) -> String,
    ) -> Result<Option<Figure>, BadPart> {
        let Some(written) = self.value else { return Ok(None) };
        let value = Some(written);
        Ok(Some(match measure {
            Measure::Percent | Measure::Ratio => {
                let form = form.rate(measure);
                match rate(self.numerator, self.denominator, form)? {
                    Some(rate) => Figure::Rate(rate),
                    None => Figure::Bare(Bare { value: needed(self.percent, "percent")?, form }),
                }
            }
            Measure::Quantity => Figure::Quantity(quantity(needed(value, "value")?, form)),
            Measure::Choice => {
                let words = words(written);
                let chosen = form.choices.find(&words).and_then(|at| form.choices.choose(at));
                Figure::Choice(chosen.ok_or(BadPart("value"))?)
            }
            Measure::Count | Measure::Documents => Figure::Count(needed(value, "value")?),
            Measure::CountWithPeople => Figure::CountWithPeople {
                count: needed(value, "value")?,
                people: number(self.people, "people")?,
            },
            Measure::YesNo => Figure::YesNo(needed(value, "value")?),
            Measure::Arranged => Figure::Arranged {
                yes: needed(value, "value")?,
                staff: number(self.people, "people")?,
            },
            Measure::Rank => Figure::Rank(needed(value, "value")?),
            Measure::Text => Figure::Text(words(written).into()),
            Measure::Status | Measure::Section | Measure::Entry => return Err(BadPart("measure")),
        }))
    }
}

impl TotalParts<'_> {
    /// What the figures of a row came to.
    pub(super) fn rollup(
        self,
        measure: Measure,
        form: &MeasureForm,
        aggregation: Aggregation,
    ) -> Result<Rollup, BadPart> {
        let [answered, not_applicable, expected, without_base] = self.counts;
        Ok(Rollup {
            total: self.total(measure, form, aggregation)?,
            answered: needed(answered, "answered")?,
            not_applicable: needed(not_applicable, "not_applicable")?,
            expected: needed(expected, "expected")?,
            without_base: needed(without_base, "without_base")?,
            met: number(self.met, "met")?,
        })
    }

    fn total(
        self,
        measure: Measure,
        form: &MeasureForm,
        aggregation: Aggregation,
    ) -> Result<Total, BadPart> {
        if aggregation == Aggregation::Listed {
            return Ok(match (number(self.min, "min")?, number(self.max, "max")?) {
                (Some(min), Some(max)) => Total::Range { min, max },
                (None, None) => Total::None,
                _ => return Err(BadPart("min")),
            });
        }
        let sum = number(self.value.filter(|_| measure.is_count()), "value")?;
        let yes: Option<usize> = number(self.yes, "yes")?;
        let total = match measure {
            Measure::Percent | Measure::Ratio => {
                rate(self.numerator, self.denominator, form.rate(measure))?.map(Total::Rate)
            }
            Measure::Quantity => {
                let sum: Option<Decimal> = number(self.value, "value")?;
                sum.map(|sum| Total::Quantity(quantity(sum, form)))
            }
            Measure::Choice => match self.choices {
                Some(counts) => {
                    let counts: BTreeMap<String, usize> =
                        serde_json::from_str(counts).map_err(|_| BadPart("choices"))?;
                    let of = form.choices.as_slice().iter().map(|c| counts.get(c).copied());
                    let counts = of.collect::<Option<Vec<usize>>>();
                    let counts = counts.and_then(|c| ChoiceCounts::new(form.choices.clone(), c));
                    Some(Total::Choices(counts.ok_or(BadPart("choices"))?))
                }
                None => None,
            },
            Measure::Count => sum.map(|sum| Total::Count { sum, at_least_one: None }),
            Measure::Documents => match sum {
                Some(sum) => {
                    let at_least_one = Some(yes.ok_or(BadPart("yes"))?);
                    Some(Total::Count { sum, at_least_one })
                }
                None => None,
            },
            Measure::CountWithPeople => match sum {
                Some(sum) => {
                    Some(Total::CountWithPeople { sum, people: needed(self.people, "people")? })
                }
                None => None,
            },
            Measure::YesNo => yes.map(|yes| Total::YesNo { yes }),
            Measure::Arranged => match yes {
                Some(yes) => Some(Total::Arranged { yes, staff: needed(self.people, "people")? }),
                None => None,
            },
            Measure::Rank | Measure::Text | Measure::Status | Measure::Section | Measure::Entry => {
                None
            }
        };
        Ok(total.unwrap_or(Total::None))
    }
}

/// A number with the decimals that its row declares.
fn quantity(mut number: Decimal, form: &MeasureForm) -> Decimal {
    if number.normalize().scale() <= form.decimals {
        number.rescale(form.decimals);
    }
    number
}

/// How figures of different units go together.
pub(super) fn aggregation(word: &str) -> Result<Aggregation, BadPart> {
    Aggregation::read(word).ok_or(BadPart("aggregation"))
}

/// Where an official figure came from.
pub(super) fn source(word: &str) -> Result<OfficialSource, BadPart> {
    OfficialSource::read(word).ok_or(BadPart("source"))
}
