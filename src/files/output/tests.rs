//! What becomes of the files of a run that ends, fails or dies.

use super::*;

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn nothing_is_left_of_what_is_not_committed() {
    let folder = tempfile::tempdir().unwrap();
    let mut run = OutputRun::new();
    run.stage(&folder.path().join("a"), b"1").unwrap();
    drop(run);
    assert!(names(folder.path()).is_empty());
}

#[test]
fn names_that_differ_in_case_only_are_one_output() {
    let folder = tempfile::tempdir().unwrap();
    let mut run = OutputRun::new();
    run.stage(&folder.path().join("a.json"), b"1").unwrap();
    let again = run.stage(&folder.path().join("A.JSON"), b"2");
    assert!(matches!(again, Err(OutputError::Twice(_))), "{again:?}");
}

#[test]
fn a_place_lost_in_the_middle_puts_the_others_back() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second, third] = ["1", "2", "3"].map(|name| folder.path().join(name));
    std::fs::write(&first, "old").unwrap();
    let mut run = OutputRun::new();
    for path in [&first, &second, &third] {
        run.stage(path, b"new").unwrap();
    }
    std::fs::create_dir(&third).unwrap();
    assert!(run.commit().is_err());
    drop(run);
    assert_eq!(std::fs::read_to_string(&first).unwrap(), "old");
    assert_eq!(names(folder.path()), ["1", "3"]);
}

#[test]
fn the_next_run_finishes_a_plan_and_removes_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for (name, text) in [
        ("a", "old"),
        (".bdhvs-x-0.part", "new"),
        (".bdhvs-x-1.part", "new"),
        (".bdhvs-y-0.part", "half"),
        (".bdhvs-y.run", ""),
        (".bdhvs-z.part", "half"),
        (".bdhvs-x.run", "[\".bdhvs-x-0.part\",\"a\"]\n[\".bdhvs-x-1.part\",\"../b\"]\nend\n"),
    ] {
        std::fs::write(at(name), text).unwrap();
    }
    let mut run = OutputRun::new();
    run.recover(folder.path());
    assert_eq!(run.completed(), [at("a")]);
    assert_eq!(std::fs::read_to_string(at("a")).unwrap(), "new");
    assert_eq!(names(folder.path()), ["a"]);
}

#[test]
fn the_parts_of_a_living_run_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = OutputRun::new();
    first.stage(&folder.path().join("a"), b"1").unwrap();
    let mut second = OutputRun::new();
    second.stage(&folder.path().join("b"), b"2").unwrap();
    second.commit().unwrap();
    first.commit().unwrap();
    drop((first, second));
    assert_eq!(names(folder.path()), ["a", "b"]);
}
