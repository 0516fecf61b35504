//! What belongs to the few fields of one answer, by field. A city's returns hold several hundred
//! thousand answers of two or three cells each, and a tree makes room for eleven.

use super::field::Field;

/// Values by field, in the order of the fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldMap<T>(Vec<(Field, T)>);

impl<T> Default for FieldMap<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> FieldMap<T> {
    /// An empty map with room for so many fields.
    pub fn with_capacity(fields: usize) -> Self {
        Self(Vec::with_capacity(fields))
    }

    fn find(&self, field: Field) -> Result<usize, usize> {
        self.0.binary_search_by_key(&field, |(field, _)| *field)
    }

    pub fn get(&self, field: &Field) -> Option<&T> {
        let at = self.find(*field).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    /// The value of a field, to be changed.
    pub fn get_mut(&mut self, field: &Field) -> Option<&mut T> {
        let at = self.find(*field).ok()?;
        self.0.get_mut(at).map(|(_, value)| value)
    }

    /// Puts a value in the place of what was there.
    pub fn insert(&mut self, field: Field, value: T) {
        match self.find(field) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (field, value)),
        }
    }

    pub fn remove(&mut self, field: &Field) -> Option<T> {
        let at = self.find(*field).ok()?;
        Some(self.0.remove(at).1)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The fields that have a value.
    pub fn keys(&self) -> impl Iterator<Item = &Field> {
        self.0.iter().map(|(field, _)| field)
    }

    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&Field, &T)> {
        self.0.iter().map(|(field, value)| (field, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_in_their_order_however_they_come() {
        let mut map = FieldMap::with_capacity(2);
        for (field, value) in [(Field::Evidence, 1), (Field::Value, 2), (Field::Evidence, 3)] {
            map.insert(field, value);
        }
        let pairs: Vec<(Field, i32)> = map.iter().map(|(field, value)| (*field, *value)).collect();
        assert_eq!(pairs, [(Field::Value, 2), (Field::Evidence, 3)]);
        assert_eq!(map.remove(&Field::Value), Some(2));
        assert!(map.get(&Field::Value).is_none() && !map.is_empty());
    }
}
