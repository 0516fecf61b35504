//! The forms of any authority: what their rows, targets and periods mean.

mod plausible;
mod verdicts;
