//! WordPress's own box for logging in again, which its heartbeat opens over the page.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{MutationObserver, MutationObserverInit};

use crate::api::ApiError;
use crate::state::Panel;

/// Sets the dialog aside when WordPress's box opens: a modal dialog would cover the box and
/// could not be answered any more. The choice is kept.
pub(super) fn give_way_to_login_box(panel: &Panel) {
    let Some(login_box) = document().get_element_by_id("wp-auth-check-wrap") else {
        return;
    };
    let panel = panel.clone();
    let watched = login_box.clone();
    let on_change = Closure::<dyn FnMut()>::new(move || {
        let dialog = panel.dialog;
        let open = dialog.opened.with_untracked(Option::is_some);
        let visible = !watched.class_list().contains("hidden");
        if visible && open && !dialog.writing.get_untracked() {
            dialog.set_aside(ApiError::session_lost(), panel.notices);
        }
    });
    let options = MutationObserverInit::new();
    options.set_attributes(true);
    if let Ok(observer) = MutationObserver::new(on_change.as_ref().unchecked_ref()) {
        // Cannot fail: the element exists and something is observed.
        let _ = observer.observe_with_options(&login_box, &options);
    }
    // Lives as long as the page.
    on_change.forget();
}
