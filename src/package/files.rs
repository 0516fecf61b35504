//! `files.csv`: every path that was given, once, with what became of it.

use std::io;

use super::table::{Field, ForeignKey, Table, shown, text};
use super::{Context, Sink};
use crate::intake::Decision;
use crate::key::UnitCode;
use crate::merge::{Outcome, outcome};

/// What the table is.
pub(super) static TABLE: Table = Table {
    name: "files",
    about: "data-files",
    fields: &[
        Field::text("path", "data-path").required(),
        Field::text("unit", "data-file-unit"),
        Field::choice(
            "outcome",
            "data-outcome",
            &["merged", "rejected", "superseded", "excluded", "ignored"],
        )
        .required(),
        Field::text("reason", "data-reason"),
        Field::choice("decision", "data-decision", &["use", "exclude"]),
        Field::text("replaced_by", "data-replaced-by"),
        Field::moment("received_at", "data-received-at"),
        Field::sha256("data-file-sha256"),
    ],
    primary_key: &["path"],
    foreign_keys: &[
        ForeignKey::UNIT,
        ForeignKey { fields: &["replaced_by"], table: "", columns: &["path"] },
    ],
};

/// The rows in the order of the paths.
pub(super) fn rows(cx: &Context<'_>, sink: &mut Sink<'_>) -> io::Result<()> {
    for file in cx.consolidation.files {
        sink(&[
            file.path.as_str().into(),
            text(file.unit.as_ref().map(UnitCode::as_str)),
            match outcome(file) {
                Outcome::Merged => "merged".into(),
                Outcome::Rejected => "rejected".into(),
                Outcome::Superseded => "superseded".into(),
                Outcome::Excluded => "excluded".into(),
                Outcome::Ignored => "ignored".into(),
            },
            text(file.reason.as_deref()),
            text(file.decision.map(|decision| match decision {
                Decision::Use => "use",
                Decision::Exclude => "exclude",
            })),
            text(file.replaced_by.as_deref()),
            shown(file.receipt.map(|receipt| receipt.at)),
            file.sha256.as_str().into(),
        ])?;
    }
    Ok(())
}
