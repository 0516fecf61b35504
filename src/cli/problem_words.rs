//! Mistakes of a definition in the words of the catalogue.

use super::problem_names::Names;
use super::{shape_words, target_words};
use crate::campaign::formula::FormulaProblem;
use crate::campaign::{CheckProblem, EntityKind, Expected, Problem, ProblemKind};
use crate::i18n::Words;
use crate::t;
use crate::values::key::InvalidKey;
use crate::wording::names::{open_failure, shortened};

/// One mistake with its place: `bieu1.toml:94: …`.
pub(super) fn line(problem: &Problem, words: &Words) -> String {
    let names = Names::at(&problem.place, words);
    format!("{}: {}", problem.place, kind(&problem.kind, &names, words))
}

#[allow(clippy::too_many_lines)] // One arm for each kind of problem.
fn kind(kind: &ProblemKind, names: &Names<'_>, words: &Words) -> String {
    match kind {
        ProblemKind::MissingFile => t!(words, "problem-missing-file"),
        ProblemKind::NotUtf8 => t!(words, "problem-not-utf8"),
        ProblemKind::Shape(detail) => shape_words::shape(detail, words),
        ProblemKind::Workbook(failure) => open_failure(failure, words),
        ProblemKind::MissingSheet { table } => {
            t!(words, "problem-missing-sheet", sheet = names.sheet(table))
        }
        ProblemKind::Stray(text) => t!(words, "problem-stray", text = text.as_str()),
        ProblemKind::Unlisted(form) => t!(words, "problem-unlisted", form = form.as_str()),
        ProblemKind::Key(error) => {
            t!(words, "problem-key", key = error.text.as_str(), rule = rule(error, words))
        }
        ProblemKind::Missing { table, key } => {
            t!(words, "problem-missing", table = names.table(table), key = names.key(key))
        }
        ProblemKind::NotOneOf { key, value, hint: Some(hint), choices: _ } => {
            near_choice(key, value, hint, names, words)
        }
        ProblemKind::NotOneOf { key, value, hint: None, choices } => {
            choice(key, value, choices, names, words)
        }
        ProblemKind::Separator(item) => t!(words, "problem-separator", item = item.as_str()),
        ProblemKind::TwoDeadlines => t!(words, "problem-two-deadlines"),
        ProblemKind::NoTargets(year) => t!(words, "problem-no-targets", year = year.to_string()),
        ProblemKind::PartyOfNobody(phrase) => {
            t!(words, "problem-party-of-nobody", phrase = phrase.as_str())
        }
        ProblemKind::WrongKind { kind, table } => {
            let (kind, table) = (names.choice("kind", kind), names.table(table));
            t!(words, "problem-wrong-kind", kind = kind, table = table)
        }
        ProblemKind::AskedNothing { period, units } => {
            let shown = shortened(&units.join(", "), 60);
            let (period, count) = (period.as_str(), units.len());
            t!(words, "problem-asked-nothing", period = period, count = count, units = shown)
        }
        ProblemKind::NotListed(form) => t!(words, "problem-not-listed", form = form.as_str()),
        ProblemKind::NoRow(form) => t!(words, "problem-no-row", form = form.as_str()),
        ProblemKind::Field { kind, field, hint: None } => {
            let kind = names.choice("kind", kind);
            t!(words, "problem-field", kind = kind, field = field.as_str())
        }
        ProblemKind::Field { kind, field, hint: Some(hint) } => {
            let kind = names.choice("kind", kind);
            t!(
                words,
                "problem-field-near",
                kind = kind,
                field = field.as_str(),
                hint = hint.as_str()
            )
        }
        ProblemKind::Circle(id) => t!(words, "problem-circle", id = id.as_str()),
        ProblemKind::Schema { found, expected } => {
            t!(words, "problem-schema", found = found.as_str(), expected = (*expected).to_owned())
        }
        ProblemKind::Duplicate { what, key } => {
            t!(words, "problem-duplicate", what = thing(*what, words), key = key.as_str())
        }
        ProblemKind::Unknown { what, key, hint: None } => {
            t!(words, "problem-unknown", what = thing(*what, words), key = key.as_str())
        }
        ProblemKind::Unknown { what, key, hint: Some(hint) } => {
            let what = thing(*what, words);
            t!(words, "problem-unknown-near", what = what, key = key.as_str(), hint = hint.as_str())
        }
        ProblemKind::MatchesNobody(selector) => {
            t!(words, "problem-matches-nobody", selector = selector.as_str())
        }
        ProblemKind::Target { notation, reason } => {
            target_words::refusal(notation, reason, names, words)
        }
        ProblemKind::TargetMeasure { notation, measure } => {
            t!(
                words,
                "problem-target-measure",
                notation = notation.as_str(),
                measure = names.choice("measure", measure),
                meaning = names.key("meaning")
            )
        }
        ProblemKind::Column => t!(words, "problem-column"),
        ProblemKind::Needs { measure, key } => {
            let measure = names.choice("measure", measure);
            t!(words, "problem-needs", measure = measure, key = names.key(key))
        }
        ProblemKind::NotInColumn { measure } => {
            t!(words, "problem-not-in-column", measure = names.choice("measure", measure))
        }
        ProblemKind::NoLevel { row, units } => {
            let shown = shortened(&units.join(", "), 60);
            let (row, count) = (row.as_str(), units.len());
            t!(words, "problem-no-level", row = row, count = count, units = shown)
        }
        ProblemKind::AskedWhen(FormulaProblem::Syntax { part }) => {
            t!(words, "problem-asked-when-syntax", part = part.as_str())
        }
        ProblemKind::AskedWhen(problem) => {
            t!(words, "problem-asked-when", detail = formula_problem(problem, words))
        }
        ProblemKind::OnlyInLists { key } => {
            t!(words, "problem-only-in-lists", key = names.key(key))
        }
        ProblemKind::NothingToAdd => t!(words, "problem-nothing-to-add"),
        ProblemKind::Formula(problem) => {
            t!(words, "problem-formula", detail = formula_problem(problem, words))
        }
        ProblemKind::NoColumn(field) => t!(words, "problem-no-column", field = field.as_str()),
        ProblemKind::AskedOfNobody(id) => t!(words, "problem-asked-of-nobody", id = id.as_str()),
        ProblemKind::Check(problem) => {
            t!(words, "problem-check", detail = check_problem(problem, words))
        }
        ProblemKind::OwnPredecessor(unit) => {
            t!(words, "problem-own-predecessor", unit = unit.as_str())
        }
        ProblemKind::DatesOutOfOrder => t!(words, "problem-dates"),
        ProblemKind::Value { column, value, expected } => {
            t!(
                words,
                "problem-value",
                column = names.key(column),
                value = value.as_str(),
                expected = expected_words(*expected, words)
            )
        }
    }
}

fn formula_problem(problem: &FormulaProblem, words: &Words) -> String {
    match problem {
        FormulaProblem::Syntax { part } => t!(words, "formula-syntax", part = part.as_str()),
        FormulaProblem::Unknown { name } => t!(words, "formula-unknown", name = name.as_str()),
        FormulaProblem::NoNumber { name } => t!(words, "formula-no-number", name = name.as_str()),
        FormulaProblem::MoreDecimals { name } => {
            t!(words, "formula-more-decimals", name = name.as_str())
        }
        FormulaProblem::NoChoice { name, choice } => {
            t!(words, "formula-no-choice", name = name.as_str(), choice = choice.as_str())
        }
        FormulaProblem::TooLong => t!(words, "formula-too-long"),
        FormulaProblem::Division => t!(words, "formula-division"),
        FormulaProblem::Circle => t!(words, "formula-circle"),
    }
}

fn choice(key: &str, value: &str, choices: &[&str], names: &Names<'_>, words: &Words) -> String {
    let (name, choices) = (names.key(key), names.choices(key, choices));
    t!(words, "problem-choice", key = name, value = value, choices = choices)
}

fn near_choice(key: &str, value: &str, hint: &str, names: &Names<'_>, words: &Words) -> String {
    let (name, hint) = (names.key(key), names.choice(key, hint));
    t!(words, "problem-choice-near", key = name, value = value, hint = hint)
}

fn check_problem(problem: &CheckProblem, words: &Words) -> String {
    match problem {
        CheckProblem::Syntax { expression, column, .. } => {
            let column = column.to_string();
            t!(words, "check-syntax", expression = expression.as_str(), column = column)
        }
        CheckProblem::TooLong { most } => t!(words, "check-too-long", most = most.to_string()),
        CheckProblem::TooDeep { most } => t!(words, "check-too-deep", most = most.to_string()),
        CheckProblem::RowWords(said) => t!(words, "check-row-words", words = said.as_str()),
        CheckProblem::Function(name) => t!(words, "check-function", name = name.as_str()),
        CheckProblem::NoField { name, instead } => {
            t!(words, "check-no-field", name = name.as_str(), instead = instead.as_str())
        }
        CheckProblem::UnknownOperand(name) => t!(words, "check-operand", name = name.as_str()),
        CheckProblem::NoFigure => t!(words, "check-no-figure"),
        CheckProblem::NotLogical => t!(words, "check-not-logical"),
        CheckProblem::Overflow => t!(words, "check-overflow"),
        CheckProblem::FloatingPoint => t!(words, "check-floating-point"),
        CheckProblem::Division => t!(words, "check-division"),
        CheckProblem::Unsupported => t!(words, "check-unsupported"),
    }
}

fn thing(thing: EntityKind, words: &Words) -> String {
    match thing {
        EntityKind::AgencyCode => t!(words, "thing-agency-code"),
        EntityKind::Figure => t!(words, "thing-figure"),
        EntityKind::Unit => t!(words, "thing-unit"),
        EntityKind::Group => t!(words, "thing-group"),
        EntityKind::Party => t!(words, "thing-party"),
        EntityKind::Period => t!(words, "thing-period"),
        EntityKind::Form => t!(words, "thing-form"),
        EntityKind::Indicator => t!(words, "thing-indicator"),
        EntityKind::Source => t!(words, "thing-source"),
        EntityKind::Column => t!(words, "thing-column"),
        EntityKind::Check => t!(words, "thing-check"),
        EntityKind::Campaign => t!(words, "thing-campaign"),
        EntityKind::Key => t!(words, "thing-key"),
        EntityKind::Sheet => t!(words, "thing-sheet"),
        EntityKind::Heading => t!(words, "thing-heading"),
        EntityKind::Session => t!(words, "thing-session"),
        EntityKind::Target => t!(words, "thing-target"),
    }
}

fn expected_words(expected: Expected, words: &Words) -> String {
    match expected {
        Expected::Text => t!(words, "expected-text"),
        Expected::TextCell => t!(words, "expected-text-cell"),
        Expected::WholeNumber => t!(words, "expected-whole"),
        Expected::AboveZero => t!(words, "expected-above-zero"),
        Expected::TrueFalse => t!(words, "expected-true-false"),
        Expected::YesNo => t!(words, "expected-yes-no"),
        Expected::Day => t!(words, "expected-day"),
        Expected::DayOrMoment => t!(words, "expected-day-or-moment"),
        Expected::Moment => t!(words, "expected-moment"),
        Expected::Since => t!(words, "expected-since"),
        Expected::SheetName => t!(words, "expected-sheet-name"),
        Expected::List => t!(words, "expected-list"),
        Expected::Table => t!(words, "expected-table"),
        Expected::ArrayOfTables => t!(words, "expected-array"),
        Expected::Maximum => t!(words, "expected-maximum"),
        Expected::Decimals => t!(words, "expected-decimals"),
        Expected::Per => t!(words, "expected-per"),
        Expected::Choices => t!(words, "expected-choices"),
        Expected::FigureKey => t!(words, "expected-figure-key"),
    }
}

/// What an identifier must look like.
fn rule(error: &InvalidKey, words: &Words) -> String {
    match error.kind {
        "campaign id" | "period id" => t!(words, "key-rule-slug"),
        "form id" => t!(words, "key-rule-form"),
        "indicator id" => t!(words, "key-rule-indicator"),
        "unit code" => t!(words, "key-rule-unit"),
        _ => error.rule.to_owned(),
    }
}
