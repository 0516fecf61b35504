//! The command as a black box: what is typed, and the status, standard output, standard error and
//! files that come of it. Each test cites the requirement that it checks.

mod across;
mod campaign;
mod campaigns;
mod carried;
mod consolidation;
mod decisions;
mod definition;
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
mod not_workbooks;
#[path = "../office/mod.rs"]
mod office;
mod operations;
mod oracle;
mod package;
#[path = "../common/parts.rs"]
mod parts;
mod previous;
mod printed;
mod properties;
mod recalculated;
mod receipts;
mod reconciliation;
mod reminders;
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
