//! A definition as a folder and as a workbook says the same: what one is made from the other with
//! loses nothing, comments included.

use std::path::Path;

use bdhvs::testing::campaign::definition::schema::{self, Home, Shape, TABLES, Table};
use bdhvs::testing::campaign::definition::{Cell, Definition, Item, Place, Record, Value, files};
use bdhvs::testing::campaign::read;
use bdhvs::testing::campaign::{Problem, Store};
use bdhvs::testing::i18n::{Language, Words};
use bdhvs::testing::workbooks::definition::{captions, write};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

fn definition_of(store: &Store) -> (Definition, Vec<Problem>) {
    let mut problems = Vec::new();
    let definition = read(store, &mut problems).unwrap();
    (definition, problems)
}

/// Writes the folder of a definition and reads it again.
fn through_folder(definition: &Definition, place: &Path) -> (Definition, Vec<Problem>) {
    for (name, text) in files(definition) {
        std::fs::write(place.join(name), text).unwrap();
    }
    definition_of(&Store::folder(place.to_owned()))
}

/// Writes the workbook of a definition and reads it again.
fn through_workbook(
    definition: &Definition,
    language: Language,
    place: &Path,
) -> (Definition, Vec<Problem>) {
    let words = Words::load(language).unwrap();
    let path = place.join("definition.xlsx");
    std::fs::write(&path, write(definition, &words).unwrap()).unwrap();
    definition_of(&Store::workbook(path, captions().unwrap()))
}

/// Requirement: "Folder → workbook → folder loses nothing, comments included".
#[test]
fn the_built_in_campaigns_go_through_a_workbook_whole() {
    for name in Store::builtin_names() {
        let (original, problems) = definition_of(&Store::builtin(&name));
        assert_eq!(problems, [], "{name}");
        let folder = tempfile::tempdir().unwrap();
        let canonical = files(&original);
        let (of_folder, problems) = through_folder(&original, folder.path());
        assert_eq!(problems, [], "{name}");
        assert!(original.says_the_same(&of_folder), "{name}");
        for language in Language::all() {
            let (of_book, problems) = through_workbook(&original, language, folder.path());
            assert_eq!(problems, [], "{name}");
            assert!(original.says_the_same(&of_book), "{name}, {language}");
            assert_eq!(files(&of_book), canonical, "{name}, {language}");
        }
    }
}

/// A definition that loses a comment does not say the same: the test above can fail.
#[test]
fn a_lost_comment_is_a_difference() {
    let (original, _) = definition_of(&Store::builtin("hanoi-2025"));
    let mut other = original.clone();
    let noted = other.records.iter_mut().find(|record| !record.note.is_empty()).unwrap();
    noted.note.clear();
    assert!(!original.says_the_same(&other));
}

/// The same definition gives the same bytes.
#[test]
fn a_workbook_is_reproducible() {
    let (original, _) = definition_of(&Store::builtin("hanoi-2025"));
    let words = Words::load(Language::VI).unwrap();
    assert!(write(&original, &words).unwrap() == write(&original, &words).unwrap());
}

/// Comments wherever TOML allows them come along.
#[test]
fn comments_travel_from_wherever_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let text = "# top\n\nschema = \"bdhvs.campaign/1\" # behind\n# of forms\nforms = [\n  # within\n  \
                \"a1\", # after\n  # last\n]\n\n# of the source\n[[source]] # at its head\n\
                id = \"s\"\n# at the end\n";
    std::fs::write(folder.path().join("campaign.toml"), text).unwrap();
    let row = "id = \"a1\"\n[[indicator]]\nid = \"1\"\n# of the targets\n[indicator.targets]\n\
               # of the year\n2025 = \"85%\" # why\n";
    std::fs::write(folder.path().join("a1.toml"), row).unwrap();
    let (definition, _) = definition_of(&Store::folder(folder.path().to_owned()));
    let note = |table: &'static Table| definition.of(table).next().unwrap().note.clone();
    let lines = |table| note(table).lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines(&schema::CAMPAIGN)[..2], ["top", "behind"]);
    for word in ["of forms", "within", "after", "last"] {
        assert!(lines(&schema::CAMPAIGN).contains(&word.to_owned()), "{word}");
    }
    assert_eq!(lines(&schema::SOURCE), ["of the source", "at its head", "at the end"]);
    assert_eq!(lines(&schema::INDICATOR), ["of the targets"]);
    assert_eq!(lines(&schema::TARGET), ["of the year", "why"]);
}

/// A text as a definition may hold it: letters with accents, quotation marks, line breaks, what
/// looks like a number, a formula, a comment.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z0-9]{1,6}",
        Just("đổi số".to_owned()),
        Just("“Bình dân”".to_owned()),
        Just("\"x\"".to_owned()),
        Just("# y".to_owned()),
        Just("=1+1".to_owned()),
        Just("2.10".to_owned()),
        Just("00004".to_owned()),
        Just("30/9/2025".to_owned()),
        Just("\\".to_owned()),
        Just("a\nb".to_owned()),
        Just("TRUE".to_owned()),
        Just(",".to_owned()),
    ];
    prop::collection::vec(piece, 1..4).prop_map(|parts| parts.join(" ").nfc().collect())
}

fn value(shape: Shape) -> BoxedStrategy<Value> {
    let item = "[a-zđ@!*. ]{0,20}[a-z]";
    match shape {
        // What nobody sees in a cell, or a blank one, is kept too.
        Shape::Text => {
            prop_oneof![8 => text(), 1 => Just(String::new()), 1 => Just(" a ".to_owned())]
                .prop_map(Value::Text)
                .boxed()
        }
        Shape::Whole => (0_i64..100_000).prop_map(Value::Whole).boxed(),
        Shape::Flag => any::<bool>().prop_map(Value::Flag).boxed(),
        Shape::Day => (1_i8..28).prop_map(|d| Value::Day(jiff::civil::date(2026, 2, d))).boxed(),
        Shape::Moment => (0_i8..24)
            .prop_map(|hour| Value::Moment(jiff::civil::date(2026, 5, 9).at(hour, 30, 0, 0)))
            .boxed(),
        Shape::DayOrMoment => prop_oneof![value(Shape::Day), value(Shape::Moment)].boxed(),
        Shape::Choice(words) => {
            prop::sample::select(words).prop_map(|w| Value::Text(w.to_owned())).boxed()
        }
        Shape::List => prop::collection::vec(item, 0..4)
            .prop_map(|items| {
                let place = Place::whole(&"".into());
                let item =
                    |text: String| Item { text: text.trim().to_owned(), place: place.clone() };
                Value::List(items.into_iter().map(item).collect())
            })
            .boxed(),
    }
}

/// A record of a table: each column may be said or not; what leads to others is said.
fn record(table: &'static Table, form: &'static str) -> BoxedStrategy<Record> {
    let cells: Vec<_> = table
        .columns
        .iter()
        .map(|column| prop::option::weighted(0.8, value(column.shape)))
        .collect();
    let note = prop_oneof![Just(String::new()), text(), Just("một\n\n  hai".to_owned())];
    (cells, note)
        .prop_map(move |(cells, note)| {
            let place = Place::whole(&"".into());
            let mut record = Record::new(table, form, place.clone());
            if table.home != Home::Units {
                record.note = note.trim().to_owned();
            }
            for (column, value) in table.columns.iter().zip(cells) {
                if let Some(value) = value {
                    record.cells.insert(column.key, Cell { value, place: place.clone() });
                }
            }
            record
        })
        .boxed()
}

fn say(record: &mut Record, key: &'static str, value: Value) {
    record.cells.insert(key, Cell { value, place: Place::whole(&"".into()) });
}

/// A definition of every table, with two forms. It may say nonsense: only its shape matters here.
fn any_definition() -> impl Strategy<Value = Definition> {
    let mut all = Vec::new();
    for table in TABLES {
        for form in ["a1", "b2"] {
            if table.is_of_form() || form == "a1" {
                all.push(record(table, if table.is_of_form() { form } else { "" }));
            }
        }
    }
    all.prop_map(|mut records| {
        let place = Place::whole(&"".into());
        for record in &mut records {
            let text = |text: &str| Value::Text(text.to_owned());
            let form = record.form.clone();
            match record.table.key {
                "campaign" => {
                    let item = |id: &str| Item { text: id.to_owned(), place: place.clone() };
                    say(record, "forms", Value::List(vec![item("a1"), item("b2")]));
                }
                "form" => say(record, "id", text(&form)),
                "indicator" => say(record, "id", text("1")),
                "figure" => say(record, "indicator", text("1")),
                "targets" => {
                    say(record, "indicator", text("1"));
                    say(record, "year", Value::Whole(2025));
                    say(record, "target", text("> 85%"));
                }
                // A list of units has no place for what is said and empty, nor for white space.
                "unit" => record.cells.retain(|_, cell| {
                    let text = cell.value.as_cell();
                    !text.is_empty() && text.trim() == text
                }),
                _ => {}
            }
            // An entry of which nothing is said is no entry; what is required is said.
            if record.cells.is_empty() {
                let column = &record.table.columns[0];
                say(record, column.key, text("x"));
            }
        }
        Definition { records }
    })
}

/// The first line that differs in what two definitions are written as.
fn difference(a: &Definition, b: &Definition) -> Option<(String, String)> {
    let lines = |definition| -> Vec<String> {
        let files = files(definition).into_iter();
        files.flat_map(|(_, text)| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
    };
    let (a, b) = (lines(a), lines(b));
    let (mut a, mut b) = (a.into_iter(), b.into_iter());
    loop {
        match (a.next(), b.next()) {
            (None, None) => return None,
            (a, b) if a == b => {}
            (a, b) => return Some((a.unwrap_or_default(), b.unwrap_or_default())),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_definition_says_goes_through_folder_and_workbook(
        definition in any_definition(),
        vietnamese: bool,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let language = if vietnamese { Language::VI } else { Language::EN };
        let (of_folder, _) = through_folder(&definition, folder.path());
        prop_assert_eq!(difference(&of_folder, &definition), None);
        prop_assert!(of_folder.says_the_same(&definition));
        let (of_book, _) = through_workbook(&definition, language, folder.path());
        prop_assert_eq!(difference(&of_book, &definition), None);
        prop_assert!(of_book.says_the_same(&definition));
    }
}
