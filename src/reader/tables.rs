//! A workbook of this program's own, read sheet by sheet: only the cells that are asked for are kept.
//! A consolidation of thousands of units has millions of cells, more than any honest return, and
//! what it carries stands in a few of its columns.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::bounds::{LARGE_FILE_BYTES, within};
use super::failure::{Bound, OpenFailure};
use super::panicked;
use super::sniff::sniff;
use super::workbook::{Cells, DefinedName, Position, WorkbookFormat};
use super::xlsx::Book;
use super::zip_guard::Package;

/// An .xlsx workbook of any size that this program writes.
pub struct Tables<'a> {
    book: Book<'a>,
    names: Vec<DefinedName>,
}

impl<'a> Tables<'a> {
    /// Opens a workbook; `None` for a workbook of another format.
    ///
    /// # Errors
    /// Says why the content cannot be read as a workbook.
    pub fn open(bytes: &'a [u8], file_name: &str) -> Result<Option<Self>, OpenFailure> {
        within(Bound::FileBytes, bytes.len() as u64, LARGE_FILE_BYTES)?;
        match sniff(bytes, file_name).workbook()? {
            WorkbookFormat::Xlsx => guarded(|| {
                let book = Book::open(Package::open_large(bytes)?)?;
                let names = book.names();
                Ok(Some(Self { book, names }))
            }),
            WorkbookFormat::Xlsb | WorkbookFormat::Xls | WorkbookFormat::Ods => Ok(None),
        }
    }

    /// Every defined name, in the file's order.
    pub fn names(&self) -> &[DefinedName] {
        &self.names
    }

    pub fn sheet_name(&self, sheet: usize) -> &str {
        self.book.sheet_name(sheet)
    }

    pub fn sheet(&self, name: &str) -> Option<usize> {
        self.book.sheet(name)
    }

    /// The cells of a sheet that `keep` asks for and that hold something.
    ///
    /// # Errors
    /// Says why the sheet cannot be read.
    pub fn cells(
        &mut self,
        sheet: usize,
        keep: &dyn Fn(Position) -> bool,
    ) -> Result<Cells, OpenFailure> {
        guarded(|| self.book.cells(sheet, keep))
    }
}

/// The last resort, as for a return: the crates below may still panic on damaged files.
fn guarded<T>(read: impl FnOnce() -> Result<T, OpenFailure>) -> Result<T, OpenFailure> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|panic| Err(panicked(&*panic)))
}
