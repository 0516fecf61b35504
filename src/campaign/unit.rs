//! Reporting units, and the groups by which selectors name several of them at once.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use crate::values::key::UnitCode;

/// Units, in the order of their codes. Most rows of a campaign ask the same thousands of units: they
/// share one set.
pub type UnitSet = Arc<BTreeSet<UnitCode>>;

/// A group of units: communes, departments, …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The key used in selectors (`@commune`).
    pub id: String,
    /// How a subtotal of the group is captioned.
    pub name: String,
    /// The list is known to be incomplete: no unit is invented for it.
    pub open: bool,
    /// Its figures stand beside the total and are never added to it: others count its members.
    pub apart: bool,
}

/// Đơn vị báo cáo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgUnit {
    /// The code by which files and lists name it: for a commune the official one.
    pub code: UnitCode,
    /// The name, in the official spelling.
    pub name: String,
    /// What kind of unit, in words: `phường`, `xã`, `sở, ban, ngành`.
    pub kind: String,
    /// The groups that it belongs to; the first is the one that it is counted under.
    pub groups: Vec<String>,
    /// The electronic identification code of the agency (mã định danh điện tử), as the list gives it.
    pub agency_code: Option<String>,
    /// How many residents it has; `None` where the list does not say.
    pub population: Option<i64>,
    /// Other names by which its returns may be known, former ones included.
    pub aliases: Vec<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// First day on which the unit exists.
    pub valid_from: Option<Date>,
    /// Last day on which the unit exists.
    pub valid_to: Option<Date>,
    /// The units that it was formed from.
    pub predecessors: Vec<UnitCode>,
}

impl OrgUnit {
    /// What stands for the unit on a form that is nobody's: a name, and a code that no list has.
    pub fn nobody(name: String) -> Self {
        Self {
            code: UnitCode::nobody(),
            name,
            kind: String::new(),
            groups: Vec::new(),
            agency_code: None,
            population: None,
            aliases: Vec::new(),
            email: None,
            phone: None,
            valid_from: None,
            valid_to: None,
            predecessors: Vec::new(),
        }
    }

    /// Whether the unit goes on existing after a day.
    pub fn exists_after(&self, day: Date) -> bool {
        self.valid_to.is_none_or(|to| to > day)
    }

    /// Whether the unit exists on a day.
    pub fn exists_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| to >= day)
    }
}
