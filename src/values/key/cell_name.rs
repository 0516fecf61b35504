//! The defined name of an input cell: `bdhvs_<form>_<indicator>_<scope>_<field>`.
//!
//! Of several figures in a row, each of which is one cell, the field is the figure's key
//! (`bdhvs_bieu1_1_own_nu`).
//!
//! Other programs fill forms through these names, so their shape is public contract
//! (docs/contract/forms.md).

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::{Field, FormId, IndicatorId, InvalidKey, Scope};

const PREFIX: &str = "bdhvs_";

/// What one unit answers to one row: the cells that belong together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct AnswerKey {
    pub form: FormId,
    pub indicator: IndicatorId,
    /// The area that the answer covers.
    pub scope: Scope,
}

/// One input cell: an answer and one of its fields.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct CellName {
    /// The answer that the cell is a part of.
    pub answer: AnswerKey,
    pub field: Field,
}

impl AnswerKey {
    /// The name of one of the answer's cells.
    pub fn cell(&self, field: Field) -> CellName {
        CellName { answer: self.clone(), field }
    }
}

impl AnswerKey {
    /// The row of which it is an answer: of one of several figures in a row, that of the row.
    pub fn of_row(&self) -> Self {
        Self { indicator: self.indicator.of_row(), ..self.clone() }
    }
}

impl CellName {
    /// The same cell by what its name tells alone: of one of several figures in a row, the row and the
    /// column of the figure.
    pub fn as_printed(&self) -> Self {
        match (self.answer.indicator.figure(), self.field) {
            (Some(figure), Field::Value) => {
                Self { answer: self.answer.of_row(), field: Field::Column(figure) }
            }
            (Some(_), _) => Self { answer: self.answer.of_row(), field: self.field },
            (None, _) => self.clone(),
        }
    }
}

impl fmt::Display for CellName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { answer: AnswerKey { form, indicator, scope }, field } = self.as_printed();
        let row = indicator.as_str().replace('.', "_");
        write!(f, "{PREFIX}{form}_{row}_{scope}_{field}")
    }
}

impl FromStr for CellName {
    type Err = InvalidKey;

    /// Reads a defined name back. Names are compared without regard to case, as spreadsheets do,
    /// but the indicator keeps the case it is written in.
    fn from_str(text: &str) -> Result<Self, InvalidKey> {
        let parts = Parts::of(text).ok_or_else(|| invalid(text))?;
        let answer = AnswerKey {
            form: parts.form.to_ascii_lowercase().parse()?,
            indicator: parts.indicator.replace('_', ".").parse()?,
            scope: parts.scope.to_ascii_lowercase().parse().map_err(|()| invalid(text))?,
        };
        let field = parts.field.to_ascii_lowercase().parse().map_err(|()| invalid(text))?;
        Ok(Self { answer, field })
    }
}

/// The parts of a name as they are written.
struct Parts<'t> {
    form: &'t str,
    indicator: &'t str,
    scope: &'t str,
    field: &'t str,
}

impl<'t> Parts<'t> {
    fn of(name: &'t str) -> Option<Self> {
        let has_prefix = name.get(..PREFIX.len())?.eq_ignore_ascii_case(PREFIX);
        let rest = name.get(PREFIX.len()..).filter(|_| has_prefix)?;
        let (form, rest) = rest.split_once('_')?;
        let (rest, field) = rest.rsplit_once('_')?;
        let (indicator, scope) = rest.rsplit_once('_')?;
        Some(Self { form, indicator, scope, field })
    }
}

fn invalid(name: &str) -> InvalidKey {
    InvalidKey {
        kind: "cell name",
        text: name.to_owned(),
        rule: "bdhvs_<form>_<indicator>_<scope>_<field>",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// docs/contract/forms.md gives these names as examples.
    #[test]
    fn names_of_the_contract_read_and_print() {
        for name in
            ["bdhvs_bieu1_3_own_numerator", "bdhvs_bieu2_17_own_value", "bdhvs_pl2_2_4_own_people"]
        {
            let cell: CellName = name.parse().expect(name);
            assert_eq!(cell.to_string(), name);
        }
        let cell: CellName = "bdhvs_pl2_2_4_own_people".parse().expect("a name");
        assert_eq!(cell.answer.indicator.as_str(), "2.4");
    }

    /// Of several figures in a row the name tells the row and the column.
    #[test]
    fn names_of_figures_in_a_row() {
        let key = AnswerKey {
            form: "bieu1".parse().expect("a form"),
            indicator: "1.2:nu".parse().expect("a figure"),
            scope: Scope::Own,
        };
        let names = [
            (Field::Value, "bdhvs_bieu1_1_2_own_nu"),
            (Field::Evidence, "bdhvs_bieu1_1_2_own_evidence"),
        ];
        for (field, name) in names {
            let cell = key.cell(field);
            assert_eq!(cell.to_string(), name);
            assert_eq!(name.parse(), Ok(cell.as_printed()), "{name}");
        }
    }

    #[test]
    fn other_names_are_refused() {
        for name in ["", "bdhvs_", "Print_Area", "bdhvs_bieu1_meta_person", "bdhvs_bieu1_3_own"] {
            assert!(name.parse::<CellName>().is_err(), "{name}");
        }
    }
}
