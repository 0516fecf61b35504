//! Files on the disk: the names in the working folder, writing whole or not at all, fingerprints.

pub mod csv_text;
pub mod fingerprint;
pub mod output;
pub mod turn;
pub mod workspace;
