//! What a write did.

use serde::Serialize;

use super::json::read_fields;
use super::{Changes, FieldKey, PriceBase, Row};

/// The answer to every write.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// The product as it stands now.
    pub row: Row,
    /// The journal's entry.
    pub journal_id: Option<u64>,
    /// Whether the entry can be undone.
    pub undoable: bool,
    /// What the prices in `changes` include.
    pub price_base: PriceBase,
    /// The values that were replaced.
    pub changes: Changes,
    /// The fields that Dolibarr accepted and did not apply.
    pub refused: Vec<FieldKey>,
}

impl Outcome {
    /// What a write did that left all values alone.
    pub fn of(row: Row) -> Self {
        Self {
            row,
            journal_id: None,
            undoable: false,
            price_base: PriceBase::Ht,
            changes: Changes::default(),
            refused: Vec::new(),
        }
    }
}

read_fields!(Outcome {
    row,
    journal_id,
    undoable,
    price_base,
    changes,
    refused
});
