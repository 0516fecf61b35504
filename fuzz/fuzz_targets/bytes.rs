//! Any bytes: what is told from their beginning, and the container of each format.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: bdhvs_fuzz::only_others_may_panic(), |bytes: &[u8]| {
    bdhvs_fuzz::check(bytes, "a.xlsx");
});
