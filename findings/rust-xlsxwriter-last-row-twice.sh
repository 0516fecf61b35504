#!/usr/bin/env bash
# rust_xlsxwriter 0.102.0, a sheet in constant memory whose last row has cells and a height: the row is
# written twice, first with its cells, then without any. ExcelJS and xlsx-populate read the second.
#
# Seen on 2026-11-28 with rust_xlsxwriter 0.102.0, exceljs 4.4.0, xlsx-populate 1.21.0:
#   rows written: 1 2 2
#   exceljs reads A2 as: null
#   xlsx-populate reads A2 as: undefined
#
# Needs cargo, node, npm, unzip. Fails when this changes. Nothing of this repository is used.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cargo init --quiet --vcs none --name last-row .
cat >Cargo.toml <<'TOML'
[package]
name = "last-row"
version = "0.0.0"
edition = "2021"

[dependencies]
rust_xlsxwriter = { version = "=0.102.0", features = ["constant_memory"] }
TOML
cat >src/main.rs <<'RUST'
use rust_xlsxwriter::{Workbook, XlsxError};

fn main() -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    for row in 0..2 {
        sheet.write_number(row, 0, 42)?;
        sheet.set_row_height(row, 30)?;
    }
    workbook.save("out.xlsx")
}
RUST
cargo run --quiet
rows=$(unzip -p out.xlsx xl/worksheets/sheet1.xml | grep -o '<row r="[0-9]*"' | grep -o '[0-9]*' | xargs)
echo "rows written: $rows"

npm install --silent --no-audit --no-fund exceljs@4.4.0 xlsx-populate@1.21.0
cat >read.js <<'JS'
const { Workbook } = require("exceljs");
(async () => {
  const book = new Workbook();
  await book.xlsx.readFile("out.xlsx");
  console.log("exceljs reads A2 as:", book.worksheets[0].getCell("A2").value);
  const other = await require("xlsx-populate").fromFileAsync("out.xlsx");
  console.log("xlsx-populate reads A2 as:", other.sheet(0).cell("A2").value());
})();
JS
read=$(node read.js)
echo "$read"

test "$rows" = "1 2 2"
test "$read" = "exceljs reads A2 as: null
xlsx-populate reads A2 as: undefined"
