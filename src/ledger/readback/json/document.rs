//! The JSON of `merge` as it is written, as far as it is read back.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::ledger::readback::RowMeaning;
use crate::ledger::readback::parts::{FigureParts, TotalParts};
use crate::values::key::{CampaignId, FormId, IndicatorId, PeriodId, UnitCode};
use crate::values::quantity::choices::Choices;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::measure_form::{MOST_DECIMALS, MeasureForm};
use crate::values::quantity::rate_form::Per;

#[derive(Deserialize)]
pub(super) struct Head<'a> {
    #[serde(borrow)]
    pub(super) schema: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
pub(super) struct Document<'a> {
    pub(super) campaign: CampaignId,
    pub(super) period: PeriodId,
    pub(super) version: u32,
    pub(super) units: Units,
    #[serde(borrow)]
    pub(super) files: Vec<File<'a>>,
    #[serde(borrow)]
    pub(super) indicators: Vec<Row<'a>>,
}

#[derive(Deserialize)]
pub(super) struct Units {
    pub(super) list: Vec<Unit>,
    #[serde(default)]
    pub(super) beneath: Vec<Beneath>,
}

#[derive(Deserialize)]
pub(super) struct Beneath {
    #[serde(rename = "unit")]
    pub(super) code: UnitCode,
    pub(super) name: String,
    pub(super) sha256: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Unit {
    #[serde(rename = "unit")]
    pub(super) code: UnitCode,
    pub(super) name: String,
    pub(super) state: String,
}

#[derive(Deserialize)]
pub(super) struct File<'a> {
    #[serde(borrow)]
    pub(super) path: Cow<'a, str>,
    pub(super) unit: Option<UnitCode>,
    #[serde(borrow)]
    pub(super) outcome: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) sha256: Option<Cow<'a, str>>,
}

/// A number or a choice in its own digits or letters.
type Raw<'a> = Option<&'a RawValue>;

#[derive(Deserialize)]
pub(super) struct Row<'a> {
    pub(super) form: FormId,
    pub(super) indicator: IndicatorId,
    /// Which of several figures in the row it is.
    pub(super) figure: Option<String>,
    pub(super) measure: Measure,
    decimals: Option<u32>,
    per: Option<i64>,
    numerator_decimals: Option<u32>,
    denominator_decimals: Option<u32>,
    choices: Option<Vec<String>>,
    label: Option<String>,
    unit: Option<String>,
    numerator_label: Option<String>,
    denominator_label: Option<String>,
    people_label: Option<String>,
    time: Option<String>,
    since: Option<String>,
    until: Option<String>,
    #[serde(borrow)]
    pub(super) aggregation: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) rollup: Totals<'a>,
    #[serde(borrow)]
    pub(super) reported: Vec<Given<'a>>,
    #[serde(borrow)]
    pub(super) official: Official<'a>,
    #[serde(borrow)]
    pub(super) contributions: Vec<Given<'a>>,
    pub(super) result: Option<Place>,
}

#[derive(Deserialize)]
pub(super) struct Place {
    pub(super) sheet: String,
    pub(super) cell: String,
}

#[derive(Deserialize)]
pub(super) struct Totals<'a> {
    #[serde(borrow)]
    pub(super) value: Raw<'a>,
    #[serde(borrow)]
    pub(super) numerator: Raw<'a>,
    #[serde(borrow)]
    pub(super) denominator: Raw<'a>,
    #[serde(borrow)]
    pub(super) people: Raw<'a>,
    #[serde(borrow)]
    pub(super) yes: Raw<'a>,
    #[serde(borrow)]
    pub(super) min: Raw<'a>,
    #[serde(borrow)]
    pub(super) max: Raw<'a>,
    #[serde(borrow)]
    pub(super) answered: Raw<'a>,
    #[serde(borrow)]
    pub(super) not_applicable: Raw<'a>,
    #[serde(borrow)]
    pub(super) expected: Raw<'a>,
    #[serde(borrow)]
    pub(super) without_base: Raw<'a>,
    #[serde(borrow, default)]
    pub(super) met: Raw<'a>,
    #[serde(borrow, default)]
    pub(super) choices: Raw<'a>,
}

#[derive(Deserialize)]
pub(super) struct Given<'a> {
    pub(super) unit: UnitCode,
    #[serde(borrow)]
    pub(super) value: Raw<'a>,
    #[serde(borrow)]
    pub(super) numerator: Raw<'a>,
    #[serde(borrow)]
    pub(super) denominator: Raw<'a>,
    #[serde(borrow)]
    pub(super) people: Raw<'a>,
    #[serde(borrow)]
    pub(super) percent: Raw<'a>,
    pub(super) file: String,
    pub(super) sheet: Option<String>,
    pub(super) cell: Option<String>,
    #[serde(default)]
    pub(super) counted: bool,
    #[serde(borrow, default)]
    pub(super) beneath: Option<Totals<'a>>,
}

#[derive(Deserialize)]
pub(super) struct Official<'a> {
    #[serde(borrow)]
    pub(super) value: Raw<'a>,
    #[serde(borrow)]
    pub(super) numerator: Raw<'a>,
    #[serde(borrow)]
    pub(super) denominator: Raw<'a>,
    #[serde(borrow)]
    pub(super) people: Raw<'a>,
    #[serde(borrow)]
    pub(super) percent: Raw<'a>,
    #[serde(borrow)]
    pub(super) source: Cow<'a, str>,
}

fn text(raw: Raw<'_>) -> Option<&str> {
    raw.map(RawValue::get)
}

impl<'a> Totals<'a> {
    pub(super) fn parts(&self) -> TotalParts<'a> {
        let counts = [self.answered, self.not_applicable, self.expected, self.without_base];
        TotalParts {
            value: text(self.value),
            numerator: text(self.numerator),
            denominator: text(self.denominator),
            people: text(self.people),
            yes: text(self.yes),
            min: text(self.min),
            max: text(self.max),
            counts: counts.map(text),
            met: text(self.met),
            choices: text(self.choices),
        }
    }
}

impl Row<'_> {
    /// What the measure needs to know of the row; `None` where a part of it cannot be.
    pub(super) fn measure_form(&self) -> Option<MeasureForm> {
        let usual = MeasureForm::default();
        let few = |read: Option<u32>, usual: u32| {
            Some(read.unwrap_or(usual)).filter(|decimals| *decimals <= MOST_DECIMALS)
        };
        Some(MeasureForm {
            decimals: few(self.decimals, usual.decimals)?,
            per: self.per.map_or(Some(usual.per), Per::read)?,
            numerator_decimals: few(self.numerator_decimals, usual.numerator_decimals)?,
            denominator_decimals: few(self.denominator_decimals, usual.denominator_decimals)?,
            choices: Choices::new(self.choices.clone().unwrap_or_default()),
        })
    }

    pub(super) fn meaning(&self) -> Option<RowMeaning> {
        RowMeaning::carried(
            [
                &self.label,
                &self.unit,
                &self.numerator_label,
                &self.denominator_label,
                &self.people_label,
                &self.time,
                &self.since,
                &self.until,
            ]
            .map(Clone::clone),
        )
    }
}

impl<'a> Given<'a> {
    pub(super) fn parts(&self) -> FigureParts<'a> {
        figure([self.value, self.numerator, self.denominator, self.people, self.percent])
    }
}

impl<'a> Official<'a> {
    pub(super) fn parts(&self) -> FigureParts<'a> {
        figure([self.value, self.numerator, self.denominator, self.people, self.percent])
    }
}

fn figure(raws: [Raw<'_>; 5]) -> FigureParts<'_> {
    let [value, numerator, denominator, people, percent] = raws.map(text);
    FigureParts { value, numerator, denominator, people, percent }
}
