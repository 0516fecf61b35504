//! The defined name of an input cell: `bdhvs_<form>_<indicator>_<scope>_<field>`.
//!
//! Other programs fill forms through these names, so their shape is public contract
//! (design.md §4).

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
    /// Which part.
    pub field: Field,
}

impl AnswerKey {
    /// The name of one of the answer's cells.
    pub fn cell(&self, field: Field) -> CellName {
        CellName { answer: self.clone(), field }
    }
}

impl fmt::Display for CellName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let AnswerKey { form, indicator, scope } = &self.answer;
        let indicator = indicator.as_str().replace('.', "_");
        write!(f, "{PREFIX}{form}_{indicator}_{scope}_{}", self.field)
    }
}

impl FromStr for CellName {
    type Err = InvalidKey;

    /// Reads a defined name back. Names are compared without regard to case, as spreadsheets do,
    /// but the indicator keeps the case it is written in.
    fn from_str(text: &str) -> Result<Self, InvalidKey> {
        let invalid = || InvalidKey {
            kind: "cell name",
            text: text.to_owned(),
            rule: "bdhvs_<form>_<indicator>_<scope>_<field>",
        };
        let has_prefix = text.get(..PREFIX.len()).is_some_and(|p| p.eq_ignore_ascii_case(PREFIX));
        let rest = text.get(PREFIX.len()..).filter(|_| has_prefix).ok_or_else(invalid)?;
        let (form, rest) = rest.split_once('_').ok_or_else(invalid)?;
        let (rest, field) = rest.rsplit_once('_').ok_or_else(invalid)?;
        let (indicator, scope) = rest.rsplit_once('_').ok_or_else(invalid)?;
        let answer = AnswerKey {
            form: form.to_ascii_lowercase().parse()?,
            indicator: indicator.replace('_', ".").parse()?,
            scope: scope.to_ascii_lowercase().parse().map_err(|()| invalid())?,
        };
        let field = field.to_ascii_lowercase().parse().map_err(|()| invalid())?;
        Ok(Self { answer, field })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// design.md §4 gives these names as examples.
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

    #[test]
    fn other_names_are_refused() {
        for name in ["", "bdhvs_", "Print_Area", "bdhvs_bieu1_meta_person", "bdhvs_bieu1_3_own"] {
            assert!(name.parse::<CellName>().is_err(), "{name}");
        }
    }
}
