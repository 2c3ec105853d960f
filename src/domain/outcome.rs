//! What a write did.

use serde::{Deserialize, Serialize};

use super::{Changes, FieldKey, PriceBase, Row};

/// The answer to every write.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The product as it stands now.
    pub row: Row,
    /// The journal's entry.
    #[serde(default)]
    pub journal_id: Option<u64>,
    /// Whether the entry can be undone.
    #[serde(default)]
    pub undoable: bool,
    /// What the prices in `changes` include.
    #[serde(default)]
    pub price_base: PriceBase,
    /// The values that were replaced.
    #[serde(default)]
    pub changes: Changes,
    /// The fields that Dolibarr accepted and did not apply.
    #[serde(default)]
    pub refused: Vec<FieldKey>,
}
