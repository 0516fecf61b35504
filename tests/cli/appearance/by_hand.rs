//! What programs store that cannot be driven here: pictures in cells as WPS and Excel 365 keep them, shared
//! formulas, and percentages rounded for the eye. And what becomes of it all in the corrected copy.

use super::KINDS;
use crate::fill::{Package, Put};
use crate::issued::{clean, clean_but};
use crate::run::Folder;
use crate::unseen::{BOTH, filled, seen_as};

const RATE: &str = "bieu1_3_own_value";
const EVIDENCE: &str = "bieu2_1_own_evidence";
const VALUES: &str = "<rvData><rv s=\"0\"><v>0</v></rv><rv s=\"1\"><v>0</v></rv></rvData>";
const STRUCTURES: &str = "<rvStructures><s t=\"_localImage\"><k n=\"_rvRel:LocalImageIdentifier\" \
     t=\"i\"/></s><s t=\"_error\"><k n=\"errorType\" t=\"i\"/></s></rvStructures>";
const METADATA: &str = "<metadata><futureMetadata name=\"XLRICHVALUE\" count=\"2\">\
     <bk><extLst><ext><xlrd:rvb i=\"0\"/></ext></extLst></bk>\
     <bk><extLst><ext><xlrd:rvb i=\"1\"/></ext></extLst></bk></futureMetadata>\
     <valueMetadata count=\"2\"><bk><rc t=\"1\" v=\"0\"/></bk><bk><rc t=\"1\" v=\"1\"/></bk>\
     </valueMetadata></metadata>";

#[track_caller]
fn findings(workbook: &Package) -> Vec<String> {
    seen_as(&workbook.bytes(), "a.xlsx").findings
}

/// Excel 365 stores an error and shows a picture; an error of its newer kinds is stored in the same way.
#[test]
fn a_picture_that_excel_places_in_a_cell_is_no_error_value() {
    let mut workbook = filled();
    workbook.put(EVIDENCE, Put::Error("#VALUE!"));
    workbook.put("bieu2_4_own_value", Put::Error("#VALUE!"));
    workbook.put("bieu2_5_own_value", Put::Error("#VALUE!"));
    let part = workbook.sheet_part("Biểu 2");
    let cell = |workbook: &Package, name: &str| workbook.spot(name).cell.clone();
    for (name, number) in [(EVIDENCE, 1), ("bieu2_4_own_value", 1), ("bieu2_5_own_value", 2)] {
        let start = format!("<c r=\"{}\"", cell(&workbook, name));
        workbook.replace(&[&part], &start, &format!("{start} vm=\"{number}\""));
    }
    workbook.add("xl/metadata.xml", METADATA.as_bytes());
    workbook.add("xl/richData/rdrichvalue.xml", VALUES.as_bytes());
    workbook.add("xl/richData/rdrichvaluestructure.xml", STRUCTURES.as_bytes());
    let evidence = cell(&workbook, EVIDENCE);
    let expected = [
        format!("BD417 warning bieu2 1 Biểu 2 {evidence}"),
        format!("BD503 warning bieu2 1 Biểu 2 {evidence}"),
        "BD417 error bieu2 4 Biểu 2 F9".to_owned(),
        "BD410 error bieu2 5 Biểu 2 F10".to_owned(),
    ];
    assert_eq!(findings(&workbook), expected);
}

/// ExcelJS keeps what WPS stores beside its formula as text, and LibreOffice the formula.
#[test]
fn a_picture_of_wps_is_known_when_its_text_or_its_formula_is_left() {
    let picture = "DISPIMG(\"ID_61A4C7AEBBCE4C2AB56FC63352E00CBD\",1)";
    let text = format!("={picture}");
    let contents = [Put::Text(&text), Put::Formula(picture, ""), Put::Embedded];
    for content in contents {
        let mut workbook = filled();
        workbook.put("bieu2_4_own_value", content);
        assert_eq!(findings(&workbook), ["BD417 error bieu2 4 Biểu 2 F9"], "{content:?}");
    }
}

/// The members of a shared formula have no words of their own; what they came to decides.
#[test]
fn a_formula_without_words_is_known_by_its_result() {
    for (result, expected) in [("97", None), ("0", None), ("60", Some("BD502"))] {
        let mut workbook = clean_but("00004", &[(RATE, Put::Formula("SHARED", result))]);
        let part = workbook.sheet_part("Biểu 1");
        workbook.replace(&[&part], "<f>SHARED</f>", "<f t=\"shared\" si=\"0\"/>");
        let found: Vec<String> =
            seen_codes(&workbook).into_iter().filter(|code| code.starts_with("BD")).collect();
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{result}");
    }
}

fn seen_codes(workbook: &Package) -> Vec<String> {
    let folder = Folder::new();
    folder.write("a.xlsx", workbook.bytes());
    let report = folder.run(["validate", "a.xlsx", "--format", "json"]).check().json();
    let findings = report["files"][0]["findings"].as_array().unwrap().iter();
    findings.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

/// A percentage that is shown rounded to whole points: its two figures decide where they are there, and
/// where they are not both readings are said.
#[test]
fn a_percentage_rounded_for_the_eye_is_said_where_nothing_else_decides() {
    let whole = |workbook: &mut Package| {
        workbook.replace(&["xl/styles.xml"], "<xf numFmtId=\"10\"", "<xf numFmtId=\"9\"");
    };
    let mut based = clean_but("00004", &[(RATE, Put::Percent("0.97"))]);
    whole(&mut based);
    assert_eq!(seen_codes(&based), [""; 0]);
    let alone = [
        (RATE, Put::Percent("0.97499")),
        ("bieu1_3_own_numerator", Put::Blank),
        ("bieu1_3_own_denominator", Put::Blank),
    ];
    let mut alone = clean_but("00004", &alone);
    assert_eq!(seen_codes(&alone), ["BD505"]);
    whole(&mut alone);
    let seen = seen_as(&alone.bytes(), "a.xlsx");
    let codes: Vec<&str> = seen.findings.iter().map(|finding| &finding[..5]).collect();
    assert_eq!(codes, ["BD308", "BD505"], "{seen:#?}");
    assert!(seen.messages[0].contains("F9 lưu 97,499% nhưng hiện 97%"), "{seen:#?}");
}

/// What a number format adds is judged like a text that was typed, and the message says what is wrong
/// with the words and not with the number.
#[test]
fn what_a_number_format_adds_is_judged_as_if_it_were_typed() {
    for (format, expected, says) in [
        ("0+", "BD405 error bieu2 4 Biểu 2 F9", "“1250+” là số ước lượng"),
        (
            "0&quot; đ&quot;",
            "BD402 error bieu2 4 Biểu 2 F9",
            "phải ghi bằng số nhưng đang ghi “1250 đ”",
        ),
        ("+0", "", ""),
    ] {
        let mut workbook = filled();
        workbook.put("bieu2_4_own_value", Put::Percent("1250"));
        let code = format!(
            "<numFmts count=\"1\"><numFmt numFmtId=\"200\" formatCode=\"{format}\"/></numFmts><fonts"
        );
        workbook.replace(&["xl/styles.xml"], "<fonts", &code);
        workbook.replace(&["xl/styles.xml"], "<xf numFmtId=\"10\"", "<xf numFmtId=\"200\"");
        let seen = seen_as(&workbook.bytes(), "a.xlsx");
        assert_eq!(seen.findings.concat(), expected, "{format}");
        assert!(seen.messages.concat().contains(says), "{format}: {:?}", seen.messages);
    }
}

/// The formula of a rate is the form's own in the row where it is now, and its result is never an answer.
#[test]
fn the_forms_own_formula_is_no_answer_whatever_it_came_to() {
    let issued = clean("00004");
    assert_eq!(findings(&issued), [""; 0]);
    for (formula, expected) in [
        ("IF(AND(ISNUMBER($G$9),ISNUMBER($H$9)),IF($H$9>0,ROUND($G$9*100/$H$9,2),\"\"),\"\")", ""),
        ("'Biểu 1'!G9*100/'Biểu 1'!H9", ""),
        ("G10*100/H10", "BD502"),
        ("MAX(G9*100/H9,60)", "BD502"),
    ] {
        let workbook = clean_but("00004", &[(RATE, Put::Formula(formula, "60"))]);
        assert_eq!(seen_codes(&workbook).concat(), expected, "{formula}");
    }
}

/// Sent back untouched, the copy asks again for what could not be read for its looks.
#[test]
fn the_corrected_copy_asks_again() {
    let runs = |runs| clean_but("00004", &[("bieu2_4_own_value", Put::Runs(runs))]);
    let struck = "<r><rPr><strike/></rPr><t>1200</t></r><r><t>1250</t></r>";
    let withdrawn = "<r><rPr><strike/></rPr><t>1250</t></r>";
    let noted = "<r><t>1250</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>1</t></r>";
    for returned in [runs(struck), runs(withdrawn), runs(noted)] {
        let folder = Folder::new();
        folder.write("in/a.xlsx", returned.bytes());
        folder.run(["validate", "in", "--feedback", "out", "-q"]).status(1).check();
        let copy = folder.read("out/00004-sua.xlsx");
        let (sent, back) = (seen_as(&returned.bytes(), "a.xlsx"), seen_as(&copy, "a.xlsx"));
        assert_eq!((back.findings, back.merged[0]), (sent.findings, None));
        assert_eq!(back.messages[0], sent.messages[0]);
    }
    assert!(KINDS.iter().any(|kind| kind.merged == BOTH));
}
