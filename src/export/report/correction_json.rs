//! The officer's corrections in JSON: each with what became of it, and beside a figure those that it
//! rests on.

use std::sync::Arc;

use serde::Serialize;

use crate::consolidate::intake::Received;
use crate::consolidate::intake::corrections::settled;
use crate::ledger::StoredAnswer;
use crate::rules::decisions::RowName;
use crate::submission::correction::{Corrected, Correction};
use crate::values::key::{AnswerKey, Field, Scope, UnitCode};

#[derive(Serialize)]
pub(crate) struct Listed<'a> {
    unit: &'a UnitCode,
    indicator: RowName,
    scope: Scope,
    state: &'static str,
    #[serde(flatten)]
    signed: Signed<'a>,
    sent: Sent<'a>,
}

/// What the officer signed.
#[derive(Serialize)]
struct Signed<'a> {
    field: Field,
    value: &'a str,
    was: &'a str,
    confirmed: bool,
    document: Option<&'a str>,
    phone: Option<&'a str>,
    who: &'a str,
    why: &'a str,
    on: String,
    file: &'a str,
    line: usize,
    sha256: &'a str,
}

/// What the unit's file says; null throughout where no return counts, or the cell is not in it.
#[derive(Serialize)]
struct Sent<'a> {
    file: Option<&'a str>,
    sheet: Option<String>,
    cell: Option<String>,
    raw: Option<String>,
}

/// A correction that a figure rests on.
#[derive(Serialize)]
pub(crate) struct Replaced<'a> {
    #[serde(flatten)]
    signed: Signed<'a>,
    sent: Sent<'a>,
}

fn signed(by: &Correction) -> Signed<'_> {
    Signed {
        field: by.field,
        value: &by.value,
        was: &by.was,
        confirmed: by.is_confirmed(),
        document: by.basis.document.as_deref(),
        phone: by.basis.phone.as_deref(),
        who: &by.who,
        why: &by.why,
        on: by.on.to_string(),
        file: &by.line.file,
        line: by.line.line,
        sha256: &by.line.sha256,
    }
}

/// All corrections, in their order.
pub(crate) fn listed<'a>(
    corrections: &'a [Arc<Correction>],
    files: &'a [Received<'_>],
) -> Vec<Listed<'a>> {
    let one = |settled: crate::consolidate::intake::corrections::Settled<'a, '_>| {
        let AnswerKey { form, indicator, scope } = settled.by.key.clone();
        let says = settled.treated.and_then(|treated| treated.sent.as_ref());
        Listed {
            unit: &settled.by.unit,
            indicator: RowName { form, indicator },
            scope,
            state: settled.fate.as_str(),
            signed: signed(settled.by),
            sent: Sent {
                file: settled.file.map(|file| file.path.as_str()),
                sheet: says.map(|(_, place)| place.sheet.to_string()),
                cell: says.map(|(_, place)| place.position.to_string()),
                raw: says.map(|(text, _)| text.clone()),
            },
        }
    };
    settled(corrections, files).into_iter().map(one).collect()
}

/// The corrections that stand in the cells of an answer, with what the file of a path says in their
/// place.
pub(crate) fn replaced<'a>(answer: &'a StoredAnswer<'_>, path: &'a str) -> Vec<Replaced<'a>> {
    let one = |corrected: &'a Corrected| Replaced {
        signed: signed(&corrected.by),
        sent: Sent {
            file: Some(path),
            sheet: Some(corrected.place.sheet.to_string()),
            cell: Some(corrected.place.position.to_string()),
            raw: Some(corrected.was()),
        },
    };
    answer.corrections().iter().map(|(_, corrected)| one(corrected)).collect()
}
