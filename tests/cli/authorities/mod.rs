//! What the forms of any authority need, and what was read otherwise than meant before.

mod conditions;
mod lists;
mod periods;
mod rows;
mod unit_targets;
