//! The listed products: one signal each, so that a change redraws one cell.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::*;

use crate::api::ApiError;
use crate::domain::{KnownStatus, ProductId, Row, Status};

/// A product of the list and what is happening to it.
#[derive(Clone, Debug, PartialEq)]
pub struct RowState {
    /// As the server last told it.
    pub row: Row,
    /// A request about it is under way.
    pub busy: bool,
}

#[derive(Clone)]
struct Entry {
    /// Owned by no component: a signal that a cell's own root owns panics when it is read after
    /// that cell was replaced.
    state: ArcRwSignal<RowState>,
    printed: String,
}

/// Product id → its row. Rows stay when their cell leaves the page: the cell may come back.
#[derive(Clone, Default)]
pub struct Rows {
    entries: Arc<Mutex<HashMap<ProductId, Entry>>>,
}

impl Rows {
    fn entries<T>(&self, with: impl FnOnce(&mut HashMap<ProductId, Entry>) -> T) -> T {
        with(&mut self.entries.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes in a row as a placeholder printed it (`data-row`).
    ///
    /// What the panel has learned since is newer than a placeholder that was only copied, so a
    /// known row is replaced only by one that was established later.
    /// Answers whether the row is to be checked: it is new, or the page printed something else
    /// than before. That may be older than what is known, or look so for a wrong clock.
    pub fn offer(&self, row: Row, printed: &str) -> bool {
        let id = row.id;
        let known = self.entries(|entries| match entries.get_mut(&id) {
            None => {
                let state = ArcRwSignal::new(RowState {
                    row: row.clone(),
                    busy: false,
                });
                let printed = printed.to_owned();
                entries.insert(id, Entry { state, printed });
                None
            }
            Some(entry) => {
                let again = entry.printed == printed;
                printed.clone_into(&mut entry.printed);
                Some((entry.state.clone(), again))
            }
        });
        match known {
            None => true,
            Some((_, true)) => false,
            Some((state, false)) => {
                if state.with_untracked(|state| row.checked_at > state.row.checked_at) {
                    state.update(|state| state.row = row);
                }
                true
            }
        }
    }

    /// The row's signal, if the product is listed.
    pub fn state(&self, id: ProductId) -> Option<ArcRwSignal<RowState>> {
        self.entries(|entries| entries.get(&id).map(|entry| entry.state.clone()))
    }

    /// The row as it is now, not tracked.
    pub fn row(&self, id: ProductId) -> Option<Row> {
        self.state(id)
            .map(|state| state.with_untracked(|state| state.row.clone()))
    }

    /// The listed products of this status.
    pub fn with_status(&self, status: Status) -> Vec<ProductId> {
        self.entries(|entries| {
            let of_status = |entry: &Entry| entry.state.with_untracked(|s| s.row.status == status);
            let found = entries.iter().filter(|(_, entry)| of_status(entry));
            found.map(|(id, _)| *id).collect()
        })
    }

    /// Takes in what the server told. Rows that are not listed are left out.
    pub fn set(&self, row: Row) {
        if let Some(state) = self.state(row.id) {
            state.set(RowState { row, busy: false });
        }
    }

    /// Marks a request as begun or ended.
    pub fn set_busy(&self, id: ProductId, busy: bool) {
        if let Some(state) = self.state(id) {
            if state.with_untracked(|state| state.busy != busy) {
                state.update(|state| state.busy = busy);
            }
        }
    }

    /// The status could not be established: grey, with what was known before and the reason.
    pub fn set_unknown(&self, id: ProductId, error: &ApiError) {
        let Some(state) = self.state(id) else { return };
        state.update(|state| {
            state.busy = false;
            let row = &mut state.row;
            if row.status != Status::Unknown {
                row.last_known = Some(KnownStatus {
                    status: row.status,
                    fields: std::mem::take(&mut row.fields),
                });
            }
            row.status = Status::Unknown;
            row.reason = None;
            row.problem = Some(error.problem());
        });
    }

    /// Gives the row a fresh signal with the same value, once its last cell has left the page:
    /// a signal keeps a trace of every effect that ever read it.
    pub fn renew(&self, id: ProductId) {
        self.entries(|entries| {
            if let Some(entry) = entries.get_mut(&id) {
                entry.state = ArcRwSignal::new(entry.state.get_untracked());
            }
        });
    }
}
