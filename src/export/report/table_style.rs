//! How tables on the terminal are drawn. Text, no colour codes unless the caller asks for them.

use std::fmt::Display;

use comfy_table::{Attribute, Cell, Color, ContentArrangement, LineStyle, Table, TableStyle};

use crate::i18n::visible::visible;

/// How a table is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Whether colour codes are written.
    pub colour: bool,
    /// The width to fit in.
    pub width: u16,
}

/// Lines above, below and under the header.
const DENSE: TableStyle = TableStyle::new()
    .top_border(LineStyle::none().fill('─').junction('─'))
    .header_separator(LineStyle::none().fill('═').junction('═'))
    .bottom_border(LineStyle::none().fill('─').junction('─'));

impl Look {
    pub(crate) fn table(self) -> Table {
        let mut table = Table::new();
        table
            .load_style(comfy_table::presets::UTF8_HORIZONTAL_ONLY)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(self.width);
        if self.colour {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        table
    }

    /// A long list: a line between header and rows, none between the rows.
    pub(crate) fn dense(self) -> Table {
        let mut table = self.table();
        table.load_style(DENSE);
        table
    }

    pub(crate) fn coloured(self, text: impl Display, colour: Color) -> Cell {
        let cell = plain(text);
        if self.colour { cell.fg(colour) } else { cell }
    }

    pub(crate) fn header(self, captions: Vec<String>) -> Vec<Cell> {
        captions
            .into_iter()
            .map(|caption| {
                let cell = plain(caption);
                if self.colour { cell.add_attribute(Attribute::Bold) } else { cell }
            })
            .collect()
    }
}

/// A cell of a table on the terminal. What others wrote commands nothing there and takes the room that is
/// counted for it.
pub(crate) fn plain(text: impl Display) -> Cell {
    Cell::new(visible(format!("{text}")).replace('\t', " "))
}
