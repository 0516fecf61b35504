//! The faults, each with exactly what is found of it, and what may be written without a word.

use super::{B1_3, B2_4, Fault};
use crate::fill::Put;
use Put::{Bool, Date, Embedded, Error, Formula, Number, Percent, Runs, Text, Uncalculated};

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
    ("*", &[(B1_3, Uncalculated("97*1"))], &[("BD415", "error", B1_3)]),
    // 416 struck-or-raised: no part of a figure is chosen; words stay as they are
    ("*", &[(B2_4, Runs(CORRECTED))], &[("BD416", "error", B2_4)]),
    ("*", &[(B2_4, Runs(WITH_NOTE))], &[("BD416", "error", B2_4)]),
    ("*", &[(B2_4, Runs(WITHDRAWN))], &[("BD416", "error", B2_4)]),
    ("*", &[("bieu2_23_own_value", Runs(CORRECTED))], &[("BD416", "error", "bieu2_23_own_value")]),
    (
        "*",
        &[("bieu2_4_own_evidence", Runs(CORRECTED))],
        &[("BD416", "warning", "bieu2_4_own_evidence")],
    ),
    // 417 picture-in-cell: a figure is not there, and neither is evidence
    ("*", &[(B2_4, Embedded)], &[("BD417", "error", B2_4)]),
    (
        "*",
        &[("bieu2_1_own_evidence", Embedded)],
        &[
            ("BD417", "warning", "bieu2_1_own_evidence"),
            ("BD503", "warning", "bieu2_1_own_evidence"),
        ],
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

/// 1200 is struck out, 1250 stands behind it.
const CORRECTED: &str = "<r><rPr><strike/></rPr><t>1200</t></r><r><t>1250</t></r>";
/// 1250 with a footnote mark.
const WITH_NOTE: &str =
    "<r><t>1250</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>1</t></r>";
/// 1250, struck out from its first digit to its last.
const WITHDRAWN: &str = "<r><rPr><strike/></rPr><t>1250</t></r>";

/// Contents that look odd and are right: no finding at all.
pub const ACCEPTED: &[Fault] = &[
    ("*", &[(B2_4, Text("Không phát sinh"))], &[]),
    ("*", &[(B2_4, Text("Không áp dụng"))], &[]),
    ("*", &[(B2_4, Text("Chưa có số liệu"))], &[]),
    ("*", &[(B2_4, Text(" không PHÁT sinh "))], &[]),
    ("*", &[(B2_4, Text("Kho\u{302}ng a\u{301}p du\u{323}ng"))], &[]),
    ("*", &[(B2_4, Number("0"))], &[]),
    ("*", &[(B2_4, Number("1250"))], &[]),
    ("*", &[(B2_4, Formula("SUM(1,2)", "3"))], &[]),
    // Design §4: the rate is a formula; its cached result is ignored, whatever it is.
    ("*", &[(B1_3, Formula("IF(H9>0,ROUND(G9*100/H9,2),\"\")", "0"))], &[]),
    ("*", &[(B1_3, Uncalculated("$G$9 / h9 * 100"))], &[]),
    // A formula of the unit's own is an answer, which the two figures bear out here.
    ("*", &[(B1_3, Formula("97*1", "97"))], &[]),
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
