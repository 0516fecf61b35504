//! Tests start other programs through the harness, which holds that they have named them.

use std::path::Path;

use walkdir::WalkDir;

/// What every system has on which the test is built.
const EVERYWHERE: [&str; 3] = ["mkfifo", "setpriv", "sh"];

#[test]
fn no_test_starts_another_program_by_itself() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let is_own = |path: &Path| path.ends_with("harness") || path.ends_with("node_modules");
    let files = WalkDir::new(tests).into_iter().filter_entry(|entry| !is_own(entry.path()));
    let mut seen = 0;
    for file in files {
        let file = file.unwrap();
        if file.path().extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        seen += 1;
        let text = std::fs::read_to_string(file.path()).unwrap();
        for rest in text.split("Command::new(\"").skip(1) {
            let program = rest.split('"').next().unwrap();
            let name = file.path().display();
            assert!(
                EVERYWHERE.contains(&program),
                "{name}: {program}: use harness::python and the like"
            );
        }
    }
    assert!(seen > 50, "{seen}");
}
