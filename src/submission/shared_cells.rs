//! Cells that more than one answer claims.

use std::collections::BTreeMap;

use super::model::Submission;
use super::model::answer::Place;
use crate::values::key::Field;

/// A cell that two answers claim belongs to neither: its figure would count twice. A name that leads
/// astray, to which the first of the contested places belongs, claims too.
pub(super) fn shared_cells(submission: &mut Submission<'_>) {
    let mut claims: BTreeMap<Place, usize> = BTreeMap::new();
    for answer in submission.answers() {
        let found = answer.cells.values().map(|cell| &cell.place);
        for place in found.chain(answer.contested.values().filter_map(|places| places.first())) {
            *claims.entry(place.clone()).or_default() += 1;
        }
    }
    claims.retain(|_, count| *count > 1);
    for form in &mut submission.forms {
        form.traces.recovered.retain(|cell| !claims.contains_key(&cell.place));
    }
    for answer in submission.forms.iter_mut().flat_map(|form| &mut form.answers) {
        let shared: Vec<Field> = answer
            .cells
            .iter()
            .filter(|(_, cell)| claims.contains_key(&cell.place))
            .map(|(field, _)| *field)
            .collect();
        for field in shared {
            if let Some(cell) = answer.cells.remove(&field) {
                answer.contested.insert(field, vec![cell.place]);
            }
        }
    }
}
