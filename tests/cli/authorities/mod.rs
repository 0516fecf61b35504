//! The forms of any authority: definitions that are none of the built-in campaigns.

mod head_of_form;
mod periods;
mod units_of_definition;
