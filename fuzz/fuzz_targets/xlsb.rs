//! The parts of an .xlsb. Those that an input does not have are as simple as can be.
#![no_main]

use libfuzzer_sys::fuzz_target;

const OTHERS: [(&str, &[u8]); 3] = [
    ("[Content_Types].xml", b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.bin\" ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/></Types>"),
    ("_rels/.rels", b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>"),
    ("xl/_rels/workbook.bin.rels", b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.bin\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.bin\"/></Relationships>"),
];

fuzz_target!(init: bdhvs_fuzz::only_others_may_panic(), |input: &[u8]| {
    if let Some(bytes) = bdhvs_fuzz::package(input, &OTHERS, "[Content_Types].xml") {
        bdhvs_fuzz::check(&bytes, "a.xlsb");
    }
});
