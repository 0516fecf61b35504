//! A list over all units: every line in which a unit wrote something.

use super::{Answers, Reply};
use crate::campaign::{Campaign, ColumnContent, Form, Indicator, OrgUnit, Period};
use crate::values::key::{Field, IndicatorId, Scope};
use crate::values::quantity::words::Word;

/// One list with everything entered in it.
#[derive(Debug)]
pub struct EntryList<'a> {
    pub form: &'a Form,
    /// What a line asks, in the order of the columns.
    pub columns: Vec<Field>,
    /// The lines, in the order of the units and of their forms.
    pub entries: Vec<Entry<'a>>,
    /// The units that are asked and have not entered anything.
    pub silent: Vec<&'a OrgUnit>,
    /// How many units are asked, without those that say that the list does not concern them.
    pub expected: usize,
    /// Of them, how many say that there is something to list, or nothing.
    answered: usize,
}

#[derive(Debug)]
pub struct Entry<'a> {
    pub reply: Reply<'a>,
    /// The line on the unit's form.
    pub line: &'a IndicatorId,
    /// Whether an error is found in it, or a cell of it is gone.
    pub faulty: bool,
}

impl<'a> EntryList<'a> {
    pub(super) fn new(
        campaign: &'a Campaign,
        period: &'a Period,
        form: &'a Form,
        answers: &Answers<'a>,
    ) -> Self {
        let columns = form
            .columns
            .iter()
            .filter_map(|column| match column.content {
                ColumnContent::Asks(field) => Some(field),
                ColumnContent::Shows(_) => None,
            })
            .collect();
        let (mut entries, mut silent): (Vec<Entry<'a>>, Vec<&OrgUnit>) = (Vec::new(), Vec::new());
        let (mut expected, mut answered) = (0, 0);
        for unit in campaign.expected_units(period) {
            let mut rows = form
                .indicators
                .iter()
                .filter(|row: &&Indicator| row.reporters(Scope::Own).contains(&unit.code))
                .peekable();
            if rows.peek().is_none() {
                continue;
            }
            let before = entries.len();
            for row in rows {
                let reply = answers.own(unit, row);
                // Lines that are not needed may be deleted; nothing of them is missing.
                let contested = reply.sent.is_some_and(|sent| sent.answer.contested);
                if reply.is_written() || contested {
                    let faulty = reply.is_damaged() || reply.is_faulty();
                    entries.push(Entry { reply, line: &row.id, faulty });
                }
            }
            let written = entries.get(before..).unwrap_or_default();
            let only = |word| !written.is_empty() && written.iter().all(|e| e.word() == Some(word));
            if written.is_empty() {
                silent.push(unit);
            }
            expected += usize::from(!only(Word::NotApplicable));
            let says_nothing =
                written.is_empty() || only(Word::NotApplicable) || only(Word::NoData);
            answered += usize::from(!says_nothing);
        }
        Self { form, columns, entries, silent, expected, answered }
    }

    /// How many units say what there is to list, or that there is nothing.
    pub fn answered(&self) -> usize {
        self.answered
    }

    /// How many things are listed: a line that holds an agreed word lists nothing.
    pub fn listed(&self) -> usize {
        self.entries.iter().filter(|entry| entry.word().is_none()).count()
    }
}

impl Entry<'_> {
    /// The agreed word that is all that stands in the line.
    pub fn word(&self) -> Option<Word> {
        self.reply.sent.and_then(|sent| sent.answer.line_word)
    }
}
