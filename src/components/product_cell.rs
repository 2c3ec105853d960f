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
    // One effect draws it all, in the same nodes: a list of a thousand rows has a thousand of these.
    move || {
        let state = state.get();
        let row = &state.row;
        let name = row.dolibarr_id.map(|id| t!("#Doli : %s", id.0));
        let dolibarr = name.map(|name| match row.dolibarr_url.clone() {
            Some(url) => view! {
                " "
                <a class="dolisync-id" href=url target="_blank" rel="noopener">{name}</a>
            }
            .into_any(),
            None => view! { " " <span class="dolisync-id">{name}</span> }.into_any(),
        });
        view! {
            <span class="dolisync-ids">
                <span class="dolisync-id">{t!("#WP : %s", row.id.0)}</span>
                {dolibarr}
            </span>
            {configured.then(|| view! { <SyncButton state=state.clone() /> })}
            <StatusIndicator state=state />
        }
    }
}
