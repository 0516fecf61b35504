//! What the forms of any authority need, and what was read otherwise than meant before.

mod calendars;
mod conditions;
mod exercises;
mod figure_status;
mod figures;
mod growth;
mod head_of_form;
mod lists;
mod maximum;
mod measures;
mod periods;
mod plausible;
mod rows;
mod targets;
mod unit_targets;
mod units_of_definition;
mod verdicts;
