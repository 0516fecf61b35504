//! Panics of the libraries below the reader are caught by design and become a finding. A panic in the
//! code of this program is a bug, and caught or not it must end the run.

use std::panic;

/// Where the sources of libraries are.
const OTHERS: [&str; 4] = ["/.cargo/", "/registry/src/", "/rustc/", "library/"];

/// Silences the panics of libraries, and aborts at any other. The hook that libFuzzer sets would abort
/// at all of them.
pub fn only_others_may_panic() {
    panic::set_hook(Box::new(|info| {
        let file = info.location().map(|at| at.file()).unwrap_or_default();
        if !OTHERS.iter().any(|others| file.contains(others)) {
            eprintln!("{info}");
            std::process::abort();
        }
    }));
}

/// Ends the run when something does not hold.
pub fn must(holds: bool, what: impl FnOnce() -> String) {
    if !holds {
        eprintln!("does not hold: {}", what());
        std::process::abort();
    }
}
