//! `sections.csv`: how many units wrote under each section of an outline. `passages.csv`: what they wrote.

use std::io;

use super::table::{Field, ForeignKey, Table, flag, shown, text};
use super::{Context, Sink};
use crate::key;

/// What the table of sections is.
pub(super) static TABLE: Table = Table {
    name: "sections",
    about: "data-sections",
    fields: &[
        Field::text("form", "data-form").required(),
        Field::text("indicator", "data-indicator").required(),
        Field::text("number", "data-number"),
        Field::text("label", "data-label"),
        Field::whole("answered", "data-answered").required(),
        Field::whole("not_applicable", "data-not-applicable").required(),
        Field::whole("expected", "data-expected").required(),
    ],
    primary_key: &["form", "indicator"],
    foreign_keys: &[],
};

/// What the table of passages is.
pub(super) static PASSAGES: Table = Table {
    name: "passages",
    about: "data-passages",
    fields: &[
        Field::text("form", "data-form").required(),
        Field::text("indicator", "data-indicator").required(),
        Field::text("unit", "data-unit").required(),
        Field::text("unit_name", "data-unit-name").required(),
        Field::text("text", "data-passage"),
        Field::flag("faulty", "data-faulty").required(),
        Field::text("file", "data-file").required(),
        Field::text("sheet", "data-sheet"),
        Field::text("cell", "data-cell"),
    ],
    primary_key: &["form", "indicator", "unit"],
    foreign_keys: &[
        ForeignKey {
            fields: &["form", "indicator"],
            table: "sections",
            columns: &["form", "indicator"],
        },
        ForeignKey { fields: &["unit"], table: "units", columns: &["unit"] },
        ForeignKey { fields: &["file"], table: "files", columns: &["path"] },
    ],
};

/// The sections in the order of the forms.
pub(super) fn rows(cx: &Context<'_>, sink: &mut Sink<'_>) -> io::Result<()> {
    for section in &cx.consolidation.sections {
        sink(&[
            section.form.id.as_str().into(),
            section.indicator.id.as_str().into(),
            section.indicator.number.as_str().into(),
            section.indicator.label.as_str().into(),
            shown(Some(section.answered())),
            shown(Some(section.not_applicable())),
            shown(Some(section.expected())),
        ])?;
    }
    Ok(())
}

/// What is written under them, in the order of the units.
pub(super) fn passages(cx: &Context<'_>, sink: &mut Sink<'_>) -> io::Result<()> {
    for section in &cx.consolidation.sections {
        for passage in &section.passages {
            let reply = &passage.reply;
            let place = reply.place(key::Field::Text);
            sink(&[
                section.form.id.as_str().into(),
                section.indicator.id.as_str().into(),
                reply.unit.code.as_str().into(),
                reply.unit.name.as_str().into(),
                passage.text.as_str().into(),
                flag(passage.faulty),
                text(reply.path()),
                text(place.as_ref().map(|place| place.sheet.as_ref())),
                shown(place.as_ref().map(|place| place.position)),
            ])?;
        }
    }
    Ok(())
}
