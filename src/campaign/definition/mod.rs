//! A definition as it is written, before it means anything: tables of records with their places.
//!
//! It can be written as a folder (TOML, CSV) or as a workbook; from here on the two are the same.

mod captions;
mod record;
pub mod schema;
mod toml_file;
mod toml_write;
mod units_book;
pub(super) mod units_file;
mod value;
mod workbook_read;
mod workbook_value;

pub use super::place::{Place, Spot};
pub use captions::{Captions, FORM_OF, NOTE};
pub use record::{Cell, Definition, Item, Level, Record, Value};
pub(super) use toml_file::TomlFile;
pub use toml_write::files;
pub(super) use value::{day, day_or_moment};
pub(super) use workbook_read::WorkbookFile;
pub use workbook_value::quoted;

pub(super) const CAMPAIGN_FILE: &str = "campaign.toml";
/// The file of the list of units.
pub(super) const UNITS_FILE: &str = "units.csv";
