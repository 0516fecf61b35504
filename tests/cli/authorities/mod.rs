//! What the forms of any authority need, and what was read otherwise than meant before.

mod calendars;
mod figures;
mod periods;
mod rows;
