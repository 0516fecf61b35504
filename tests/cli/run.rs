//! One run of the command: what it is given, and everything that it must answer with. Status,
//! standard output, standard error and the files of the folder are held together, so that a run
//! which prints the right thing and leaves the wrong file behind is seen.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::{tally, witness};

/// A folder of its own for a test.
#[derive(Debug)]
pub struct Folder(TempDir);

/// Every file below a folder with its bytes.
pub type Tree = BTreeMap<String, Vec<u8>>;

impl Folder {
    /// An empty folder.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, its folders too.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    /// Reads a file.
    #[track_caller]
    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Reads a file of JSON.
    #[track_caller]
    pub fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&self.read(name)).unwrap()
    }

    /// Everything in it.
    pub fn tree(&self) -> Tree {
        let mut tree = Tree::new();
        collect(self.0.path(), self.0.path(), &mut tree);
        tree
    }

    /// A run of the command in it.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Run<'_> {
        Run {
            folder: self,
            arguments: arguments.into_iter().map(|a| a.as_ref().to_owned()).collect(),
            within: String::new(),
            environment: Vec::new(),
            status: 0,
            stdout: Vec::new(),
            stderr: Vec::new(),
            written: None,
        }
    }
}

fn collect(root: &Path, folder: &Path, tree: &mut Tree) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, tree);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            tree.insert(name, std::fs::read(&path).unwrap_or_default());
        }
    }
}

#[derive(Debug)]
enum Text {
    Is(String),
    Has(String),
    Lacks(String),
}

/// A run that is about to happen, with what is expected of it. Unless said otherwise it must end
/// with status 0 and say nothing on standard error.
#[derive(Debug)]
#[must_use = "nothing runs before `check`"]
pub struct Run<'f> {
    folder: &'f Folder,
    arguments: Vec<OsString>,
    within: String,
    environment: Vec<(String, String)>,
    status: i32,
    stdout: Vec<Text>,
    stderr: Vec<Text>,
    written: Option<Vec<String>>,
}

/// What a run gave.
#[derive(Debug, Clone)]
pub struct Ran {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// The status.
    pub status: i32,
}

impl Run<'_> {
    /// Adds an argument.
    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.arguments.push(argument.as_ref().to_owned());
        self
    }

    /// Adds arguments.
    pub fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.arguments.extend(arguments.into_iter().map(|a| a.as_ref().to_owned()));
        self
    }

    /// Runs in a folder of the folder.
    pub fn within(mut self, inner: &str) -> Self {
        inner.clone_into(&mut self.within);
        self
    }

    /// Sets a variable of the environment.
    pub fn env(mut self, key: &str, value: &str) -> Self {
        self.environment.push((key.to_owned(), value.to_owned()));
        self
    }

    /// The status expected.
    pub fn status(mut self, status: i32) -> Self {
        self.status = status;
        self
    }

    /// The whole standard output expected.
    pub fn stdout(mut self, text: &str) -> Self {
        self.stdout.push(Text::Is(text.to_owned()));
        self
    }

    /// Something that standard output must hold.
    pub fn stdout_has(mut self, text: &str) -> Self {
        self.stdout.push(Text::Has(text.to_owned()));
        self
    }

    /// Something that standard output must not hold.
    pub fn stdout_lacks(mut self, text: &str) -> Self {
        self.stdout.push(Text::Lacks(text.to_owned()));
        self
    }

    /// Something that standard error must hold.
    pub fn stderr_has(mut self, text: &str) -> Self {
        self.stderr.push(Text::Has(text.to_owned()));
        self
    }

    /// Something that standard error must not hold.
    pub fn stderr_lacks(mut self, text: &str) -> Self {
        self.stderr.push(Text::Lacks(text.to_owned()));
        self
    }

    /// The files that the run must write or change, and no others: a run that must write nothing
    /// gives an empty list.
    pub fn writes(mut self, files: &[&str]) -> Self {
        self.written = Some(files.iter().map(|file| (*file).to_owned()).collect());
        self
    }

    /// What stands behind an option.
    fn option(&self, name: &str) -> Option<&str> {
        let at = self.arguments.iter().position(|argument| argument == name)?;
        self.arguments.get(at + 1)?.to_str()
    }

    /// Runs the command and holds it against what is expected.
    #[track_caller]
    pub fn check(self) -> Ran {
        let before = self.folder.tree();
        let mut command = Command::new(env!("CARGO_BIN_EXE_bdhvs"));
        command
            .args(&self.arguments)
            .current_dir(self.folder.path(&self.within))
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .env("SOURCE_DATE_EPOCH", "1758000000")
            .env("COLUMNS", "80");
        for (key, value) in &self.environment {
            command.env(key, value);
        }
        let output = command.output().unwrap();
        let ran = Ran {
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            status: output.status.code().unwrap_or(-1),
        };
        let after = self.folder.tree();
        let shown = format!(
            "{:?}\nstatus {}\n--- stdout\n{}\n--- stderr\n{}",
            self.arguments, ran.status, ran.stdout, ran.stderr
        );
        assert_eq!(ran.status, self.status, "{shown}");
        if self.status != 2 && self.stderr.is_empty() {
            assert_eq!(ran.stderr, "", "{shown}");
        }
        hold(&self.stdout, &ran.stdout, &shown);
        hold(&self.stderr, &ran.stderr, &shown);
        assert!(!ran.stderr.contains("panicked"), "{shown}");
        // docs/contract/commands.md: outputs are written whole or not at all, through a temporary file.
        let left: Vec<_> = after.keys().filter(|name| name.contains(".part")).collect();
        assert!(left.is_empty(), "temporary files are left: {left:?}\n{shown}");
        let lost: Vec<_> = before.keys().filter(|name| !after.contains_key(*name)).collect();
        assert!(lost.is_empty(), "files were lost: {lost:?}\n{shown}");
        if let Some(expected) = &self.written {
            let written: Vec<&String> =
                after.iter().filter(|(n, b)| before.get(*n) != Some(*b)).map(|(n, _)| n).collect();
            assert_eq!(written, expected.iter().collect::<Vec<_>>(), "files written\n{shown}");
        }
        let has = |word: &str| self.arguments.iter().any(|argument| argument == word);
        if has("validate") && has("json") && ran.status < 2 {
            tally::check(self.folder.0.path(), &ran.json());
        }
        if let (Some(json), true) = (self.option("--json"), has("merge") && ran.status < 2) {
            let folder = self.folder.path(&self.within);
            let consolidation = serde_json::from_slice(&std::fs::read(folder.join(json)).unwrap());
            witness::holds(&folder, &consolidation.unwrap(), self.option("-c"));
        }
        ran
    }
}

#[track_caller]
fn hold(expected: &[Text], found: &str, shown: &str) {
    for text in expected {
        match text {
            Text::Is(text) => assert_eq!(found, text, "{shown}"),
            Text::Has(text) => assert!(found.contains(text), "expected {text:?} in\n{shown}"),
            Text::Lacks(text) => assert!(!found.contains(text), "unexpected {text:?} in\n{shown}"),
        }
    }
}

impl Ran {
    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("{e}\n{}", self.stdout))
    }
}
