//! The associated product is gone in Dolibarr: what the person can have done about it.

use leptos::prelude::*;

use super::ErrorNotice;
use crate::i18n::t;
use crate::mount::focus_view;
use crate::state::{create, use_panel, Deed, View};

/// What happened, and three ways on, each under a sentence that says what it does. The focus
/// starts on the one that touches no product.
#[component]
pub fn Gone(
    /// What the server said.
    message: String,
) -> impl IntoView {
    let panel = use_panel();
    let dialog = panel.dialog;
    // The heading has the focus until these buttons are there.
    Effect::new(move |_| focus_view());
    let recreate = Callback::new(move |()| create(&panel, false));
    let retry = move |()| {
        focus_view();
        recreate.run(());
    };
    let failed = move || {
        let error = dialog.error.get()?;
        Some(view! { <ErrorNotice error=error on_retry=retry /> })
    };
    let confirm = move |deed: Deed| {
        if !dialog.writing.get_untracked() {
            dialog.show(View::Confirmation(deed));
        }
    };
    let busy = move || dialog.writing.get().then_some("true");
    view! {
        <div class="notice notice-warning inline dolisync-error" data-dolisync="error" role="alert">
            <p>{message}</p>
        </div>
        <p>{t!("Nothing changes by itself: the product in WPshop stays as it is, and you decide what to do.")}</p>
        {failed}
        <ul class="dolisync-ways">
            <li>
                <p>{t!("End the association. The product stays in WPshop, and can be associated with another one.")}</p>
                <button
                    type="button"
                    class="button"
                    data-focus
                    data-way="dissociate"
                    aria-disabled=busy
                    on:click=move |_| confirm(Deed::Dissociated)
                >
                    {t!("Dissociate")}
                </button>
            </li>
            <li>
                <p>{t!("Dolibarr gets a new product with WPshop’s data, and the two are associated.")}</p>
                <button
                    type="button"
                    class="button"
                    data-way="recreate"
                    aria-disabled=busy
                    aria-busy=busy
                    on:click=move |_| recreate.run(())
                >
                    {t!("Create it again in Dolibarr")}
                </button>
            </li>
            <li>
                <p>{t!("The product is no longer shown in the shop. It can be taken out of the trash again.")}</p>
                <button
                    type="button"
                    class="button"
                    data-way="trash"
                    aria-disabled=busy
                    on:click=move |_| confirm(Deed::Trashed)
                >
                    {t!("Move the WPshop product to the trash")}
                </button>
            </li>
        </ul>
    }
}
