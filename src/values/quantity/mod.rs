//! Figures: what a cell may hold, how it is read, compared and shown. Exact throughout.
//!
//! A figure passes through here in one direction: [`raw`] (what the file stores) is read by
//! [`parse`] into a [`reading`] (a value, an agreed word or a fault, never a guess); two counts make
//! a [`rate`]; figures are held against a [`target`] as exact fractions ([`exact`]); [`mod@format`]
//! prints them. Counts are integers, rates are fractions, percentages are decimals as written: a
//! binary float decides nothing.

pub mod choices;
pub(crate) mod digits;
pub mod exact;
pub mod figure_status;
pub mod format;
pub mod head_words;
pub mod legacy;
pub mod measure;
pub mod measure_form;
pub mod parse;
pub mod rate;
pub mod rate_form;
pub mod raw;
pub mod reading;
pub mod rollup;
pub mod scale;
pub mod target;
pub mod text;
pub mod timeframe;
pub mod tolerance;
pub mod words;
