use super::*;
use crate::values::quantity::scale::Scale;

fn target(notation: &str) -> Target {
    notation.parse().unwrap()
}

fn points(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// The rows of docs/targets.md: its word for each, measure, unit of measure, nouns.
const ROWS: [(&str, Measure, Option<&str>, &[&str]); 9] = [
    ("%", Measure::Percent, Some("%"), &[]),
    ("người", Measure::Count, Some("Số người"), &["người", "người dân"]),
    ("nghìn người", Measure::Count, Some("Nghìn người"), &["người"]),
    ("triệu đồng", Measure::Count, Some("Triệu đồng"), &["đồng"]),
    ("vụ", Measure::Count, Some("Vụ"), &["vụ"]),
    ("lớp", Measure::Count, None, &["lớp", "lớp học"]),
    ("tiêu chí", Measure::Count, Some("Tiêu chí"), &["tiêu chí"]),
    ("tổ", Measure::Count, Some("Số tổ"), &["tổ"]),
    ("hạng", Measure::Rank, None, &[]),
];

/// What a line of the table comes to: the bound, or why not.
fn understood(row: &str, notation: &str) -> String {
    let mut words = row.split(", ");
    let name = words.next().unwrap_or_default();
    let (_, measure, unit, nouns) =
        ROWS.into_iter().find(|(known, ..)| *known == name).unwrap_or_else(|| panic!("{row}"));
    let nouns: Vec<String> = nouns.iter().map(ToString::to_string).collect();
    let mut of_row =
        TargetRow { measure: Some(measure), unit, nouns: &nouns, ..TargetRow::default() };
    for word in words {
        match word {
            "less" => of_row.better = Some(Better::Less),
            "more" => of_row.better = Some(Better::More),
            "each" => of_row.is_each = true,
            "month" => of_row.span = Some(Span::Month),
            "year" => of_row.span = Some(Span::Year),
            other => panic!("{other}"),
        }
    }
    match Target::read(notation, &of_row) {
        Ok(target) if !target.fits(measure) => "refused: measure".to_owned(),
        Ok(target) => {
            let Bound { comparison, level } = target.bound();
            let rank = if target.is_of_ranks() { "rank " } else { "" };
            let other = target.other_end().map(|end| format!(" (other end {end})"));
            format!("{rank}{} {level}{}", comparison.sign(), other.unwrap_or_default())
        }
        Err(InvalidTarget { reason, .. }) => match reason.part() {
            Some(part) => format!("refused: {} `{part}`", reason.as_str()),
            None => format!("refused: {}", reason.as_str()),
        },
    }
}

#[test]
fn every_spelling_of_the_table_is_understood_as_it_says() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/targets.md");
    let text = std::fs::read_to_string(path).unwrap();
    let mut spellings = 0;
    let lines = text.lines().map(|line| {
        let cells: Vec<&str> =
            line.split(" | ").map(|cell| cell.trim_matches(['|', ' '])).collect();
        let [row, spelling, _] = cells[..] else { return line.to_owned() };
        let Some(notation) = spelling.strip_prefix('`').and_then(|text| text.strip_suffix('`'))
        else {
            return line.to_owned();
        };
        spellings += 1;
        format!("| {row} | `{notation}` | {} |", understood(row, notation))
    });
    let expected = lines.collect::<Vec<_>>().join("\n") + "\n";
    if std::env::var_os("BDHVS_UPDATE").is_some() {
        std::fs::write(path, &expected).unwrap();
    }
    for (line, expected) in text.lines().zip(expected.lines()) {
        assert_eq!(line, expected);
    }
    assert!(spellings >= 150, "{spellings}");
}

#[test]
fn a_notation_is_kept_as_it_is_printed() {
    for notation in ["95%", "Trên\u{A0}85%", "1,5 triệu người", "Duy trì tốp 5"] {
        assert_eq!(target(notation).to_string(), notation);
        assert_eq!(serde_json::to_value(target(notation)).unwrap(), notation);
    }
    let row = TargetRow { measure: Some(Measure::Percent), ..TargetRow::default() };
    let meant = Target::meant("Giữ vững", "<= 5%", &row).unwrap();
    assert_eq!(meant.notation(), "Giữ vững");
    let level = Level::Percent(points("5"));
    assert_eq!(meant.bound(), Bound { comparison: Comparison::AtMost, level });
    let error = Target::meant("5%", "giữ vững", &row).unwrap_err();
    assert_eq!(error.notation, "giữ vững");
}

#[test]
fn a_figure_is_compared_exactly() {
    // docs/contract/numbers.md: 8,499/10,000 misses 85 %, 85/100 misses `> 85%`
    use Judgement::{Met, Missed};
    let rate = |n, d| Figure::Rate(Rate::new(n, d).unwrap());
    let percent = |text| Figure::Percent(points(text));
    let table = [
        ("85%", rate(8_499, 10_000), Some(Missed), false),
        ("85%", rate(8_500, 10_000), Some(Met), true),
        ("> 85%", rate(85, 100), Some(Missed), true),
        ("> 85%", rate(8_501, 10_000), Some(Met), false),
        ("> 85%", percent("85.00"), Some(Missed), true),
        ("> 85%", percent("85.0001"), Some(Met), false),
        ("85%", percent("84.9999"), Some(Missed), false),
        ("85%", rate(i64::MAX, i64::MAX), Some(Met), false),
        ("không quá 5%", rate(7_684, 10_000), Some(Missed), false),
        ("không quá 5%", rate(5, 100), Some(Met), true),
        ("không quá 5%", rate(5_000_001, 100_000_000), Some(Missed), false),
        ("dưới 5%", rate(5, 100), Some(Missed), true),
        ("dưới 5%", percent("4.9999"), Some(Met), false),
        ("Tốp 5", Figure::Rank(5), Some(Met), true),
        ("Tốp 5", Figure::Rank(1), Some(Met), false),
        ("Tốp 5", Figure::Rank(6), Some(Missed), false),
        ("Tốp 5", Figure::Rank(0), None, false),
        ("1 triệu người", Figure::Count(1_000_000), Some(Met), true),
        ("1 triệu người", Figure::Count(999_999), Some(Missed), false),
        ("trên 5 lớp", Figure::Count(5), Some(Missed), true),
        ("không quá 0 lớp", Figure::Count(0), Some(Met), true),
        ("không quá 0 lớp", Figure::Count(21), Some(Missed), false),
        ("85%", Figure::Count(90), None, false),
        ("Tốp 5", percent("5"), None, false),
        ("5 lớp", Figure::Rank(5), None, false),
    ];
    for (notation, figure, judgement, on_boundary) in table {
        assert_eq!(target(notation).judge(figure), judgement, "{figure:?} against {notation}");
        assert_eq!(target(notation).is_on_boundary(figure), on_boundary, "{figure:?} {notation}");
    }
}

#[test]
fn a_level_between_whole_numbers_is_compared_exactly() {
    let nouns = ["người".to_owned()];
    let row = TargetRow {
        measure: Some(Measure::Count),
        unit: Some("Nghìn người"),
        nouns: &nouns,
        ..TargetRow::default()
    };
    assert_eq!(row.scale(), Scale::of_row(Some("Nghìn người"), &[]));
    let read = |notation: &str| Target::read(notation, &row).unwrap();
    let judged = |notation: &str, count| read(notation).judge(Figure::Count(count)).unwrap();
    let table = [
        ("1.500 người", 1, Judgement::Missed),
        ("1.500 người", 2, Judgement::Met),
        ("không quá 1.500 người", 1, Judgement::Met),
        ("không quá 1.500 người", 2, Judgement::Missed),
        ("50 nghìn người", 156, Judgement::Met),
        ("0,2 triệu người", 156, Judgement::Missed),
    ];
    for (notation, count, judgement) in table {
        assert_eq!(judged(notation, count), judgement, "{count} against {notation}");
    }
    let levels = ["1.500 người", "trên 1.500 người", "không quá 1.500 người", "dưới 2.000 người"];
    let counts = levels.map(|notation| read(notation).count_level().unwrap().count);
    assert_eq!(counts, [2, 2, 1, 1]);
}

#[test]
fn a_target_fits_the_measures_that_it_can_judge() {
    let fitting = |notation: &str| -> Vec<Measure> {
        Measure::ALL.into_iter().filter(|measure| target(notation).fits(*measure)).collect()
    };
    assert_eq!(fitting("> 85%"), [Measure::Percent, Measure::Ratio]);
    assert_eq!(fitting("Tốp 5"), [Measure::Rank]);
    let counts = [
        Measure::Count,
        Measure::CountWithPeople,
        Measure::Documents,
        Measure::Quantity,
        Measure::Ratio,
    ];
    assert_eq!(fitting("1.000 người"), counts);
}
