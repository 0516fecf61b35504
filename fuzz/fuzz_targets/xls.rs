//! .xls, whose container has no checksums.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: bdhvs_fuzz::only_others_may_panic(), |bytes: &[u8]| {
    bdhvs_fuzz::check(bytes, "a.xls");
});
