//! The names of things: campaigns, periods, forms, indicators, units, and the cells they meet in.
//!
//! Everything here is a small, checked, ordered newtype. A key that exists is well formed, so no
//! other module validates one again.

mod area;
mod cell_name;
mod column;
mod field;
mod field_map;
mod id;
mod position;
mod scope;

pub use area::Area;
pub use cell_name::{AnswerKey, CellName};
pub use column::ColumnKey;
pub use field::Field;
pub use field_map::FieldMap;
pub use id::{CampaignId, FormId, IndicatorId, InvalidKey, PeriodId, UnitCode};
pub use position::Position;
pub use scope::Scope;
