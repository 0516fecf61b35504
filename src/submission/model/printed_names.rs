//! The names of units that stand on a return where its form prints the name of its unit.

use super::cell::Place;
use crate::campaign::OrgUnit;

/// A name as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedName {
    pub place: Place,
    pub text: String,
}

/// What the names on a return say of the unit that it states.
#[derive(Debug, Clone, Default)]
pub struct PrintedNames<'c> {
    /// Whether its own name is printed anywhere.
    pub own: bool,
    /// Names of other units that are expected, each with the units that have it.
    pub others: Vec<(PrintedName, Vec<&'c OrgUnit>)>,
    /// Its own name in another spelling, and words that name no unit.
    pub spelled: Vec<PrintedName>,
    /// Printed names that no unit of the list has.
    pub unknown: Vec<PrintedName>,
}

impl PrintedNames<'_> {
    /// The same without what no unit is called.
    pub fn without_unknown(self) -> Self {
        Self { unknown: Vec::new(), ..self }
    }
}
