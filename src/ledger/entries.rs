//! A list over all units: every line in which a unit wrote something.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

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
    /// What the lines come to, by the columns under which they are added up.
    pub totals: BTreeMap<Field, ListTotal>,
}

/// What the lines of a list come to in one column: those that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListTotal {
    pub sum: Decimal,
    /// How many lines have a number, or of choices, how many say yes or no.
    pub lines: usize,
    /// Of how many units.
    pub units: usize,
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
        let totals = totals(form, &entries);
        Self { form, columns, entries, silent, expected, answered, totals }
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

/// The totals of a list. A number that an error keeps out is in none.
fn totals(form: &Form, entries: &[Entry<'_>]) -> BTreeMap<Field, ListTotal> {
    let figures = form.indicators.first().and_then(Indicator::list_figures);
    let totalled = figures.into_iter().flatten().filter(|(_, figure)| figure.is_totalled);
    let totals = totalled.filter_map(|(key, _)| {
        let field = Field::Column(*key);
        let (mut sum, mut lines) = (Decimal::ZERO, 0);
        let mut units: BTreeSet<&str> = BTreeSet::new();
        for entry in entries {
            let Some(number) = entry.number(field) else { continue };
            sum = sum.checked_add(number)?;
            lines += 1;
            units.insert(entry.reply.unit.code.as_str());
        }
        Some((field, ListTotal { sum, lines, units: units.len() }))
    });
    totals.collect()
}

impl Entry<'_> {
    /// The number in a column of figures, where the line counts; of a choice, one for yes.
    pub fn number(&self, field: Field) -> Option<Decimal> {
        let answer = self.reply.sent.filter(|_| !self.faulty)?.answer;
        let yes = || answer.choice(field).map(|yes| Decimal::from(u8::from(yes)));
        answer.number(field).or_else(yes)
    }

    /// The agreed word that is all that stands in the line.
    pub fn word(&self) -> Option<Word> {
        self.reply.sent.and_then(|sent| sent.answer.line_word)
    }
}
