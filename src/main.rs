//! The command: hands the arguments over and turns the outcome into an exit code.

use std::process::ExitCode;

/// Results kept per unit fragment the system's heap; this allocator keeps memory flat over
/// thousands of files.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // A panic on a hostile file is caught and becomes a finding; its trace would only alarm.
    std::panic::set_hook(Box::new(|_| {}));
    let status = std::panic::catch_unwind(|| bdhvs::run(std::env::args_os()));
    match status {
        Ok(status) => ExitCode::from(status.code()),
        Err(_) => {
            bdhvs::report_internal_failure();
            ExitCode::from(bdhvs::Status::Failed.code())
        }
    }
}
