//! Rules about one cell or what should stand in it (4xx).

pub(super) mod bd401_missing_value;
pub(super) mod bd402_not_a_number;
pub(super) mod bd403_number_as_text;
pub(super) mod bd404_ambiguous_number;
pub(super) mod bd405_approximate_number;
pub(super) mod bd406_negative_number;
pub(super) mod bd407_fractional_count;
pub(super) mod bd408_percent_out_of_range;
pub(super) mod bd409_wrong_measure;
pub(super) mod bd410_formula_error;
pub(super) mod bd411_date_for_number;
pub(super) mod bd412_not_a_choice;
pub(super) mod bd413_invalid_rank;
pub(super) mod bd414_legacy_encoding;
pub(super) mod bd415_uncalculated_formula;
pub(super) mod bd416_struck_or_raised;
pub(super) mod bd417_picture_in_cell;
pub(super) mod bd418_cut_text;
pub(super) mod bd420_above_maximum;
pub(super) mod bd421_multiple_converted;
