//! The JSON of `merge`, read back. Numbers are read from their digits; none becomes a binary float.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::parts::{self, BadPart, FigureParts, TotalParts};
use super::{
    Carried, CarriedError, CarriedFigure, CarriedPlace, CarriedRow, CarriedUnit, Member, UnitState,
    check,
};
use crate::identity::Document as Kind;
use crate::key::{CampaignId, FormId, IndicatorId, PeriodId, Scope, UnitCode};
use crate::ledger::OfficialSource;
use crate::quantity::measure::Measure;
use crate::submission::answer::Figure;

#[derive(Deserialize)]
struct Head<'a> {
    #[serde(borrow)]
    schema: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct Document<'a> {
    campaign: CampaignId,
    period: PeriodId,
    version: u32,
    units: Units,
    #[serde(borrow)]
    files: Vec<File<'a>>,
    #[serde(borrow)]
    indicators: Vec<Row<'a>>,
}

#[derive(Deserialize)]
struct Units {
    list: Vec<Unit>,
    #[serde(default)]
    beneath: Vec<Beneath>,
}

#[derive(Deserialize)]
struct Beneath {
    #[serde(rename = "unit")]
    code: UnitCode,
    name: String,
    sha256: Option<String>,
}

#[derive(Deserialize)]
struct Unit {
    #[serde(rename = "unit")]
    code: UnitCode,
    name: String,
    state: String,
}

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    path: Cow<'a, str>,
    unit: Option<UnitCode>,
    #[serde(borrow)]
    outcome: Cow<'a, str>,
    #[serde(borrow)]
    sha256: Option<Cow<'a, str>>,
}

/// A number or a choice in its own digits or letters.
type Raw<'a> = Option<&'a RawValue>;

#[derive(Deserialize)]
struct Row<'a> {
    form: FormId,
    indicator: IndicatorId,
    measure: Measure,
    #[serde(borrow)]
    aggregation: Cow<'a, str>,
    #[serde(borrow)]
    rollup: Totals<'a>,
    #[serde(borrow)]
    reported: Vec<Given<'a>>,
    #[serde(borrow)]
    official: Official<'a>,
    #[serde(borrow)]
    contributions: Vec<Given<'a>>,
    result: Option<Place>,
}

#[derive(Deserialize)]
struct Place {
    sheet: String,
    cell: String,
}

#[derive(Deserialize)]
struct Totals<'a> {
    #[serde(borrow)]
    value: Raw<'a>,
    #[serde(borrow)]
    numerator: Raw<'a>,
    #[serde(borrow)]
    denominator: Raw<'a>,
    #[serde(borrow)]
    people: Raw<'a>,
    #[serde(borrow)]
    yes: Raw<'a>,
    #[serde(borrow)]
    min: Raw<'a>,
    #[serde(borrow)]
    max: Raw<'a>,
    #[serde(borrow)]
    answered: Raw<'a>,
    #[serde(borrow)]
    not_applicable: Raw<'a>,
    #[serde(borrow)]
    expected: Raw<'a>,
    #[serde(borrow)]
    without_base: Raw<'a>,
}

#[derive(Deserialize)]
struct Given<'a> {
    unit: UnitCode,
    #[serde(borrow)]
    value: Raw<'a>,
    #[serde(borrow)]
    numerator: Raw<'a>,
    #[serde(borrow)]
    denominator: Raw<'a>,
    #[serde(borrow)]
    people: Raw<'a>,
    #[serde(borrow)]
    percent: Raw<'a>,
    file: String,
    sheet: Option<String>,
    cell: Option<String>,
    #[serde(default)]
    counted: bool,
    #[serde(borrow, default)]
    beneath: Option<Totals<'a>>,
}

#[derive(Deserialize)]
struct Official<'a> {
    #[serde(borrow)]
    value: Raw<'a>,
    #[serde(borrow)]
    numerator: Raw<'a>,
    #[serde(borrow)]
    denominator: Raw<'a>,
    #[serde(borrow)]
    people: Raw<'a>,
    #[serde(borrow)]
    percent: Raw<'a>,
    #[serde(borrow)]
    source: Cow<'a, str>,
}

/// Reads a consolidation.
pub(super) fn read(bytes: &[u8]) -> Result<Carried, CarriedError> {
    let head: Head<'_> = serde_json::from_slice(bytes).map_err(|error| not_whole("JSON", error))?;
    if head.schema.as_deref() != Some(Kind::Consolidation.schema()) {
        return Err(CarriedError::NotOne);
    }
    let document: Document<'_> =
        serde_json::from_slice(bytes).map_err(|error| not_whole("JSON", error))?;
    let member = |Beneath { code, name, sha256 }: &Beneath| Member {
        code: code.clone(),
        name: name.clone(),
        sha256: sha256.clone(),
    };
    let members = document.units.beneath.iter().map(member).collect();
    let units = units(document.units, &document.files)?;
    let (mut rows, mut figures) = (Vec::new(), Vec::new());
    for row in document.indicators {
        for (scope, given) in [(Scope::Own, &row.contributions), (Scope::City, &row.reported)] {
            for given in given {
                figures.push(figure(&row, scope, given)?);
            }
        }
        rows.push(self::row(row)?);
    }
    let Document { campaign, period, version, .. } = document;
    let carried = Carried { campaign, period, version, units, members, rows, figures }.in_order();
    let changes = check::totals(&carried);
    if changes.is_empty() { Ok(carried) } else { Err(CarriedError::Changed(changes)) }
}

fn not_whole(what: &str, detail: impl std::fmt::Display) -> CarriedError {
    CarriedError::NotWhole { what: what.to_owned(), detail: detail.to_string() }
}

fn units(units: Units, files: &[File<'_>]) -> Result<Vec<CarriedUnit>, CarriedError> {
    let merged = files.iter().filter(|file| file.outcome == "merged");
    let of: HashMap<&UnitCode, &File<'_>> =
        merged.filter_map(|file| Some((file.unit.as_ref()?, file))).collect();
    let unit = |unit: Unit| {
        let file = of.get(&unit.code);
        let state = UnitState::read(&unit.state);
        Ok(CarriedUnit {
            state: state.ok_or_else(|| not_whole("units.list.state", &unit.state))?,
            file: file.map(|file| file.path.clone().into_owned()),
            sha256: file.and_then(|file| file.sha256.clone()).map(Cow::into_owned),
            code: unit.code,
            name: unit.name,
        })
    };
    units.list.into_iter().map(unit).collect()
}

fn row(row: Row<'_>) -> Result<CarriedRow, CarriedError> {
    let name = format!("{}.{}", row.form, row.indicator);
    let bad = |BadPart(key): BadPart| not_whole(key, format!("in {name}"));
    let aggregation = parts::aggregation(&row.aggregation).ok_or(BadPart("aggregation"));
    let aggregation = aggregation.map_err(bad)?;
    let source = OfficialSource::read(&row.official.source).ok_or(BadPart("source"));
    Ok(CarriedRow {
        rollup: row.rollup.parts().rollup(row.measure, aggregation).map_err(bad)?,
        official: row.official.parts().figure(row.measure, words).map_err(bad)?,
        source: source.map_err(bad)?,
        place: row.result.map(|Place { sheet, cell }| CarriedPlace { sheet, cell }),
        form: row.form,
        indicator: row.indicator,
        measure: row.measure,
        aggregation,
    })
}

fn figure(row: &Row<'_>, scope: Scope, given: &Given<'_>) -> Result<CarriedFigure, CarriedError> {
    let at = || format!("in {}.{} of {}", row.form, row.indicator, given.unit);
    let bad = |BadPart(key): BadPart| not_whole(key, at());
    let figure: Option<Figure> = match &given.beneath {
        Some(area) => {
            let aggregation = parts::aggregation(&row.aggregation).ok_or(BadPart("aggregation"));
            let area = area.parts().rollup(row.measure, aggregation.map_err(bad)?).map_err(bad)?;
            Some(Figure::Beneath(area.into()))
        }
        None => given.parts().figure(row.measure, words).map_err(bad)?,
    };
    Ok(CarriedFigure {
        unit: given.unit.clone(),
        form: row.form.clone(),
        indicator: row.indicator.clone(),
        scope,
        figure: figure.ok_or_else(|| not_whole("value", at()))?,
        counted: given.counted && scope == Scope::Own,
        file: given.file.clone(),
        sheet: given.sheet.clone(),
        cell: given.cell.clone(),
    })
}

/// A text of JSON without its quotes.
fn words(raw: &str) -> String {
    serde_json::from_str(raw).unwrap_or_else(|_| raw.to_owned())
}

fn text(raw: Raw<'_>) -> Option<&str> {
    raw.map(RawValue::get)
}

impl<'a> Totals<'a> {
    fn parts(&self) -> TotalParts<'a> {
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
        }
    }
}

impl<'a> Given<'a> {
    fn parts(&self) -> FigureParts<'a> {
        FigureParts {
            value: text(self.value),
            numerator: text(self.numerator),
            denominator: text(self.denominator),
            people: text(self.people),
            percent: text(self.percent),
        }
    }
}

impl<'a> Official<'a> {
    fn parts(&self) -> FigureParts<'a> {
        FigureParts {
            value: text(self.value),
            numerator: text(self.numerator),
            denominator: text(self.denominator),
            people: text(self.people),
            percent: text(self.percent),
        }
    }
}
