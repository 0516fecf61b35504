//! From the bytes of any file to a [`Workbook`], or to the reason why there is none.
//!
//! What comes back by mail is not always what was issued: other programs, other formats, cut
//! downloads, pictures, pages saved as .xls. The order of the work is therefore: tell what the
//! content is ([`mod@sniff`]), check what could exhaust memory or loop for ever ([`bounds`] and a guard
//! for each container), and only then read. .xlsx, which nearly every return is, is read here in one
//! pass, and so is .ods; .xls and .xlsb by calamine, and what it does not tell of them (how cells look,
//! what is hidden) is taken from a second walk over the same part.

mod appearance;
mod arrangement;
mod assemble;
mod biff;
pub mod bounds;
mod bytes;
mod colour;
mod drawing;
mod encoding;
pub mod failure;
mod format;
mod format_code;
mod names;
mod notes;
mod number;
mod number_formats;
mod ods;
mod ole;
mod relationships;
mod rich_text;
mod sniff;
mod sniff_text;
pub mod tables;
mod unread;
mod value;
pub mod workbook;
mod xls;
mod xlsb;
mod xlsb_parts;
mod xlsb_records;
mod xlsx;
mod xml;
mod zip_guard;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use bounds::{FILE_BYTES, unreadable, within};
use zip_guard::Package;

use failure::{Bound, OpenFailure};
use workbook::{Workbook, WorkbookFormat};

pub use bounds::{ReadFailure, read_file, read_large_file};
pub use sniff::{Content, sniff};
pub use unread::{UnreadFile, stated_properties};

/// Opens a workbook. The file's name is only a hint; the content decides.
///
/// # Errors
///
/// Says why the content cannot be read as a workbook.
pub fn open(bytes: &[u8], file_name: &str) -> Result<Workbook, OpenFailure> {
    // The last resort: calamine and the crates below it still panic on some damaged files.
    catch_unwind(AssertUnwindSafe(|| open_unguarded(bytes, file_name)))
        .unwrap_or_else(|panic| Err(panicked(&*panic)))
}

fn open_unguarded(bytes: &[u8], file_name: &str) -> Result<Workbook, OpenFailure> {
    within(Bound::FileBytes, bytes.len() as u64, FILE_BYTES)?;
    match sniff(bytes, file_name).workbook()? {
        WorkbookFormat::Xls => xls::read(bytes),
        WorkbookFormat::Xlsx => xlsx::read(&mut Package::open(bytes)?),
        WorkbookFormat::Xlsb => xlsb::read(bytes, &mut Package::check(bytes)?),
        WorkbookFormat::Ods => ods::read(&mut Package::check(bytes)?),
    }
}

/// A panic as a failure, with its message.
fn panicked(panic: &(dyn Any + Send)) -> OpenFailure {
    let message = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    unreadable(format_args!("the reader gave up: {message}"))
}
