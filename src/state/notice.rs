//! Problems that have no open dialog to stand in: a lost session, a check of a whole list.

use leptos::prelude::*;

use super::Opened;
use crate::api::ApiError;

/// A problem shown on the page itself.
#[derive(Clone, Debug, PartialEq)]
pub struct PageNotice {
    /// What happened.
    pub error: ApiError,
    /// The dialog that was closed because of it, to be opened again as it was.
    pub resume: Option<Opened>,
}

/// The page's notice; there is one at most, the newest.
#[derive(Clone, Copy)]
pub struct PageNotices {
    shown: RwSignal<Option<PageNotice>>,
}

impl PageNotices {
    /// No notice.
    pub fn new() -> Self {
        Self {
            shown: RwSignal::new(None),
        }
    }

    /// Shows a problem in place of the one before it.
    pub fn show(&self, error: ApiError, resume: Option<Opened>) {
        self.shown.set(Some(PageNotice { error, resume }));
    }

    /// Takes the notice away.
    pub fn clear(&self) {
        if self.shown.with_untracked(Option::is_some) {
            self.shown.set(None);
        }
    }

    /// The notice, tracked.
    pub fn get(&self) -> Option<PageNotice> {
        self.shown.get()
    }

    /// The dialog that waits to be opened again, not tracked.
    pub fn resumable(&self) -> Option<Opened> {
        self.shown
            .with_untracked(|shown| shown.as_ref()?.resume.clone())
    }
}

impl Default for PageNotices {
    fn default() -> Self {
        Self::new()
    }
}
