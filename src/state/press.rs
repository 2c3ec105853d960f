//! What a row's button does: it depends on the product's status.

use super::{check, Panel, View};
use crate::domain::{ProductId, Status};
use crate::panic_notice::has_panicked;

/// Presses the button of a product: opens the dialog, or checks a grey product again.
/// A dialog that was set aside for this product opens as it was.
/// After a panic nothing opens any more, for it would stay empty.
pub fn press(panel: &Panel, id: ProductId) {
    if has_panicked() {
        return;
    }
    if let Some(opened) = panel.notices.resumable() {
        if opened.product == id {
            panel.resume();
            return;
        }
    }
    let Some(state) = panel.rows.state(id) else {
        return;
    };
    let (row, busy) = {
        use leptos::prelude::*;
        let state = state.get_untracked();
        (state.row, state.busy)
    };
    let dialog = panel.dialog;
    match row.status {
        Status::Unknown if busy => {}
        Status::Unknown => check(panel, vec![id]),
        Status::Unlinked => dialog.open(id, row.title, View::Selection),
        Status::Synced | Status::OutOfSync => dialog.open(id, row.title, View::Comparison),
    }
}

impl Panel {
    /// Opens the dialog again that was set aside, with its choice.
    pub fn resume(&self) {
        if let Some(opened) = self.notices.resumable() {
            self.notices.clear();
            self.dialog.resume(opened);
        }
    }
}
