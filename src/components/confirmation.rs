//! Really dissociate?

use leptos::prelude::*;

use super::{DialogFrame, ErrorNotice};
use crate::domain::ProductId;
use crate::i18n::t;
use crate::mount::focus_view;
use crate::state::{dissociate, use_panel, Panel, View};

/// What dissociating does and what it leaves alone. The focus starts on the button that goes back.
#[component]
pub fn Confirmation(
    /// The WPshop product.
    product: ProductId,
    /// Its title.
    title: String,
) -> impl IntoView {
    let panel = use_panel();
    let dolibarr = panel.rows.row(product).and_then(|row| row.dolibarr_id);
    let sentence = match dolibarr {
        Some(id) => t!(
            "“%1$s” (#WP : %2$s) and its Dolibarr product (#Doli : %3$s) will no longer be kept in step.",
            title,
            product.0,
            id.0
        ),
        None => t!("“%s” and its Dolibarr product will no longer be kept in step.", title),
    };
    view! {
        <DialogFrame
            view="confirm"
            heading=t!("Dissociate “%s”?", title)
            footer=move || footer(&panel)
        >
            <p>{sentence}</p>
            <p>{t!("The data of both products stay as they are: nothing is changed and nothing is deleted. You can associate them again at any time.")}</p>
        </DialogFrame>
    }
}

fn footer(panel: &Panel) -> impl IntoView {
    let dialog = panel.dialog;
    let retry = {
        let panel = panel.clone();
        Callback::new(move |()| {
            focus_view();
            dissociate(&panel);
        })
    };
    let failed = move || {
        let error = dialog.error.get()?;
        Some(view! { <ErrorNotice error=error on_retry=retry /> })
    };
    let panel = panel.clone();
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
            on:click=move |_| dissociate(&panel)
        >
            {t!("Dissociate")}
        </button>
    }
}
