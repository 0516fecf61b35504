//! Runs tests of which some need other programs. A test whose needs are not met is reported as ignored,
//! with the reason, and counted; where `CI` is set it fails. Otherwise a test program behaves as one of
//! the standard library does: filters, `--exact`, `--list`, `--ignored`, `--test-threads`, `--nocapture`.
//!
//! A test program sets `harness = false` in Cargo.toml, begins with `#[macro_use] extern crate harness;`,
//! by which every `#[test]` in it is that of this crate, and has `harness::main` as its `main`.

mod need;
mod tools;

use std::any::Any;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

pub use bdhvs_harness_macros::test;
#[doc(hidden)]
pub use inventory;
use libtest_mimic::{Arguments, Completion, Failed, FormatSetting, Trial};

pub use crate::need::Need;
pub use crate::tools::{
    corpus, libreoffice, node, office_python, pdftotext, python, python_beside,
};

/// A function with `#[test]`, which registers it.
#[doc(hidden)]
pub struct Test {
    pub path: &'static str,
    pub needs: &'static [Need],
    pub ignored: Option<&'static str>,
    pub run: fn(),
}

inventory::collect!(Test);

impl Test {
    /// The path without the name of the program, which filters do not see.
    fn name(&self) -> &'static str {
        self.path.split_once("::").map_or(self.path, |(_, name)| name)
    }

    fn missing(&self) -> Vec<Need> {
        self.needs.iter().copied().filter(|need| need.missing().is_some()).collect()
    }
}

/// A test on the thread that runs it.
struct Running {
    test: &'static Test,
    /// What the last panic on this thread said: where it ends the test, it is printed with the failures.
    said: String,
}

thread_local! {
    static RUNNING: RefCell<Option<Running>> = const { RefCell::new(None) };
}

fn running() -> Option<&'static Test> {
    RUNNING.with_borrow(|running| running.as_ref().map(|running| running.test))
}

/// What tests had to do without.
#[derive(Default)]
struct LeftOut {
    /// Tests that could not run.
    ignored: Vec<Vec<Need>>,
    /// Tests that ran without a check that stands beside them.
    without: BTreeMap<&'static str, Vec<Need>>,
}

static LEFT_OUT: Mutex<LeftOut> =
    Mutex::new(LeftOut { ignored: Vec::new(), without: BTreeMap::new() });

fn is_ci() -> bool {
    std::env::var_os("CI").is_some()
}

fn left_out<T>(look: impl FnOnce(&mut LeftOut) -> T) -> T {
    look(&mut LEFT_OUT.lock().unwrap_or_else(PoisonError::into_inner))
}

#[track_caller]
fn go_without(missing: &[Need]) {
    assert!(!is_ci(), "{}, and CI is set", reasons(missing));
    if let Some(test) = running() {
        left_out(|out| out.without.insert(test.name(), missing.to_vec()));
    }
}

/// The `main` of a test program.
pub fn main() -> ExitCode {
    let (mut arguments, filters) = arguments();
    let threads = std::env::var("RUST_TEST_THREADS").ok().and_then(|text| text.parse().ok());
    arguments.test_threads = arguments.test_threads.or(threads);
    let mut tests: Vec<&'static Test> = inventory::iter::<Test>.into_iter().collect();
    assert!(
        !tests.is_empty(),
        "no test is registered: #[macro_use] extern crate harness; is missing"
    );
    tests.sort_by_key(|test| test.path);
    if !arguments.nocapture && std::env::var_os("RUST_TEST_NOCAPTURE").is_none() {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !keep(panic) {
                usual(panic);
            }
        }));
    }
    if filters.len() > 1 {
        tests.retain(|test| filters.iter().any(|filter| is_meant(test, filter, arguments.exact)));
    }
    let trials = tests.into_iter().map(|test| trial(test, &arguments)).collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    if !arguments.list && !matches!(arguments.format, Some(FormatSetting::Json)) {
        left_out(|out| print!("{}", summary(out)));
    }
    conclusion.exit_code()
}

/// The options, and the filters where there are several, of which libtest-mimic takes one.
fn arguments() -> (Arguments, Vec<String>) {
    const WITH_VALUES: [&str; 6] =
        ["--test-threads", "--skip", "--color", "--format", "--logfile", "-Z"];
    let mut is_value = false;
    let (filters, mut options): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| {
            let is_filter = !is_value && !argument.starts_with('-');
            is_value = WITH_VALUES.contains(&argument.as_str());
            is_filter
        });
    if let [filter] = &filters[..] {
        options.push(filter.clone());
    }
    let program = std::env::args().next().unwrap_or_default();
    (Arguments::from_iter(std::iter::once(program).chain(options)), filters)
}

fn is_meant(test: &Test, filter: &str, is_exact: bool) -> bool {
    if is_exact { test.name() == filter } else { test.name().contains(filter) }
}

fn trial(test: &'static Test, arguments: &Arguments) -> Trial {
    let is_asked_for = arguments.ignored || arguments.include_ignored;
    // A list of what is ignored names what cannot run here: nextest knows it by that.
    let is_ignored = arguments.ignored
        && (test.ignored.is_some() || (arguments.list && !is_ci() && !test.missing().is_empty()));
    Trial::ignorable_test(test.name(), move || match test.ignored {
        Some(reason) if !is_asked_for => Ok(Completion::ignored_with(reason)),
        _ => run(test),
    })
    .with_ignored_flag(is_ignored)
}

fn run(test: &'static Test) -> Result<Completion, Failed> {
    let missing = test.missing();
    if !missing.is_empty() {
        if is_ci() && missing.iter().any(|need| need.is_demanded()) {
            return Err(format!("{}, and CI is set", reasons(&missing)).into());
        }
        let reason = reasons(&missing);
        left_out(|out| out.ignored.push(missing));
        return Ok(Completion::ignored_with(reason));
    }
    RUNNING.set(Some(Running { test, said: String::new() }));
    let outcome = catch_unwind(AssertUnwindSafe(test.run));
    let said = RUNNING.take().map(|running| running.said).unwrap_or_default();
    match outcome {
        Ok(()) => Ok(Completion::Completed),
        Err(_) => Err(said.into()),
    }
}

/// Keeps what a panic says for the list of failures, where it is one of a test.
fn keep(panic: &PanicHookInfo<'_>) -> bool {
    RUNNING.with(|running| {
        let Ok(mut running) = running.try_borrow_mut() else { return false };
        let Some(running) = running.as_mut() else { return false };
        // Tests catch panics of libraries by the thousand.
        running.said.clear();
        let place = panic.location().map(|place| format!(" at {place}")).unwrap_or_default();
        let text = text(panic.payload());
        let written =
            writeln!(running.said, "test '{}' panicked{place}:\n{text}", running.test.name());
        let trace = Backtrace::capture();
        let traced = match trace.status() {
            BacktraceStatus::Captured => writeln!(running.said, "{trace}"),
            _ => Ok(()),
        };
        written.and(traced).is_ok()
    })
}

fn text(payload: &dyn Any) -> &str {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or(payload.downcast_ref::<&str>().copied()).unwrap_or("a value that is no text")
}

fn reasons(missing: &[Need]) -> String {
    let reasons: Vec<&str> = missing.iter().filter_map(|need| need.missing()).collect();
    reasons.join(", ")
}

/// What the tests left out, with the number of tests for each need: a test that lacks two is counted at
/// both. Nothing where all is there.
fn summary(out: &LeftOut) -> String {
    let mut text = String::new();
    if !out.ignored.is_empty() {
        text.push_str(&line(out.ignored.len(), "ignored", out.ignored.iter()));
    }
    if !out.without.is_empty() {
        let what = "held by one check fewer";
        text.push_str(&line(out.without.len(), what, out.without.values()));
    }
    let mut all = out.ignored.iter().chain(out.without.values()).flatten();
    if all.any(|need| need.is_demanded()) {
        text.push_str("tests/run installs what is missing and leaves nothing out.\n");
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

fn line<'a>(tests: usize, what: &str, needs: impl Iterator<Item = &'a Vec<Need>>) -> String {
    let mut counts: BTreeMap<Need, usize> = BTreeMap::new();
    for need in needs.flatten() {
        *counts.entry(*need).or_default() += 1;
    }
    let mut counts: Vec<(Need, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let counts: Vec<String> =
        counts.iter().map(|(need, count)| format!("{need} ({count})")).collect();
    let noun = if tests == 1 { "test" } else { "tests" };
    format!("{tests} {noun} {what} for want of {}\n", counts.join(", "))
}
