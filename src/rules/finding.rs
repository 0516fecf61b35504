//! A finding: one rule broken at one place. Data, not an error.

use jiff::civil::Date;
use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use super::rule::{Remedy, Rule};
pub use super::severity::Severity;
use crate::campaign::{Campaign, Indicator};
use crate::values::key::{Field, FormId, IndicatorId, Scope};

/// Where a finding is. What does not apply is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    pub form: Option<FormId>,
    pub indicator: Option<IndicatorId>,
    pub scope: Option<Scope>,
    pub field: Option<Field>,
    /// The sheet's name as stored in the file.
    pub sheet: Option<String>,
    pub cell: Option<String>,
}

impl Location {
    /// The field by which the cell is named: of several figures in a row the key of the figure.
    pub fn named_field(&self) -> Option<Field> {
        let figure = self.indicator.as_ref().and_then(IndicatorId::figure);
        match (self.field, figure) {
            (Some(Field::Value), Some(figure)) => Some(Field::Column(figure)),
            (field, _) => field,
        }
    }

    /// The row of the form, where it is one of the campaign's.
    pub fn row<'c>(&self, campaign: &'c Campaign) -> Option<&'c Indicator> {
        campaign.form(self.form.as_ref()?)?.indicator(self.indicator.as_ref()?)
    }
}

/// As programs are told it: the row, and the field by which the cell is named.
impl Serialize for Location {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut place = to.serialize_struct("Location", 6)?;
        place.serialize_field("form", &self.form)?;
        place.serialize_field("indicator", &self.indicator.as_ref().map(IndicatorId::row))?;
        place.serialize_field("scope", &self.scope)?;
        place.serialize_field("field", &self.named_field())?;
        place.serialize_field("sheet", &self.sheet)?;
        place.serialize_field("cell", &self.cell)?;
        place.end()
    }
}

/// One rule broken at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The permanent code: `BD404`.
    pub code: &'static str,
    /// What is wrong, in a word or three.
    pub name: &'static str,
    pub severity: Severity,
    #[serde(flatten)]
    pub location: Location,
    /// What the cell holds, as written.
    pub raw: Option<String>,
    /// What was found and what is expected.
    pub message: String,
    pub hint: String,
    /// What settles it: the unit explained the figure, or the officer lets it stand.
    pub settled: Option<Settlement>,
    /// Whether its rule is only being tried: shown, and without any effect.
    pub trial: bool,
}

impl Finding {
    pub fn rule(&self) -> &'static Rule {
        super::find(self.code).unwrap_or(&Rule::PLAIN)
    }

    /// Who puts it right, and how. What only the officer can decide is, where it is an error, also a matter of
    /// the area that sent it.
    pub fn remedy(&self) -> Remedy {
        match (self.rule().remedy, self.severity) {
            (Remedy::AskOfficer, Severity::Error) => Remedy::ConsolidateAgain,
            (remedy, _) => remedy,
        }
    }

    /// Whether it still asks for something: neither settled nor only tried.
    pub fn is_open(&self) -> bool {
        self.settled.is_none() && !self.trial
    }

    /// Whether whoever sent the file is asked to do something about it.
    pub fn asks(&self) -> bool {
        self.is_open() && matches!(self.severity, Severity::Error | Severity::Warning)
    }

    /// Whether it keeps something out of the totals.
    pub fn is_open_error(&self) -> bool {
        self.severity == Severity::Error && self.is_open()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "how", rename_all = "lowercase")]
pub enum Settlement {
    /// The unit gives its reason in the form's own column.
    Explained { text: String },
    /// The officer lets it stand.
    Waived {
        who: String,
        why: String,
        /// When, where that is said.
        on: Option<Date>,
    },
}
