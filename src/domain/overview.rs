//! How the shop and Dolibarr stand to each other as a whole: the answer of `overview`.

use serde::Serialize;

use super::json::read_fields;
use super::mass_sync::{Brake, RunState};
use super::{NextAction, Problem, Status};

/// The way to Dolibarr.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Connection {
    /// Whether an address and a key are set.
    pub configured: bool,
    /// Whether Dolibarr answered just now.
    pub ok: bool,
    /// Dolibarr's version.
    pub version: Option<String>,
    /// How long its answer took, in milliseconds.
    pub latency_ms: Option<u64>,
    /// When it last answered, UTC.
    pub last_contact_at: Option<String>,
    /// Why it does not answer.
    pub problem: Option<Problem>,
}

/// How many products have each status, as last known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StatusCounts {
    /// Green.
    pub synced: u64,
    /// Orange.
    pub out_of_sync: u64,
    /// Red.
    pub unlinked: u64,
    /// Grey.
    pub unknown: u64,
    /// All of them.
    pub total: u64,
}

impl StatusCounts {
    /// The count of a status.
    pub fn of(&self, status: Status) -> u64 {
        match status {
            Status::Synced => self.synced,
            Status::OutOfSync => self.out_of_sync,
            Status::Unlinked => self.unlinked,
            Status::Unknown => self.unknown,
        }
    }
}

/// The product list, of one status each.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatusLinks {
    /// Green.
    pub synced: String,
    /// Orange.
    pub out_of_sync: String,
    /// Red.
    pub unlinked: String,
    /// Grey.
    pub unknown: String,
}

impl StatusLinks {
    /// The list of a status.
    pub fn of(&self, status: Status) -> &str {
        match status {
            Status::Synced => &self.synced,
            Status::OutOfSync => &self.out_of_sync,
            Status::Unlinked => &self.unlinked,
            Status::Unknown => &self.unknown,
        }
    }
}

/// What DoliSync is going to carry over by itself.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Waiting {
    /// How many products.
    pub waiting: u64,
    /// Since when the oldest of them waits, UTC.
    pub oldest_at: Option<String>,
    /// When the next try is, UTC.
    pub next_at: Option<String>,
    /// Since when Dolibarr has not answered, UTC.
    pub outage_since: Option<String>,
    /// Why everything has stopped.
    pub brake: Option<Brake>,
    /// The page that lists what waits.
    pub url: String,
}

/// The last mass synchronization in short.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LastRun {
    /// Its id.
    pub id: u64,
    /// Where it stands.
    pub state: RunState,
    /// When it ended, UTC.
    pub ended_at: Option<String>,
    /// Records created in the shop.
    pub created: u64,
    /// Records changed in the shop.
    pub changed: u64,
    /// Records that failed.
    pub failed: u64,
}

/// Something that went wrong lately.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecentError {
    /// When, UTC.
    pub at: String,
    /// What it is about: a product's title, or a part of the work.
    pub what: String,
    /// What happened.
    pub message: String,
    /// What to do about it.
    pub next_action: NextAction,
    /// Where to do it.
    pub url: Option<String>,
}

/// The whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Overview {
    /// The way to Dolibarr.
    pub connection: Connection,
    /// How many products have each status.
    pub counts: StatusCounts,
    /// The lists of them.
    pub links: StatusLinks,
    /// What waits.
    pub queue: Waiting,
    /// The last mass synchronization.
    pub last_run: Option<LastRun>,
    /// What went wrong lately, newest first, at most 10.
    pub errors: Vec<RecentError>,
    /// The journal.
    pub journal_url: String,
    /// The settings.
    pub settings_url: String,
}

read_fields!(Connection {
    configured,
    ok,
    version,
    latency_ms,
    last_contact_at,
    problem
});
read_fields!(StatusCounts {
    synced,
    out_of_sync,
    unlinked,
    unknown,
    total
});
read_fields!(StatusLinks {
    synced,
    out_of_sync,
    unlinked,
    unknown
});
read_fields!(Waiting {
    waiting,
    oldest_at,
    next_at,
    outage_since,
    brake,
    url
});
read_fields!(LastRun {
    id,
    state,
    ended_at,
    created,
    changed,
    failed
});
read_fields!(RecentError {
    at,
    what,
    message,
    next_action,
    url
});
read_fields!(Overview {
    connection,
    counts,
    links,
    queue,
    last_run,
    errors,
    journal_url,
    settings_url
});
