//! A row's button.

use leptos::prelude::*;

use crate::domain::Status;
use crate::i18n::{t, tx};
use crate::state::{press, use_panel, RowState};

/// The one button of a product; what it says and does follows the status.
///
/// It stays in place and enabled while a check runs, so that the focus does.
#[component]
pub fn SyncButton(
    /// The product's row.
    state: RowState,
) -> impl IntoView {
    let panel = use_panel();
    let RowState { row, busy } = state;
    let words = button_words(row.status);
    view! {
        <button
            type="button"
            class="button dolisync-button"
            aria-haspopup=(row.status != Status::Unknown).then_some("dialog")
            aria-label=t!("%1$s: %2$s", words, row.title)
            aria-busy=busy.then_some("true")
            on:click=move |_| press(&panel, row.id)
        >
            {words.clone()}
        </button>
    }
}

fn button_words(status: Status) -> String {
    match status {
        Status::Synced => t!("See the versions"),
        Status::OutOfSync => t!("Synchronize…"),
        Status::Unlinked => t!("Associate and synchronize"),
        Status::Unknown => tx!("Check again", "button"),
    }
}
