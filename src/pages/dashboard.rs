//! The dashboard: the overview, the preparation and the mass synchronization.

use std::any::Any;
use std::sync::Arc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::mass_sync::MassSyncPage;
use super::overview::OverviewPage;
use super::preparation::PreparationPage;
use crate::components::{Coming, Tabs};
use crate::domain::parse;
use crate::late::{late, Late};
use crate::state::{use_dashboard, Dashboard, Panel, Route};

/// Mounts the dashboard in its place on the page, if there is one.
pub fn start(panel: &Panel) {
    let found = document().query_selector("[data-dolisync=dashboard]");
    let Some(place) = found.ok().flatten() else {
        return;
    };
    let Ok(place) = place.dyn_into::<HtmlElement>() else {
        return;
    };
    let printed = place.get_attribute("data-overview").unwrap_or_default();
    let root = Owner::new();
    let dashboard = root.with(|| Dashboard::new(panel.clone(), parse(&printed)));
    if let Some(chosen) = place.get_attribute("data-selected") {
        let chosen: Vec<u64> = parse(&chosen).unwrap_or_default();
        let chosen = Arc::new(chosen.into_iter().collect());
        dashboard.catalogues.chosen.set(Some(chosen));
    }
    // The dashboard's signals live as long as the page.
    std::mem::forget(root);
    // And so does what is mounted.
    std::mem::forget(mount(place, dashboard.clone()));
    if dashboard.catalogues.chosen.with_untracked(Option::is_some) {
        // Who chose them is here to associate them; nothing is written before a pair is accepted.
        dashboard.compare_catalogues();
    }
}

/// Empties a place and mounts the dashboard in it. Dropping what it answers takes it away again.
pub fn mount(place: HtmlElement, dashboard: Dashboard) -> Box<dyn Any> {
    place.set_text_content(None);
    Box::new(mount_to(place, move || {
        dashboard.ask_run();
        provide_context(dashboard.panel.clone());
        provide_context(dashboard);
        view! { <DashboardPage /> }
    }))
}

#[component]
fn DashboardPage() -> impl IntoView {
    let dashboard = use_dashboard();
    let (route, announcer) = (dashboard.route, dashboard.panel.announcer);
    // The steps of the preparation are one page: their changes are its own.
    let page = Memo::new(move |_| match route.get() {
        route if route.is_preparation() => Route::Create,
        route => route,
    });
    let preparation = late!(preparation, fn() -> AnyView, || {
        view! { <PreparationPage /> }.into_any()
    });
    let mass_sync = late!(mass_sync, fn() -> AnyView, || view! { <MassSyncPage /> }
        .into_any());
    let shown = move || match page.get() {
        Route::Overview => view! { <OverviewPage /> }.into_any(),
        Route::MassSync => view! { <LatePage page=mass_sync /> }.into_any(),
        _ => view! { <LatePage page=preparation /> }.into_any(),
    };
    view! {
        <div class="dolisync-dashboard">
            <Tabs />
            {shown}
            <p class="screen-reader-text" role="status">{move || announcer.sentence()}</p>
        </div>
    }
}

/// A page whose code is loaded when it is shown.
#[component]
fn LatePage(page: Late<fn() -> AnyView>) -> impl IntoView {
    page.need();
    move || match page.get() {
        Some(view) => view(),
        None => view! { <Coming late=page /> }.into_any(),
    }
}
