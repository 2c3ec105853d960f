//! How a product stands to Dolibarr in sentences, in the box on its own page.

use leptos::prelude::*;

use super::reason_sentence;
use crate::format::date_time;
use crate::i18n::t;
use crate::state::{use_panel, RowState};

/// The reason, the last synchronization, and, once the shop's product was written, that the form
/// around the box still shows the values from before. PHP prints the first two as well.
#[component]
pub fn ProductDetails(
    /// The product's row.
    state: ArcRwSignal<RowState>,
) -> impl IntoView {
    let outdated = use_panel().form_outdated;
    let reason = {
        let state = state.clone();
        move || state.with(|state| reason_sentence(&state.row))
    };
    let synchronized = move || {
        let at = state.with(|state| state.row.synchronized_at.clone())?;
        Some(view! { <p>{t!("Last synchronization: %s.", date_time(&at))}</p> })
    };
    let notice = move || {
        outdated.get().then(|| {
            view! {
                <div class="notice notice-warning inline">
                    <p>
                        {t!("The product was changed, and this page still shows the values from before. Reload it before you edit or save.")}
                    </p>
                    <p>
                        <button type="button" class="button" on:click=|_| reload()>
                            {t!("Reload the page")}
                        </button>
                    </p>
                </div>
            }
        })
    };
    view! {
        <p>{reason}</p>
        {synchronized}
        {notice}
    }
}

fn reload() {
    // Fails only where a page may not be loaded at all.
    let _ = window().location().reload();
}
