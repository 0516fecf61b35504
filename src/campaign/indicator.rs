//! A row of a form: what is asked, of whom, and what it must reach.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::asked_when::AskedWhen;
use super::formula::Formula;
use super::list_figure::ListFigures;
use super::unit::UnitSet;
use crate::values::key::{Field, IndicatorId, Scope, UnitCode};
use crate::values::quantity::figure_status::StatusRule;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::measure_form::MeasureForm;
use crate::values::quantity::rate_form::RateForm;
use crate::values::quantity::scale::Scale;
use crate::values::quantity::target::{Better, Target};
use crate::values::quantity::text;
use crate::values::quantity::timeframe::Timeframe;
use crate::values::quantity::words::{ARRANGED, YES_NO};

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

impl TimeKind {
    /// The word in definitions and for programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stock => "stock",
            Self::Cumulative => "cumulative",
            Self::Period => "period",
        }
    }
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
#[derive(Debug, Clone, Default)]
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
        /// Those that hold figures; the same for every line.
        figures: Arc<ListFigures>,
    },
}

/// The cells for words beside the figures of a row, or the result of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prose {
    pub evidence: bool,
    pub explanation: bool,
}

impl Prose {
    /// The fields that are asked, in the order of a form.
    fn fields(self) -> impl Iterator<Item = Field> {
        let evidence = self.evidence.then_some(Field::Evidence);
        evidence.into_iter().chain(self.explanation.then_some(Field::Explanation))
    }
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
    /// What the measure needs to know of the row.
    pub measure_form: MeasureForm,
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
    /// What is demanded of single units, before the targets.
    pub levels: Arc<BTreeMap<UnitCode, Target>>,
    pub judged: Judged,
    /// Whether the definition says so, and it was not assumed.
    pub is_judged_said: bool,
    /// What is said of the status of its figures.
    pub figure_status: StatusRule,
    /// What the row asks in words beside its figures.
    pub prose: Prose,
    /// What only some kinds of row have.
    pub detail: Detail,
    /// Which it is, where the row asks for several figures.
    pub figure: Option<NamedFigure>,
    /// What it is worked out of, where it is never asked.
    pub formula: Option<Arc<Formula>>,
    /// The most that its figure can be.
    pub max: Option<i64>,
    /// When it is asked, where it is not always.
    pub asked_when: Option<Arc<AskedWhen>>,
}

/// One of several figures in a row. Its key is that of its column, and a part of its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFigure {
    /// What it is, in the words over its column or its own.
    pub caption: String,
    /// Whether it is the first: what is asked of the row as a whole is asked with it.
    pub is_first: bool,
}

impl Indicator {
    /// Which way its figure gets better: as the definition says, else as its targets do. Of ranks the
    /// smaller is the better one.
    pub fn gets_better(&self) -> Better {
        let is_upper = |target: &Target| target.bound().comparison.is_upper();
        match self.better {
            _ if self.measure == Measure::Rank => Better::Less,
            Some(better) => better,
            None if self.targets.values().any(is_upper) => Better::Less,
            None => Better::More,
        }
    }

    /// What may stand after the number of a cell.
    pub fn nouns_of(&self, field: Field) -> &[String] {
        if field == Field::People { &self.people_nouns } else { &self.nouns }
    }

    /// The multiple that the number of a cell is in.
    pub fn scale_of(&self, field: Field) -> Scale {
        if field == Field::People {
            return Scale::of_row(self.people.as_deref(), &self.people_nouns);
        }
        // Of "Triệu đồng/người" people are counted one by one.
        if field == Field::Denominator && self.measure == Measure::Ratio {
            return Scale::ONE;
        }
        self.scale
    }

    /// The number by which the row is known, without the figure in it.
    pub fn row_reference(&self) -> &str {
        let figure = self.figure.as_ref().map(|figure| format!(" ({})", figure.caption));
        figure.and_then(|f| self.reference.strip_suffix(&f)).unwrap_or(&self.reference)
    }

    /// The official wording; of several figures in a row with what the figure is: "Lớp 1 – Nữ".
    pub fn title(&self) -> Cow<'_, str> {
        match &self.figure {
            Some(figure) => Cow::Owned(format!("{} – {}", self.label, figure.caption)),
            None => Cow::Borrowed(&self.label),
        }
    }

    /// How a rate of the row is put into a number.
    pub fn rate_form(&self) -> RateForm {
        self.measure_form.rate(self.measure)
    }

    /// How many decimals the number in a cell has, where it may have any.
    pub fn decimals(&self, field: Field) -> Option<u32> {
        let form = &self.measure_form;
        let decimals = match field {
            Field::Value | Field::Baseline if self.measure == Measure::Quantity => {
                return Some(form.decimals);
            }
            Field::Numerator => form.numerator_decimals,
            Field::Denominator => form.denominator_decimals,
            Field::Value
            | Field::Baseline
            | Field::People
            | Field::Evidence
            | Field::Explanation
            | Field::Status
            | Field::Result
            | Field::Text
            | Field::Column(_) => 0,
        };
        Some(decimals).filter(|decimals| *decimals > 0)
    }

    /// What may stand beside a number with decimals: the nouns, and the unit of measure as printed.
    pub fn quantity_nouns(&self) -> Vec<String> {
        self.nouns.iter().chain(&self.unit).cloned().collect()
    }

    /// Whether it is worked out of other rows, and not asked.
    pub fn is_computed(&self) -> bool {
        self.formula.is_some()
    }

    /// Whether a choice is one that the row takes.
    pub fn takes_choice(&self, choice: &str) -> bool {
        let folded = text::fold(choice);
        self.choices().iter().any(|known| text::fold(known) == folded)
    }

    /// The choices that the row takes, where it takes any.
    pub fn choices(&self) -> Vec<String> {
        match self.measure {
            Measure::YesNo => YES_NO.map(str::to_owned).to_vec(),
            Measure::Arranged => ARRANGED.map(str::to_owned).to_vec(),
            Measure::Choice => self.measure_form.choices.as_slice().to_vec(),
            Measure::Percent
            | Measure::Count
            | Measure::CountWithPeople
            | Measure::Rank
            | Measure::Documents
            | Measure::Text
            | Measure::Quantity
            | Measure::Ratio
            | Measure::Status
            | Measure::Section
            | Measure::Entry => Vec::new(),
        }
    }

    /// Whether it stands in a row beside the figure that comes first there.
    pub fn is_beside(&self) -> bool {
        self.figure.as_ref().is_some_and(|figure| !figure.is_first)
    }

    /// The column in which one of its cells is asked.
    pub fn column_of(&self, field: Field) -> Field {
        match (self.id.figure(), field) {
            (Some(figure), Field::Value) => Field::Column(figure),
            _ => field,
        }
    }

    /// Whether the units' figures are put together to one, which can then be held against a target.
    pub fn adds_up(&self) -> bool {
        match self.aggregation {
            Aggregation::Sum => true,
            Aggregation::Listed => false,
        }
    }

    /// What is demanded of a unit in a year: its own level, else the row's target.
    pub fn target_of(&self, unit: &UnitCode, target_year: u16) -> Option<&Target> {
        self.levels.get(unit).or_else(|| self.targets.get(&target_year))
    }

    /// What an official column prints of this row on a unit's form.
    pub fn printed_for(&self, unit: &UnitCode, shown: Shown, target_year: u16) -> &str {
        match (shown, self.target_of(unit, target_year)) {
            (Shown::Target, Some(target)) => target.notation(),
            _ => self.printed(shown, target_year),
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

    /// The columns in which they are asked.
    pub fn columns(&self) -> Vec<Field> {
        self.fields().into_iter().map(|field| self.column_of(field)).collect()
    }

    /// The input cells of an answer to this row, in the order in which a form asks for them.
    pub fn fields(&self) -> Vec<Field> {
        match &self.detail {
            Detail::Figure => {}
            Detail::Task(_) => {
                let asked = [Field::Status, Field::Result];
                return asked.into_iter().chain(self.prose.fields()).collect();
            }
            Detail::Section { .. } => return vec![Field::Text],
            Detail::Entry { columns, .. } => return columns.clone(),
        }
        let mut fields = vec![Field::Value];
        if self.is_computed() {
            return fields;
        }
        if self.measure.is_rate() {
            fields.extend([Field::Numerator, Field::Denominator]);
        }
        if self.measure.has_second_figure() {
            fields.push(Field::People);
        }
        if self.is_beside() {
            return fields;
        }
        if self.baseline {
            fields.push(Field::Baseline);
        }
        fields.extend(self.prose.fields());
        fields
    }
}
