//! Reads the columns of a form from its records, checked against what its kind may ask.

use std::collections::BTreeSet;

use super::super::form::{Column, ColumnContent, FormKind};
use crate::campaign::Shown;
use crate::campaign::definition::Record;
use crate::campaign::problem::{ProblemKind, Problems, nearest};
use crate::values::key::Field;

/// A column without a width of its own.
const WIDTH: u16 = 12;

/// The fields that a kind of form asks; a list names its own.
fn fields(kind: FormKind) -> &'static [Field] {
    match kind {
        FormKind::Indicators => &[
            Field::Value,
            Field::Numerator,
            Field::Denominator,
            Field::People,
            Field::Baseline,
            Field::Evidence,
            Field::Explanation,
        ],
        FormKind::Tasks => &[Field::Status, Field::Result, Field::Evidence, Field::Explanation],
        FormKind::Outline => &[Field::Text],
        FormKind::List => &[],
    }
}

/// `figures` are the keys of the figures of rows that have several.
pub(super) fn read(
    record: &Record,
    kind: FormKind,
    figures: &BTreeSet<&str>,
    problems: &mut Problems<'_>,
) -> Option<Column> {
    let content = match (record.text("shows"), record.text("field")) {
        (Some(shows), None) => ColumnContent::Shows(shown(shows)?),
        (None, Some(field)) => ColumnContent::Asks(asked(record, field, kind, figures, problems)?),
        _ => {
            problems.at(&record.place, ProblemKind::Column);
            return None;
        }
    };
    let width = record.whole("width").and_then(|width| u16::try_from(width).ok());
    let caption = record.required("caption");
    let mut column = Column::new(caption, content, record.flag("added"), width.unwrap_or(WIDTH));
    column.optional = record.flag("optional");
    Some(column)
}

/// What the official text of a column is. Another word is a problem of its own already.
fn shown(word: &str) -> Option<Shown> {
    Some(match word {
        "number" => Shown::Number,
        "label" => Shown::Label,
        "target" => Shown::Target,
        "lead" => Shown::Lead,
        "reporters" => Shown::Reporters,
        "unit" => Shown::Unit,
        "evidence" => Shown::Evidence,
        "cooperating" => Shown::Cooperating,
        "time" => Shown::Time,
        _ => return None,
    })
}

fn asked(
    record: &Record,
    word: &str,
    kind: FormKind,
    figures: &BTreeSet<&str>,
    problems: &mut Problems<'_>,
) -> Option<Field> {
    let field = word.parse::<Field>().ok().filter(|field| match kind {
        FormKind::List => matches!(field, Field::Column(_)),
        FormKind::Indicators => fields(kind).contains(field) || figures.contains(word),
        FormKind::Tasks | FormKind::Outline => fields(kind).contains(field),
    });
    if field.is_none() {
        let known = fields(kind).iter().map(Field::as_str);
        let hint = nearest(word, known.chain(figures.iter().copied()));
        let kind = ProblemKind::Field { kind: kind.as_str(), field: word.to_owned(), hint };
        problems.at(record.place_of("field"), kind);
    }
    field
}
