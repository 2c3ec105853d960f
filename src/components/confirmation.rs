//! Really dissociate, or really into the trash?

use leptos::prelude::*;

use super::{DialogFrame, ErrorNotice};
use crate::domain::ProductId;
use crate::i18n::t;
use crate::mount::focus_view;
use crate::state::{dissociate, trash, use_panel, Deed, Panel, View};

/// What it does and what it leaves alone. The focus starts on the button that goes back.
#[component]
pub fn Confirmation(
    /// The WPshop product.
    product: ProductId,
    /// Its title.
    title: String,
    /// What is to be done: dissociating, or moving to the trash.
    deed: Deed,
) -> impl IntoView {
    let panel = use_panel();
    let dolibarr = panel.rows.row(product).and_then(|row| row.dolibarr_id);
    let (heading, sentence, rest) = match deed {
        Deed::Trashed => (
            t!("Move “%s” to the trash?", title),
            t!("“%1$s” (#WP : %2$s) will no longer be shown in the shop.", title, product.0),
            t!("It can be taken out of the trash again until WordPress empties it, usually after 30 days. Nothing is changed in Dolibarr."),
        ),
        _ => (
            t!("Dissociate “%s”?", title),
            match dolibarr {
                Some(id) => t!(
                    "“%1$s” (#WP : %2$s) and its Dolibarr product (#Doli : %3$s) will no longer be kept in step.",
                    title,
                    product.0,
                    id.0
                ),
                None => t!("“%s” and its Dolibarr product will no longer be kept in step.", title),
            },
            t!("The data of both products stay as they are: nothing is changed and nothing is deleted. You can associate them again at any time."),
        ),
    };
    view! {
        <DialogFrame view="confirm" heading=heading footer=move || footer(&panel, deed)>
            <p>{sentence}</p>
            <p>{rest}</p>
        </DialogFrame>
    }
}

fn footer(panel: &Panel, deed: Deed) -> impl IntoView {
    let dialog = panel.dialog;
    let panel = panel.clone();
    let act = Callback::new(move |()| match deed {
        Deed::Trashed => trash(&panel),
        _ => dissociate(&panel),
    });
    let retry = move |()| {
        focus_view();
        act.run(());
    };
    let failed = move || {
        let error = dialog.error.get()?;
        Some(view! { <ErrorNotice error=error on_retry=retry /> })
    };
    let busy = move || dialog.writing.get().then_some("true");
    view! {
        {failed}
        <button
            type="button"
            class="button dolisync-dialog__aside"
            data-focus
            aria-disabled=busy
            on:click=move |_| {
                if !dialog.writing.get_untracked() {
                    dialog.show(View::Comparison);
                }
            }
        >
            {t!("Go back")}
        </button>
        <button
            type="button"
            class="button button-primary"
            aria-disabled=busy
            aria-busy=busy
            on:click=move |_| act.run(())
        >
            {match deed {
                Deed::Trashed => t!("Move the WPshop product to the trash"),
                _ => t!("Dissociate"),
            }}
        </button>
    }
}
