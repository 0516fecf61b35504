//! A row's own choices: what may be answered, in the words and the order of its definition.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::values::quantity::rate::Rate;
use crate::values::quantity::text;

/// The choices of a row, the one that counts as reached first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices(Arc<[String]>);

/// One of the choices of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    choices: Choices,
    at: usize,
}

impl Choices {
    pub fn new(choices: impl IntoIterator<Item = String>) -> Self {
        Self(choices.into_iter().map(|choice| choice.trim().to_owned()).collect())
    }

    pub fn as_slice(&self) -> &[String] {
        &self.0
    }

    /// The choice that a text is, whatever its case, spacing or way of composing accents.
    pub fn find(&self, written: &str) -> Option<usize> {
        let folded = text::fold(written);
        self.0.iter().position(|choice| text::fold(choice) == folded)
    }

    /// The choice of a place among them.
    pub fn choose(&self, at: usize) -> Option<Chosen> {
        (at < self.0.len()).then(|| Chosen { choices: self.clone(), at })
    }
}

impl Chosen {
    pub fn choices(&self) -> &Choices {
        &self.choices
    }

    /// Which of the choices it is, from 0.
    pub fn at(&self) -> usize {
        self.at
    }

    pub fn as_str(&self) -> &str {
        self.choices.0.get(self.at).map_or("", String::as_str)
    }
}

/// How many answered with each of the choices, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceCounts {
    choices: Choices,
    counts: Vec<usize>,
}

impl ChoiceCounts {
    /// Counts of each of the choices; `None` where they are not as many.
    pub fn new(choices: Choices, counts: Vec<usize>) -> Option<Self> {
        (choices.0.len() == counts.len() && !counts.is_empty()).then_some(Self { choices, counts })
    }

    pub fn of_one(chosen: &Chosen) -> Self {
        let mut counts = vec![0; chosen.choices.0.len()];
        if let Some(count) = counts.get_mut(chosen.at) {
            *count = 1;
        }
        Self { choices: chosen.choices.clone(), counts }
    }

    /// Both, choice by choice; `None` where the choices are others.
    pub fn plus(&self, other: &Self) -> Option<Self> {
        let counts = self.counts.iter().zip(&other.counts).map(|(one, other)| one + other);
        (self.choices == other.choices)
            .then(|| Self { choices: self.choices.clone(), counts: counts.collect() })
    }

    pub fn choices(&self) -> &Choices {
        &self.choices
    }

    pub fn counts(&self) -> &[usize] {
        &self.counts
    }

    /// Each choice with how many answered it.
    pub fn iter(&self) -> impl Iterator<Item = (&str, usize)> {
        self.choices.0.iter().map(String::as_str).zip(self.counts.iter().copied())
    }

    /// How many answered the first.
    pub fn first(&self) -> usize {
        self.counts.first().copied().unwrap_or_default()
    }

    /// How many answered at all.
    pub fn answered(&self) -> usize {
        self.counts.iter().sum()
    }

    /// As an object of JSON, in the order of the choices.
    pub fn to_json(&self) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let each: Vec<String> =
            self.iter().map(|(choice, n)| format!("{}:{n}", quoted(choice))).collect();
        format!("{{{}}}", each.join(","))
    }

    /// How many of all who answered answered the first.
    pub fn share(&self) -> Option<Rate> {
        let whole = |units: usize| Decimal::from(u64::try_from(units).unwrap_or(u64::MAX));
        Rate::new(whole(self.first()), whole(self.answered())).ok()
    }

    /// In words: `Đạt: 12; Chưa đạt: 3`.
    pub fn in_words(&self) -> String {
        let each: Vec<String> = self.iter().map(|(choice, n)| format!("{choice}: {n}")).collect();
        each.join("; ")
    }
}
