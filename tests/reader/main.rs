//! The reader against what comes back by mail: other kinds of file, damaged and hostile workbooks,
//! cells that other programs write, and forms saved again by LibreOffice.

#[macro_use]
extern crate harness;

mod agreement;
mod appearance;
mod cells;
mod container;
mod hostile;
mod kinds;
mod layout;
#[path = "../office/mod.rs"]
mod office;
mod package;
#[path = "../common/parts.rs"]
mod parts;
mod resaved;
mod unusual;
mod xlsb;

fn main() -> std::process::ExitCode {
    harness::main()
}
