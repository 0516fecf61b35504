//! From the bytes of any file to a [`Workbook`], or to the reason why there is none.
//!
//! What comes back by mail is not always what was issued: other programs, other formats, cut
//! downloads, pictures, pages saved as .xls. The order of the work is therefore: tell what the
//! content is ([`sniff`]), check what could exhaust memory or loop for ever ([`bounds`] and a guard
//! for each container), and only then let calamine read. What calamine does not tell (formulas,
//! percent formats, what it could not read) is taken from a second walk over the same part.

pub mod bounds;
mod format;
mod number;
mod sniff;
mod sniff_text;
mod value;
mod xml;
mod zip_guard;

pub use bounds::{ReadFailure, read_file};
pub use sniff::{Content, sniff};
