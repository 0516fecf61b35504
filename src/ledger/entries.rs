//! A list over all units: every line in which a unit wrote something.

use super::{Answers, Reply};
use crate::campaign::{Campaign, ColumnContent, Form, Indicator, OrgUnit, Period};
use crate::key::{Field, IndicatorId, Scope};

/// One list with everything entered in it.
#[derive(Debug)]
pub struct EntryList<'a> {
    /// The form.
    pub form: &'a Form,
    /// What a line asks, in the order of the columns.
    pub columns: Vec<Field>,
    /// The lines, in the order of the units and of their forms.
    pub entries: Vec<Entry<'a>>,
    /// The units that are asked and have not entered anything.
    pub silent: Vec<&'a OrgUnit>,
    /// How many units are asked.
    pub expected: usize,
}

/// A line of a list.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The unit with its answer.
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
        let (mut entries, mut silent, mut expected) = (Vec::new(), Vec::new(), 0);
        for unit in campaign.expected_units(period) {
            let asked = |row: &&Indicator| row.reporters(Scope::Own).contains(&unit.code);
            let mut rows = form.indicators.iter().filter(asked).peekable();
            if rows.peek().is_none() {
                continue;
            }
            expected += 1;
            let before = entries.len();
            for row in rows {
                let reply = answers.own(unit, form, row);
                // Lines that are not needed may be deleted; nothing of them is missing.
                let contested = reply.sent.is_some_and(|sent| !sent.answer.contested.is_empty());
                if reply.is_written() || contested {
                    let faulty = reply.is_damaged() || reply.sent.is_some_and(|sent| sent.faulty);
                    entries.push(Entry { reply, line: &row.id, faulty });
                }
            }
            if entries.len() == before {
                silent.push(unit);
            }
        }
        Self { form, columns, entries, silent, expected }
    }

    /// How many units have entered something.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.expected - self.silent.len()
    }
}
