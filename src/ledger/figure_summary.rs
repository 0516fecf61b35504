//! What the rules over all returns need of one return: its figures, without its cells. A return as
//! read takes a hundred times as much, and thousands of them cannot all be kept to be looked at
//! together.

use sha2::{Digest as _, Sha256};

use super::{Found, Lookup, Row, StoredReturn};
use crate::campaign::{Campaign, FormKind, Indicator, OrgUnit, Period};
use crate::submission::Submission;
use crate::submission::answer::{AnswerValue, Figure};
use crate::values::key::{AnswerKey, Field, Scope};
use crate::values::quantity::text::fold;

/// Letters and digits from which on two equal texts are no accident.
const LONG: usize = 60;
/// How many bytes of a fingerprint tell one text from another.
const MARK: usize = 16;

#[derive(Debug, Clone)]
pub struct FigureSummary<'c> {
    pub unit: &'c OrgUnit,
    answers: Vec<SummaryAnswer<'c>>,
}

/// One answer of a return, without its cells.
#[derive(Debug, Clone)]
pub struct SummaryAnswer<'c> {
    indicator: &'c Indicator,
    scope: Scope,
    faulty: bool,
    outcome: AnswerValue,
    /// Stands for the evidence, where it is long enough to tell: equal texts have equal marks.
    pub evidence: Option<EvidenceMark>,
}

/// Stands for a text, compared as people compare texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EvidenceMark([u8; MARK]);

impl EvidenceMark {
    /// The mark of a text; `None` where it is too short to tell anything.
    pub fn of(text: &str) -> Option<Self> {
        if text.chars().count() < LONG {
            return None;
        }
        let bare: String = fold(text).chars().filter(|c| c.is_alphanumeric()).collect();
        if bare.chars().count() < LONG {
            return None;
        }
        let mut mark = [0; MARK];
        mark.copy_from_slice(&Sha256::digest(bare.as_bytes())[..MARK]);
        Some(Self(mark))
    }
}

impl<'c> FigureSummary<'c> {
    /// Of a return and the answers in it that an error keeps out.
    pub fn new(
        submission: &Submission<'c>,
        excluded: &std::collections::BTreeSet<AnswerKey>,
    ) -> Self {
        let forms = submission.forms.iter().filter(|form| form.form.kind == FormKind::Indicators);
        let answers = forms.flat_map(|form| &form.answers).filter_map(|answer| {
            let outcome = answer.value();
            let says = match &outcome {
                AnswerValue::Figure(figure) => !matches!(figure, Figure::Text(_)),
                other => *other == AnswerValue::NotApplicable,
            };
            says.then(|| SummaryAnswer {
                indicator: answer.indicator,
                scope: answer.key.scope,
                faulty: excluded.contains(&answer.key),
                outcome,
                evidence: answer.text(Field::Evidence).and_then(EvidenceMark::of),
            })
        });
        let mut answers: Vec<SummaryAnswer<'c>> = answers.collect();
        answers.shrink_to_fit();
        Self { unit: submission.unit, answers }
    }

    /// Of what an area's consolidation comes to.
    pub fn of_area(kept: &StoredReturn<'c>) -> Self {
        let answers = kept.answers().map(|answer| SummaryAnswer {
            indicator: answer.indicator,
            scope: answer.scope,
            faulty: answer.faulty,
            outcome: answer.value().clone(),
            evidence: None,
        });
        Self { unit: kept.unit, answers: answers.collect() }
    }
}

/// The gists of the returns that count.
#[derive(Debug)]
pub struct FigureSummaries<'a> {
    by_unit: std::collections::BTreeMap<&'a str, Vec<&'a FigureSummary<'a>>>,
}

impl<'a> FigureSummaries<'a> {
    /// Of the files that count; those of one unit answer different rows.
    pub fn new(gists: impl Iterator<Item = &'a FigureSummary<'a>>) -> Self {
        let mut by_unit: std::collections::BTreeMap<&str, Vec<&FigureSummary<'_>>> =
            std::collections::BTreeMap::new();
        for gist in gists {
            by_unit.entry(gist.unit.code.as_str()).or_default().push(gist);
        }
        Self { by_unit }
    }

    /// The rows of figures, each made when it is asked for.
    pub fn rows(
        &'a self,
        campaign: &'a Campaign,
        period: &'a Period,
    ) -> impl Iterator<Item = Row<'a, &'a SummaryAnswer<'a>>> {
        let forms = campaign.forms.iter().filter(|form| form.kind == FormKind::Indicators);
        let rows = forms.flat_map(|form| form.indicators.iter().map(move |row| (form, row)));
        rows.map(move |(form, row)| Row::new(campaign, period, form, row, self))
    }
}

impl<'a> Lookup<'a> for FigureSummaries<'a> {
    type Answer = &'a SummaryAnswer<'a>;

    fn find(
        &self,
        unit: &OrgUnit,
        row: &Indicator,
        scope: Scope,
    ) -> Option<Found<'a, Self::Answer>> {
        let gists = self.by_unit.get(unit.code.as_str())?;
        let answer =
            gists.iter().flat_map(|gist| &gist.answers).find(|answer: &&SummaryAnswer<'_>| {
                std::ptr::eq(answer.indicator, row) && answer.scope == scope
            })?;
        let (faulty, outcome) = (answer.faulty, answer.outcome.clone());
        Some(Found { path: "", sent: "", answer, faulty, outcome })
    }
}

#[cfg(test)]
mod tests {
    use super::EvidenceMark;

    #[test]
    fn equal_texts_have_equal_marks_and_short_ones_none() {
        let text = "Kế hoạch số 12/KH-UBND ngày 10/6/2025 của Ủy ban nhân dân phường về phong trào";
        let same = format!("  {} ", text.to_uppercase());
        assert!(EvidenceMark::of(text).is_some());
        assert_eq!(EvidenceMark::of(text), EvidenceMark::of(&same));
        assert_ne!(EvidenceMark::of(text), EvidenceMark::of(&text.replace("12", "13")));
        assert_eq!(EvidenceMark::of("Kế hoạch số 12"), None);
        assert_eq!(EvidenceMark::of(&"- ".repeat(60)), None);
    }
}
