//! What a cell can hold and what identifies it, without any knowledge of a campaign.

pub mod date_parse;
pub mod key;
pub mod quantity;
