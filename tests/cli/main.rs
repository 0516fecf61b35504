//! The command as a black box: what is typed, and the status, standard output, standard error and
//! files that come of it. Each test cites the requirement that it checks.

#[macro_use]
extern crate harness;

mod across;
mod appearance;
mod authorities;
mod bounds;
mod campaign;
mod campaigns;
mod carried;
mod changes;
mod consolidation;
mod corrections;
mod decisions;
mod definition;
mod disturbed;
mod extract;
mod faults;
mod faults_unit;
mod feedback;
mod feedback_copy;
mod feedback_forms;
mod feedback_office;
mod fifth;
mod fill;
mod first_page;
mod flips;
mod folder;
mod halves;
mod issued;
mod kinds;
mod kinds_resaved;
mod layout;
mod levels;
mod levels_since;
mod limits;
mod merge;
mod mistakes;
mod moved;
mod needs;
mod new_rule;
mod not_workbooks;
#[path = "../office/mod.rs"]
mod office;
mod operations;
mod oracle;
mod others_words;
mod outside;
mod package;
#[path = "../common/parts.rs"]
mod parts;
mod previous;
mod previous_printed;
mod printed;
mod properties;
mod reach;
mod recalculated;
mod receipts;
mod reconciliation;
mod reminders;
mod rules;
mod run;
mod seen;
mod sheet_cells;
mod status;
mod tally;
mod template;
mod text_safety;
mod twins;
mod unseen;
mod unseen_resaved;
mod usage;
mod whose;
mod witness;
mod written;

fn main() -> std::process::ExitCode {
    harness::main()
}
