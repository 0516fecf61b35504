//! `tools/new-rule`, in a copy of the files that it changes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Output;

use tempfile::TempDir;

const CHANGED: [&str; 3] = ["src/rules/mod.rs", "i18n/en/bdhvs.ftl", "i18n/vi/bdhvs.ftl"];
const SCOPES: [(&str, char); 7] = [
    ("file", '1'),
    ("identity", '2'),
    ("layout", '3'),
    ("value", '4'),
    ("consistency", '5'),
    ("target", '6'),
    ("across", '7'),
];

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of the files that the script changes, and of the pages.
fn copied() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let lists = SCOPES.map(|(scope, _)| format!("src/rules/{scope}/mod.rs"));
    for name in CHANGED.into_iter().chain(lists.iter().map(String::as_str)) {
        copy(name, folder.path());
    }
    copy("i18n/en/rules/BD404.md", folder.path());
    folder
}

fn copy(name: &str, folder: &Path) {
    let to = folder.join(name);
    std::fs::create_dir_all(to.parent().unwrap()).unwrap();
    std::fs::copy(repository().join(name), to).unwrap();
}

fn new_rule(root: &Path, arguments: &[&str]) -> Output {
    let mut command = harness::python(&[]);
    command.arg("-B").arg(repository().join("tools/new-rule"));
    command.args(arguments).arg("--root").arg(root).output().expect("python3 runs")
}

fn tree(root: &Path) -> BTreeMap<PathBuf, String> {
    let files = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap);
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            (entry.path().strip_prefix(root).unwrap().to_owned(), text)
        })
        .collect()
}

/// The lines that one text has more than another.
fn added<'a>(before: &str, after: &'a str) -> Vec<&'a str> {
    let known: Vec<&str> = before.lines().collect();
    after.lines().filter(|line| !known.contains(line)).collect()
}

#[test]
#[needs(Python)]
fn a_rule_is_begun_in_all_its_places() {
    let folder = copied();
    let before = tree(folder.path());
    let output = new_rule(folder.path(), &["BD499", "ask-in-word", "value"]);
    assert!(output.status.success(), "{output:?}");
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("BDHVS_UPDATE=1 cargo test --test catalogue"), "{told}");
    let after = tree(folder.path());
    let new: Vec<_> = after.keys().filter(|name| !before.contains_key(*name)).collect();
    let files = [
        "i18n/en/rules/BD499.md",
        "i18n/vi/rules/BD499.md",
        "src/rules/value/bd499_ask_in_word.rs",
        "tests/rules/BD499.toml",
    ];
    assert_eq!(new, files.map(Path::new).iter().collect::<Vec<_>>());
    let more = |name: &str| added(&before[Path::new(name)], &after[Path::new(name)]);
    assert_eq!(more("src/rules/mod.rs"), ["    value::bd499_ask_in_word::RULE,"]);
    assert_eq!(more("src/rules/value/mod.rs"), ["pub(super) mod bd499_ask_in_word;"]);
    for language in ["en", "vi"] {
        let lines = more(&format!("i18n/{language}/bdhvs.ftl"));
        let keys: Vec<&str> = lines.iter().map(|line| line.split(' ').next().unwrap()).collect();
        assert_eq!(keys, ["bd499-message", "bd499-hint"]);
    }
    let rule = &after[Path::new("src/rules/value/bd499_ask_in_word.rs")];
    assert!(
        rule.contains("rule!(\"BD499\", \"ask-in-word\", Error, Check::Cell(check))"),
        "{rule}"
    );
    let case = &after[Path::new("tests/rules/BD499.toml")];
    assert!(case.starts_with("# BD499 ask-in-word\n"), "{case}");
    let table: toml::Table = case.parse().unwrap();
    let finds = &table["case"][0]["finds"][0];
    assert_eq!(finds.as_str(), Some("BD499 error bieu2_4_own_value"));
}

/// The registry and the lists of modules stay sorted, wherever the code belongs, and the rule uses only
/// names that there are.
#[test]
#[needs(Python)]
fn a_rule_of_every_scope_stands_where_its_code_belongs() {
    let rule_module = ["mod.rs", "hit.rs", "context.rs"]
        .map(|name| {
            std::fs::read_to_string(repository().join("src/rules/rule").join(name)).unwrap()
        })
        .concat();
    for (scope, digit) in SCOPES {
        for ending in ["00", "99"] {
            let folder = copied();
            let code = format!("BD{digit}{ending}");
            let output = new_rule(folder.path(), &[&code, "ask-in-word", scope]);
            assert!(output.status.success(), "{code}: {output:?}");
            let files = tree(folder.path());
            let lists = [format!("src/rules/{scope}/mod.rs"), "src/rules/mod.rs".to_owned()];
            for (list, pattern) in lists.iter().zip(["mod bd", "::bd"]) {
                let lines = files[Path::new(list)].lines();
                let codes: Vec<&str> =
                    lines.filter_map(|line| line.split_once(pattern)?.1.get(..3)).collect();
                assert!(codes.is_sorted() && codes.contains(&&code[2..]), "{list}: {codes:?}");
            }
            let rule = format!("src/rules/{scope}/{}_ask_in_word.rs", code.to_lowercase());
            let source = &files[Path::new(&rule)];
            let names = source.split_once("crate::rules::rule::{").unwrap().1.split('}').next();
            for name in names.unwrap().split(", ") {
                let is_there = ["struct", "enum", "macro_rules!"]
                    .iter()
                    .any(|kind| rule_module.contains(&format!("{kind} {name}")));
                assert!(is_there, "{rule}: src/rules/rule has no {name}");
            }
            for name in CHANGED {
                assert!(files[Path::new(name)].ends_with('\n'), "{name}");
            }
        }
    }
}

#[test]
#[needs(Python)]
fn what_cannot_be_a_rule_is_refused_and_nothing_is_written() {
    let folder = copied();
    let before = tree(folder.path());
    let refused = [
        (["BD404", "ask-in-word", "value"], "BD404 exists already: ambiguous-number"),
        (["BD499", "ask-in-word", "file"], "codes begin with BD1"),
        (["BD999", "ask-in-word", "value"], "BD999 is not a code"),
        (["BD49", "ask-in-word", "value"], "BD49 is not a code"),
        (["bd499", "ask-in-word", "value"], "bd499 is not a code"),
        (["BD499", "Ask-In-Word", "value"], "is not a name"),
        (["BD499", "ask_in_word", "value"], "is not a name"),
        (["BD499", "ask--word", "value"], "is not a name"),
        (["BD499", "ambiguous-number", "value"], "the name of BD404 already"),
        (["BD499", "ask-in-word", "cell"], "cell is not a scope"),
    ];
    for (arguments, problem) in refused {
        let output = new_rule(folder.path(), &arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(said.contains(problem) && said.contains("Nothing was written"), "{said}");
    }
    let output =
        new_rule(folder.path(), &["BD799", "ask-in-word", "across", "--severity", "error"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    // A page without a rule, and a repository that lacks a catalogue.
    std::fs::write(folder.path().join("i18n/en/rules/BD498.md"), "# BD498 gone\n").unwrap();
    assert!(!new_rule(folder.path(), &["BD498", "ask-in-word", "value"]).status.success());
    std::fs::remove_file(folder.path().join("i18n/en/rules/BD498.md")).unwrap();
    std::fs::remove_file(folder.path().join("i18n/vi/bdhvs.ftl")).unwrap();
    assert!(!new_rule(folder.path(), &["BD499", "ask-in-word", "value"]).status.success());
    let mut lacking = before;
    lacking.remove(Path::new("i18n/vi/bdhvs.ftl"));
    assert_eq!(tree(folder.path()), lacking);
}
