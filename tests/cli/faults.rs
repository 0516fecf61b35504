//! The fault catalogue: a clean return has nothing to be said about it, and for every rule at least
//! one fault in it gives exactly that finding at exactly that cell, and nothing else in the file
//! (design §9: "never blames a cell for what another cell caused").

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::definition::definition;
use crate::fill::{Package, Put, Spot};
use crate::issued::{blank, clean, clean_but};
use crate::moved::{Names, at, shift};
use crate::run::Folder;
use Put::{Bool, Date, Error, Formula, Number, Percent, Text, Uncalculated};

/// A finding: code, severity, and the cell by its name without `bdhvs_`.
pub type Expected = (&'static str, &'static str, &'static str);

/// A fault: a unit (`*` is any commune), the cells changed, the findings expected.
pub type Fault = (&'static str, &'static [(&'static str, Put<'static>)], &'static [Expected]);

const B1_1: &str = "bieu1_1_own_value";
const B1_3: &str = "bieu1_3_own_value";
const B2_4: &str = "bieu2_4_own_value";

pub const FAULTS: &[Fault] = &[
    // 401 missing-value
    ("*", &[(B2_4, Put::Blank)], &[("BD401", "error", B2_4)]),
    ("*", &[(B2_4, Text("  "))], &[("BD401", "error", B2_4)]),
    ("*", &[("bieu1_3_own_numerator", Put::Blank)], &[("BD401", "error", "bieu1_3_own_numerator")]),
    (
        "*",
        &[("bieu1_3_own_denominator", Put::Blank)],
        &[("BD401", "error", "bieu1_3_own_denominator")],
    ),
    (
        "*",
        &[("bieu1_3_own_numerator", Put::Blank), ("bieu1_3_own_denominator", Put::Blank)],
        &[("BD401", "error", B1_3)],
    ),
    ("*", &[("bieu2_23_own_people", Put::Blank)], &[("BD401", "error", "bieu2_23_own_people")]),
    ("SO-NV", &[("bieu1_6_city_value", Put::Blank)], &[("BD401", "error", "bieu1_6_city_value")]),
    // A stated zero in one figure of a rate does not excuse the other.
    (
        "*",
        &[
            ("bieu1_3_own_numerator", Text("Không phát sinh")),
            ("bieu1_3_own_denominator", Put::Blank),
        ],
        &[("BD401", "error", "bieu1_3_own_denominator")],
    ),
    // 402 not-a-number
    ("*", &[(B2_4, Text("đang tổng hợp"))], &[("BD402", "error", B2_4)]),
    ("*", &[(B2_4, Text("-"))], &[("BD402", "error", B2_4)]),
    ("*", &[(B2_4, Text("không"))], &[("BD402", "error", B2_4)]),
    ("*", &[(B2_4, Bool(true))], &[("BD402", "error", B2_4)]),
    ("*", &[(B1_3, Text("đạt"))], &[("BD402", "error", B1_3)]),
    ("*", &[("bieu1_3_own_baseline", Text("cao"))], &[("BD402", "error", "bieu1_3_own_baseline")]),
    // Design §4: "Không phát sinh" is for counts and documents.
    ("*", &[(B1_3, Text("Không phát sinh"))], &[("BD402", "error", B1_3)]),
    // 403 number-as-text
    ("*", &[(B2_4, Text("350"))], &[("BD403", "warning", B2_4)]),
    ("*", &[(B2_4, Text("1.250 người"))], &[("BD403", "warning", B2_4)]),
    ("*", &[(B2_4, Text("12 345"))], &[("BD403", "warning", B2_4)]),
    (
        "*",
        &[("bieu1_3_own_denominator", Text("1.000"))],
        &[("BD403", "warning", "bieu1_3_own_denominator")],
    ),
    ("*", &[(B1_3, Text("97%"))], &[("BD403", "warning", B1_3)]),
    ("*", &[(B1_3, Text("97,0"))], &[("BD403", "warning", B1_3)]),
    ("SO-NV", &[("bieu1_6_city_value", Text("3"))], &[("BD403", "warning", "bieu1_6_city_value")]),
    // 404 ambiguous-number
    ("*", &[(B2_4, Number("1.234"))], &[("BD404", "error", B2_4)]),
    ("*", &[(B2_4, Text("1,234"))], &[("BD404", "error", B2_4)]),
    (
        "*",
        &[("bieu1_3_own_baseline", Number("0.855"))],
        &[("BD404", "error", "bieu1_3_own_baseline")],
    ),
    ("*", &[("bieu1_3_own_baseline", Number("1"))], &[("BD404", "error", "bieu1_3_own_baseline")]),
    (
        "*",
        &[("bieu1_3_own_baseline", Text("85.125"))],
        &[("BD404", "error", "bieu1_3_own_baseline")],
    ),
    // 405 approximate-number
    ("*", &[(B2_4, Text("hơn 200"))], &[("BD405", "error", B2_4)]),
    ("*", &[(B2_4, Text("khoảng 1.000"))], &[("BD405", "error", B2_4)]),
    ("*", &[(B2_4, Text("~150"))], &[("BD405", "error", B2_4)]),
    ("*", &[(B2_4, Text("5-7"))], &[("BD405", "error", B2_4)]),
    ("*", &[(B2_4, Text("200+"))], &[("BD405", "error", B2_4)]),
    (
        "*",
        &[("bieu1_3_own_baseline", Text("trên 50%"))],
        &[("BD405", "error", "bieu1_3_own_baseline")],
    ),
    // 406 negative-number
    ("*", &[(B2_4, Number("-5"))], &[("BD406", "error", B2_4)]),
    ("*", &[("bieu1_3_own_baseline", Number("-1"))], &[("BD406", "error", "bieu1_3_own_baseline")]),
    (
        "*",
        &[("bieu1_3_own_numerator", Number("-1"))],
        &[("BD406", "error", "bieu1_3_own_numerator")],
    ),
    // 407 fractional-count
    ("*", &[(B2_4, Number("12.5"))], &[("BD407", "error", B2_4)]),
    ("*", &[(B2_4, Text("12,5"))], &[("BD407", "error", B2_4)]),
    ("*", &[("bieu2_23_own_people", Number("1.5"))], &[("BD407", "error", "bieu2_23_own_people")]),
    // 408 percent-out-of-range
    (
        "*",
        &[("bieu1_3_own_baseline", Number("101"))],
        &[("BD408", "error", "bieu1_3_own_baseline")],
    ),
    ("*", &[(B1_3, Number("850"))], &[("BD408", "error", B1_3)]),
    (
        "*",
        &[("bieu1_3_own_baseline", Percent("1.5"))],
        &[("BD408", "error", "bieu1_3_own_baseline")],
    ),
    // 409 wrong-measure
    ("*", &[(B2_4, Text("12 lớp"))], &[("BD409", "error", B2_4)]),
    ("*", &[(B2_4, Text("50%"))], &[("BD409", "error", B2_4)]),
    ("*", &[(B2_4, Percent("0.5"))], &[("BD409", "error", B2_4)]),
    // 410 formula-error
    ("*", &[(B2_4, Error("#REF!"))], &[("BD410", "error", B2_4)]),
    (
        "*",
        &[("bieu1_3_own_numerator", Error("#DIV/0!"))],
        &[("BD410", "error", "bieu1_3_own_numerator")],
    ),
    ("*", &[(B2_4, Text("#REF!"))], &[("BD410", "error", B2_4)]),
    ("*", &[("bieu2_23_own_value", Error("#N/A"))], &[("BD410", "error", "bieu2_23_own_value")]),
    // 411 date-for-number
    ("*", &[(B2_4, Date("45000"))], &[("BD411", "error", B2_4)]),
    // 412 not-a-choice
    ("*", &[("bieu2_23_own_value", Text("Rồi"))], &[("BD412", "error", "bieu2_23_own_value")]),
    ("*", &[("bieu2_23_own_value", Number("1"))], &[("BD412", "error", "bieu2_23_own_value")]),
    (
        "*",
        &[("bieu2_23_own_value", Text("Không phát sinh"))],
        &[("BD412", "error", "bieu2_23_own_value")],
    ),
    // 413 invalid-rank
    ("SO-NV", &[("bieu1_6_city_value", Text("Nhất"))], &[("BD402", "error", "bieu1_6_city_value")]),
    ("SO-NV", &[("bieu1_6_city_value", Number("0"))], &[("BD413", "error", "bieu1_6_city_value")]),
    (
        "SO-NV",
        &[("bieu1_6_city_value", Number("2.5"))],
        &[("BD413", "error", "bieu1_6_city_value")],
    ),
    // A rank "Không phát sinh" must never be read as rank 0, which would be in any Tốp.
    (
        "SO-NV",
        &[("bieu1_6_city_value", Text("Không phát sinh"))],
        &[("BD413", "error", "bieu1_6_city_value")],
    ),
    // 414 legacy-encoding: in text, in choices and in the agreed words; what was read counts.
    (
        "*",
        &[("bieu2_1_own_evidence", Text("B¸o c¸o sè 15/BC-UBND"))],
        &[("BD414", "warning", "bieu2_1_own_evidence")],
    ),
    (
        "*",
        &[("bieu2_1_own_evidence", Text("Baùo caùo soá 15/BC-UBND"))],
        &[("BD414", "warning", "bieu2_1_own_evidence")],
    ),
    (
        "*",
        &[("bieu2_23_own_value", Text("§· bè trÝ"))],
        &[("BD414", "warning", "bieu2_23_own_value")],
    ),
    ("*", &[(B2_4, Text("Kh«ng ph¸t sinh"))], &[("BD414", "warning", B2_4)]),
    ("*", &[(B2_4, Text("Khoâng aùp duïng"))], &[("BD414", "warning", B2_4)]),
    // Not one of the choices in any encoding; a figure is never read out of such text.
    ("*", &[("bieu2_23_own_value", Text("Råi"))], &[("BD412", "error", "bieu2_23_own_value")]),
    ("*", &[(B2_4, Text("nhiÒu ng\u{AD}êi"))], &[("BD402", "error", B2_4)]),
    // 415 uncalculated-formula
    ("*", &[(B2_4, Uncalculated("SUM(A1:A2)"))], &[("BD415", "error", B2_4)]),
    (
        "*",
        &[("bieu1_3_own_numerator", Uncalculated("1+1"))],
        &[("BD415", "error", "bieu1_3_own_numerator")],
    ),
    // 501 numerator-exceeds-denominator; it silences 408 and 502
    (
        "*",
        &[("bieu1_3_own_numerator", Number("1001"))],
        &[("BD501", "error", "bieu1_3_own_numerator")],
    ),
    (
        "*",
        &[("bieu1_3_own_numerator", Number("1001")), (B1_3, Number("100.1"))],
        &[("BD501", "error", "bieu1_3_own_numerator")],
    ),
    (
        "*",
        &[("bieu1_3_own_numerator", Number("1001")), (B1_3, Number("50"))],
        &[("BD501", "error", "bieu1_3_own_numerator")],
    ),
    // 502 rate-mismatch: a warning at the value
    ("*", &[(B1_3, Number("91"))], &[("BD502", "warning", B1_3)]),
    ("*", &[(B1_3, Percent("0.91"))], &[("BD502", "warning", B1_3)]),
    // 503 missing-evidence
    ("*", &[("bieu2_1_own_evidence", Put::Blank)], &[("BD503", "warning", "bieu2_1_own_evidence")]),
    (
        "SO-NV",
        &[("bieu1_6_city_evidence", Put::Blank)],
        &[("BD503", "warning", "bieu1_6_city_evidence")],
    ),
    // 504 evidence-count-mismatch: only where the evidence is a list beyond doubt
    (
        "*",
        &[
            ("bieu2_1_own_value", Number("3")),
            ("bieu2_1_own_evidence", Text("Kế hoạch số 12/KH-UBND; Quyết định số 15/QĐ-UBND")),
        ],
        &[("BD504", "warning", "bieu2_1_own_evidence")],
    ),
    (
        "*",
        &[("bieu2_1_own_evidence", Text("1. 12/KH-UBND\n2. 15/QĐ-UBND\n3. 02/2025/NQ-HĐND"))],
        &[("BD504", "warning", "bieu2_1_own_evidence")],
    ),
    // 505 rate-without-base
    (
        "*",
        &[
            ("bieu1_3_own_numerator", Put::Blank),
            ("bieu1_3_own_denominator", Put::Blank),
            (B1_3, Number("91")),
        ],
        &[("BD505", "warning", B1_3)],
    ),
    // 506 check-failed blames what the check names first
    ("*", &[("bieu2_17_own_value", Number("11"))], &[("BD506", "error", "bieu2_17_own_value")]),
    ("*", &[("bieu2_10_own_value", Number("0"))], &[("BD506", "error", "bieu2_11_own_value")]),
    (
        "*",
        &[("bieu2_12_own_value", Number("900000"))],
        &[("BD506", "warning", "bieu2_12_own_value")],
    ),
    (
        "*",
        &[("bieu2_14_own_value", Number("900000"))],
        &[("BD506", "warning", "bieu2_14_own_value")],
    ),
    (
        "*",
        &[("bieu2_15_own_value", Number("900000"))],
        &[("BD506", "warning", "bieu2_15_own_value")],
    ),
    (
        "*",
        &[
            ("bieu1_4_own_numerator", Number("899999")),
            ("bieu1_4_own_denominator", Number("900000")),
        ],
        &[("BD506", "warning", "bieu1_4_own_denominator")],
    ),
    (
        "SO-GDDT",
        &[("bieu2_19_city_numerator", Number("0"))],
        &[("BD506", "warning", "bieu2_19_city_numerator")],
    ),
    // 507 zero-denominator; it silences 501 and 502
    (
        "*",
        &[("bieu1_3_own_denominator", Number("0"))],
        &[("BD507", "error", "bieu1_3_own_denominator")],
    ),
    (
        "*",
        &[("bieu1_3_own_denominator", Number("0")), (B1_3, Number("12"))],
        &[("BD507", "error", "bieu1_3_own_denominator")],
    ),
    (
        "*",
        &[("bieu1_3_own_numerator", Number("0")), ("bieu1_3_own_denominator", Number("0"))],
        &[("BD507", "error", "bieu1_3_own_denominator")],
    ),
    // 508 status-contradicts-number
    ("*", &[("bieu2_23_own_people", Number("0"))], &[("BD508", "error", "bieu2_23_own_value")]),
    (
        "*",
        &[("bieu2_23_own_value", Text("Chưa bố trí"))],
        &[("BD508", "error", "bieu2_23_own_value")],
    ),
    ("*", &[(B1_3, Text("Không áp dụng"))], &[("BD508", "error", B1_3)]),
    ("*", &[(B1_3, Text("Chưa có số liệu"))], &[("BD508", "error", B1_3)]),
    // 601 target-missed
    ("*", &[("bieu1_3_own_numerator", Number("849"))], &[("BD601", "warning", B1_3)]),
    (
        "*",
        &[("bieu1_4_own_numerator", Number("849"))],
        &[("BD601", "warning", "bieu1_4_own_value")],
    ),
    (
        "SO-NV",
        &[("bieu1_6_city_value", Number("6"))],
        &[("BD601", "warning", "bieu1_6_city_value")],
    ),
    // 602 target-on-boundary; `> 85%` is missed there as well, `85%` is met
    (
        "*",
        &[("bieu1_3_own_numerator", Number("850"))],
        &[("BD601", "warning", B1_3), ("BD602", "info", B1_3)],
    ),
    ("*", &[("bieu1_4_own_numerator", Number("850"))], &[("BD602", "info", "bieu1_4_own_value")]),
    ("SO-NV", &[("bieu1_6_city_value", Number("5"))], &[("BD602", "info", "bieu1_6_city_value")]),
    // A 4xx error silences every 5xx and 6xx that reads its cell.
    (
        "*",
        &[("bieu1_3_own_denominator", Text("nhiều")), (B1_3, Number("50"))],
        &[("BD402", "error", "bieu1_3_own_denominator")],
    ),
    (
        "*",
        &[("bieu2_17_own_value", Text("nhiều")), ("bieu2_16_own_value", Number("20"))],
        &[("BD402", "error", "bieu2_17_own_value")],
    ),
    (
        "*",
        &[("bieu2_1_own_value", Text("nhiều")), ("bieu2_1_own_evidence", Put::Blank)],
        &[("BD402", "error", "bieu2_1_own_value")],
    ),
    ("*", &[("bieu2_23_own_people", Text("nhiều"))], &[("BD402", "error", "bieu2_23_own_people")]),
    // A staff figure that is stated not to exist is not a figure: nothing is dropped in silence.
    (
        "*",
        &[("bieu2_23_own_people", Text("Chưa có số liệu"))],
        &[("BD401", "error", "bieu2_23_own_people")],
    ),
    // Two faults in two rows: each is said once, each at its place.
    (
        "*",
        &[(B2_4, Text("hơn 200")), ("bieu2_5_own_value", Put::Blank)],
        &[("BD405", "error", B2_4), ("BD401", "error", "bieu2_5_own_value")],
    ),
];

/// Contents that look odd and are right: no finding at all.
const ACCEPTED: &[Fault] = &[
    ("*", &[(B2_4, Text("Không phát sinh"))], &[]),
    ("*", &[(B2_4, Text("Không áp dụng"))], &[]),
    ("*", &[(B2_4, Text("Chưa có số liệu"))], &[]),
    ("*", &[(B2_4, Text(" không PHÁT sinh "))], &[]),
    ("*", &[(B2_4, Text("Kho\u{302}ng a\u{301}p du\u{323}ng"))], &[]),
    ("*", &[(B2_4, Number("0"))], &[]),
    ("*", &[(B2_4, Number("1250"))], &[]),
    ("*", &[(B2_4, Formula("SUM(1,2)", "3"))], &[]),
    // Design §4: the rate is a formula; its cached result is ignored, whatever it is.
    ("*", &[(B1_3, Formula("ROUND(1,2)", "0"))], &[]),
    ("*", &[(B1_3, Uncalculated("ROUND(1,2)"))], &[]),
    // Its two figures settle an ambiguous 0.97; a rate may be written by hand when it agrees.
    ("*", &[(B1_3, Number("0.97"))], &[]),
    ("*", &[(B1_3, Number("97"))], &[]),
    ("*", &[(B1_3, Percent("0.97"))], &[]),
    // Unicode already, or not certain to be anything else.
    ("*", &[("bieu2_1_own_evidence", Text("Cộng hòa, khoá học, Müller & Söhne © 2025"))], &[]),
    ("*", &[("bieu2_1_own_evidence", Text("Cã 12 líp"))], &[]),
    // Evidence is asked only for a figure above zero.
    ("*", &[("bieu2_1_own_value", Number("0")), ("bieu2_1_own_evidence", Put::Blank)], &[]),
    (
        "*",
        &[("bieu2_1_own_value", Text("Không phát sinh")), ("bieu2_1_own_evidence", Put::Blank)],
        &[],
    ),
    // A list as long as it should be, and what is not certainly a list.
    (
        "*",
        &[
            ("bieu2_1_own_value", Number("2")),
            ("bieu2_1_own_evidence", Text("Kế hoạch số 12/KH-UBND; Quyết định số 15/QĐ-UBND")),
        ],
        &[],
    ),
    ("*", &[("bieu2_1_own_evidence", Text("12/KH-UBND; 15/QĐ-UBND và các văn bản khác"))], &[]),
    // Of what is not a document there is no list.
    ("*", &[("bieu2_4_own_evidence", Text("12/KH-UBND; 15/QĐ-UBND"))], &[]),
    // The comparison with before, and the explanation, are optional.
    ("*", &[("bieu1_3_own_baseline", Put::Blank)], &[]),
    ("*", &[("bieu2_23_own_value", Text("Chưa bố trí")), ("bieu2_23_own_people", Put::Blank)], &[]),
    (
        "*",
        &[("bieu2_23_own_value", Text("Chưa bố trí")), ("bieu2_23_own_people", Number("0"))],
        &[],
    ),
    (
        "*",
        &[("bieu2_23_own_value", Text("Không áp dụng")), ("bieu2_23_own_people", Put::Blank)],
        &[],
    ),
    ("*", &[("bieu2_11_own_value", Number("0")), ("bieu2_10_own_value", Number("0"))], &[]),
    ("*", &[("bieu2_17_own_value", Number("12")), ("bieu2_16_own_value", Number("12"))], &[]),
    // Departments have no population that they could exceed.
    ("SO-YT", &[("bieu2_14_own_value", Number("900000"))], &[]),
];

/// A finding as a test sees it: code, severity, sheet, address, form, indicator, scope, field.
type Seen = (String, String, String, String, String);

fn seen(finding: &Value) -> Seen {
    let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let place = ["form", "indicator", "scope", "field"].map(text).join("_");
    (text("code"), text("severity"), place, text("sheet"), text("cell"))
}

fn wanted(workbook: &Package, expected: &Expected) -> Seen {
    let (code, severity, name) = *expected;
    let spot = workbook.spot(name);
    (code.into(), severity.into(), name.into(), spot.sheet.clone(), spot.cell.clone())
}

/// Puts faults into as many communes, and into departments round by round, and validates each round
/// in one run.
#[track_caller]
fn check_all(faults: &[Fault]) {
    let mut open: Vec<&Fault> = faults.iter().collect();
    while !open.is_empty() {
        let folder = Folder::new();
        let mut communes = definition().communes();
        let mut used = BTreeSet::new();
        let mut round: BTreeMap<String, (&Fault, Package)> = BTreeMap::new();
        let mut later = Vec::new();
        // A lead agency beside the units would be held against them (BD710).
        let of_communes = open[0].0 == "*";
        for fault in open {
            if (fault.0 == "*") != of_communes {
                later.push(fault);
                continue;
            }
            let unit = match fault.0 {
                "*" => communes.next().unwrap_or_default(),
                unit => unit,
            };
            if unit.is_empty() || !used.insert(unit) {
                later.push(fault);
                continue;
            }
            let workbook = clean_but(unit, fault.1);
            folder.write(&format!("{unit}.xlsx"), workbook.bytes());
            round.insert(format!("./{unit}.xlsx"), (fault, workbook));
        }
        let is_error = |fault: &Fault| fault.2.iter().any(|expected| expected.1 == "error");
        let status = i32::from(round.values().any(|(fault, _)| is_error(fault)));
        let ran =
            folder.run(["validate", ".", "--format", "json"]).status(status).writes(&[]).check();
        let report = ran.json();
        let files = report["files"].as_array().unwrap();
        assert_eq!(files.len(), round.len());
        for file in files {
            let (fault, workbook) = &round[file["path"].as_str().unwrap()];
            let findings = file["findings"].as_array().unwrap();
            let found: Vec<Seen> = findings.iter().map(seen).collect();
            let expected: Vec<Seen> = fault.2.iter().map(|e| wanted(workbook, e)).collect();
            assert_eq!(found, expected, "{:?}\n{findings:#?}", fault.1);
            assert_eq!(file["status"], "accepted", "{:?}", fault.1);
            for finding in findings {
                for key in ["message", "hint", "name"] {
                    let text = finding[key].as_str().unwrap();
                    assert!(!text.is_empty() && !text.contains(['{', '$', '\u{2068}']), "{text}");
                }
            }
        }
        open = later;
    }
}

/// Design §9: for every rule about a cell, an answer or a form, exactly its finding.
#[test]
fn every_fault_is_found_where_it_is_and_nothing_else() {
    check_all(FAULTS);
}

/// Design §4, §5: what may be written is accepted without a word.
#[test]
fn what_may_be_written_is_accepted_without_a_word() {
    check_all(ACCEPTED);
}

/// Every unit can send a return about which there is nothing to say: 0 and no output but the status.
#[test]
fn clean_returns_of_every_kind_of_unit_are_clean() {
    let folder = Folder::new();
    let units = [
        "00004",
        "SO-NV",
        "SO-KHCN",
        "SO-GDDT",
        "CATP",
        "THANHDOAN",
        "NHNN-KV1",
        "CD-CNC",
        "BAO-PTTH",
        "SO-VHTT",
    ];
    for unit in units {
        folder.write(&format!("{unit}.xlsx"), clean(unit).bytes());
    }
    let report = folder.run(["validate", ".", "--format", "json"]).writes(&[]).check().json();
    assert_eq!(report["schema"], "bdhvs.validation/1");
    assert_eq!(report["campaign"], "hanoi-2025");
    assert_eq!(report["period"], "2025-9t");
    for file in report["files"].as_array().unwrap() {
        assert_eq!(file["findings"].as_array().unwrap().len(), 0, "{file:#}");
        assert_eq!(file["status"], "accepted");
        assert_eq!(file["cells"]["rejected"], 0);
    }
    assert_eq!(report["summary"]["accepted"], units.len());
    // Over all of them kinds of unit may have counted the same people, which is no unit's fault.
    let alone = report["findings"].as_array().unwrap();
    assert!(!alone.is_empty() && alone.iter().all(|f| f["code"] == "BD707"), "{alone:#?}");
    let run = folder.run(["validate", "."]).stdout_has("Hợp lệ").stdout_lacks("cần giải trình");
    run.stdout_has("Khi so các tệp với nhau").check();
    folder.run(["validate", "00004.xlsx"]).stdout_has("Hợp lệ").stdout_lacks("BD").check();
}

/// The rules that the catalogue above and the tests below cover between them are all that there are.
#[test]
fn every_rule_has_a_fault() {
    let elsewhere = [
        "BD101", "BD102", "BD103", "BD104", "BD105", "BD106", "BD107", "BD108", "BD109", "BD110",
        "BD111", "BD112", "BD113", "BD201", "BD202", "BD203", "BD204", "BD205", "BD301", "BD302",
        "BD303", "BD304", "BD305", "BD306", "BD307", "BD308", "BD701", "BD702", "BD703", "BD704",
        "BD705", "BD706", "BD707", "BD708", "BD709", "BD710",
    ];
    let covered: BTreeSet<&str> = FAULTS
        .iter()
        .flat_map(|fault| fault.2)
        .map(|expected| expected.0)
        .chain(elsewhere)
        .collect();
    let known: BTreeSet<&str> = bdhvs::rules::RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(covered, known);
}

/// Validates one file and gives its entry in the report.
#[track_caller]
fn validated(name: &str, content: &[u8], status: i32, more: &[&str]) -> Value {
    let folder = Folder::new();
    folder.write(name, content);
    let arguments = ["validate", name, "--format", "json"];
    let arguments = arguments.iter().chain(more);
    let report = folder.run(arguments).status(status).writes(&[]).check().json();
    let files = report["files"].as_array().unwrap();
    assert_eq!(files.len(), 1);
    files[0].clone()
}

/// Design §9: a rejected file has only findings about the file.
#[track_caller]
fn assert_rejected(file: &Value, code: &str) {
    assert_eq!(file["status"], "rejected", "{file:#}");
    let findings = file["findings"].as_array().unwrap();
    let codes: Vec<&str> = findings.iter().map(|f| f["code"].as_str().unwrap()).collect();
    assert_eq!(codes, [code], "{file:#}");
    assert_eq!(findings[0]["severity"], "error");
    for key in ["form", "indicator", "scope", "field", "sheet", "cell", "raw"] {
        assert!(findings[0][key].is_null(), "{key} of {file:#}");
    }
    assert!(file["reason"].as_str().unwrap().starts_with(code));
}

const IDENTITY: [&str; 3] = ["docProps/custom.xml", "docProps/core.xml", "xl/sharedStrings.xml"];
const GIVEN: [&str; 4] = ["-c", "hanoi-2025", "-p", "2025-9t"];

/// A faulty return: what is inside must not be mentioned when the file is rejected.
fn faulty(unit: &str) -> Package {
    clean_but(unit, &[(B2_4, Text("hơn 200")), (B1_1, Text("cao"))])
}

#[test]
fn bd101_a_damaged_file_is_unreadable() {
    let bytes = faulty("00004").bytes();
    let half = &bytes[..bytes.len() / 2];
    assert_rejected(&validated("a.xlsx", half, 1, &GIVEN), "BD101");
}

/// What only looks like a file is unreadable too: a dead link, a link to a folder, a pipe, which
/// would keep the command waiting.
#[cfg(unix)]
#[test]
fn bd101_what_is_no_plain_file_is_unreadable() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00004").bytes());
    std::os::unix::fs::symlink("nowhere", folder.path("in/b.xlsx")).unwrap();
    std::os::unix::fs::symlink("..", folder.path("in/c.xlsx")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(folder.path("in/d.xlsx")).status();
    let pipe = made.is_ok_and(|status| status.success());
    let command = std::process::Command::new(env!("CARGO_BIN_EXE_bdhvs"))
        .args(["validate", "in", "--format", "json"])
        .current_dir(folder.path(""))
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&command.stdout).unwrap();
    assert_eq!(command.status.code(), Some(1));
    let files = report["files"].as_array().unwrap();
    assert_eq!(files.len(), 3 + usize::from(pipe));
    assert_eq!(files[0]["status"], "accepted");
    for file in &files[1..] {
        assert_rejected(file, "BD101");
    }
}

#[test]
fn bd102_a_file_with_a_password_is_named_so() {
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    for name in ["/EncryptionInfo", "/EncryptedPackage"] {
        use std::io::Write as _;
        file.create_stream(name).unwrap().write_all(&[4, 0, 4, 0, 64, 0, 0, 0]).unwrap();
    }
    file.flush().unwrap();
    let bytes = file.into_inner().into_inner();
    assert_rejected(&validated("a.xlsx", &bytes, 1, &GIVEN), "BD102");
}

/// The content counts, not the extension (issue: "by content").
#[test]
fn bd103_what_is_no_workbook_is_of_another_type() {
    let cases: [(&str, &[u8]); 6] = [
        ("a.pdf", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n"),
        ("a.xlsx", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>"),
        ("a.xlsx", b""),
        ("a.txt", "xin chào".as_bytes()),
        ("a.jpg", b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00"),
    ];
    for (name, content) in cases {
        assert_rejected(&validated(name, content, 1, &GIVEN), "BD103");
    }
}

#[test]
fn bd104_a_file_beyond_the_bounds_is_too_large() {
    let mut workbook = blank("00004");
    let part = workbook.sheet_part("Biểu 1");
    // A row that no program can show.
    let row = "<row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>";
    workbook.replace(&[&part], "</sheetData>", &format!("{row}</sheetData>"));
    assert_rejected(&validated("a.xlsx", &workbook.bytes(), 1, &GIVEN), "BD104");
}

#[test]
fn bd107_a_workbook_of_somebody_else_is_foreign() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().write_string(0, 0, "Báo cáo").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    assert_rejected(&validated("a.xlsx", &bytes, 1, &GIVEN), "BD107");
}

#[test]
fn bd201_a_unit_that_is_not_in_the_list_is_unknown() {
    let mut workbook = faulty("SO-YT");
    workbook.replace(&IDENTITY, "SO-YT", "SO-XX");
    let file = validated("a.xlsx", &workbook.bytes(), 1, &[]);
    assert_rejected(&file, "BD201");
    assert!(file["findings"][0]["message"].as_str().unwrap().contains("SO-XX"));
    assert!(file["unit"].is_null());
}

#[test]
fn bd203_two_units_in_one_file_are_a_conflict() {
    let mut workbook = faulty("SO-YT");
    workbook.replace(&["docProps/custom.xml"], "SO-YT", "SO-TP");
    let file = validated("a.xlsx", &workbook.bytes(), 1, &[]);
    assert_rejected(&file, "BD203");
    let message = file["findings"][0]["message"].as_str().unwrap();
    assert!(message.contains("SO-YT") && message.contains("SO-TP"), "{message}");
}

#[test]
fn bd204_a_form_of_another_period_is_rejected() {
    let bytes = faulty("00004").bytes();
    assert_rejected(&validated("a.xlsx", &bytes, 1, &["-p", "2025"]), "BD204");
}

#[test]
fn bd205_a_form_of_another_campaign_is_rejected() {
    let mut workbook = faulty("00004");
    workbook.replace(&IDENTITY, "hanoi-2025", "hanoi-2024");
    assert_rejected(&validated("a.xlsx", &workbook.bytes(), 1, &GIVEN), "BD205");
}

/// 108 is a warning: the file counts.
#[test]
fn bd108_a_form_of_an_earlier_version_is_stale() {
    let mut workbook = clean("00004");
    workbook.replace(&["docProps/core.xml"], "version=1", "version=0");
    workbook.replace(&["xl/sharedStrings.xml"], "bản 1", "bản 0");
    let version = Spot { sheet: "_bdhvs".into(), cell: "B5".into() };
    workbook.put_at(&version, Text("0"));
    let custom = workbook.part("docProps/custom.xml");
    let at = custom.find("name=\"bdhvs.version\"").unwrap();
    let value = &custom[at..at + custom[at..].find("</property>").unwrap()];
    workbook.replace(&["docProps/custom.xml"], value, &value.replace(">1<", ">0<"));
    let file = validated("a.xlsx", &workbook.bytes(), 0, &[]);
    assert_eq!(file["status"], "accepted", "{file:#}");
    let codes: Vec<_> = file["findings"].as_array().unwrap().iter().map(|f| &f["code"]).collect();
    assert_eq!(codes, ["BD108"]);
    assert_eq!(file["findings"][0]["severity"], "warning");
}

/// 109 is a warning: the macros are not run, and the figures count.
#[test]
fn bd109_macros_are_reported_and_not_run() {
    let mut workbook = clean("00004");
    workbook.add("xl/vbaProject.bin", b"macros");
    let file = validated("a.xlsm", &workbook.bytes(), 0, &[]);
    assert_eq!(file["status"], "accepted", "{file:#}");
    let codes: Vec<_> = file["findings"].as_array().unwrap().iter().map(|f| &f["code"]).collect();
    assert_eq!(codes, ["BD109"]);
    assert_eq!(file["findings"][0]["severity"], "warning");
    // A rejected file is not blamed for them as well.
    let mut foreign = rust_xlsxwriter::Workbook::new();
    foreign.add_worksheet().write_string(0, 0, "Báo cáo").unwrap();
    let mut foreign = Package::from_bytes(foreign.save_to_buffer().unwrap());
    foreign.add("xl/vbaProject.bin", b"macros");
    assert_rejected(&validated("a.xlsm", &foreign.bytes(), 1, &GIVEN), "BD107");
}

/// 301 leaves out its form only and silences every row of it.
#[test]
fn bd301_a_missing_form_silences_its_rows_and_leaves_the_other_form() {
    let mut workbook = clean_but("00004", &[(B1_3, Text("cao")), (B2_4, Text("hơn 200"))]);
    shift(&mut workbook, "Biểu 1", Names::Follow, |_| None);
    let file = validated("a.xlsx", &workbook.bytes(), 1, &[]);
    assert_eq!(file["status"], "accepted");
    let found: Vec<Seen> = file["findings"].as_array().unwrap().iter().map(seen).collect();
    let missing: Seen =
        ("BD301".into(), "error".into(), "bieu1___".into(), String::new(), String::new());
    assert_eq!(found, [missing, wanted(&workbook, &("BD405", "error", B2_4))]);
}

/// A duplicated sheet whose copy was changed (design §1: nothing is guessed).
#[test]
fn bd305_a_row_whose_copies_differ_does_not_count() {
    let blamed = |workbook: &Package| -> Vec<(String, String)> {
        let file = validated("a.xlsx", &workbook.bytes(), 1, &[]);
        assert_eq!(file["status"], "accepted");
        let findings = file["findings"].as_array().unwrap().iter();
        findings
            .map(|f| (f["code"].as_str().unwrap(), f["indicator"].as_str().unwrap()))
            .map(|(code, row)| (code.to_owned(), row.to_owned()))
            .collect()
    };
    let found = |rows: &[&str]| -> Vec<(String, String)> {
        rows.iter().map(|row| ("BD305".to_owned(), (*row).to_owned())).collect()
    };
    let four = format!("bdhvs_{}", "bieu2_4_own_value");
    // A sheet was duplicated and the copy changed: the name leads to two cells.
    let mut copied = clean_but("00004", &[("bieu2_5_own_value", Number("99"))]);
    let second = copied.spot("bieu2_5_own_value").clone();
    let column = second.cell.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let absolute = format!("${column}${}", &second.cell[column.len()..]);
    let local = format!(
        "<definedName name=\"{four}\" localSheetId=\"1\">'{}'!{absolute}</definedName>",
        second.sheet
    );
    copied.replace(&["xl/workbook.xml"], "</definedNames>", &format!("{local}</definedNames>"));
    assert_eq!(blamed(&copied), found(&["4"]));
    // The copy holds the same: there is nothing to choose.
    let mut same = clean_but("00004", &[("bieu2_5_own_value", Number("12"))]);
    same.put("bieu2_4_own_value", Number("12"));
    same.replace(&["xl/workbook.xml"], "</definedNames>", &format!("{local}</definedNames>"));
    let file = validated("a.xlsx", &same.bytes(), 0, &[]);
    assert_eq!(file["findings"].as_array().unwrap().len(), 0, "{file:#}");
}

/// design §9: a missing row silences the findings inside it, and is named.
#[test]
fn bd302_a_missing_row_silences_what_is_inside_it() {
    for (form, sheet, row) in [("bieu1", "Biểu 1", "3"), ("bieu2", "Biểu 2", "4")] {
        let mut workbook = clean_but("00004", &[(B1_3, Number("50")), (B2_4, Text("cao"))]);
        let line = at(&workbook.spot(&format!("{form}_{row}_own_value")).cell).0;
        let gone = |(r, c)| (r != line).then_some((r, c));
        shift(&mut workbook, sheet, Names::Follow, gone);
        assert_missing(&workbook, form, row);
    }
    // Columns: the rate is written by hand, and without its two figures would be a 505, were they
    // blank.
    for lost in [&["numerator"][..], &["numerator", "denominator"]] {
        let mut workbook = clean_but("00004", &[(B1_3, Number("50"))]);
        let columns: Vec<u32> = lost
            .iter()
            .map(|field| at(&workbook.spot(&format!("bieu1_3_own_{field}")).cell).1)
            .collect();
        shift(&mut workbook, "Biểu 1", Names::Follow, |(r, c)| {
            (!columns.contains(&c)).then_some((r, c))
        });
        assert_missing(&workbook, "bieu1", "3");
    }
}

/// A row of a form has one finding: that it, or a cell of it, is missing.
#[track_caller]
fn assert_missing(workbook: &Package, form: &str, row: &str) {
    let file = validated("a.xlsx", &workbook.bytes(), 1, &[]);
    let all = file["findings"].as_array().unwrap().iter();
    let findings: Vec<&Value> =
        all.filter(|f| f["indicator"] == row && f["form"] == form).collect();
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(findings[0]["code"], "BD302");
    assert_eq!(findings[0]["severity"], "error");
    assert!(findings[0]["cell"].is_null());
}

/// One cell that two rows claim (design §1: nothing is guessed): neither row counts.
#[test]
fn bd305_a_cell_that_two_rows_claim_is_neithers() {
    let mut workbook = clean("00004");
    let spot = |name: &str| {
        let cell = clean("00004").spot(name).cell.clone();
        let (column, row) = cell.split_at(1);
        format!("${column}${row}<")
    };
    let (four, five) = (spot(B2_4), spot("bieu2_5_own_value"));
    workbook.replace(
        &["xl/workbook.xml"],
        &format!("'Biểu 2'!{five}"),
        &format!("'Biểu 2'!{four}"),
    );
    let file = validated("a.xlsx", &workbook.bytes(), 1, &[]);
    let found: Vec<_> = file["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| (&finding["code"], &finding["indicator"], &finding["severity"]))
        .collect();
    let (code, error) = (Value::from("BD305"), Value::from("error"));
    let rows = [Value::from("4"), Value::from("5")];
    assert_eq!(found, [(&code, &rows[0], &error), (&code, &rows[1], &error)], "{file:#}");
}

/// An issued form without any answer: rejected with one 401 about the whole file.
#[test]
fn a_blank_form_is_one_finding_and_not_hundreds() {
    assert_rejected(&validated("a.xlsx", &blank("00004").bytes(), 1, &[]), "BD401");
}

/// Figures that a clerk links with formulas are figures: such a file is not blank.
#[test]
fn a_form_filled_with_formulas_is_not_blank() {
    let mut workbook = blank("00004");
    workbook.put(B2_4, Formula("SUM(1,2)", "3"));
    let file = validated("a.xlsx", &workbook.bytes(), 1, &[]);
    assert_eq!(file["status"], "accepted", "{file:#}");
}

/// Design §5: `zero_words` of `bdhvs.toml` say that a word means 0.
#[test]
fn declared_zero_words_mean_zero() {
    for key in ["zero_words", "zero-words"] {
        let folder = Folder::new();
        folder.write("bdhvs.toml", format!("{key} = [\"không\", \"-\"]\n"));
        let cells = [(B2_4, Text("không")), ("bieu2_5_own_value", Text("-"))];
        folder.write("a.xlsx", clean_but("00004", &cells).bytes());
        let report = folder.run(["validate", "a.xlsx", "--format", "json"]).check().json();
        let codes: Vec<_> =
            report["files"][0]["findings"].as_array().unwrap().iter().map(|f| &f["code"]).collect();
        assert_eq!(codes, ["BD403", "BD403"], "{report:#}");
    }
}

/// Design §7: the CSV has a line for each finding and one for each file without any, behind a BOM;
/// what a unit wrote never becomes a formula.
#[test]
fn the_csv_names_every_file_and_every_finding() {
    let folder = Folder::new();
    folder.write("a.xlsx", clean("00004").bytes());
    let cells = [(B2_4, Text("=1+1")), ("bieu2_5_own_value", Put::Blank)];
    folder.write("b.xlsx", clean_but("00008", &cells).bytes());
    folder.write("c.pdf", "%PDF-1.4");
    let ran = folder.run(["validate", ".", "--format", "csv"]).status(1).check();
    let text = ran.stdout.strip_prefix('\u{FEFF}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(
        header,
        [
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
            "hint",
            "settled",
            "reason",
            "trial"
        ]
    );
    let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let heads: Vec<[&str; 4]> = lines.iter().map(|l| [&l[0], &l[1], &l[2], &l[3]]).collect();
    assert_eq!(
        heads,
        [
            ["./a.xlsx", "00004", "accepted", ""],
            ["./b.xlsx", "00008", "accepted", "BD402"],
            ["./b.xlsx", "00008", "accepted", "BD401"],
            ["./c.pdf", "", "rejected", "BD103"],
        ]
    );
    assert_eq!(&lines[1][12], "'=1+1");
}
