//! The cases of the rules as `tests/rules/BDNNN.toml` gives them, one file for each rule:
//!
//! ```toml
//! # BD502 rate-mismatch
//!
//! [[case]]
//! name = "a percentage cell that the two figures do not give"
//! unit = "SO-NV"                 # where it is not any commune
//! cells.bieu1_3_own_value = { percent = "0.91" }
//! finds = ["BD502 warning bieu1_3_own_value"]
//! formats = ["xlsx"]             # where it is not every format
//!
//! [[pair]]
//! name = "a denominator of zero explains a rate that does not agree"
//! alone.bieu1_3_own_value = { number = "12" }
//! alone_finds = ["BD502 warning bieu1_3_own_value"]
//! with.bieu1_3_own_denominator = { number = "0" }
//! finds = ["BD507 error bieu1_3_own_denominator"]
//! ```
//!
//! The cells are changed in a return about which there is nothing to say, and `finds` is all that is
//! found in it, in its order. Content is a text, or one of `number`, `percent`, `date`, `error` (the
//! digits or words that are stored), `formula` (with a `result`, or without), `bool`, `blank = true`,
//! `picture = true`, and `runs`, a list of `plain`, `struck`, `raised` and `lowered` text. A pair is two
//! cases: what is found of some cells, and what else is found when others are changed as well. A rule
//! that no cell of one return can break has `elsewhere = "tests/cli/across.rs"`, the file of its test.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use bdhvs::testing::rules::RULES;
use serde::Deserialize;
use toml::{Table, Value};

use crate::definition::definition;
use crate::fill::Put;

/// A format in which returns are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Xlsx,
    Xls,
    Ods,
}

impl Format {
    pub const ALL: [Self; 3] = [Self::Xlsx, Self::Xls, Self::Ods];

    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Ods => "ods",
        }
    }
}

/// A finding: `BD404 error bieu2_4_own_value`, the cell by its name without `bdhvs_`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    pub code: String,
    pub severity: String,
    pub cell: String,
}

/// Cells by their names without `bdhvs_`.
pub type Cells = Vec<(&'static str, Put<'static>)>;

/// Cells changed in a clean return, and everything that is found in it.
#[derive(Debug)]
pub struct Case {
    /// The rule in whose file it stands.
    pub code: &'static str,
    pub name: String,
    /// `None` is any commune.
    pub unit: Option<String>,
    pub cells: Cells,
    pub finds: Vec<Expected>,
    pub formats: Vec<Format>,
}

impl Case {
    /// Its file and its name.
    pub fn title(&self) -> String {
        format!("{}.toml, \"{}\"", self.code, self.name)
    }

    pub fn finds_rule(&self) -> bool {
        self.finds.iter().any(|expected| expected.code == self.code)
    }
}

/// The file of a rule.
#[derive(Debug)]
pub struct RuleFile {
    pub code: &'static str,
    pub cases: Vec<Case>,
    /// The file with the test of the rule, for a rule that no case finds.
    pub elsewhere: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRecord {
    elsewhere: Option<String>,
    #[serde(default, rename = "case")]
    cases: Vec<Table>,
    #[serde(default, rename = "pair")]
    pairs: Vec<Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseRecord {
    name: String,
    unit: Option<String>,
    cells: Table,
    finds: Vec<String>,
    formats: Option<Vec<Format>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PairRecord {
    name: String,
    unit: Option<String>,
    alone: Table,
    alone_finds: Vec<String>,
    with: Table,
    finds: Vec<String>,
    formats: Option<Vec<Format>>,
}

/// The files of all rules, by code.
///
/// # Panics
///
/// If one of them says something that cannot be a case.
pub fn rule_files() -> &'static [RuleFile] {
    static READ: OnceLock<Vec<RuleFile>> = OnceLock::new();
    READ.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
        let entries = std::fs::read_dir(folder).unwrap();
        let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let read = paths.iter().map(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            parse(&name, &std::fs::read_to_string(path).unwrap())
        });
        read.collect::<Result<_, _>>().unwrap_or_else(|problem| panic!("tests/rules/{problem}"))
    })
}

/// All cases, in the order of the rules.
pub fn cases() -> impl Iterator<Item = &'static Case> {
    rule_files().iter().flat_map(|file| &file.cases)
}

/// A case for every commune, as far as there are any: each finds something in its return. The first
/// cases of all rules come first.
pub fn faults_of_communes() -> Vec<(&'static str, &'static Case)> {
    let mut faults: Vec<(usize, &Case)> = rule_files()
        .iter()
        .flat_map(|file| file.cases.iter().filter(|case| !case.finds.is_empty()).enumerate())
        .filter(|(_, case)| case.unit.is_none() && case.formats.contains(&Format::Xlsx))
        .collect();
    faults.sort_by_key(|(at, _)| *at);
    definition().communes().zip(faults.into_iter().map(|(_, case)| case)).collect()
}

/// Reads the file of a rule. A mistake is named with its file and its case.
pub fn parse(name: &str, source: &str) -> Result<RuleFile, String> {
    let code = name.strip_suffix(".toml").unwrap_or_default();
    let rule = RULES.iter().find(|rule| rule.code == code);
    let rule = rule.ok_or_else(|| format!("{name}: the file of no rule"))?;
    let head = format!("# {} {}", rule.code, rule.name);
    if source.lines().next() != Some(&head) {
        return Err(format!("{name}: the first line must be {head:?}"));
    }
    let record: FileRecord = toml::from_str(source).map_err(|e| format!("{name}: {e}"))?;
    let mut file = RuleFile { code: rule.code, cases: Vec::new(), elsewhere: record.elsewhere };
    for (at, table) in record.cases.into_iter().enumerate() {
        let title = title(name, "case", at, &table);
        let case = case(rule.code, table).map_err(|problem| format!("{title}: {problem}"))?;
        file.cases.push(case);
    }
    for (at, table) in record.pairs.into_iter().enumerate() {
        let title = title(name, "pair", at, &table);
        let pair = pair(rule.code, table).map_err(|problem| format!("{title}: {problem}"))?;
        file.cases.extend(pair);
    }
    let mut names = BTreeSet::new();
    if let Some(twice) = file.cases.iter().find(|case| !names.insert(case.name.as_str())) {
        return Err(format!("{}: the name is there twice", twice.title()));
    }
    if file.elsewhere.is_none() && !file.cases.iter().any(Case::finds_rule) {
        return Err(format!("{name}: no case finds the rule, and `elsewhere` names no test of it"));
    }
    Ok(file)
}

fn title(file: &str, kind: &str, at: usize, table: &Table) -> String {
    match table.get("name").and_then(Value::as_str) {
        Some(name) => format!("{file}, {name:?}"),
        None => format!("{file}, {kind} {}", at + 1),
    }
}

fn case(code: &'static str, table: Table) -> Result<Case, String> {
    let record: CaseRecord = table.try_into().map_err(message)?;
    Ok(Case {
        code,
        name: named(record.name)?,
        unit: known(record.unit)?,
        cells: contents(&record.cells)?,
        finds: record.finds.iter().map(|line| expected(line)).collect::<Result<_, _>>()?,
        formats: record.formats.unwrap_or(Format::ALL.to_vec()),
    })
}

fn pair(code: &'static str, table: Table) -> Result<[Case; 2], String> {
    let record: PairRecord = table.try_into().map_err(message)?;
    let mut both = record.alone.clone();
    both.extend(record.with);
    let half = |name: String, cells: &Table, finds: &[String]| {
        Ok::<_, String>(Case {
            code,
            name: named(name)?,
            unit: known(record.unit.clone())?,
            cells: contents(cells)?,
            finds: finds.iter().map(|line| expected(line)).collect::<Result<_, _>>()?,
            formats: record.formats.clone().unwrap_or(Format::ALL.to_vec()),
        })
    };
    let alone = half(format!("{} (alone)", record.name), &record.alone, &record.alone_finds)?;
    Ok([alone, half(record.name, &both, &record.finds)?])
}

fn message(error: toml::de::Error) -> String {
    error.to_string().trim().replace('\n', " ")
}

fn named(name: String) -> Result<String, String> {
    if name.trim().is_empty() { Err("a name without words".to_owned()) } else { Ok(name) }
}

fn known(unit: Option<String>) -> Result<Option<String>, String> {
    match unit {
        Some(unit) if !definition().names.contains_key(&unit) => Err(format!("no unit {unit:?}")),
        unit => Ok(unit),
    }
}

fn expected(line: &str) -> Result<Expected, String> {
    let words: Vec<&str> = line.split(' ').collect();
    let [code, severity, cell] = words.as_slice() else {
        return Err(format!("{line:?} is not code, severity and cell"));
    };
    if !RULES.iter().any(|rule| rule.code == *code) || *code >= "BD700" {
        return Err(format!("{line:?} names no rule about one return"));
    }
    if !["error", "warning", "info"].contains(severity) {
        return Err(format!("{line:?} names no severity"));
    }
    let [code, severity, cell] = [code, severity, cell].map(|word| (*word).to_owned());
    Ok(Expected { code, severity, cell })
}

fn contents(cells: &Table) -> Result<Cells, String> {
    if cells.is_empty() {
        return Err("no cell is changed".to_owned());
    }
    let read = cells.iter().map(|(cell, value)| {
        let content = content(value).ok_or_else(|| format!("{cell} = {value} is no content"))?;
        Ok((kept(cell), content))
    });
    read.collect()
}

/// Cases are kept until the tests end, and so is their text.
fn kept(text: &str) -> &'static str {
    text.to_owned().leak()
}

fn content(value: &Value) -> Option<Put<'static>> {
    let Value::Table(table) = value else {
        return value.as_str().map(|text| Put::Text(kept(text)));
    };
    let entries: BTreeMap<&str, &Value> = table.iter().map(|(key, v)| (key.as_str(), v)).collect();
    let entries: Vec<(&str, &Value)> = entries.into_iter().collect();
    Some(match entries.as_slice() {
        [("number", Value::String(digits))] => Put::Number(kept(digits)),
        [("percent", Value::String(digits))] => Put::Percent(kept(digits)),
        [("date", Value::String(digits))] => Put::Date(kept(digits)),
        [("error", Value::String(word))] => Put::Error(kept(word)),
        [("formula", Value::String(formula))] => Put::Uncalculated(kept(formula)),
        [("formula", Value::String(formula)), ("result", Value::String(result))] => {
            Put::Formula(kept(formula), kept(result))
        }
        [("bool", Value::Boolean(value))] => Put::Bool(*value),
        [("blank", Value::Boolean(true))] => Put::Blank,
        [("picture", Value::Boolean(true))] => Put::Embedded,
        [("runs", Value::Array(runs))] => {
            let runs: Option<Vec<String>> = runs.iter().map(run).collect();
            Put::Runs(runs?.concat().leak())
        }
        _ => return None,
    })
}

/// A part of a text as `<is>` holds it.
fn run(value: &Value) -> Option<String> {
    let entries: Vec<_> = value.as_table()?.iter().collect();
    let [(effect, Value::String(text))] = entries.as_slice() else { return None };
    let properties = match effect.as_str() {
        "plain" => "",
        "struck" => "<rPr><strike/></rPr>",
        "raised" => "<rPr><vertAlign val=\"superscript\"/></rPr>",
        "lowered" => "<rPr><vertAlign val=\"subscript\"/></rPr>",
        _ => return None,
    };
    Some(format!("<r>{properties}<t>{}</t></r>", quick_xml::escape::escape(text.as_str())))
}
