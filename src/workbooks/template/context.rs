//! What the sheets of one workbook share.

use super::filled::Prefill;
use super::formula::Addresses;
use super::style::FormStyles;
use crate::campaign::identity::Identity;
use crate::campaign::{Campaign, OrgUnit, Period};
use crate::i18n::Words;
use crate::ledger::prior::Previous;

/// What every sheet of a workbook shares.
pub(super) struct FormContext<'a> {
    pub campaign: &'a Campaign,
    pub period: &'a Period,
    pub unit: &'a OrgUnit,
    pub identity: &'a Identity,
    /// What the unit has answered, where the form is issued again.
    pub prefill: Option<&'a Prefill>,
    /// The earlier consolidation whose figures the form repeats.
    pub previous: Option<&'a Previous<'a>>,
    /// Where the figures stand that rows are worked out of.
    pub addresses: &'a Addresses,
    pub words: &'a Words,
    pub styles: &'a FormStyles,
}
