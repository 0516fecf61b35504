//! What the forms of any authority need, and what was read otherwise than meant before.

mod calendars;
mod figures;
mod head_of_form;
mod measures;
mod periods;
mod plausible;
mod rows;
mod targets;
mod units_of_definition;
mod verdicts;
