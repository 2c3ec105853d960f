//! How a WPshop product stands to Dolibarr.

use serde::{Deserialize, Serialize};

use super::{DolibarrId, FieldKey, ProductId};

/// The color of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Green: linked, both sides hold the same data.
    Synced,
    /// Orange: linked, the data differ.
    OutOfSync,
    /// Red: not associated.
    Unlinked,
    /// Grey: could not be checked just now.
    Unknown,
}

/// More than the color says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// One side moved, or it is not known which one did.
    Differs,
    /// Both sides moved in at least one field.
    Conflict,
    /// Queued, to be sent later.
    Pending,
    /// Dolibarr accepted a value and did not apply it.
    Refused,
    /// The Dolibarr product was deleted.
    GoneInDolibarr,
    /// The WPshop product was deleted.
    GoneInWpshop,
    /// Not associated, but Dolibarr has a product that looks like it.
    ProbableMatch,
}

/// What to do about a problem.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NextAction {
    /// The same again.
    Retry,
    /// Open the settings.
    CheckSettings,
    /// Log in to WordPress.
    LogIn,
    /// Look at what is shown now, and decide anew.
    Review,
    /// Nothing; also what an action means that this panel does not know.
    #[default]
    #[serde(other)]
    None,
}

/// Why a status is not known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// Stable name, as `dolisync_dolibarr_timeout`.
    pub code: String,
    /// A sentence for the shop owner.
    pub message: String,
    /// What to do about it.
    #[serde(default)]
    pub next_action: NextAction,
}

/// The status before it became unknown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KnownStatus {
    /// The color.
    pub status: Status,
    /// The fields that differed.
    #[serde(default)]
    pub fields: Vec<FieldKey>,
}

/// A WPshop product of a list and how it stands to Dolibarr.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The product.
    pub id: ProductId,
    /// Its title.
    pub title: String,
    /// Its color.
    pub status: Status,
    /// Why it has that color.
    #[serde(default)]
    pub reason: Option<Reason>,
    /// The fields that differ, or that were refused.
    #[serde(default)]
    pub fields: Vec<FieldKey>,
    /// Its counterpart.
    #[serde(default)]
    pub dolibarr_id: Option<DolibarrId>,
    /// The counterpart's card in Dolibarr.
    #[serde(default)]
    pub dolibarr_url: Option<String>,
    /// When the status was established: UTC, `2026-11-24T20:00:00.123Z`, comparable as text.
    #[serde(default)]
    pub checked_at: Option<String>,
    /// What was known before, while the status is unknown.
    #[serde(default)]
    pub last_known: Option<KnownStatus>,
    /// Why the status is unknown.
    #[serde(default)]
    pub problem: Option<Problem>,
}

impl Row {
    /// A product of which only the id is known: grey until it is checked.
    pub fn unread(id: ProductId) -> Self {
        Self {
            id,
            title: String::new(),
            status: Status::Unknown,
            reason: None,
            fields: Vec::new(),
            dolibarr_id: None,
            dolibarr_url: None,
            checked_at: None,
            last_known: None,
            problem: None,
        }
    }
}
