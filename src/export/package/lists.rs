//! `entries.csv`: everything entered in lists, one cell a row; `entry_totals.csv`: what their columns come to.

use std::io;

use super::table::{Field, ForeignKey, Table, decimal, flag, found_at, shown, text};
use super::{Context, Sink};
use crate::campaign::Campaign;

pub(super) static TABLE: Table = Table {
    name: "entries",
    about: "data-entries",
    fields: &[
        Field::FORM,
        Field::UNIT,
        Field::UNIT_NAME,
        Field::text("line", "data-line").required(),
        Field::text("column", "data-column").required(),
        Field::text("caption", "data-caption"),
        Field::text("text", "data-entry-text"),
        Field::FAULTY,
        Field::FILE,
        Field::SHEET,
        Field::CELL,
        Field::CORRECTION,
    ],
    primary_key: &["form", "unit", "line", "column"],
    foreign_keys: &[ForeignKey::UNIT, ForeignKey::FILE],
};

/// The cells in which something is written, in the order of the forms, the units and their lines.
pub(super) fn rows(cx: &Context<'_>, sink: &mut Sink<'_>) -> io::Result<()> {
    let year = cx.consolidation.period.target_year;
    for list in &cx.consolidation.lists {
        for entry in &list.entries {
            let reply = &entry.reply;
            let written: Vec<_> =
                list.columns.iter().map(|field| (field, reply.written(*field))).collect();
            // A line of which nothing can be read keeps one row, so that it does not vanish.
            let is_empty = written.iter().all(|(_, text)| text.is_none());
            for (index, (field, written)) in written.into_iter().enumerate() {
                if written.is_none() && !(is_empty && index == 0) {
                    continue;
                }
                let [sheet, cell] = found_at(reply.place(*field));
                sink(&[
                    list.form.id.as_str().into(),
                    reply.unit.code.as_str().into(),
                    reply.unit.name.as_str().into(),
                    entry.line.as_str().into(),
                    field.as_str().into(),
                    list.form.field_caption(*field, year).into(),
                    written.unwrap_or_default(),
                    flag(entry.faulty),
                    text(reply.path()),
                    sheet,
                    cell,
                    shown(reply.correction(*field).map(|corrected| corrected.by.line.to_string())),
                ])?;
            }
        }
    }
    Ok(())
}

pub(super) static TOTALS: Table = Table {
    name: "entry_totals",
    about: "data-entry-totals",
    fields: &[
        Field::FORM,
        Field::text("column", "data-column").required(),
        Field::text("caption", "data-caption"),
        Field::decimal("total", "data-entry-total").required(),
        Field::whole("lines", "data-entry-lines").required(),
        Field::whole("units", "data-entry-units").required(),
    ],
    primary_key: &["form", "column"],
    foreign_keys: &[],
};

/// Whether any list adds up a column.
pub(super) fn has_totals(campaign: &Campaign) -> bool {
    let lists = campaign.forms.iter().filter_map(|form| form.indicators.first()?.list_figures());
    lists.flat_map(|figures| figures.values()).any(|figure| figure.is_totalled)
}

pub(super) fn totals(cx: &Context<'_>, sink: &mut Sink<'_>) -> io::Result<()> {
    let year = cx.consolidation.period.target_year;
    for list in &cx.consolidation.lists {
        for (field, total) in &list.totals {
            sink(&[
                list.form.id.as_str().into(),
                field.as_str().into(),
                list.form.field_caption(*field, year).into(),
                decimal(Some(total.sum)),
                shown(Some(total.lines)),
                shown(Some(total.units)),
            ])?;
        }
    }
    Ok(())
}
