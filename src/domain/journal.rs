//! What was written, when and by whom.

use serde::{Deserialize, Serialize};

use super::{Changes, DolibarrId, FieldKey, PriceBase, ProductId};

/// What caused a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JournalSource {
    /// A person, in the panel.
    Button,
    /// DoliSync by itself.
    Automatic,
    /// A message from Dolibarr.
    Webhook,
    /// A mass synchronization.
    Mass,
    /// Something that this panel has no name for.
    #[serde(other)]
    Other,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JournalAction {
    /// Associated.
    Link,
    /// Synchronized.
    Sync,
    /// Created in Dolibarr.
    Create,
    /// Dissociated.
    Unlink,
    /// An earlier entry was undone.
    Undo,
    /// Something that this panel has no name for.
    #[serde(other)]
    Other,
}

/// One write.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JournalEntry {
    /// Its number.
    pub id: u64,
    /// When, UTC.
    pub at: String,
    /// The login of who did it; `""` when nobody did.
    pub user: String,
    /// What caused it.
    pub source: JournalSource,
    /// What was done.
    pub action: JournalAction,
    /// The product.
    pub product_id: ProductId,
    /// Its counterpart.
    #[serde(default)]
    pub dolibarr_id: Option<DolibarrId>,
    /// What the prices in `changes` include.
    #[serde(default)]
    pub price_base: PriceBase,
    /// The values that were replaced.
    #[serde(default)]
    pub changes: Changes,
    /// The fields that Dolibarr accepted and did not apply.
    #[serde(default)]
    pub refused: Vec<FieldKey>,
    /// Whether it can be undone.
    pub undoable: bool,
    /// When it was undone, UTC.
    #[serde(default)]
    pub undone_at: Option<String>,
}

/// One page of the journal, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JournalPage {
    /// At most 20.
    pub entries: Vec<JournalEntry>,
    /// How many there are on all pages.
    pub total: u64,
}
