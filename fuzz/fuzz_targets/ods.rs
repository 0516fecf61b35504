//! The parts of an .ods.
#![no_main]

use libfuzzer_sys::fuzz_target;

const OTHERS: [(&str, &[u8]); 2] = [
    ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
    ("META-INF/manifest.xml", b"<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>"),
];

fuzz_target!(init: bdhvs_fuzz::only_others_may_panic(), |input: &[u8]| {
    if let Some(bytes) = bdhvs_fuzz::package(input, &OTHERS, "mimetype") {
        bdhvs_fuzz::check(&bytes, "a.ods");
    }
});
