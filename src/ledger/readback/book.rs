//! The consolidated workbook, read back: what it carries on hidden sheets, the figures of the units
//! from the table that people read, and the cells of the results. All of it is found through defined
//! names, which follow columns that are moved, sheets that are renamed and tables that are sorted.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Display;
use std::str::FromStr;

use super::error::not_whole;
use super::parts::{
    self, BadPart, FigureParts, MEASURE_COLUMNS, ROW_COLUMNS, TotalParts, UNIT_COLUMNS,
};
use super::{
    BENEATH, Change, MEANING_COLUMNS, MeaningPart, Member, RowMeaning, Snapshot, SnapshotError,
    SnapshotPlace, SnapshotRow, SnapshotUnit, UnitState, check,
};
use crate::campaign::identity::{
    Document, HIDDEN_SHEET, NAME_PREFIX, Part, ROWS_NAME, SCHEMA, UNITS_NAME, result_name,
};
use crate::reader::tables::Tables;
use crate::reader::workbook::{CellReference, Cells, NameTarget, Position};
use crate::values::key::{FormId, IndicatorId};
use crate::values::quantity::measure::Measure;
use crate::values::quantity::measure_form::MeasureForm;
use crate::values::quantity::raw::RawCell;

pub(super) fn read(bytes: &[u8], file_name: &str) -> Result<Snapshot, SnapshotError> {
    let tables = Tables::open(bytes, file_name)?.ok_or(SnapshotError::Format)?;
    let mut book = Book { tables, changes: Vec::new() };
    let identity = book.identity()?;
    let (units, members) = book.units()?;
    let rows = book.rows()?;
    let figures = book.figures(&rows)?;
    let carried = Snapshot {
        campaign: part_of(&identity, Part::Campaign)?,
        period: part_of(&identity, Part::Period)?,
        version: part_of(&identity, Part::Version)?,
        units,
        members,
        rows,
        figures,
    }
    .in_order();
    let mut changes = book.changes;
    changes.extend(check::totals(&carried));
    if changes.is_empty() { Ok(carried) } else { Err(SnapshotError::Changed(changes)) }
}

fn part_of<T: FromStr>(identity: &BTreeMap<String, String>, part: Part) -> Result<T, SnapshotError>
where
    T::Err: Display,
{
    let key = part.key();
    let text = identity.get(key).ok_or_else(|| not_whole(HIDDEN_SHEET, key))?;
    text.parse().map_err(|error| not_whole(HIDDEN_SHEET, format!("{key}: {error}")))
}

/// A workbook that is being read, with what was found to have been changed in it.
pub(super) struct Book<'a> {
    pub(super) tables: Tables<'a>,
    pub(super) changes: Vec<Change>,
}

/// One line of a hidden sheet: what stands in its columns, by their keys.
type Line = HashMap<&'static str, String>;

impl Book<'_> {
    /// What the workbook says it is.
    fn identity(&mut self) -> Result<BTreeMap<String, String>, SnapshotError> {
        let named = self.target(&format!("{NAME_PREFIX}{SCHEMA}"))?.map(|at| at.sheet);
        let sheet = named.or_else(|| self.tables.sheet(HIDDEN_SHEET));
        let sheet = sheet.ok_or(SnapshotError::NotOne)?;
        let cells = self.tables.cells(sheet, &|at| at.column < 2)?;
        let text = |at: Position| cells.get(&at).map(|cell| cell.value.as_written());
        let pairs = cells.keys().filter(|at| at.column == 0);
        let identity: BTreeMap<String, String> =
            pairs.filter_map(|at| Some((text(*at)?, text(Position::new(at.row, 1))?))).collect();
        let schema = identity.get(SCHEMA).and_then(|schema| Document::from_schema(schema));
        if schema == Some(Document::Consolidation) {
            Ok(identity)
        } else {
            Err(SnapshotError::NotOne)
        }
    }

    /// Where a name leads; two places are none.
    pub(super) fn target(&self, name: &str) -> Result<Option<CellReference>, SnapshotError> {
        let named = self.tables.names().iter().filter(|n| n.name.eq_ignore_ascii_case(name));
        let mut at = named.filter_map(|defined| match &defined.target {
            NameTarget::Cell(at) => Some(at.clone()),
            _ => None,
        });
        let first = at.next();
        match at.find(|other| Some(other) != first.as_ref()) {
            Some(_) => Err(SnapshotError::Twice { name: name.to_owned() }),
            None => Ok(first),
        }
    }

    /// The lines of a hidden sheet by the keys in its first row; an older workbook lacks the `later` ones.
    fn lines(
        &mut self,
        name: &str,
        keys: &[&'static str],
        later: &[&'static str],
    ) -> Result<Vec<Line>, SnapshotError> {
        let named = self.target(name)?.map(|at| at.sheet);
        let sheet = named.or_else(|| self.tables.sheet(name));
        let sheet = sheet.ok_or_else(|| not_whole(name, "no such sheet"))?;
        let cells = self.tables.cells(sheet, &|_| true)?;
        let mut columns: HashMap<u32, &'static str> = HashMap::new();
        for (at, cell) in cells.range(..Position::new(1, 0)) {
            let written = cell.value.as_written();
            let mut known = keys.iter().chain(later);
            columns.extend(known.find(|key| **key == written).map(|key| (at.column, *key)));
        }
        if let Some(lost) = keys.iter().find(|key| !columns.values().any(|found| found == *key)) {
            return Err(not_whole(name, format!("no column {lost}")));
        }
        let mut lines: BTreeMap<u32, Line> = BTreeMap::new();
        for (at, cell) in cells.range(Position::new(1, 0)..) {
            if let Some(key) = columns.get(&at.column) {
                lines.entry(at.row).or_default().insert(*key, cell.value.as_written());
            }
        }
        Ok(lines.into_values().collect())
    }

    /// The units that were expected, and those beneath them.
    fn units(&mut self) -> Result<(Vec<SnapshotUnit>, Vec<Member>), SnapshotError> {
        let lines = self.lines(UNITS_NAME, &UNIT_COLUMNS, &[])?;
        let (beneath, lines): (Vec<Line>, Vec<Line>) = lines
            .into_iter()
            .partition(|line: &Line| line.get("state").is_some_and(|word| word == BENEATH));
        let members = beneath
            .into_iter()
            .map(|mut line: Line| {
                let code = line.remove("unit").unwrap_or_default();
                Ok(Member {
                    code: code.parse().map_err(|error| not_whole(UNITS_NAME, error))?,
                    name: line.remove("name").unwrap_or_default(),
                    sha256: line.remove("sha256"),
                })
            })
            .collect::<Result<_, SnapshotError>>()?;
        let units = lines.into_iter().map(unit).collect::<Result<_, SnapshotError>>()?;
        Ok((units, members))
    }

    fn rows(&mut self) -> Result<Vec<SnapshotRow>, SnapshotError> {
        let lines = self.lines(
            ROWS_NAME,
            &ROW_COLUMNS,
            &[&MEANING_COLUMNS[..], &MEASURE_COLUMNS].concat(),
        )?;
        let mut places = Vec::new();
        for line in &lines {
            let of = |key| line.get(key).map_or("", String::as_str);
            places.push(self.target(&result_name(of("form"), of("indicator")))?);
        }
        let shown = self.results(&places)?;
        let mut rows = Vec::new();
        for ((line, place), cell) in lines.iter().zip(places).zip(shown) {
            let mut row = row(line)?;
            row.place = place.as_ref().map(|at| SnapshotPlace {
                sheet: self.tables.sheet_name(at.sheet).to_owned(),
                cell: at.position.to_string(),
            });
            let said = line.get("shown");
            if let Some(said) = said.filter(|said| !check::is_as_written(cell.as_ref(), said)) {
                self.changes.push(Change {
                    place: row.place.clone(),
                    row: row.name(),
                    unit: None,
                    written: cell.map(|cell| cell.value.as_written()).unwrap_or_default(),
                    expected: said.clone(),
                });
            }
            rows.push(row);
        }
        Ok(rows)
    }

    /// The cells of the results, sheet by sheet.
    fn results(
        &mut self,
        places: &[Option<CellReference>],
    ) -> Result<Vec<Option<RawCell>>, SnapshotError> {
        let mut wanted: BTreeMap<usize, Vec<Position>> = BTreeMap::new();
        for at in places.iter().flatten() {
            wanted.entry(at.sheet).or_default().push(at.position);
        }
        let mut found: BTreeMap<usize, Cells> = BTreeMap::new();
        for (sheet, positions) in wanted {
            found.insert(sheet, self.tables.cells(sheet, &|at| positions.contains(&at))?);
        }
        Ok(places
            .iter()
            .map(|at| {
                at.as_ref()
                    .and_then(|at: &CellReference| found.get(&at.sheet)?.get(&at.position).cloned())
            })
            .collect())
    }
}

fn unit(mut line: Line) -> Result<SnapshotUnit, SnapshotError> {
    let code = line.remove("unit").unwrap_or_default();
    let state = line.get("state").and_then(|word| UnitState::read(word));
    Ok(SnapshotUnit {
        state: state.ok_or_else(|| not_whole(UNITS_NAME, format!("state of {code}")))?,
        code: code.parse().map_err(|error| not_whole(UNITS_NAME, error))?,
        name: line.remove("name").unwrap_or_default(),
        file: line.remove("file"),
        sha256: line.remove("sha256"),
    })
}

/// A row from its line on the hidden sheet, without its place.
fn row(line: &Line) -> Result<SnapshotRow, SnapshotError> {
    let of = |key: &str| line.get(key).map(String::as_str);
    let name =
        format!("{}.{}", of("form").unwrap_or_default(), of("indicator").unwrap_or_default());
    let bad = |BadPart(key): BadPart| not_whole(ROWS_NAME, format!("{key} of {name}"));
    let key = |key: &'static str| of(key).ok_or(BadPart(key)).map_err(bad);
    let form: FormId = key("form")?.parse().map_err(|error| not_whole(ROWS_NAME, error))?;
    let indicator: IndicatorId =
        key("indicator")?.parse().map_err(|error| not_whole(ROWS_NAME, error))?;
    let measure: Measure = key("measure")?.parse().map_err(|error| not_whole(ROWS_NAME, error))?;
    let aggregation = parts::aggregation(key("aggregation")?).map_err(bad)?;
    let total = TotalParts {
        value: of("value"),
        numerator: of("numerator"),
        denominator: of("denominator"),
        people: of("people"),
        yes: of("yes"),
        min: of("min"),
        max: of("max"),
        counts: ["answered", "not_applicable", "expected", "without_base"].map(of),
        met: None,
        choices: of("choices"),
    };
    let official = FigureParts {
        value: of("official_value"),
        numerator: of("official_numerator"),
        denominator: of("official_denominator"),
        people: of("official_people"),
        percent: of("official_percent"),
    };
    let measure_form = match of("measure_form") {
        Some(code) => MeasureForm::read(code).ok_or(BadPart("measure_form")).map_err(bad)?,
        None => MeasureForm::default(),
    };
    let said = MeaningPart::ALL.map(|part| of(part.key()).map(str::to_owned));
    Ok(SnapshotRow {
        meaning: RowMeaning::carried(said),
        rollup: total.rollup(measure, &measure_form, aggregation).map_err(bad)?,
        official: official.figure(measure, &measure_form, str::to_owned).map_err(bad)?,
        source: parts::source(key("source")?).map_err(bad)?,
        form,
        indicator,
        measure,
        measure_form,
        aggregation,
        place: None,
    })
}
