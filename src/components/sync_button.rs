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
    state: ArcRwSignal<RowState>,
) -> impl IntoView {
    let panel = use_panel();
    let id = state.with_untracked(|state| state.row.id);
    let status = {
        let state = state.clone();
        move || state.with(|state| state.row.status)
    };
    let name = {
        let state = state.clone();
        move || {
            state.with(|state| {
                let words = button_words(state.row.status);
                t!("%1$s: %2$s", words, state.row.title)
            })
        }
    };
    let words = {
        let status = status.clone();
        move || button_words(status())
    };
    view! {
        <button
            type="button"
            class="button dolisync-button"
            aria-haspopup=move || (status() != Status::Unknown).then_some("dialog")
            aria-label=name
            aria-busy=move || state.with(|state| state.busy).then_some("true")
            on:click=move |_| press(&panel, id)
        >
            {words}
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
