//! `validate --format csv`: one line per finding, and one for each file without any, so that no
//! file vanishes. With a byte order mark, because Excel reads UTF-8 only behind one.

use super::validation_json::status;
use crate::consolidate::intake::Received;
use crate::i18n::visible::visible;
use crate::rules::finding::{Finding, Settlement};
use crate::values::key::UnitCode;

const HEADER: [&str; 14] = [
    "path",
    "unit",
    "status",
    "code",
    "name",
    "severity",
    "form",
    "indicator",
    "scope",
    "field",
    "sheet",
    "cell",
    "raw",
    "message",
];

/// What stands behind the message.
const MORE: [&str; 4] = ["hint", "settled", "reason", "trial"];

/// The table in CSV.
///
/// # Errors
/// Never in practice: it is written to memory.
pub fn write(
    files: &[Received<'_>],
    together: &[(Option<UnitCode>, Finding)],
) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer("\u{FEFF}".as_bytes().to_vec());
    writer.write_record(HEADER.iter().copied().chain(MORE))?;
    for file in files {
        let unit = file.unit.as_ref().map_or("", UnitCode::as_str);
        let head = [file.path.as_str(), unit, status(file)];
        if file.findings.is_empty() {
            let reason = file.reason.as_deref().unwrap_or_default();
            let blank = std::iter::repeat_n("", HEADER.len() - head.len() - 1);
            let more = [""; MORE.len()];
            let record = head.into_iter().chain(blank).chain([reason]).chain(more);
            writer.write_record(record.map(inert))?;
        }
        for finding in &file.findings {
            writer.write_record(record(head, finding))?;
        }
    }
    for (unit, finding) in together {
        let unit = unit.as_ref().map_or("", UnitCode::as_str);
        writer.write_record(record(["", unit, ""], finding))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

fn record(head: [&str; 3], finding: &Finding) -> Vec<String> {
    let at = &finding.location;
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let (settled, reason) = match &finding.settled {
        None => ("", ""),
        Some(Settlement::Explained { text }) => ("explained", text.as_str()),
        Some(Settlement::Waived { why, .. }) => ("waived", why.as_str()),
    };
    let tail = [
        finding.code.to_owned(),
        finding.name.to_owned(),
        finding.severity.to_string(),
        text(at.form.as_ref().map(crate::values::key::FormId::as_str)),
        text(at.indicator.as_ref().map(crate::values::key::IndicatorId::row)),
        text(at.scope.map(crate::values::key::Scope::as_str)),
        text(at.named_field().as_ref().map(crate::values::key::Field::as_str)),
        text(at.sheet.as_deref()),
        text(at.cell.as_deref()),
        text(finding.raw.as_deref()),
        finding.message.clone(),
        finding.hint.clone(),
        settled.to_owned(),
        reason.to_owned(),
        if finding.trial { "trial".to_owned() } else { String::new() },
    ];
    head.into_iter().chain(tail.iter().map(String::as_str)).map(inert).collect()
}

/// The characters that a spreadsheet takes for the start of a formula.
const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// What units wrote never becomes a formula when the table is opened in a spreadsheet, and commands no
/// terminal; a plain negative number stays one. A text that has the mark of its own gets another.
pub(crate) fn inert(text: &str) -> String {
    let is_number = text.chars().skip(1).all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let is_formula = text.starts_with(FORMULA_STARTS) && !(text.len() > 1 && is_number);
    let mark = if is_formula || is_marked(text) { "'" } else { "" };
    format!("{mark}{}", visible(text))
}

/// What a cell of a table said before [`inert`] marked it.
pub(crate) fn without_mark(text: &str) -> &str {
    if is_marked(text) { text.get(1..).unwrap_or_default() } else { text }
}

fn is_marked(text: &str) -> bool {
    text.starts_with('\'') && text.trim_start_matches('\'').starts_with(FORMULA_STARTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The report is recognised by its header when it is given back.
    #[test]
    fn the_header_is_the_one_that_is_recognised() {
        let text = String::from_utf8(write(&[], &[]).unwrap()).unwrap();
        let text = text.trim_start_matches('\u{FEFF}');
        assert!(
            crate::campaign::identity::CSV_STARTS.iter().any(|start| text.starts_with(start)),
            "{text}"
        );
    }

    #[test]
    fn text_of_units_stays_text() {
        assert_eq!(inert("=1+1"), "'=1+1");
        assert_eq!(inert("-3"), "-3");
        assert_eq!(inert("-"), "'-");
        assert_eq!(inert("\u{1B}[2J"), "␛[2J");
        assert_eq!(inert("Phường"), "Phường");
    }

    #[test]
    fn the_mark_is_taken_off_again() {
        for text in ["=1+1", "-3", "-", "'=1", "''=1", "'a", "@a.xlsx", "Phường"] {
            assert_eq!(without_mark(&inert(text)), text);
        }
    }
}
