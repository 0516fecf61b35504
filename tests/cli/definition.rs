//! Who must report which row, read from the definition as plain TOML and CSV, without the program's
//! loader: what a workbook holds is checked against this reading.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use toml::{Table, Value};

/// A row of a form; a list has as many as are printed ready.
#[derive(Debug, Clone)]
pub struct Row {
    /// `bieu1`.
    pub form: String,
    /// `indicators`, `tasks`, `outline` or `list`.
    pub kind: String,
    /// `3`.
    pub id: String,
    /// `percent`; empty where no figure is asked.
    pub measure: String,
    /// Units asked for their own area, or who lead a task or co-operate.
    pub own: BTreeSet<String>,
    /// Units asked for the whole city.
    pub city: BTreeSet<String>,
    /// Whether the comparison with before is asked.
    pub baseline: bool,
    /// The target of the period's year as printed.
    pub target: Option<String>,
    /// What the columns of the form ask for.
    columns: Vec<String>,
}

/// A form.
#[derive(Debug, Clone)]
pub struct Form {
    /// `bieu1`.
    pub id: String,
    /// `Biểu 1`.
    pub sheet: String,
}

/// The definition of a campaign in one of its periods.
#[derive(Debug)]
pub struct Definition {
    /// The forms in their order.
    pub forms: Vec<Form>,
    /// The rows in the order of the forms.
    pub rows: Vec<Row>,
    /// The units expected, in their order: code and population.
    pub units: Vec<(String, Option<u64>)>,
    /// Code and name of each of them.
    pub names: BTreeMap<String, String>,
    /// The appointments of the period: unit, and what is printed of it.
    pub sessions: Vec<(String, [String; 2])>,
    /// The title of the period.
    pub title: String,
    /// The version of the campaign.
    pub version: i64,
}

/// The folder of the definition that most tests use.
pub fn folder() -> PathBuf {
    campaign_folder("hanoi-2025")
}

/// The folder of a built-in campaign.
pub fn campaign_folder(campaign: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("templates-xlsx").join(campaign)
}

/// The definition that most tests use.
pub fn definition() -> &'static Definition {
    static READ: OnceLock<Definition> = OnceLock::new();
    READ.get_or_init(|| read(&folder(), "2025-9t"))
}

/// The default period of a campaign, and the others.
pub fn periods(folder: &Path) -> (String, Vec<String>) {
    let campaign = parse(folder, "campaign.toml");
    let default = campaign["default-period"].as_str().unwrap().to_owned();
    let ids = tables(&campaign, "period").map(|period| text(period, "id"));
    let others = ids.filter(|id| *id != default).collect();
    (default, others)
}

impl Definition {
    /// A row: `bieu1.3`.
    #[track_caller]
    pub fn row(&self, name: &str) -> &Row {
        let found = self.rows.iter().find(|row| format!("{}.{}", row.form, row.id) == name);
        found.unwrap_or_else(|| panic!("no row {name}"))
    }

    /// The communes, in their order.
    pub fn communes(&self) -> impl Iterator<Item = &str> {
        self.units
            .iter()
            .map(|(code, _)| code.as_str())
            .filter(|c| c.bytes().all(|b| b.is_ascii_digit()))
    }

    /// The names of all input cells that a unit must have (docs/contract/forms.md).
    pub fn input_names(&self, unit: &str) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for row in &self.rows {
            for (scope, asked) in [("own", &row.own), ("city", &row.city)] {
                if asked.contains(unit) {
                    let stem = format!("bdhvs_{}_{}", row.form, row.id.replace('.', "_"));
                    names.extend(row.fields().iter().map(|f| format!("{stem}_{scope}_{f}")));
                    let meta = ["person", "phone", "letter", "date"];
                    names.extend(meta.map(|field| format!("bdhvs_{}_meta_{field}", row.form)));
                    if ["indicators", "list"].contains(&row.kind.as_str()) {
                        names.insert(format!("bdhvs_{}_meta_notapplicable", row.form));
                    }
                }
            }
        }
        names
    }
}

impl Row {
    /// The input cells of an answer by the contract (docs/contract/forms.md).
    pub fn fields(&self) -> Vec<&str> {
        if self.kind != "indicators" {
            return self.columns.iter().map(String::as_str).collect();
        }
        let mut fields = vec!["value", "evidence", "explanation"];
        match self.measure.as_str() {
            "percent" => fields.extend(["numerator", "denominator"]),
            "count-with-people" | "arranged" => fields.push("people"),
            _ => {}
        }
        if self.baseline {
            fields.push("baseline");
        }
        fields
    }
}

/// Reads the definition of a campaign in one of its periods.
pub fn read(folder: &Path, period: &str) -> Definition {
    let campaign = parse(folder, "campaign.toml");
    let period = tables(&campaign, "period").find(|other| text(other, "id") == period).unwrap();
    let until = text(period, "until");
    let mut reader = csv::Reader::from_path(folder.join("units.csv")).unwrap();
    let lines: Vec<BTreeMap<String, String>> =
        reader.deserialize().collect::<Result<_, _>>().unwrap();
    let expected = select(&lines, &texts(period, "expected"));
    let lines: Vec<_> = lines
        .into_iter()
        .filter(|line| expected.contains(&line["code"]))
        .filter(|line| line["valid-from"] <= until)
        .filter(|line| line["valid-to"].is_empty() || line["valid-to"] >= until)
        .collect();
    let parties: BTreeMap<String, BTreeSet<String>> = tables(&campaign, "party")
        .map(|party| (text(party, "phrase"), select(&lines, &texts(party, "units"))))
        .collect();
    let asked = |table: &Table, key: &str| -> BTreeSet<String> {
        texts(table, key).iter().flat_map(|phrase| parties[phrase].clone()).collect()
    };
    let year = period["target-year"].to_string();
    let (mut forms, mut rows) = (Vec::new(), Vec::new());
    for id in texts(&campaign, "forms") {
        let file = parse(folder, &format!("{id}.toml"));
        let columns = tables(&file, "column").filter(|column| column.contains_key("field"));
        let blank = Row {
            form: id.clone(),
            kind: text(&file, "kind"),
            id: String::new(),
            measure: String::new(),
            own: BTreeSet::new(),
            city: BTreeSet::new(),
            baseline: false,
            target: None,
            columns: columns.map(|column| text(column, "field")).collect(),
        };
        rows.extend(["indicator", "task", "section"].iter().flat_map(|key| {
            tables(&file, key).map(|row| {
                let target = row.get("targets").and_then(|targets| targets.get(&year));
                let own = ["own", "leads", "with"].iter().flat_map(|key| asked(row, key));
                Row {
                    id: text(row, "id"),
                    measure: row.get("measure").map(|_| text(row, "measure")).unwrap_or_default(),
                    own: own.collect(),
                    city: asked(row, "city"),
                    baseline: row.get("baseline").and_then(Value::as_bool) == Some(true),
                    target: target.and_then(Value::as_str).map(str::to_owned),
                    ..blank.clone()
                }
            })
        }));
        let ready = file.get("rows").and_then(Value::as_integer).unwrap_or_default();
        let own = asked(&file, "own");
        rows.extend((1..=ready).map(|line| Row {
            id: line.to_string(),
            own: own.clone(),
            ..blank.clone()
        }));
        forms.push(Form { id, sheet: text(&file, "sheet") });
    }
    let of = |key: &str, line: &BTreeMap<String, String>| line[key].clone();
    Definition {
        forms,
        rows,
        units: lines.iter().map(|l| (of("code", l), l["population"].parse().ok())).collect(),
        names: lines.iter().map(|l| (of("code", l), of("name", l))).collect(),
        sessions: tables(&campaign, "session")
            .filter(|session| session["period"] == period["id"])
            .map(|session| (text(session, "unit"), ["time", "place"].map(|k| text(session, k))))
            .collect(),
        title: text(period, "title"),
        version: campaign["version"].as_integer().unwrap(),
    }
}

/// The units that selectors name: `*`, `@group`, a code, each with `!` to leave out.
fn select(lines: &[BTreeMap<String, String>], selectors: &[String]) -> BTreeSet<String> {
    let matches = |line: &BTreeMap<String, String>, selector: &str| match selector.strip_prefix('@')
    {
        Some(group) => line["groups"].split(';').any(|own| own == group),
        None => selector == "*" || selector == line["code"],
    };
    let (left, chosen): (Vec<&String>, Vec<&String>) =
        selectors.iter().partition(|selector| selector.starts_with('!'));
    lines
        .iter()
        .filter(|line| chosen.iter().any(|selector| matches(line, selector)))
        .filter(|line| !left.iter().any(|selector| matches(line, &selector[1..])))
        .map(|line| line["code"].clone())
        .collect()
}

fn parse(folder: &Path, name: &str) -> Table {
    std::fs::read_to_string(folder.join(name)).unwrap().parse().unwrap()
}

fn tables<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = &'t Table> + use<'t> {
    let tables = table.get(key).and_then(Value::as_array).into_iter().flatten();
    tables.map(|table| table.as_table().unwrap())
}

fn text(table: &Table, key: &str) -> String {
    table[key].as_str().unwrap().to_owned()
}

fn texts(table: &Table, key: &str) -> Vec<String> {
    let texts = table.get(key).and_then(Value::as_array).into_iter().flatten();
    texts.map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// The codes of the units of one kind, in their order.
pub fn units_of_kind(kind: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates-xlsx/hanoi-2025/units.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let units: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    units.iter().filter(|unit| unit["kind"] == kind).map(|unit| unit["code"].clone()).collect()
}
