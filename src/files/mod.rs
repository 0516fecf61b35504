//! Files on the disk: the names in the working folder, lists read within a bound, writing whole or not at
//! all, fingerprints.

pub mod csv_text;
pub mod fingerprint;
pub mod input;
pub mod output;
pub mod turn;
pub mod workspace;
