use super::*;

fn target(notation: &str) -> Target {
    notation.parse().unwrap()
}

fn points(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn official_notation_is_read_and_kept() {
    // docs/contract/numbers.md
    let at_least = |text| Bound::PercentAtLeast(points(text));
    let above = |text| Bound::PercentAbove(points(text));
    let table = [
        ("95%", at_least("95")),
        ("100%", at_least("100")),
        ("≥ 80%", at_least("80")),
        (">= 80 %", at_least("80")),
        ("từ 80% trở lên", at_least("80")),
        ("80% trở lên", at_least("80")),
        ("Tối thiểu 80%", at_least("80")),
        ("95,5%", at_least("95.5")),
        ("95.5%", at_least("95.5")),
        ("> 85%", above("85")),
        (">85%", above("85")),
        ("＞85％", above("85")),
        ("trên 50%", above("50")),
        ("Trên\u{A0}85%", above("85")),
        ("đạt trên 90%", above("90")),
        ("Phấn đấu 85%", at_least("85")),
        ("Phấn đấu đạt trên 85%", above("85")),
        ("Tốp 5", Bound::RankAtMost(5)),
        ("Top 10", Bound::RankAtMost(10)),
        ("Duy trì tốp 5", Bound::RankAtMost(5)),
        ("1 triệu người", Bound::CountAtLeast(1_000_000)),
        ("1,5 triệu người", Bound::CountAtLeast(1_500_000)),
        ("500 nghìn người", Bound::CountAtLeast(500_000)),
        ("1.000 người", Bound::CountAtLeast(1_000)),
        ("1.000.000 người", Bound::CountAtLeast(1_000_000)),
        ("trên 1.000 lượt", Bound::CountAbove(1_000)),
    ];
    for (notation, bound) in table {
        assert_eq!(target(notation).bound(), bound, "{notation}");
        assert_eq!(target(notation).to_string(), notation);
        assert_eq!(serde_json::to_value(target(notation)).unwrap(), notation);
    }
}

#[test]
fn any_other_notation_is_refused_with_the_list() {
    use InvalidTargetReason as Reason;
    let table = [
        ("85 phần", Reason::Unit),
        ("85", Reason::Unit),
        ("1 triệu", Reason::Unit),
        ("", Reason::Number),
        ("cao", Reason::Number),
        ("80-90%", Reason::Number),
        ("1,234 người", Reason::Number),
        ("khoảng 80%", Reason::Words),
        ("dưới 5%", Reason::Words),
        ("trên 80% trở lên", Reason::Words),
        ("Tốp 5 cả nước", Reason::Words),
        ("-5%", Reason::Words),
        ("120%", Reason::Bound),
        ("> 100%", Reason::Bound),
        ("Tốp 0", Reason::Bound),
        ("Tốp 1,5", Reason::Bound),
        ("1,2345678 triệu người", Reason::Bound),
    ];
    for (notation, reason) in table {
        let error = notation.parse::<Target>().unwrap_err();
        assert_eq!(error.reason, reason, "{notation}");
        assert!(error.to_string().contains("`Duy trì tốp 5`"), "{error}");
    }
}

#[test]
fn a_declared_noun_makes_a_count() {
    assert!("100 máy tính".parse::<Target>().is_err());
    let declared = ["máy tính".to_owned()];
    let bound = Target::parse("100 máy tính", &declared).unwrap().bound();
    assert_eq!(bound, Bound::CountAtLeast(100));
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
        ("Tốp 5", Figure::Rank(5), Some(Met), true),
        ("Tốp 5", Figure::Rank(1), Some(Met), false),
        ("Tốp 5", Figure::Rank(6), Some(Missed), false),
        ("Tốp 5", Figure::Rank(0), None, false),
        ("1 triệu người", Figure::Count(1_000_000), Some(Met), true),
        ("1 triệu người", Figure::Count(999_999), Some(Missed), false),
        ("trên 5 lớp", Figure::Count(5), Some(Missed), true),
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
fn a_target_fits_the_measures_that_it_can_judge() {
    let fitting = |notation: &str| -> Vec<Measure> {
        Measure::ALL.into_iter().filter(|measure| target(notation).fits(*measure)).collect()
    };
    assert_eq!(fitting("> 85%"), [Measure::Percent]);
    assert_eq!(fitting("Tốp 5"), [Measure::Rank]);
    let counts = [Measure::Count, Measure::CountWithPeople, Measure::Documents];
    assert_eq!(fitting("1.000 người"), counts);
}
