//! How a WPshop product stands to Dolibarr.

use serde::Serialize;

use super::json::{read_fields, read_names};
use super::{DolibarrId, FieldKey, ProductId};

/// The color of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
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
    None,
}

/// Why a status is not known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Problem {
    /// Stable name, as `dolisync_dolibarr_timeout`.
    pub code: String,
    /// A sentence for the shop owner.
    pub message: String,
    /// What to do about it.
    pub next_action: NextAction,
}

/// The status before it became unknown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KnownStatus {
    /// The color.
    pub status: Status,
    /// The fields that differed.
    pub fields: Vec<FieldKey>,
}

/// A WPshop product of a list and how it stands to Dolibarr.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The product.
    pub id: ProductId,
    /// Its title.
    pub title: String,
    /// Its color.
    pub status: Status,
    /// Why it has that color.
    pub reason: Option<Reason>,
    /// The fields that differ, or that were refused.
    pub fields: Vec<FieldKey>,
    /// Its counterpart.
    pub dolibarr_id: Option<DolibarrId>,
    /// The counterpart's card in Dolibarr.
    pub dolibarr_url: Option<String>,
    /// When the status was established: UTC, `2026-11-24T20:00:00.123Z`, comparable as text.
    pub checked_at: Option<String>,
    /// What was known before, while the status is unknown.
    pub last_known: Option<KnownStatus>,
    /// Why the status is unknown, or why what waits did not get through.
    pub problem: Option<Problem>,
    /// When what waits is sent again, UTC.
    pub next_try: Option<String>,
    /// When both sides last held the same, or were written, UTC.
    pub synchronized_at: Option<String>,
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
            next_try: None,
            synchronized_at: None,
        }
    }

    /// Whether DoliSync is going to carry something over by itself.
    pub fn is_pending(&self) -> bool {
        self.reason == Some(Reason::Pending)
    }
}

read_names!(Status {
    "synced" => Synced,
    "out_of_sync" => OutOfSync,
    "unlinked" => Unlinked,
    "unknown" => Unknown,
});
read_names!(Reason {
    "differs" => Differs,
    "conflict" => Conflict,
    "pending" => Pending,
    "refused" => Refused,
    "gone_in_dolibarr" => GoneInDolibarr,
    "gone_in_wpshop" => GoneInWpshop,
    "probable_match" => ProbableMatch,
});
read_names!(NextAction {
    "retry" => Retry,
    "check_settings" => CheckSettings,
    "log_in" => LogIn,
    "review" => Review,
    _ => None,
});
read_fields!(Problem {
    code,
    message,
    next_action
});
read_fields!(KnownStatus { status, fields });
read_fields!(Row {
    id,
    title,
    status,
    reason,
    fields,
    dolibarr_id,
    dolibarr_url,
    checked_at,
    last_known,
    problem,
    next_try,
    synchronized_at,
});
