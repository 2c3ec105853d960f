//! The parts of the dashboard.

use leptos::prelude::*;

use crate::i18n::t;
use crate::state::{use_dashboard, Route};

/// WordPress's row of tabs. Each is a link to a hash: it can be kept, and the browser's Back works.
#[component]
pub fn Tabs() -> impl IntoView {
    let route = use_dashboard().route;
    let tab = |to: Route, name: String| {
        let is_here = move || {
            let now = route.get();
            now == to || (now.is_preparation() && to.is_preparation())
        };
        view! {
            <a
                href=to.hash()
                class="nav-tab"
                class:nav-tab-active=is_here
                aria-current=move || is_here().then_some("page")
            >
                {name}
            </a>
        }
    };
    view! {
        <nav class="nav-tab-wrapper wp-clearfix" aria-label=t!("DoliSync’s dashboard")>
            {tab(Route::Overview, t!("Overview"))}
            {tab(Route::Create, t!("Prepare the synchronization"))}
            {tab(Route::MassSync, t!("Mass synchronization"))}
        </nav>
    }
}
