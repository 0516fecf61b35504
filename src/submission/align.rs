//! Pairs the rows that a form prints with the rows that a sheet holds.

use std::collections::BTreeMap;

/// For each row expected, which of those found it is. A row without a key is not looked for.
///
/// Equal rows are paired in order, and only while there are as many as expected: of two rows where three
/// are expected nothing tells which is gone.
pub(super) fn pair_equal<K: Ord>(expected: &[Option<K>], found: &[K]) -> Vec<Option<usize>> {
    let mut groups: BTreeMap<&K, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, key) in expected.iter().enumerate() {
        if let Some(key) = key {
            groups.entry(key).or_default().0.push(at);
        }
    }
    for (at, key) in found.iter().enumerate() {
        if let Some((_, rows)) = groups.get_mut(key) {
            rows.push(at);
        }
    }
    let mut pairs = vec![None; expected.len()];
    for (rows, candidates) in groups.into_values() {
        if rows.len() == candidates.len() {
            for (row, candidate) in rows.into_iter().zip(candidates) {
                pairs[row] = Some(candidate);
            }
        }
    }
    pairs
}

/// Pairs by number what stands between two rows that are certain, where the number stands there once.
pub(super) fn pair_between(expected: &[&str], found: &[&str], pairs: &mut [Option<usize>]) {
    let certain = pairs.to_vec();
    for at in 0..expected.len() {
        let number = expected[at];
        if certain[at].is_some() || number.is_empty() {
            continue;
        }
        let before = certain[..at].iter().rposition(Option::is_some);
        let after = certain[at + 1..].iter().position(Option::is_some).map(|gap| at + 1 + gap);
        let rows = before.map_or(0, |row| row + 1)..after.unwrap_or(expected.len());
        let first = before.and_then(|row| certain[row]).map_or(0, |row| row + 1);
        let last = after.and_then(|row| certain[row]).unwrap_or(found.len());
        let is_alone = expected[rows].iter().filter(|row| **row == number).count() == 1;
        let mut candidates = (first..last)
            .filter(|candidate| !certain.contains(&Some(*candidate)))
            .filter(|candidate| found[*candidate] == number);
        if let (true, Some(only), None) = (is_alone, candidates.next(), candidates.next()) {
            pairs[at] = Some(only);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            (&["1 a"], &["1 a", "1 a"], &[None]),
        ];
        for (expected, found, pairs) in cases {
            let keys: Vec<Option<&str>> = expected.iter().copied().map(Some).collect();
            assert_eq!(pair_equal(&keys, found), pairs, "{expected:?} {found:?}");
        }
        assert_eq!(pair_equal(&[None, Some("")], &["", ""]), [None, None]);
    }

    /// A number that stands twice between certain rows is nobody's.
    #[test]
    fn a_number_alone_must_stand_alone() {
        let expected = ["(1)", "(2)", "(3)"];
        let mut pairs = [Some(0), None, Some(3)];
        pair_between(&expected, &["(1)", "(2)", "(2)", "(3)"], &mut pairs);
        assert_eq!(pairs, [Some(0), None, Some(3)]);
        pair_between(&expected, &["(1)", "(2)", "x", "(3)"], &mut pairs);
        assert_eq!(pairs, [Some(0), Some(1), Some(3)]);
    }
}
