// Prints what exceljs or xlsx-populate reads of a sheet as JSON, address to text: read.js PROGRAM FILE SHEET
"use strict";

async function cells(program, file, name) {
  const read = {};
  const put = (address, value) => {
    if (value !== null && value !== undefined && value !== "") {
      read[address] = String(value);
    }
  };
  if (program === "exceljs") {
    const { Workbook } = require("exceljs");
    const workbook = new Workbook();
    await workbook.xlsx.readFile(file);
    workbook.getWorksheet(name).eachRow((row) => {
      row.eachCell((cell) => put(cell.address, cell.isMerged && cell.master !== cell ? "" : cell.text));
    });
    return read;
  }
  const workbook = await require("xlsx-populate").fromFileAsync(file);
  const sheet = workbook.sheet(name);
  const range = sheet.usedRange();
  range.forEach((cell) => {
    const value = cell.value();
    put(cell.address(), value && value.text ? value.text() : value);
  });
  return read;
}

const [program, file, name] = process.argv.slice(2);
cells(program, file, name)
  .then((read) => console.log(JSON.stringify(read)))
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });
