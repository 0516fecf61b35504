//! Rules about who sent what (2xx).

pub(super) mod bd201_unknown_unit;
pub(super) mod bd203_unit_conflict;
pub(super) mod bd204_wrong_period;
pub(super) mod bd205_wrong_campaign;
