//! `sections.csv`: how many units wrote under each section of an outline. `passages.csv`: what they wrote.

use std::io;

use super::table::{Field, ForeignKey, ROW, Table, corrections, flag, found_at, shown, text};
use super::{Context, Sink};
use crate::values::key;

/// What the table of sections is.
pub(super) static TABLE: Table = Table {
    name: "sections",
    about: "data-sections",
    fields: &[
        Field::FORM,
        Field::INDICATOR,
        Field::NUMBER,
        Field::LABEL,
        Field::whole("answered", "data-answered").required(),
        Field::whole("not_applicable", "data-not-applicable").required(),
        Field::whole("expected", "data-expected").required(),
    ],
    primary_key: ROW,
    foreign_keys: &[],
};

/// What the table of passages is.
pub(super) static PASSAGES: Table = Table {
    name: "passages",
    about: "data-passages",
    fields: &[
        Field::FORM,
        Field::INDICATOR,
        Field::UNIT,
        Field::UNIT_NAME,
        Field::text("text", "data-passage"),
        Field::FAULTY,
        Field::FILE,
        Field::SHEET,
        Field::CELL,
        Field::CORRECTION,
    ],
    primary_key: &["form", "indicator", "unit"],
    foreign_keys: &[ForeignKey::row_of("sections"), ForeignKey::UNIT, ForeignKey::FILE],
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
            let [sheet, cell] = found_at(reply.place(key::Field::Text));
            sink(&[
                section.form.id.as_str().into(),
                section.indicator.id.as_str().into(),
                reply.unit.code.as_str().into(),
                reply.unit.name.as_str().into(),
                (*passage.text).into(),
                flag(passage.faulty),
                text(reply.path()),
                sheet,
                cell,
                corrections(reply),
            ])?;
        }
    }
    Ok(())
}
