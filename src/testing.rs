//! What the integration tests, the benchmarks and the fuzzers reach of the program. No promise to anybody
//! else: it changes whenever they need it to.

pub mod campaign {
    pub use crate::campaign::{
        Assignment, Campaign, Indicator, LoadError, OrgUnit, Period, Problem, Store, definition,
        load, read,
    };
    pub mod identity {
        pub use crate::campaign::identity::wording_mark;
    }
    pub mod layout {
        pub use crate::campaign::layout::{FormPlan, PlannedRow};
    }
}

pub mod consolidate {
    pub mod intake {
        pub use crate::consolidate::intake::{FileStatus, Found, Intake, Received};
    }
}

pub mod files {
    pub mod fingerprint {
        pub use crate::files::fingerprint::fingerprint;
    }
}

pub mod i18n {
    pub use crate::i18n::{Language, Words};
}

pub mod ledger {
    pub use crate::ledger::Ledger;
    pub mod readback {
        pub use crate::ledger::readback::{Change, Snapshot, SnapshotError, UnitState};
    }
}

pub mod reader {
    pub use crate::reader::{Content, bounds, failure, open, read_file, sniff, workbook};
}

pub mod rules {
    pub use crate::rules::{RULES, decisions, rule};
}

pub mod values {
    pub use crate::values::{key, quantity};
}

pub mod wording {
    pub mod file_names {
        pub use crate::wording::file_names::file_name;
    }
    pub mod names {
        pub use crate::wording::names::amount;
    }
}

pub mod workbooks {
    pub mod definition {
        pub use crate::workbooks::definition::{captions, write};
    }
    pub mod template {
        pub use crate::workbooks::template::{write_blank, write_workbook};
    }
}
