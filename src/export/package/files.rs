//! `files.csv`: every path that was given, once, with what became of it.

use std::io;

use super::table::{Field, ForeignKey, Table, shown, text};
use super::{Context, Sink};
use crate::consolidate::intake::Decision;
use crate::consolidate::intake::FileStatus;
use crate::values::key::UnitCode;

pub(super) static TABLE: Table = Table {
    name: "files",
    about: "data-files",
    fields: &[
        Field::text("path", "data-path").required(),
        Field::text("unit", "data-file-unit"),
        Field::choice(
            "outcome",
            "data-outcome",
            &[
                FileStatus::Accepted.as_str(),
                FileStatus::Rejected.as_str(),
                FileStatus::Superseded.as_str(),
                FileStatus::Excluded.as_str(),
                FileStatus::Ignored.as_str(),
            ],
        )
        .required(),
        Field::text("reason", "data-reason"),
        Field::choice(
            "decision",
            "data-decision",
            &[Decision::Use.as_str(), Decision::Exclude.as_str()],
        ),
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
            file.status.as_str().into(),
            text(file.reason.as_deref()),
            text(file.decision.map(Decision::as_str)),
            text(file.replaced_by.as_deref()),
            shown(file.receipt.map(|receipt| receipt.at)),
            file.sha256.as_str().into(),
        ])?;
    }
    Ok(())
}
