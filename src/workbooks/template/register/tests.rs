//! What the issue register keeps of lines that runs and people wrote.

use super::*;

fn entry(unit: &str, sha256: &str, day: i8) -> Entry {
    Entry {
        serial: 0,
        unit: unit.parse().unwrap(),
        name: "Phường Mẫu".to_owned(),
        file: format!("{unit}.xlsx"),
        sha256: sha256.to_owned(),
        campaign: "mau-2025".parse().unwrap(),
        period: "2025-9t".parse().unwrap(),
        version: 1,
        issued_on: jiff::civil::date(2025, 9, day),
        agency_code: String::new(),
    }
}

/// Nothing is dropped: issuing for one unit keeps the lines of the others.
#[test]
fn issuing_again_keeps_the_others_and_the_serials() {
    let mut register = Register::default();
    register.enter(&Register::default(), &[entry("99001", "a", 1), entry("CQ-A", "b", 1)]);
    let csv = String::from_utf8(register.to_csv().unwrap()).unwrap();
    assert!(
        csv.trim_start_matches('\u{FEFF}').starts_with(crate::campaign::identity::CSV_STARTS[0])
    );
    assert!(csv.starts_with('\u{FEFF}'));
    let mut again = Register::from_csv(&csv.replace(',', ";")).unwrap();
    assert_eq!(again.entries, register.entries);
    again.enter(&register, &[entry("CQ-A", "c", 2), entry("99001", "a", 2)]);
    let lines: Vec<_> =
        again.entries().iter().map(|e| (e.serial, e.sha256.as_str(), e.issued_on.day())).collect();
    assert_eq!(lines, [(1, "a", 1), (2, "c", 2)]);
}

/// A person's words stay, in columns of their own too; the run's value is a line more.
#[test]
fn a_line_changed_since_stays_and_gets_a_second() {
    let mut known = Register::default();
    known.enter(&Register::default(), &[entry("99001", "a", 1)]);
    let csv = String::from_utf8(known.to_csv().unwrap()).unwrap();
    let edited = csv.replace("issued_on\n", "issued_on,ghi chú\n").replace("Mẫu", "Mẫu (sửa)");
    let edited = edited.replace("2025-09-01\n", "2025-09-01,đã gọi\n");
    let mut register = Register::from_csv(&edited).unwrap();
    register.enter(&known, &[entry("99001", "b", 2)]);
    let csv = String::from_utf8(register.to_csv().unwrap()).unwrap();
    let lines: Vec<&str> = csv.lines().collect();
    assert!(lines[1].contains("Mẫu (sửa)") && lines[1].ends_with("đã gọi"), "{csv}");
    assert!(lines[2].starts_with("2,99001,") && lines[2].contains(",b,"), "{csv}");
}
