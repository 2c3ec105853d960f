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
        Callback::new(move |()| {
            if !dialog.writing.get_untracked() {
                dialog.show(View::Confirmation(deed));
            }
        })
    };
    view! {
        <div class="notice notice-warning inline dolisync-error" data-dolisync="error" role="alert">
            <p>{message}</p>
        </div>
        <p>{t!("Nothing changes by itself: the product in WPshop stays as it is, and you decide what to do.")}</p>
        {failed}
        <ul class="dolisync-ways">
            <Way
                name="dissociate"
                sentence=t!("End the association. The product stays in WPshop, and can be associated with another one.")
                words=t!("Dissociate")
                act=confirm(Deed::Dissociated)
                safe=true
            />
            <Way
                name="recreate"
                sentence=t!("Dolibarr gets a new product with WPshop’s data, and the two are associated.")
                words=t!("Create it again in Dolibarr")
                act=recreate
                writes=true
            />
            <Way
                name="trash"
                sentence=t!("The product is no longer shown in the shop. It can be taken out of the trash again.")
                words=t!("Move the WPshop product to the trash")
                act=confirm(Deed::Trashed)
            />
        </ul>
    }
}

/// A button under what it does; `safe` has the focus, `writes` turns while it is done.
#[component]
fn Way(
    name: &'static str,
    sentence: String,
    words: String,
    act: Callback<()>,
    #[prop(optional)] safe: bool,
    #[prop(optional)] writes: bool,
) -> impl IntoView {
    let writing = use_panel().dialog.writing;
    view! {
        <li>
            <p>{sentence}</p>
            <button
                type="button"
                class="button"
                data-focus=safe.then_some("")
                data-way=name
                aria-disabled=move || writing.get().then_some("true")
                aria-busy=move || (writes && writing.get()).then_some("true")
                on:click=move |_| act.run(())
            >
                {words}
            </button>
        </li>
    }
}
