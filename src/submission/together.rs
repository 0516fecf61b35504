//! Several files that one unit sent, as one return: two clerks fill in a form each, and each sends
//! what is theirs. Such files complete each other only where no form is answered in two of them: a
//! blank beside a value in one form may be a wrong figure that somebody took out.

use std::collections::BTreeSet;

use super::computed;
use super::model::{FormReturn, Submission};
use crate::campaign::layout::HeadField;
use crate::values::key::FormId;
use crate::values::quantity::raw::{RawCell, RawValue};

/// One of the files of a return that is in several.
#[derive(Debug, Clone, Copy)]
pub struct Share<'a> {
    /// Everything that the unit sent, over all its files, as it counts.
    pub whole: &'a Submission<'a>,
    /// The same without the officer's corrections.
    pub sent: &'a Submission<'a>,
    /// The forms that are taken from this file.
    pub brings: &'a BTreeSet<FormId>,
}

impl Share<'_> {
    /// The same without the officer's corrections.
    pub fn as_sent(self) -> Self {
        Self { whole: self.sent, ..self }
    }
}

impl FormReturn<'_> {
    /// Whether any of its input cells holds something, or may: it shows a picture, which is not read, is
    /// claimed more than once, or is not found and something stands where nothing is asked.
    pub fn is_answered(&self) -> bool {
        let has_unread = !self.traces.unexpected.is_empty();
        if self.head.contains_key(&HeadField::NotApplicable) {
            return true;
        }
        self.answers.iter().any(|answer| {
            answer.cells.values().any(|cell| !cell.reading.is_blank() || cell.raw.is_picture())
                || !answer.contested.is_empty()
                || has_unread && !answer.lost.is_empty()
        })
    }
}

/// Which forms are taken from each of several files of one unit; `None` where one is answered in two
/// of them. A form that none answers is taken from the first that has it, and is missing from the
/// first where none has.
pub fn brings(files: &[Submission<'_>]) -> Option<Vec<BTreeSet<FormId>>> {
    let mut brings = vec![BTreeSet::new(); files.len()];
    let forms = files.first().map(|file| file.forms.as_slice()).unwrap_or_default();
    for (at, form) in forms.iter().enumerate() {
        let here: Vec<Option<&FormReturn<'_>>> =
            files.iter().map(|file| file.forms.get(at)).collect();
        let mut answered =
            (0..).zip(&here).filter(|(_, form)| form.is_some_and(FormReturn::is_answered));
        let file = match (answered.next(), answered.next()) {
            (Some(_), Some(_)) => return None,
            (Some((file, _)), None) => file,
            (None, _) => {
                let mut here = here.iter();
                here.position(|form| form.is_some_and(|form| !form.is_missing()))
                    .unwrap_or_default()
            }
        };
        brings[file].insert(form.form.id.clone());
    }
    Some(brings)
}

/// The files as one return, given which forms are taken from each. What stands at the foot of a form
/// is kept from every file: who filled it in, and the covering letter.
pub fn together<'c>(
    files: &[Submission<'c>],
    brings: &[BTreeSet<FormId>],
) -> Option<Submission<'c>> {
    let mut whole = files.first()?.clone();
    for (file, brings) in files.iter().zip(brings).skip(1) {
        whole.unseen.extend(file.unseen.iter().cloned());
        for (into, form) in whole.forms.iter_mut().zip(&file.forms) {
            if brings.contains(&form.form.id) {
                let foot = std::mem::take(&mut into.foot);
                *into = form.clone();
                add_foot(into, foot);
            } else {
                add_foot(into, form.foot.clone());
            }
        }
    }
    computed::compute(&mut whole);
    Some(whole)
}

/// Adds what stands at the foot of the same form in another file, each text once.
fn add_foot(form: &mut FormReturn<'_>, foot: std::collections::BTreeMap<String, RawCell>) {
    for (name, other) in foot {
        let Some(own) = form.foot.get_mut(&name) else {
            form.foot.insert(name, other);
            continue;
        };
        let (said, more) = (own.value.as_written(), other.value.as_written());
        if !said.split("; ").any(|text| text == more) {
            *own =
                RawCell { value: RawValue::Text(format!("{said}; {more}")), ..RawCell::default() };
        }
    }
}

impl Submission<'_> {
    /// The same with the answers of some forms only. What stands at the feet stays.
    pub fn only(mut self, forms: &BTreeSet<FormId>) -> Self {
        for form in &mut self.forms {
            if !forms.contains(&form.form.id) {
                form.answers.clear();
            }
        }
        self
    }
}
