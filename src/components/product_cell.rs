//! The cell of one product in a list: both ids, the button and the status.

use leptos::prelude::*;

use super::{StatusIndicator, SyncButton};
use crate::i18n::t;
use crate::state::{use_panel, RowState};

/// The content of a placeholder; PHP prints the same markup before the panel starts.
#[component]
pub fn ProductCell(
    /// The product's row.
    state: ArcRwSignal<RowState>,
) -> impl IntoView {
    let configured = use_panel().boot.configured;
    let id = state.with_untracked(|state| state.row.id);
    let listed = state.clone();
    let dolibarr = move || {
        let (dolibarr_id, url) =
            listed.with(|state| (state.row.dolibarr_id, state.row.dolibarr_url.clone()));
        let name = t!("#Doli : %s", dolibarr_id?.0);
        Some(match url {
            Some(url) => view! {
                " "
                <a class="dolisync-id" href=url target="_blank" rel="noopener">{name}</a>
            }
            .into_any(),
            None => view! { " " <span class="dolisync-id">{name}</span> }.into_any(),
        })
    };
    view! {
        <span class="dolisync-ids">
            <span class="dolisync-id">{t!("#WP : %s", id.0)}</span>
            {dolibarr}
        </span>
        {configured.then(|| view! { <SyncButton state=state.clone() /> })}
        <StatusIndicator state=state />
    }
}
