//! The rules: one rule, one file, one page of documentation, one line of this registry.
//!
//! `tools/new-rule` begins one.

mod across;
mod answer_hits;
mod consistency;
pub mod decisions;
pub mod engine;
mod explanation;
mod file;
pub mod finding;
pub mod group;
mod identity;
mod layout;
mod locate;
pub mod rule;
pub mod settings;
mod severity;
mod target;
mod value;

use rule::Rule;

/// Every rule, by code.
pub static RULES: &[Rule] = &[
    file::bd101_unreadable::RULE,
    file::bd102_encrypted::RULE,
    file::bd103_unsupported_type::RULE,
    file::bd104_too_large::RULE,
    file::bd105_duplicate_submission::RULE,
    file::bd106_identical_copy::RULE,
    file::bd107_foreign_workbook::RULE,
    file::bd108_stale_template::RULE,
    file::bd109_macros_present::RULE,
    file::bd110_internal_failure::RULE,
    file::bd111_unit_counted_twice::RULE,
    file::bd112_altered_consolidation::RULE,
    file::bd113_rows_not_asked::RULE,
    file::bd114_out_of_reach::RULE,
    file::bd115_changed_beyond_request::RULE,
    file::bd116_named_for_another::RULE,
    identity::bd201_unknown_unit::RULE,
    identity::bd202_ambiguous_unit::RULE,
    identity::bd203_unit_conflict::RULE,
    identity::bd204_wrong_period::RULE,
    identity::bd205_wrong_campaign::RULE,
    identity::bd206_kind_conflict::RULE,
    layout::bd301_missing_sheet::RULE,
    layout::bd302_missing_row::RULE,
    layout::bd303_altered_label::RULE,
    layout::bd304_unexpected_content::RULE,
    layout::bd305_duplicate_row::RULE,
    layout::bd306_recovered_layout::RULE,
    layout::bd307_merged_input::RULE,
    layout::bd308_hidden_content::RULE,
    layout::bd309_unconfirmed_row::RULE,
    layout::bd310_unread_notes::RULE,
    layout::bd311_unknown_head_choice::RULE,
    value::bd401_missing_value::RULE,
    value::bd402_not_a_number::RULE,
    value::bd403_number_as_text::RULE,
    value::bd404_ambiguous_number::RULE,
    value::bd405_approximate_number::RULE,
    value::bd406_negative_number::RULE,
    value::bd407_fractional_count::RULE,
    value::bd408_percent_out_of_range::RULE,
    value::bd409_wrong_measure::RULE,
    value::bd410_formula_error::RULE,
    value::bd411_date_for_number::RULE,
    value::bd412_not_a_choice::RULE,
    value::bd413_invalid_rank::RULE,
    value::bd414_legacy_encoding::RULE,
    value::bd415_uncalculated_formula::RULE,
    value::bd416_struck_or_raised::RULE,
    value::bd417_picture_in_cell::RULE,
    value::bd418_cut_text::RULE,
    value::bd420_above_maximum::RULE,
    value::bd421_multiple_converted::RULE,
    consistency::bd501_numerator_exceeds_denominator::RULE,
    consistency::bd502_rate_mismatch::RULE,
    consistency::bd503_missing_evidence::RULE,
    consistency::bd504_evidence_count_mismatch::RULE,
    consistency::bd505_rate_without_base::RULE,
    consistency::bd506_check_failed::RULE,
    consistency::bd507_zero_denominator::RULE,
    consistency::bd508_status_contradicts_number::RULE,
    consistency::bd509_figures_beside_not_applicable::RULE,
    consistency::bd510_answer_not_asked::RULE,
    target::bd601_target_missed::RULE,
    target::bd602_target_on_boundary::RULE,
    across::bd701_outlier::RULE,
    across::bd702_decrease_since_previous::RULE,
    across::bd703_lead_differs_from_units::RULE,
    across::bd704_repeated_evidence::RULE,
    across::bd705_missing_submission::RULE,
    across::bd706_late_submission::RULE,
    across::bd707_possible_double_count::RULE,
    across::bd708_overdue_task::RULE,
    across::bd709_unchanged_since_previous::RULE,
    across::bd710_own_exceeds_city::RULE,
];

/// A rule by its code, whatever its case; the letters may be left out.
pub fn find(code: &str) -> Option<&'static Rule> {
    let code = code.trim().to_ascii_uppercase();
    let digits = code.strip_prefix("BD").unwrap_or(&code);
    RULES.iter().find(|rule| &rule.code[2..] == digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use crate::rules::finding::Severity;

    /// docs/contract/rules.md: permanent codes whose first digit is the scope; 6xx and 7xx are never
    /// errors.
    #[test]
    fn the_registry_is_sorted_and_well_formed() {
        assert!(RULES.is_sorted_by(|a, b| a.code < b.code));
        for rule in RULES {
            assert!(rule.code.len() == 5 && rule.code.starts_with("BD"), "{}", rule.code);
            assert!(rule.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.name);
            if rule.code >= "BD600" {
                assert_ne!(rule.severity, Severity::Error, "{}", rule.code);
            }
            for silencer in rule.silenced_by.iter().chain(rule.explained_by) {
                assert!(find(silencer).is_some(), "{} names {silencer}", rule.code);
            }
        }
    }

    /// Every page has the shape that `explain` and the site rely on, and says the rule's severity.
    #[test]
    fn every_rule_has_a_page_in_both_languages() {
        const EN: [&str; 4] =
            ["## What it is", "## Why it matters", "## Example", "## How to fix it"];
        const VI: [&str; 4] = ["## Nội dung", "## Vì sao cần sửa", "## Ví dụ", "## Cách sửa"];
        for rule in RULES {
            let title = format!("# {} {}", rule.code, rule.name);
            for (page, sections) in [(rule.page(Language::EN), EN), (rule.page(Language::VI), VI)] {
                let head: Vec<&str> = page.lines().take(5).collect();
                assert_eq!(head[0], title);
                assert!(head[1].is_empty() && head[3].is_empty(), "{}", rule.code);
                assert!((5..=48).contains(&head[2].chars().count()), "{}: {}", rule.code, head[2]);
                assert!(head[4].starts_with("Severity:") || head[4].starts_with("Mức độ:"));
                let found: Vec<&str> = page.lines().filter(|l| l.starts_with("## ")).collect();
                assert_eq!(found, sections, "{}", rule.code);
                assert!(page.lines().all(|l| l.chars().count() <= 78), "{}", rule.code);
            }
            let (en, vi) = match rule.severity {
                Severity::Error => ("Severity: error", "Mức độ: lỗi"),
                Severity::Warning => ("Severity: warning", "Mức độ: cảnh báo"),
                Severity::Info => ("Severity: info", "Mức độ: thông tin"),
            };
            assert!(rule.page(Language::EN).contains(en), "{}", rule.code);
            assert!(rule.page(Language::VI).contains(vi), "{}", rule.code);
        }
    }

    #[test]
    fn codes_are_found_however_they_are_typed() {
        for typed in ["BD404", "bd404", "404", " bd404 "] {
            assert_eq!(find(typed).map(|rule| rule.code), Some("BD404"));
        }
        assert!(find("BD999").is_none() && find("").is_none());
    }
}
