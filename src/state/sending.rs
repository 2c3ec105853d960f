//! Many things sent one chunk after the other: how far it is, and stopping between two chunks.

use std::collections::VecDeque;
use std::future::Future;

use leptos::prelude::*;

use crate::api::{ApiError, ErrorKind};
use crate::domain::Failure;

/// The name of what was not tried because Dolibarr cannot be reached, or for want of time.
pub(super) const NOT_TRIED: &str = "dolisync_not_tried";

/// How far the sending is.
#[derive(Clone, Copy)]
pub struct Sending {
    /// Whether it is under way.
    pub running: RwSignal<bool>,
    /// A person asked to stop: the chunk under way is the last.
    pub stopping: RwSignal<bool>,
    /// How many of how many are through.
    pub count: RwSignal<(u64, u64)>,
    /// Why it stopped by itself.
    pub error: RwSignal<Option<ApiError>>,
}

impl Default for Sending {
    fn default() -> Self {
        Self {
            running: RwSignal::new(false),
            stopping: RwSignal::new(false),
            count: RwSignal::new((0, 0)),
            error: RwSignal::new(None),
        }
    }
}

impl Sending {
    /// Begins to send so many; false while it is under way already.
    pub(super) fn begin(&self, total: u64) -> bool {
        if self.running.get_untracked() || total == 0 {
            return false;
        }
        self.stopping.set(false);
        self.error.set(None);
        self.count.set((0, total));
        self.running.set(true);
        true
    }

    /// Sends these chunk by chunk. `send` gives the ones of its chunk that were not tried: they are
    /// sent again, later. An error ends it, and so does a chunk of which nothing was tried.
    pub(super) async fn send<Sent: Future<Output = Result<Vec<usize>, ApiError>>>(
        &self,
        these: Vec<usize>,
        at_once: usize,
        send: impl Fn(Vec<usize>) -> Sent,
    ) {
        let mut waiting = VecDeque::from(these);
        let mut error = None;
        while !waiting.is_empty() && !self.stopping.get_untracked() {
            let chunk: Vec<usize> = waiting.drain(..at_once.min(waiting.len())).collect();
            let sent = chunk.len();
            match send(chunk).await {
                Ok(again) if again.len() < sent => {
                    self.count
                        .update(|(done, _)| *done += (sent - again.len()) as u64);
                    waiting.extend(again);
                }
                // Neither done nor refused: the answer says nothing of what was asked.
                Ok(_) => {
                    error = Some(ApiError::read(200, Failure::Unreadable));
                    break;
                }
                Err(failed) => {
                    error = Some(failed).filter(|failed| failed.kind != ErrorKind::Cancelled);
                    break;
                }
            }
        }
        self.end(error);
    }

    /// It has ended, by itself or because of an error.
    pub(super) fn end(&self, error: Option<ApiError>) {
        self.error.set(error);
        self.running.set(false);
        self.stopping.set(false);
    }

    /// Stops after the chunk under way.
    pub fn stop(&self) {
        self.stopping.set(true);
    }

    /// How far it is, 0 to 1.
    pub fn share(&self) -> f64 {
        let (done, total) = self.count.get();
        done as f64 / total.max(1) as f64
    }
}
