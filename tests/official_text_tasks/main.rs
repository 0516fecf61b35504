//! The tasks and the outline of `hanoi-2025` against the plan and the letter, and its periods.
//!
//! As in `official_text.rs` the files are read as plain TOML, never with the program's own loader, and
//! what the documents print is rebuilt from them whole: no word can be lost, added or moved.

mod outline;
mod parties;
mod periods;
mod tasks;

#[path = "../definition/mod.rs"]
#[allow(dead_code, reason = "the helpers serve two test crates, of which each uses its part")]
mod definition;
