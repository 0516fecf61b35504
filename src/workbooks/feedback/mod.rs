//! What a unit gets back: whether its return can be used, what is to be mended and how, its own form
//! again with everything it has answered in place, and the message that goes with them.
//!
//! The feedback on a file needs nothing but that file as it was received.

mod accepted_values;
mod clerk_findings;
mod completeness;
mod copy;
mod list;
mod message;
mod noted;
mod reply_target;
mod result;
mod style;

use jiff::civil::Date;
use rust_xlsxwriter::XlsxError;

pub use copy::is_untouched;
pub use reply_target::{Case, cases};

use crate::campaign::{Campaign, OrgUnit, Period};
use crate::consolidate::names::status_words;
use crate::i18n::Words;
use crate::rules::finding::Finding;
use crate::rules::group::groups;
use crate::rules::rule::Remedy;
use crate::submission::Submission;
use crate::t;
use crate::wording::deadlines::deadline;
use crate::workbooks::template::TemplateError;
use clerk_findings::Told;
use noted::Noted;

/// How many things to do are named before the full list.
const NAMED: usize = 10;

/// What the feedback on every file shares.
#[derive(Debug, Clone, Copy)]
pub struct Feedback<'a> {
    pub campaign: &'a Campaign,
    pub period: &'a Period,
    /// The day of the check.
    pub day: Date,
    pub words: &'a Words,
}

#[derive(Debug, Clone)]
pub struct Reply {
    /// The verdict and everything that was found.
    pub result: (String, Vec<u8>),
    /// The unit's form again, where there is something to mend in it.
    pub copy: Option<(String, Vec<u8>)>,
    pub message: (String, String),
}

/// What the parts of a reply are made from.
struct ReplyContext<'a> {
    shared: Feedback<'a>,
    case: &'a Case<'a, 'a>,
    unit: Option<&'a OrgUnit>,
    verdict: String,
    /// Every finding, as the unit is told of it.
    told: Vec<Told<'a>>,
    /// How many rows are answered, where the file was read.
    answered: Option<completeness::Answered>,
    /// The officer's corrections that stand in the place of what the unit wrote.
    noted: Vec<Noted>,
    /// The name of the corrected copy, where there is one.
    copy: Option<String>,
}

impl Feedback<'_> {
    /// Writes the reply to a unit. `submission` is what the file holds, where it counts.
    ///
    /// # Errors
    /// When a text is beyond Excel's limits.
    pub fn reply(
        &self,
        case: &Case<'_, '_>,
        submission: Option<&Submission<'_>>,
    ) -> Result<Reply, TemplateError> {
        let unit = case.file.unit.as_ref().and_then(|code| self.campaign.unit(code));
        let told = clerk_findings::told(self, case, submission);
        let asks = told.iter().any(|told| told.shown.asks());
        let copied = unit.zip(submission.filter(|submission| asks && copy::fits(submission)));
        let cx = ReplyContext {
            shared: *self,
            case,
            unit,
            verdict: status_words(case.worst(), self.words),
            told,
            noted: noted::noted(self, case),
            answered: submission.map(|s| completeness::answered(s, &case.excluded())),
            copy: copied.map(|_| format!("{}-sua.xlsx", case.stem)),
        };
        let copy = copied.map(|(unit, submission)| copy::write(&cx, unit, submission));
        let result = (format!("{}-ket-qua.xlsx", case.stem), result::write(&cx)?);
        let text = message::write(&cx, &result.0);
        Ok(Reply {
            copy: cx.copy.clone().zip(copy.transpose()?),
            message: (format!("{}.txt", case.stem), text),
            result,
        })
    }
}

impl ReplyContext<'_> {
    /// What the unit is asked to do something about. Which rows this level asks, only the officer can say.
    fn asking(&self) -> impl Iterator<Item = &Finding> {
        let shown = self.told.iter().map(|told| &told.shown);
        shown.filter(|finding| finding.asks() && finding.remedy() != Remedy::AskOfficer)
    }

    /// Whether something is found whose remedy is such.
    fn has(&self, is_such: impl Fn(Remedy) -> bool) -> bool {
        self.told.iter().any(|told| is_such(told.shown.remedy()))
    }

    /// What is to be done, grouped, the worst first.
    fn todo(&self) -> Vec<String> {
        let words = self.shared.words;
        groups(self.asking())
            .iter()
            .map(|group| {
                let sheet = group.sheet(self.shared.campaign);
                let places = group.places(self.shared.campaign, words);
                let place = match (sheet, places) {
                    (Some(sheet), Some(places)) => {
                        t!(words, "feedback-place", sheet = sheet, places = places)
                    }
                    (Some(sheet), None) => sheet,
                    (None, _) => t!(words, "place-file"),
                };
                let (what, how) = (style::cut(&group.what(words)), group.how(words));
                t!(words, "feedback-todo-line", place = place, what = what, how = how)
            })
            .collect()
    }

    /// Until when the return is due again, in words.
    fn due(&self) -> Option<String> {
        let due = self.shared.period.resend_deadline(&self.unit?.code)?;
        Some(deadline(due, self.shared.words))
    }

    /// How the unit sends its return again, if it has to.
    fn way_back(&self) -> Option<String> {
        let words = self.shared.words;
        let office = self.shared.campaign.focal_point.as_str();
        match &self.copy {
            Some(file) => {
                Some(t!(words, "feedback-way-copy", file = file.as_str(), office = office))
            }
            None if self.has(|remedy| remedy == Remedy::ConsolidateAgain) => {
                Some(t!(words, "feedback-way-level", office = office))
            }
            None if !self.has(Remedy::is_between_files) && self.asking().next().is_some() => {
                Some(t!(words, "feedback-way-issued", office = office))
            }
            None => None,
        }
    }
}

/// The properties of a workbook of feedback.
fn properties(cx: &ReplyContext<'_>) -> Result<rust_xlsxwriter::DocProperties, XlsxError> {
    let title = t!(cx.shared.words, "feedback-title");
    let until = cx.shared.period.until;
    let document = crate::campaign::identity::Document::Feedback;
    crate::workbooks::paper::properties(document, &title, String::new(), until, &[])
}
