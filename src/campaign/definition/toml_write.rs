//! The canonical form of a definition in TOML: keys in the order of the schema, the note of a record
//! as the comment above it. Reading what is written here gives the same records.

use toml_writer::{ToTomlValue as _, TomlStringBuilder};

use super::record::{Definition, Record, Value};
use super::schema::{self, Home, Table};
use super::{CAMPAIGN_FILE, UNITS_FILE, units_file};

/// The widest line of an array; a longer one has an item on each line.
const WIDE: usize = 100;

/// The files of a definition: names and texts. A definition with mistakes may lose what no file has
/// a place for (a target of a row that is not there); check it first.
pub fn files(definition: &Definition) -> Vec<(String, String)> {
    let mut files = Vec::new();
    if let Some(campaign) = definition.campaign() {
        let text = file(definition, campaign, Home::InCampaign);
        files.push((CAMPAIGN_FILE.to_owned(), text));
    }
    for form in definition.of(&schema::FORM) {
        files.push((format!("{}.toml", form.form), file(definition, form, Home::InForm)));
    }
    files.push((UNITS_FILE.to_owned(), units_file::write(definition)));
    files
}

fn file(definition: &Definition, top: &Record, inner: Home) -> String {
    let mut out = String::new();
    comment(&top.note, &mut out);
    if !top.note.is_empty() {
        out.push('\n');
    }
    keys(top, &mut out);
    for table in Table::at_home(inner) {
        for record in definition.of_form(table, &top.form) {
            out.push('\n');
            comment(&record.note, &mut out);
            out.extend(["[[", table.key, "]]\n"]);
            keys(record, &mut out);
            if table.is(&schema::INDICATOR) {
                targets(definition, record, &mut out);
                figures(definition, record, &mut out);
            }
        }
    }
    out
}

fn targets(definition: &Definition, row: &Record, out: &mut String) {
    let id = row.text("id");
    let of_row = definition.of_form(&schema::TARGET, &row.form);
    let mut of_row = of_row.filter(|target| target.text("indicator") == id).peekable();
    if of_row.peek().is_some() {
        out.extend(["[", row.table.key, ".", schema::TARGET.key, "]\n"]);
    }
    for target in of_row {
        comment(&target.note, out);
        let year = target.whole("year").unwrap_or_default().to_string();
        let notation = text(&target.required("target"));
        let said = match target.text("meaning") {
            Some(meaning) => format!("{{ target = {notation}, meaning = {} }}", text(meaning)),
            None => notation,
        };
        out.extend([year.as_str(), " = ", &said, "\n"]);
    }
}

fn figures(definition: &Definition, row: &Record, out: &mut String) {
    let id = row.text("id");
    let of_form = definition.of_form(&schema::FIGURE, &row.form);
    for figure in of_form.filter(|figure| figure.text("indicator") == id) {
        comment(&figure.note, out);
        out.extend(["[[", row.table.key, ".", schema::FIGURE.key, "]]\n"]);
        keys(figure, out);
    }
}

fn keys(record: &Record, out: &mut String) {
    for column in record.table.columns {
        // The row is the one that it stands under.
        if record.table.home == Home::InRow && column.key == schema::ROW_OF {
            continue;
        }
        let Some(cell) = record.cells.get(column.key) else { continue };
        out.push_str(column.key);
        out.push_str(" = ");
        match &cell.value {
            Value::Text(written) => out.push_str(&text(written)),
            Value::Day(_) | Value::Moment(_) => out.push_str(&text(&cell.value.as_cell())),
            Value::Whole(_) | Value::Flag(_) => out.push_str(&cell.value.as_cell()),
            Value::List(items) => {
                let items: Vec<String> = items.iter().map(|item| text(&item.text)).collect();
                list(column.key, &items, out);
            }
        }
        out.push('\n');
    }
}

fn list(key: &str, items: &[String], out: &mut String) {
    let line = format!("[{}]", items.join(", "));
    if items.len() < 2 || key.len() + 3 + line.chars().count() <= WIDE {
        out.push_str(&line);
        return;
    }
    out.push_str("[\n");
    for item in items {
        out.extend(["    ", item, ",\n"]);
    }
    out.push(']');
}

/// A basic string on one line: line breaks are escaped, as the cells of a form are short.
fn text(written: &str) -> String {
    TomlStringBuilder::new(written).as_basic().to_toml_value()
}

/// A note as comment lines. What TOML does not allow in a comment is left out.
fn comment(note: &str, out: &mut String) {
    if note.is_empty() {
        return;
    }
    for line in note.split('\n') {
        let line: String = line.chars().filter(|c| *c == '\t' || !c.is_control()).collect();
        let line = line.trim_end();
        out.push('#');
        if !line.is_empty() {
            out.push(' ');
            out.push_str(line);
        }
        out.push('\n');
    }
}
