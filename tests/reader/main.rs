//! The reader against what comes back by mail: other kinds of file, damaged and hostile workbooks,
//! cells that other programs write, and forms saved again by LibreOffice.

mod agreement;
mod cells;
mod container;
mod hostile;
mod kinds;
mod layout;
mod package;
#[path = "../common/parts.rs"]
mod parts;
mod resaved;
mod xlsb;
