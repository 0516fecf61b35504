// Saves workbooks again by exceljs or SheetJS: save.js PROGRAM EXTENSION OUT FILE...
"use strict";

const path = require("node:path");

async function save(program, extension, out, file) {
  const target = path.join(out, path.parse(file).name + "." + extension);
  if (program === "exceljs") {
    const { Workbook } = require("exceljs");
    const workbook = new Workbook();
    await workbook.xlsx.readFile(file);
    await workbook.xlsx.writeFile(target);
    return;
  }
  const sheetjs = require("xlsx");
  const workbook = sheetjs.readFile(file, { cellStyles: true, cellNF: true, bookFiles: false });
  const bookType = { xls: "biff8" }[extension] || extension;
  sheetjs.writeFile(workbook, target, { bookType, Props: workbook.Props, cellStyles: true });
}

async function main([program, extension, out, ...files]) {
  for (const file of files) {
    await save(program, extension, out, file);
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
