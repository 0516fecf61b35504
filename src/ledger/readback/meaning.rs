//! What a row of figures is about, as far as words and days say it: carried by a consolidation, so that
//! one level up no row is added to another that only has its number.

use jiff::civil::Date;

use crate::campaign::{Indicator, Period, SameRow, Since, TimeKind};
use crate::values::key::{AnswerKey, FormId, IndicatorId, Scope};
use crate::values::quantity::text::fold;

/// One of the things that say what a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MeaningPart {
    Label,
    /// The unit of measure, or the noun that is counted.
    Unit,
    Numerator,
    Denominator,
    /// What the second figure is.
    People,
    Time,
    /// The first day that the figure covers.
    Since,
    Until,
    /// Which of several figures of a row it is.
    Figure,
}

/// How many parts there are.
const PARTS: usize = 9;

/// Where the time is among the parts.
const AT_TIME: usize = 5;

impl MeaningPart {
    pub const ALL: [Self; PARTS] = [
        Self::Label,
        Self::Unit,
        Self::Numerator,
        Self::Denominator,
        Self::People,
        Self::Time,
        Self::Since,
        Self::Until,
        Self::Figure,
    ];

    /// The key in JSON and on the hidden sheet of rows.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Unit => "unit",
            Self::Numerator => "numerator_label",
            Self::Denominator => "denominator_label",
            Self::People => "people_label",
            Self::Time => "time",
            Self::Since => "since",
            Self::Until => "until",
            Self::Figure => "figure_label",
        }
    }
}

/// The columns of the hidden sheet of rows that say what a row is about; an older consolidation has none.
pub const MEANING_COLUMNS: [&str; PARTS] = {
    let mut keys = [""; PARTS];
    let mut at = 0;
    while at < PARTS {
        keys[at] = MeaningPart::ALL[at].key();
        at += 1;
    }
    keys
};

/// What a row is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowMeaning {
    /// In the order of [`MeaningPart::ALL`]; empty where the row does not say it.
    texts: [String; PARTS],
}

impl RowMeaning {
    /// Of a row of a form in a period.
    pub fn of(indicator: &Indicator, period: &Period) -> Self {
        let text = |said: Option<&String>| said.cloned().unwrap_or_default();
        let since = match (indicator.time, indicator.since) {
            (TimeKind::Cumulative, Since::Start) => START.to_owned(),
            (TimeKind::Cumulative, Since::Day(day)) => day.to_string(),
            (TimeKind::Cumulative, Since::Period) | (TimeKind::Stock | TimeKind::Period, _) => {
                period.since.to_string()
            }
        };
        Self {
            texts: [
                indicator.label.clone(),
                text(indicator.unit.as_ref().or_else(|| indicator.nouns.first())),
                text(indicator.numerator.as_ref()),
                text(indicator.denominator.as_ref()),
                text(indicator.people.as_ref()),
                indicator.time.as_str().to_owned(),
                since,
                period.until.to_string(),
                text(indicator.figure.as_ref().map(|figure| &figure.caption)),
            ],
        }
    }

    /// Of texts as they were carried, in the order of [`MeaningPart::ALL`]; `None` where the consolidation
    /// is older than they are.
    pub(super) fn carried(texts: [Option<String>; PARTS]) -> Option<Self> {
        texts[AT_TIME].as_ref()?;
        Some(Self { texts: texts.map(Option::unwrap_or_default) })
    }

    /// The texts, each with what it says of the row.
    pub fn texts(&self) -> impl Iterator<Item = (MeaningPart, &str)> {
        MeaningPart::ALL.into_iter().zip(self.texts.iter().map(String::as_str))
    }

    fn text(&self, part: MeaningPart) -> &str {
        self.texts().find(|(of, _)| *of == part).map_or("", |(_, text)| text)
    }

    /// Where a row beneath says something else.
    fn differences(&self, theirs: &Self) -> Vec<Difference> {
        self.texts()
            .zip(&theirs.texts)
            .filter(|((_, ours), theirs)| fold(ours) != fold(theirs))
            .map(|((part, ours), theirs)| Difference {
                part,
                ours: ours.to_owned(),
                theirs: theirs.clone(),
            })
            .collect()
    }
}

/// The word of a count since the beginning, of which no document names the day.
pub const START: &str = "start";

/// What two rows of one number say differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub part: MeaningPart,
    pub ours: String,
    pub theirs: String,
}

/// A row here and the row of its number in a consolidation from beneath that is about something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherRow {
    pub form: FormId,
    pub indicator: IndicatorId,
    /// The wording of the row beneath.
    pub label: String,
    /// At least one.
    pub differences: Vec<Difference>,
}

impl OtherRow {
    pub(super) fn of(
        name: (&FormId, &IndicatorId),
        ours: &RowMeaning,
        theirs: &RowMeaning,
    ) -> Option<Self> {
        let differences = ours.differences(theirs);
        (!differences.is_empty()).then(|| Self {
            form: name.0.clone(),
            indicator: name.1.clone(),
            label: theirs.text(MeaningPart::Label).to_owned(),
            differences,
        })
    }

    /// The row as people and decisions write it: `bieu1.3`.
    pub fn name(&self) -> String {
        self.form.row_name(&self.indicator)
    }

    /// The answer that it would be here.
    pub fn key(&self) -> AnswerKey {
        let (form, indicator) = (self.form.clone(), self.indicator.clone());
        AnswerKey { form, indicator, scope: Scope::Own }
    }

    /// Who says that the two are one, of those who say it of rows here: all that differs must be covered.
    pub fn accepted<'s>(&self, said: &[&'s SameRow]) -> Option<&'s SameRow> {
        let of_row = said
            .iter()
            .copied()
            .filter(|same: &&SameRow| same.form == self.form && same.indicator == self.indicator);
        let of_row: Vec<&SameRow> = of_row.collect();
        let is_whole = |same: &&&SameRow| {
            [self.label.as_str(), &self.name()].iter().any(|text| fold(text) == fold(&same.theirs))
        };
        let is_covered = |difference: &Difference| {
            let day = difference.theirs.parse::<Date>();
            let day = day.map(|day| day.strftime("%d/%m/%Y").to_string()).unwrap_or_default();
            let texts = [difference.theirs.as_str(), &day];
            of_row.iter().any(|same| texts.iter().any(|text| fold(text) == fold(&same.theirs)))
        };
        let whole = of_row.iter().find(is_whole);
        let parts = of_row.iter().find(|_| self.differences.iter().all(is_covered));
        whole.or(parts).copied()
    }
}
