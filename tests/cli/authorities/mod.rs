//! What the forms of any authority need, and what was read otherwise than meant before.

mod lists;
mod periods;
mod rows;
