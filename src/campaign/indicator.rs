//! A row of a form: what is asked, of whom, and what it must reach.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::unit::UnitSet;
use crate::values::key::{Field, IndicatorId, Scope, UnitCode};
use crate::values::quantity::measure::Measure;
use crate::values::quantity::scale::Scale;
use crate::values::quantity::target::{Better, Target};
use crate::values::quantity::timeframe::Timeframe;

/// What an official column prints of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    Number,
    Label,
    /// The target of the period's year.
    Target,
    Lead,
    Reporters,
    Unit,
    Evidence,
    /// Those who co-operate in a task.
    Cooperating,
    Time,
}

/// How a count moves in time. Stock and cumulative figures are never added over periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeKind {
    /// As of the period's last day.
    Stock,
    /// Since the day that the period names.
    Cumulative,
    /// Counted from the first to the last day of the period.
    Period,
}

/// Whether figures of different units add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregation {
    Sum,
    /// Units count the same things many times: range and number of units, no total.
    Listed,
}

impl Aggregation {
    /// The word in definitions and for programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Listed => "listed",
        }
    }

    pub fn read(word: &str) -> Option<Self> {
        [Self::Sum, Self::Listed].into_iter().find(|known| known.as_str() == word)
    }
}

/// The first day that a count covers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Since {
    /// The first day that the period itself names.
    #[default]
    Period,
    /// The beginning of the movement, of which no document names the day.
    Start,
    Day(Date),
}

/// What a target is held against.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Judged {
    /// What the units come to; each unit's figure is held against the target that all have in common,
    /// and can be lower than that, not miss it.
    #[default]
    Common,
    /// Every unit's figure, and not what they come to: the level is set for each unit.
    Each,
    /// Only what they come to: the target is the whole area's.
    Total,
}

/// When a demand for evidence holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum EvidenceWhen {
    /// Where the figure is above zero.
    #[default]
    AboveZero,
    /// For a rate below 100 %: the evidence names those who are still without.
    BelowFull,
}

/// A demand for evidence that the form prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceDemand {
    pub text: String,
    /// The field that meets it: text, or the second figure.
    pub field: Field,
    pub when: EvidenceWhen,
}

impl EvidenceDemand {
    /// The demand as it stands within a sentence: on one line, without a full stop.
    pub fn in_line(&self) -> String {
        self.text.replace('\n', " ").trim_end_matches('.').to_owned()
    }
}

/// What only some kinds of row have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Detail {
    /// A row that asks for a figure.
    #[default]
    Figure,
    Task(Task),
    Section {
        /// How many characters are enough, as a hint.
        length: Option<usize>,
    },
    Entry {
        /// What the line asks, in the order of the columns.
        columns: Vec<Field>,
        /// Of which a line is complete without these.
        optional: Vec<Field>,
    },
}

/// A task: who leads, who co-operates, until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The units that lead it; its status is theirs.
    pub leads: UnitSet,
    /// The units that co-operate and do not lead.
    pub cooperating: UnitSet,
    pub cooperating_text: Option<String>,
    pub time_text: Option<String>,
    /// What the printed time was read as.
    pub timeframe: Timeframe,
}

/// Chỉ tiêu, chỉ số: one row.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Unique in its form; part of cell names.
    pub id: IndicatorId,
    pub number: String,
    /// The number by which the row is known in its form, where the one printed stands there more than
    /// once ("3.3 (1)"); empty where it has none.
    pub reference: String,
    pub label: String,
    /// The heading that the row stands under, if any.
    pub under: Option<String>,
    pub measure: Measure,
    /// The unit of measure as printed.
    pub unit: Option<String>,
    /// The nouns that may stand after a count, the usual one first.
    pub nouns: Vec<String>,
    pub lead: Option<String>,
    pub reporters: Option<String>,
    /// The units that report their own area.
    pub own: UnitSet,
    /// The units that report the city-wide figure.
    pub city: UnitSet,
    /// What the numerator of the rate is, in the row's own words.
    pub numerator: Option<String>,
    /// What the denominator of the rate is, in the row's own words.
    pub denominator: Option<String>,
    /// Whether the figure before the movement is asked.
    pub baseline: bool,
    /// The evidence that the form demands.
    pub evidence: Option<EvidenceDemand>,
    pub people: Option<String>,
    /// The nouns that may stand after the second figure.
    pub people_nouns: Vec<String>,
    /// How the figure moves in time.
    pub time: TimeKind,
    /// The first day that it covers.
    pub since: Since,
    /// Whether figures of units add up.
    pub aggregation: Aggregation,
    /// Whether different kinds of unit may count the same people or things.
    pub double_count: bool,
    /// Which way the figure gets better, where the definition says so.
    pub better: Option<Better>,
    /// The multiple that its figures are in: thousands of "Nghìn người".
    pub scale: Scale,
    pub targets: BTreeMap<u16, Target>,
    pub judged: Judged,
    /// What only some kinds of row have.
    pub detail: Detail,
}

impl Indicator {
    /// Whether the units' figures are put together to one, which can then be held against a target.
    pub fn adds_up(&self) -> bool {
        match self.aggregation {
            Aggregation::Sum => true,
            Aggregation::Listed => false,
        }
    }

    /// The units that answer with a scope.
    pub fn reporters(&self, scope: Scope) -> &BTreeSet<UnitCode> {
        match scope {
            Scope::Own => &self.own,
            Scope::City => &self.city,
        }
    }

    /// What an official column prints of this row; empty where the row has no such text.
    pub fn printed(&self, shown: Shown, target_year: u16) -> &str {
        let text = match shown {
            Shown::Number => Some(self.number.as_str()),
            Shown::Label => Some(self.label.as_str()),
            Shown::Target => self.targets.get(&target_year).map(Target::notation),
            Shown::Lead => self.lead.as_deref(),
            Shown::Reporters => self.reporters.as_deref(),
            Shown::Unit => self.unit.as_deref(),
            Shown::Evidence => self.evidence.as_ref().map(|demand| demand.text.as_str()),
            Shown::Cooperating => self.task().and_then(|task| task.cooperating_text.as_deref()),
            Shown::Time => self.task().and_then(|task| task.time_text.as_deref()),
        };
        text.unwrap_or_default()
    }

    /// The task that the row is, if it is one.
    pub fn task(&self) -> Option<&Task> {
        match &self.detail {
            Detail::Task(task) => Some(task),
            Detail::Figure | Detail::Section { .. } | Detail::Entry { .. } => None,
        }
    }

    /// The input cells of an answer to this row, in the order in which a form asks for them.
    pub fn fields(&self) -> Vec<Field> {
        match &self.detail {
            Detail::Figure => {}
            Detail::Task(_) => {
                return vec![Field::Status, Field::Result, Field::Evidence, Field::Explanation];
            }
            Detail::Section { .. } => return vec![Field::Text],
            Detail::Entry { columns, .. } => return columns.clone(),
        }
        let mut fields = vec![Field::Value];
        if self.measure == Measure::Percent {
            fields.extend([Field::Numerator, Field::Denominator]);
        }
        if self.measure.has_second_figure() {
            fields.push(Field::People);
        }
        if self.baseline {
            fields.push(Field::Baseline);
        }
        fields.extend([Field::Evidence, Field::Explanation]);
        fields
    }
}
