//! Pairs the rows that a form prints with the rows that a sheet holds, by number and wording.

use std::collections::BTreeMap;

/// What is printed of a row, folded for comparing.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Printed {
    pub(super) number: String,
    pub(super) label: String,
}

/// For each row expected, which of those found it is.
///
/// Number and wording together decide; numbers repeat ("(1)"), and with a form's two sections whole
/// rows do, so that equal rows are paired in order, and only while there are as many as expected: of
/// two rows where three are expected nothing tells which is gone. A number alone decides between two
/// rows that are certain, and wording alone where the number was changed.
pub(super) fn align(expected: &[Printed], found: &[Printed]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; expected.len()];
    let whole = |row: &Printed| {
        let key = (row.number.clone(), row.label.clone());
        (!row.number.is_empty() || !row.label.is_empty()).then_some(key)
    };
    pair_equal(expected, found, &mut pairs, whole);
    if pairs.iter().any(Option::is_none) {
        pair_equal(expected, found, &mut pairs, |row| {
            (!row.label.is_empty()).then(|| (String::new(), row.label.clone()))
        });
        pair_between(expected, found, &mut pairs);
    }
    pairs
}

type Key = (String, String);

fn pair_equal(
    expected: &[Printed],
    found: &[Printed],
    pairs: &mut [Option<usize>],
    key: impl Fn(&Printed) -> Option<Key>,
) {
    let taken: Vec<usize> = pairs.iter().flatten().copied().collect();
    let mut groups: BTreeMap<Key, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, row) in expected.iter().enumerate().filter(|(at, _)| pairs[*at].is_none()) {
        if let Some(key) = key(row) {
            groups.entry(key).or_default().0.push(at);
        }
    }
    for (at, row) in found.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
        if let Some((_, rows)) = key(row).and_then(|key| groups.get_mut(&key)) {
            rows.push(at);
        }
    }
    for (rows, candidates) in groups.into_values() {
        if rows.len() == candidates.len() {
            for (row, candidate) in rows.into_iter().zip(candidates) {
                pairs[row] = Some(candidate);
            }
        }
    }
}

/// Pairs by number what stands between two rows that are certain, where the number stands there once.
fn pair_between(expected: &[Printed], found: &[Printed], pairs: &mut [Option<usize>]) {
    let certain = pairs.to_vec();
    for at in 0..expected.len() {
        let number = &expected[at].number;
        if certain[at].is_some() || number.is_empty() {
            continue;
        }
        let before = certain[..at].iter().rposition(Option::is_some);
        let after = certain[at + 1..].iter().position(Option::is_some).map(|gap| at + 1 + gap);
        let rows = before.map_or(0, |row| row + 1)..after.unwrap_or(expected.len());
        let first = before.and_then(|row| certain[row]).map_or(0, |row| row + 1);
        let last = after.and_then(|row| certain[row]).unwrap_or(found.len());
        let is_alone = expected[rows].iter().filter(|row| row.number == *number).count() == 1;
        let mut candidates = (first..last)
            .filter(|candidate| !certain.contains(&Some(*candidate)))
            .filter(|candidate| found[*candidate].number == *number);
        if let (true, Some(only), None) = (is_alone, candidates.next(), candidates.next()) {
            pairs[at] = Some(only);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[&str]) -> Vec<Printed> {
        let row = |text: &&str| {
            let (number, label) = text.split_once(' ').unwrap();
            Printed { number: number.to_owned(), label: label.to_owned() }
        };
        text.iter().map(row).collect()
    }

    /// Rows expected, rows found, and which is which.
    type Case<'a> = (&'a [&'a str], &'a [&'a str], &'a [Option<usize>]);

    #[test]
    fn rows_are_paired_by_what_is_certain_and_by_nothing_else() {
        let cases: [Case<'_>; 7] = [
            (&["1 a", "2 b"], &["1 a", "2 b"], &[Some(0), Some(1)]),
            // Inserted, deleted, moved.
            (&["1 a", "2 b"], &["1 a", "9 x", "2 b"], &[Some(0), Some(2)]),
            (&["1 a", "2 b", "3 c"], &["1 a", "3 c"], &[Some(0), None, Some(1)]),
            (&["1 a", "2 b"], &["2 b", "1 a"], &[Some(1), Some(0)]),
            // Twice the same row, in order while both are there.
            (&["1 a", "1 a"], &["1 a", "1 a"], &[Some(0), Some(1)]),
            (&["1 a", "1 a", "2 b"], &["1 a", "2 b"], &[None, None, Some(1)]),
            // Another wording, another number.
            (&["1 a", "2 b", "3 c"], &["1 a", "2 bb", "4 c"], &[Some(0), Some(1), Some(2)]),
        ];
        for (expected, found, pairs) in cases {
            assert_eq!(align(&rows(expected), &rows(found)), pairs, "{expected:?} {found:?}");
        }
    }

    /// A number that stands twice between certain rows is nobody's.
    #[test]
    fn a_number_alone_must_stand_alone() {
        let expected = rows(&["(1) a", "(2) b", "(3) c"]);
        let found = rows(&["(1) a", "(2) x", "(2) y", "(3) c"]);
        assert_eq!(align(&expected, &found), [Some(0), None, Some(3)]);
    }
}
