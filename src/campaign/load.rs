//! From where a definition is kept to a [`Campaign`]: read, cross-checked, every mistake reported.

use super::definition::Definition;
use super::problem::{DefinitionError, Problem};
use super::read::{ReadError, read};
use super::{Campaign, Store, assemble};

#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error(transparent)]
    Definition(#[from] DefinitionError),
    /// A file of the definition cannot be read.
    #[error(transparent)]
    Io(#[from] ReadError),
}

/// Loads and cross-checks a campaign.
///
/// # Errors
/// Every mistake of the definition that could be found, with its place; or a failure to read.
pub fn load(store: &Store) -> Result<Campaign, LoadError> {
    load_with_definition(store).map(|(campaign, _)| campaign)
}

/// Loads a campaign, and keeps what it was made of.
///
/// # Errors
/// As [`load`].
pub fn load_with_definition(store: &Store) -> Result<(Campaign, Definition), LoadError> {
    let mut problems: Vec<Problem> = Vec::new();
    let definition = read(store, &mut problems)?;
    let campaign = assemble::campaign(&definition, &mut problems);
    // Of two rows of one id, each finds what is wrong with what refers to it.
    let mut told: Vec<Problem> = Vec::new();
    for problem in problems {
        if !told.contains(&problem) {
            told.push(problem);
        }
    }
    let problems = told;
    match campaign.filter(|_| problems.is_empty()) {
        Some(campaign) => Ok((campaign, definition)),
        None => Err(LoadError::Definition(DefinitionError { problems })),
    }
}
