//! What was written, when and by whom.

use serde::Serialize;

use super::json::{read_fields, read_names};
use super::{Changes, DolibarrId, FieldKey, PriceBase, ProductId};

/// What caused a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
    /// A command of WP-CLI.
    Cli,
    /// Something that this panel has no name for.
    Other,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
    Other,
}

/// One write.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
    pub dolibarr_id: Option<DolibarrId>,
    /// What the prices in `changes` include.
    pub price_base: PriceBase,
    /// The values that were replaced.
    pub changes: Changes,
    /// The fields that Dolibarr accepted and did not apply.
    pub refused: Vec<FieldKey>,
    /// Whether it can be undone.
    pub undoable: bool,
    /// When it was undone, UTC.
    pub undone_at: Option<String>,
}

/// One page of the journal, newest first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct JournalPage {
    /// At most 20.
    pub entries: Vec<JournalEntry>,
    /// How many there are on all pages.
    pub total: u64,
}

read_names!(JournalSource {
    "button" => Button,
    "automatic" => Automatic,
    "webhook" => Webhook,
    "mass" => Mass,
    "cli" => Cli,
    _ => Other,
});
read_names!(JournalAction {
    "link" => Link,
    "sync" => Sync,
    "create" => Create,
    "unlink" => Unlink,
    "undo" => Undo,
    _ => Other,
});
read_fields!(JournalEntry {
    id,
    at,
    user,
    source,
    action,
    product_id,
    dolibarr_id,
    price_base,
    changes,
    refused,
    undoable,
    undone_at,
});
read_fields!(JournalPage { entries, total });
