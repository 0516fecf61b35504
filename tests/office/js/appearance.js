// Gives cells of a return the looks that clerks give them, by exceljs: appearance.js RETURN OUT
"use strict";

const path = require("node:path");
const { Workbook } = require("exceljs");

const PICTURE =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

const rich = (cell, ...parts) => {
  cell.value = { richText: parts.map(([text, font]) => (font ? { font, text } : { text })) };
};
const format = (code) => (sheet) => {
  const cell = sheet.getCell("F9");
  cell.style = { ...cell.style, numFmt: code };
};
const font = (address, font, fill) => (sheet) => {
  const cell = sheet.getCell(address);
  cell.style = { ...cell.style, font: { name: "Times New Roman", ...font }, ...(fill ? { fill } : {}) };
};

const kinds = {
  struck: (sheet) => rich(sheet.getCell("F9"), ["1200", { strike: true }], ["1250", { bold: false }]),
  raised: (sheet) => rich(sheet.getCell("F9"), ["1250"], ["1", { vertAlign: "superscript" }]),
  lowered: (sheet) => rich(sheet.getCell("F9"), ["1250"], ["1", { vertAlign: "subscript" }]),
  withdrawn: font("F9", { strike: true }),
  bold: (sheet) => rich(sheet.getCell("F9"), ["43", { bold: true }], ["21"]),
  blank: font("I9", { strike: true }),
  words: (sheet) =>
    rich(sheet.getCell("H9"), ["Báo cáo "], ["số 14", { strike: true }], [" số 15/BC-UBND", { size: 12 }]),
  thousands: format("#,##0,"),
  noun: format('0" nghìn người"'),
  other: format('0" lớp"'),
  percent: format("0%"),
  nothing: format(";;;"),
  grouped: format('_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)'),
  faint: font("F9", { color: { theme: 0 } }, { type: "pattern", pattern: "none" }),
  ground: font(
    "F9",
    { color: { argb: "FF1F497D" } },
    { type: "pattern", pattern: "solid", fgColor: { theme: 3 } },
  ),
  low: (sheet) => {
    sheet.getRow(9).height = 1.5;
  },
  narrow: (sheet) => {
    sheet.getColumn("F").width = 0.3;
  },
  covered: (sheet, workbook) => {
    const image = workbook.addImage({ base64: PICTURE, extension: "png" });
    sheet.addImage(image, "F9:F9");
  },
};

async function main([source, out]) {
  for (const [name, change] of Object.entries(kinds)) {
    const workbook = new Workbook();
    await workbook.xlsx.readFile(source);
    change(workbook.getWorksheet("Biểu 2"), workbook);
    await workbook.xlsx.writeFile(path.join(out, name + ".xlsx"));
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
