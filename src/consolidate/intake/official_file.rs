//! Of several files of a unit, the one whose figures are official takes the place of earlier ones with
//! estimates. What each says otherwise stands beside it.

use super::Intake;
use super::compare::compare_with;
use super::gathered::{About, Fate, Gathered, GatheredFile};
use super::receipt::saved_at;
use crate::t;
use crate::values::quantity::figure_status::{FigureStatus, StatusCounts};

/// Lets the files of a unit step aside for the one that is official, where all of them are estimates or
/// preliminary and were saved before it. Nothing where that is not so, or not known: then nobody has said
/// which counts.
pub(super) fn settle<'c>(
    intake: &Intake<'c>,
    files: &Gathered<'c>,
    indices: &[usize],
) -> Option<Vec<About<'c>>> {
    let is_official = |index: &&usize| status(files.get(**index)) == Some(FigureStatus::Official);
    let mut official = indices.iter().filter(is_official);
    let official = *official.next().filter(|_| official.next().is_none())?;
    let rest: Vec<usize> = indices.iter().copied().filter(|index| *index != official).collect();
    let time = saved_at(&files.get(official).checked.source.found_at)?;
    let is_earlier = |index: &usize| {
        let file = files.get(*index);
        let is_open = status(file).is_some_and(FigureStatus::is_provisional);
        is_open && saved_at(&file.checked.source.found_at).is_some_and(|own| own < time)
    };
    if !rest.iter().all(is_earlier) {
        return None;
    }
    let mut compared = compare_with(intake, files, &[official], &rest);
    let other = files.path(official);
    let mut facts = Vec::new();
    for index in rest {
        let comparison = compared.remove(&index);
        let count = comparison.as_ref().map_or(0, |compared| compared.differences.len());
        let reason = t!(intake.words, "reason-official", other = other, count = count);
        facts.push(About::fate(index, Fate::superseded(other, reason)));
        facts.extend(comparison.map(|comparison| About::compared(index, comparison)));
    }
    Some(facts)
}

/// The status that the unit chose for its figures, where it is one for all of them.
fn status(file: &GatheredFile<'_>) -> Option<FigureStatus> {
    let chosen: StatusCounts = file.content()?.chosen_statuses;
    let mut named = chosen.named();
    let (word, _) = named.next().filter(|_| named.next().is_none())?;
    FigureStatus::read(word)
}
