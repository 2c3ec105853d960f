//! The routes of the mass synchronization, as typed calls.

use serde_json::{json, Value};

use super::call::call;
use super::{ApiError, Request, Transport};
use crate::domain::json::read_fields;
use crate::domain::mass_sync::{Entity, RecordPage, Run};

/// How many records are told at once.
const PAGE: u32 = 50;

/// What a person can do with a run, by the name of its route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Pause it.
    Pause,
    /// Go on after a pause or a problem.
    Resume,
    /// End it where it is.
    Cancel,
    /// Go on in spite of a brake.
    Release,
    /// Put back what it wrote.
    Undo,
}

impl Order {
    fn as_str(self) -> &'static str {
        match self {
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Cancel => "cancel",
            Self::Release => "release",
            Self::Undo => "undo",
        }
    }
}

/// Which records of a run are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    /// Those that failed.
    Failed,
    /// Those left alone, each with its reason.
    Skipped,
    /// Those whose local changes are, or would be, overwritten.
    Overwritten,
    /// Those left alone because they were changed in the shop after the preview.
    ChangedSincePreview,
    /// Those that were not put back, because they were changed since.
    NotUndone,
}

impl RecordKind {
    /// Its name in the REST API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Skipped => "skipped",
            Self::Overwritten => "overwritten",
            Self::ChangedSincePreview => "changed_since_preview",
            Self::NotUndone => "not_undone",
        }
    }
}

/// What a run did for a while.
pub struct Worked {
    /// The run as it is now.
    pub run: Run,
    /// How many batches were done; none while others do them all, or while there is nothing to do.
    pub did: u32,
}
read_fields!(Worked { run, did });

/// The active run, or else the last one.
pub async fn current(transport: &dyn Transport) -> Result<Option<Run>, ApiError> {
    struct Current {
        run: Option<Run>,
    }
    read_fields!(Current { run });
    let request = Request::get("mass-sync/runs/current");
    Ok(call::<Current>(transport, request).await?.run)
}

/// Begins a run with its preview.
pub async fn begin(transport: &dyn Transport, entities: &[Entity]) -> Result<Run, ApiError> {
    let body = json!({ "entities": entities });
    call(transport, Request::post("mass-sync/runs", body)).await
}

/// Does batches of a run for so many seconds, at most 10.
pub async fn work(transport: &dyn Transport, run: u64, seconds: u32) -> Result<Worked, ApiError> {
    let body = json!({ "seconds": seconds });
    call(transport, post(run, "work", body)).await
}

/// Lets a run write; `overwrites` is the number of local changes that the person saw.
pub async fn start(transport: &dyn Transport, run: u64, overwrites: u64) -> Result<Run, ApiError> {
    let body = json!({ "overwrites": overwrites });
    call(transport, post(run, "start", body)).await
}

/// Gives a run an order.
pub async fn order(transport: &dyn Transport, run: u64, order: Order) -> Result<Run, ApiError> {
    call(transport, post(run, order.as_str(), json!({}))).await
}

/// Tries failed records again: these, or all.
pub async fn retry(
    transport: &dyn Transport,
    run: u64,
    records: Option<&[u64]>,
) -> Result<Run, ApiError> {
    let body = match records {
        Some(records) => json!({ "records": records }),
        None => json!({}),
    };
    call(transport, post(run, "retry", body)).await
}

/// Records of a run; `after` is 0, or what the page before said.
pub async fn records(
    transport: &dyn Transport,
    run: u64,
    kind: RecordKind,
    after: u64,
) -> Result<RecordPage, ApiError> {
    let request = Request::get(format!("mass-sync/runs/{run}/records")).with("kind", kind.as_str());
    call(transport, request.with("after", after).with("limit", PAGE)).await
}

fn post(run: u64, route: &str, body: Value) -> Request {
    Request::post(format!("mass-sync/runs/{run}/{route}"), body)
}
