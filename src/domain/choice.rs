//! Which side's value is kept, field by field.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Comparison, FieldKey, FieldState, Side};

/// Field → the side whose value is kept. As JSON: `{"price":"wpshop"}`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Choice {
    sides: BTreeMap<FieldKey, Side>,
}

impl Choice {
    /// The side chosen for a field.
    pub fn get(&self, key: &FieldKey) -> Option<Side> {
        self.sides.get(key).copied()
    }

    /// Chooses a side for a field.
    pub fn set(&mut self, key: FieldKey, side: Side) {
        self.sides.insert(key, side);
    }

    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.sides.is_empty()
    }

    /// What is chosen before the person does anything: of associated products, the side that
    /// alone moved since the last synchronization. In a conflict, or when it is not known which
    /// side moved, nothing.
    pub fn preselected(comparison: &Comparison) -> Self {
        let mut choice = Self::default();
        if !comparison.linked {
            return choice;
        }
        for field in comparison.choosable() {
            match field.state {
                FieldState::WpshopChanged => choice.set(field.key.clone(), Side::Wpshop),
                FieldState::DolibarrChanged => choice.set(field.key.clone(), Side::Dolibarr),
                FieldState::Same | FieldState::Conflict | FieldState::Differs => {}
            }
        }
        choice
    }

    /// One side for every field that a side can be chosen for.
    pub fn all(comparison: &Comparison, side: Side) -> Self {
        let keys = comparison.choosable().map(|field| field.key.clone());
        Self {
            sides: keys.map(|key| (key, side)).collect(),
        }
    }

    /// Whether every field that needs a side has one.
    pub fn is_complete(&self, comparison: &Comparison) -> bool {
        comparison
            .choosable()
            .all(|field| self.get(&field.key).is_some())
    }
}
